/** local/simulators/google/products/maps-photos.ts — media with a file of metadata each, and a map that is itself an archive. */
import { SECOND_MS } from '../../../../functions/core/clock.ts';
import { buildArchive } from '../../zip.ts';
import { type Make, microTime, type Spec } from './spec.ts';
import { coordinates, id } from './things.ts';
import { jsonObject, medium } from './writers.ts';

const COUNT = 24;

/** Media with a file of metadata each, named after it. Every eighth is a film. */
function withMetadata(
  service: string,
  folders: readonly string[],
  precision: 'second' | 'micro',
  record: (make: Make) => object,
): readonly Spec[] {
  return Array.from({ length: COUNT }, (_, n) => n).flatMap((n) => {
    const title = `IMG_${1000 + n}`;
    const file = n % 8 === 7 ? '*.mp4' : '*.jpg';
    return [
      medium({ service, path: [...folders, file], title }),
      jsonObject({ service, path: [...folders, '*.json'], title: `${title}${file.slice(1)}` }, { precision }, record),
    ];
  });
}

const moment = (time: number) => ({
  timestamp: String(time / SECOND_MS),
  formatted: `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`,
});

const photo = ({ random, time }: Make): object => {
  const [longitude, latitude] = coordinates(random);
  return {
    ...{ creationTime: moment(time), photoTakenTime: moment(time - 3600 * SECOND_MS) },
    geoDataExif: { latitude, longitude, altitude: 12 },
  };
};

export const MAPS_PHOTOS = withMetadata('MAPS', ['Maps', 'Photos and videos'], 'second', photo);

const sphere = (make: Make): object => {
  const [longitude, latitude] = coordinates(make.random);
  return {
    photoId: { id: id(make.random, 40) },
    captureTime: microTime(make),
    pose: { latLngPair: { latitude, longitude } },
  };
};

export const STREET_VIEW: Readonly<Record<string, readonly Spec[]>> = {
  'streetview.imagery': withMetadata('STREET_VIEW', ['Street View'], 'micro', sphere),
};

const placemark = ({ n, random }: Make): string =>
  `<Placemark><name>Stop ${n}</name><Point><coordinates>${coordinates(random).join(',')},0</coordinates></Point></Placemark>`;

/** A map: a zip archive of its own, with the places in `doc.kml`. */
const kmz = (title: string): Spec => ({
  ...{ service: 'MY_MAPS', path: ['My Maps', '*.kmz'], title },
  parts: [{ rows: 6, record: placemark }],
  async *write([placemarks = []]) {
    const kml = `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${placemarks.join('')}</Document></kml>\n`;
    yield await buildArchive([
      { name: 'doc.kml', content: kml },
      { name: 'images/icon-1.png', content: Buffer.from('89504e470d0a1a0a', 'hex') },
    ]);
  },
});

export const MY_MAPS: Readonly<Record<string, readonly Spec[]>> = {
  'mymaps.maps': [kmz('Cycling tour'), kmz('Saunas: north & south')],
};
