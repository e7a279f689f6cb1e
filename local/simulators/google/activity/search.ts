/** local/simulators/google/activity/search.ts — Google Search: the web, images, videos, Lens and Discover. */
import type { Product } from '../locales/locale.ts';
import { id, SITES, thing } from '../products/things.ts';
import { location, type Maker, redirect, searchUrl } from './maker.ts';

export const SEARCH: Readonly<Record<Extract<Product, 'search' | 'image' | 'video' | 'lens' | 'discover'>, Maker>> = {
  search(random, locale) {
    const { verbs, controls, notifications, products } = locale;
    const activityControls = [controls.web];
    const title = thing(random);
    if (random.chance(0.05)) {
      const subtitles = [{ name: 'Including topics:' }, { name: 'Weather' }, { name: title }];
      return { header: products.search, title: notifications(1 + random.below(4)), subtitles, activityControls };
    }
    if (random.chance(0.45)) {
      const site = random.pick(SITES);
      const titleUrl = redirect(`https://${site}/page?n=${random.below(500)}`, random);
      return { header: products.search, title: verbs.visited(`${title} - ${site}`), titleUrl, activityControls };
    }
    return {
      ...{ header: products.search, title: verbs.searched(title), titleUrl: searchUrl(title), activityControls },
      ...location(random, locale),
    };
  },
  image(random, locale) {
    const { verbs, controls, products } = locale;
    const title = thing(random);
    const activityControls = [controls.web];
    if (random.chance(0.4)) {
      const site = random.pick(SITES);
      const titleUrl = redirect(`https://${site}/image/${random.below(99)}.jpg`, random);
      return { header: products.image, title: verbs.viewed(site), titleUrl, activityControls };
    }
    const titleUrl = searchUrl(title, '&udm=2');
    return {
      header: products.image,
      title: verbs.searched(title),
      titleUrl,
      activityControls,
      ...location(random, locale),
    };
  },
  video(random, { verbs, controls }) {
    const activityControls = [controls.web];
    const title = verbs.watched(thing(random));
    if (random.chance(0.5)) {
      return {
        header: 'youtube.com',
        title,
        titleUrl: `https://www.youtube.com/watch?v=${id(random)}`,
        activityControls,
      };
    }
    const titleUrl = redirect(`https://reddit.com/r/video/${random.below(9999)}/`, random);
    return { header: 'reddit.com', title, titleUrl, activityControls };
  },
  lens(random, { verbs, controls, lens, products }) {
    const activityControls = [controls.web];
    const header = products.lens.replace('\u00a0', ' ');
    if (random.chance(0.6))
      return { header, title: lens, activityControls, imageFile: `lens-${random.below(999)}.jpg` };
    const title = thing(random);
    return {
      header,
      title: verbs.searched(title),
      titleUrl: `https://lens.google.com/search?p=${id(random)}`,
      activityControls,
    };
  },
  discover(random, { cards, controls, products }) {
    const activityControls = [controls.web];
    const details = random.chance(0.3) ? { details: [{ name: 'Business' }, { name: 'Education - viewed' }] } : {};
    return { header: products.discover, title: cards(1 + random.below(30)), activityControls, ...details };
  },
};
