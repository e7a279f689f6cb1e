/** web/donate/charts.tsx — pictures of counts, each with a sentence and a table that say the same. */
import type { ComponentChildren } from 'preact';
import { formatHour, formatShortWeekday, formatSpan, formatWeekday, t } from '../i18n/messages.ts';
import type { OverviewView } from '../lib/contract.ts';

/** Bars are drawn so high and wide, and then stretched to the room there is. */
const [HEIGHT, WIDTH, GAP] = [100, 10, 1];
/** Shades of the busiest hours, beside none. */
const SHADES = 6;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const WEEKDAYS = Array.from({ length: 7 }, (_, day) => day);

type FigureProps = { readonly title: string; readonly text: string; readonly children: ComponentChildren };

function Figure({ title, text, children }: FigureProps) {
  return (
    <figure>
      <h3>{title}</h3>
      <figcaption>{text}</figcaption>
      {children}
    </figure>
  );
}

function AsTable({ head, rows }: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }) {
  return (
    <details class="as-table">
      <summary>{t.pictures.asTable}</summary>
      <table>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, at) => (
                <td key={head[at + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function OverTime({ overview: { over_time: bars, unit } }: { readonly overview: OverviewView }) {
  const most = bars.reduce((best, bar) => (bar.count > best.count ? bar : best));
  const [first, last] = [bars[0], bars.at(-1)];
  return (
    <Figure title={t.pictures.overTime} text={t.pictures.most(formatSpan(most.start, unit), most.count)}>
      <svg
        class="bars"
        viewBox={`0 0 ${bars.length * WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t.pictures.overTime}
      >
        {bars.map(({ start, count }, at) => {
          // What is there at all is seen.
          const height = count && Math.max(1, (count / most.count) * HEIGHT);
          return <rect key={start} x={at * WIDTH} y={HEIGHT - height} width={WIDTH - GAP} height={height} />;
        })}
      </svg>
      <p class="axis" aria-hidden="true">
        <span>{first && formatSpan(first.start, unit)}</span>
        <span>{last && last !== first && formatSpan(last.start, unit)}</span>
      </p>
      <AsTable
        head={[t.pictures.when, t.pictures.rows]}
        rows={bars.map(({ start, count }) => [formatSpan(start, unit), t.number(count)])}
      />
    </Figure>
  );
}

function ByHour({ overview, timeZone }: { readonly overview: OverviewView; readonly timeZone: string }) {
  const counts = overview.by_weekday_hour;
  const at = (day: number, hour: number): number => counts[day]?.[hour] ?? 0;
  const cells = WEEKDAYS.flatMap((day) => HOURS.map((hour) => ({ day, hour, count: at(day, hour) })));
  const most = cells.reduce((best, cell) => (cell.count > best.count ? cell : best));
  const shade = (count: number): number => count && Math.ceil((count / most.count) * SHADES);
  const text = t.pictures.byHourText(formatWeekday(most.day), formatHour(most.hour), most.count);
  return (
    <Figure title={t.pictures.byHour} text={`${text} ${t.pictures.localTime(timeZone)}`}>
      <div class="hours" role="img" aria-label={t.pictures.byHour}>
        {WEEKDAYS.flatMap((day) => [
          <span key={day}>{formatShortWeekday(day)}</span>,
          ...HOURS.map((hour) => <i key={`${day} ${hour}`} class={`shade-${shade(at(day, hour))}`} />),
        ])}
        <span />
        {[0, 6, 12, 18].map((hour) => (
          <span key={`at ${hour}`} class="hour">
            {hour}
          </span>
        ))}
      </div>
      <AsTable
        head={[t.pictures.hour, ...WEEKDAYS.map(formatShortWeekday)]}
        rows={HOURS.map((hour) => [formatHour(hour), ...WEEKDAYS.map((day) => t.number(at(day, hour)))])}
      />
    </Figure>
  );
}

function Ranked({ ranked }: { readonly ranked: NonNullable<OverviewView['ranked']> }) {
  const { label, values, others, exact } = ranked;
  const most = values[0]?.count ?? 1;
  return (
    <Figure
      title={t.pictures.ranked(t.pictures.rankedBy[label] ?? label)}
      text={others ? t.pictures.others(others) : ''}
    >
      {!exact && <p class="minor">{t.pictures.about}</p>}
      <ol class="ranked">
        {values.map(({ value, count }) => (
          <li key={value}>
            <span>{value}</span>
            <span>{t.number(count)}</span>
            <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
              <rect width={(count / most) * 100} height="1" />
            </svg>
          </li>
        ))}
      </ol>
    </Figure>
  );
}

export function Charts({ overview, timeZone }: { readonly overview: OverviewView; readonly timeZone: string }) {
  const { count, undated, over_time: bars, ranked } = overview;
  if (!count) return <p>{t.pictures.none}</p>;
  return (
    <>
      {undated > 0 && <p class="minor">{t.pictures.undated(undated)}</p>}
      {bars.length > 0 && <OverTime overview={overview} />}
      {bars.length > 0 && <ByHour overview={overview} timeZone={timeZone} />}
      {ranked && ranked.values.length > 0 && <Ranked ranked={ranked} />}
    </>
  );
}
