/** local/simulators/google/activity/others.ts — Google Play, Maps, Shopping and My Ad Center. */
import type { Product } from '../locales/locale.ts';
import { APPS, coordinates, PLACES, SITES, thing } from '../products/things.ts';
import { type Maker, searchUrl } from './maker.ts';

export const OTHERS: Readonly<Record<Extract<Product, 'store' | 'games' | 'maps' | 'shopping' | 'adcenter'>, Maker>> = {
  store(random, { verbs, controls }) {
    const app = random.pick(APPS);
    const titleUrl = `https://play.google.com/store/apps/details?id=example.${app.toLowerCase().replace(/\W/g, '')}`;
    const activityControls = [random.chance(0.5) ? controls.play : controls.web];
    return { header: app, title: verbs.used(app), titleUrl, activityControls };
  },
  games(random, { verbs, controls, products }) {
    const game = `${random.pick(['Chess', 'Rowing', 'Solitaire'])} ${1 + random.below(3)}`;
    const title = random.chance(0.3) ? `Achievement unlocked: ${game} - Victory` : verbs.played(game);
    return { header: products.games, title, activityControls: [controls.web] };
  },
  maps(random, { verbs, controls, products }) {
    const place = random.pick(PLACES);
    const [lon, lat] = coordinates(random);
    const kind = random.next();
    const about = { header: products.maps, activityControls: [controls.web] };
    if (kind < 0.4) {
      const titleUrl = `https://www.google.com/maps/dir//${encodeURIComponent(place)}/@${lat},${lon},15z`;
      return { ...about, title: verbs.directions(place), titleUrl };
    }
    if (kind < 0.7) {
      const titleUrl = `https://www.google.com/maps/search/${encodeURIComponent(place)}/`;
      return { ...about, title: verbs.searched(place), titleUrl };
    }
    return { ...about, title: verbs.area(place), titleUrl: `https://www.google.com/maps/@${lat},${lon},13z` };
  },
  shopping(random, { verbs, controls, products }) {
    const title = thing(random);
    const about = { header: products.shopping, activityControls: [controls.web] };
    if (random.chance(0.1)) return { ...about, title: verbs.used(products.shopping) };
    if (random.chance(0.5)) return { ...about, title: verbs.searched(title), titleUrl: searchUrl(title, '&udm=28') };
    const titleUrl = `https://www.google.com/shopping/product/${random.below(1e9)}`;
    return { ...about, title: verbs.viewed(title), titleUrl };
  },
  adcenter(random, { verbs, products }) {
    const advertiser = random.pick(SITES);
    const verb = random.pick([verbs.moreAds, verbs.blockedAd, verbs.liked]);
    return { header: products.adcenter, title: verb(advertiser), details: [{ name: 'Google Ads' }] };
  },
};
