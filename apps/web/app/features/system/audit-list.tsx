import { useClock } from '../../components/clock.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { shortTime, zoneWord } from '../../components/time-words.ts';
import { groupByDay } from './audit-days.ts';
import type { AuditSentence } from './audit-words.ts';

export interface AuditLine extends AuditSentence {
  id: string;
  at: Date;
}

/** Newest first, a day at a time. */
export function AuditList({ lines }: { lines: readonly AuditLine[] }) {
  const { zone } = useClock();
  return groupByDay(lines, zone).map(({ day, entries }) => (
    <section key={day} aria-label={day} className="border-b last:border-b-0">
      <h2 className="sticky top-14 border-b bg-sunken px-4 py-2 font-medium text-ink-muted text-xs">
        {day} <span className="font-normal">({zoneWord(zone)} time)</span>
      </h2>
      <ol className="divide-y">
        {entries.map((line) => (
          <AuditItem key={line.id} line={line} zone={zone} />
        ))}
      </ol>
    </section>
  ));
}

function AuditItem({ line: { at, who, did, object }, zone }: { line: AuditLine; zone: string }) {
  const atMs = at.getTime();
  return (
    <li className="flex items-baseline gap-4 px-4 py-2.5 text-sm">
      <time dateTime={at.toISOString()} className="shrink-0 text-ink-muted">
        {shortTime(atMs, zone, atMs)}
      </time>
      <p className="min-w-0 wrap-anywhere">
        <span className="font-medium">{who}</span> {did}
        {object ? (
          <>
            {' '}
            <bdi>{object.to === null ? object.name : <TextLink to={object.to}>{object.name}</TextLink>}</bdi>
          </>
        ) : null}
      </p>
    </li>
  );
}
