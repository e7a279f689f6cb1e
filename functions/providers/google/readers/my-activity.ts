/** functions/providers/google/readers/my-activity.ts — records of `MyActivity.json` as rows. */
import type { EntryReader, Row, SourceRecord } from '../../../archive/types.ts';
import { parseTime } from '../time.ts';
import { actionOf } from './action.ts';
import { unwrapAddress, videoIdOf } from './address.ts';
import { isAd } from './advertisement.ts';

/** Fields with columns of their own; of the first kind only while they are text. */
const TEXTS = new Set(['header', 'title', 'description']);
const MAPPED = new Set(['time', 'details', 'activityControls', 'products']);

/** `locationInfos`, and whatever else Google may call a place: a coarse home location that no study asked for. */
const LOCATION = /location/i;

/** Which product's activity it is, and what its rows say of themselves. */
export type Activity = {
  readonly platform: string;
  readonly type: string;
  /** The product's own columns. */
  readonly columns?: (record: SourceRecord) => Readonly<Record<string, string | boolean | null>>;
  /** What the product's own columns leave of `subtitles`; without it they are kept whole. */
  readonly otherSubtitles?: (record: SourceRecord) => readonly unknown[];
};

/**
 * Reads one product's activity. Every record becomes a row: no rule of My Activity leaves one out.
 * @see https://developers.google.com/data-portability/schema-reference/my_activity
 */
export const activityReader = ({ platform, type, columns, otherSubtitles }: Activity): EntryReader => ({
  format: 'json',
  rawTime: { key: 'time', form: 'iso' },
  time: ({ time }) => parseTime(time),
  toRow(record, time): Row {
    const url = unwrapAddress(record.titleUrl);
    const left = otherSubtitles?.(record);
    return {
      time,
      platform,
      type,
      action: actionOf(record),
      title: text(record.title),
      url,
      header: text(record.header),
      description: text(record.description),
      details: json(record.details),
      activity_controls: json(record.activityControls),
      products: json(record.products),
      ...columns?.(record),
      extra: extraOf(record, (name, value) => {
        if (name === 'titleUrl') return url === null ? value : undefined;
        if (name === 'subtitles') return left ?? value;
        return MAPPED.has(name) || (TEXTS.has(name) && text(value) !== null) ? undefined : value;
      }),
    };
  },
});

/**
 * What has no column: unknown and filled fields, names of attachments, and values of another form than documented.
 * @param leftOf what the row's columns leave of a field; undefined or nothing where they hold it
 */
export function extraOf(record: SourceRecord, leftOf: (name: string, value: unknown) => unknown): string | null {
  let extra: Record<string, unknown> | undefined;
  for (const name of Object.keys(record)) {
    const left = leftOf(name, record[name]);
    const isEmpty = left === null || left === undefined || (Array.isArray(left) && !left.length);
    if (isEmpty || LOCATION.test(name)) continue;
    // Without a prototype: a field may be called `__proto__`.
    extra ??= Object.create(null) as Record<string, unknown>;
    extra[name] = left;
  }
  return extra ? JSON.stringify(extra) : null;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const json = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value));

type Subtitle = { readonly name?: string; readonly url?: string };

const CHANNEL = /^https?:\/\/(?:\w+\.)?youtube\.com\/(?:channel\/|user\/|c\/|@)/;

/** The columns of YouTube: channel, video and whether it was an advertisement. */
export function youtubeColumns(record: SourceRecord): Readonly<Record<string, string | boolean | null>> {
  const channel = channelOf(record);
  return {
    channel_name: text(channel?.name),
    channel_url: text(channel?.url),
    ...videoColumns(record),
    is_ad: isAd(record),
  };
}

/** The video by the record's address, or by the address that stands as the title of a video made private. */
export const videoColumns = ({ title, titleUrl }: SourceRecord): Readonly<Record<string, string | null>> => ({
  video_id: videoIdOf(unwrapAddress(titleUrl)) ?? videoIdOf(text(title)?.match(/https?:\/\/\S+/)?.[0]),
});

/** The subtitles of a YouTube record other than its channel. */
export const subtitlesBesideChannel = (record: SourceRecord): readonly unknown[] =>
  subtitlesOf(record).filter((subtitle) => subtitle !== channelOf(record));

const subtitlesOf = ({ subtitles }: SourceRecord): readonly Subtitle[] =>
  (Array.isArray(subtitles) ? subtitles : []).filter(
    (entry): entry is Subtitle => typeof entry === 'object' && entry !== null && Object.keys(entry).length > 0,
  );

/** The channel: the subtitle that leads to one, else the first that has a name. */
function channelOf(record: SourceRecord): Subtitle | undefined {
  const all = subtitlesOf(record);
  return all.find(({ url }) => typeof url === 'string' && CHANNEL.test(url)) ?? all.find(({ name }) => text(name));
}
