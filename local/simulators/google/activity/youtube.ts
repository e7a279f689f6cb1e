/** local/simulators/google/activity/youtube.ts — videos, searches, likes and advertisements on YouTube. */
import { id, thing } from '../products/things.ts';
import type { Maker } from './maker.ts';

export const youtube: Maker = (random, { verbs, removed, ad, adDescription, controls }) => {
  const kind = random.next();
  const title = thing(random);
  const watch = `https://www.youtube.com/watch?v=${id(random)}`;
  const n = random.below(80);
  const channel = { name: `Channel ${n}`, url: `https://www.youtube.com/channel/UC${String(n).padStart(22, '0')}` };
  const activityControls = [controls.watch, controls.search];
  const header = 'YouTube';
  if (kind < 0.03) return { header, title: removed, activityControls };
  if (kind < 0.05) return { header, title: verbs.watched(watch), titleUrl: watch, activityControls };
  if (kind < 0.1) {
    const details = [{ name: ad }];
    const adControls = [controls.web, ...activityControls];
    return {
      header,
      title: verbs.watched(title),
      titleUrl: watch,
      description: adDescription,
      details,
      activityControls: adControls,
    };
  }
  if (kind < 0.2) {
    const titleUrl = `https://www.youtube.com/results?search_query=${encodeURIComponent(title)}`;
    return { header, title: verbs.searched(title), titleUrl, activityControls };
  }
  if (kind < 0.24) return { header, title: verbs.liked(title), titleUrl: watch, subtitles: [channel] };
  if (kind < 0.26) return { header, title: verbs.subscribed(channel.name), titleUrl: channel.url };
  if (kind < 0.28) {
    const titleUrl = `https://www.youtube.com/post/Ugkx${id(random)}`;
    return { header, title: verbs.viewed(title), titleUrl, subtitles: [channel], activityControls };
  }
  if (kind < 0.36) {
    const titleUrl = `https://www.youtube.com/shorts/${id(random)}`;
    return { header, title: verbs.watched(title), titleUrl, subtitles: [channel], activityControls };
  }
  if (kind < 0.42) {
    const titleUrl = `https://music.youtube.com/watch?v=${id(random)}`;
    const subtitles = [{ ...channel, name: `${channel.name} - Topic` }];
    return { header: 'YouTube Music', title: verbs.watched(title), titleUrl, subtitles, activityControls };
  }
  return { header, title: verbs.watched(title), titleUrl: watch, subtitles: [channel], activityControls };
};
