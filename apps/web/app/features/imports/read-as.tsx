import type { Outputs } from '@hawker/api';
import { Banner } from '../../components/banner.tsx';

export type ReadAs = Pick<Outputs['uploads']['create'], 'formatTitle' | 'ignoredColumns' | 'notes'>;

/** As what the file was recognised, and what of it is not read or is read otherwise than it stands there. */
export function ReadAsBanner({ formatTitle, ignoredColumns, notes }: ReadAs) {
  return (
    <Banner tone="info" title={`Recognised as: ${formatTitle}`}>
      {ignoredColumns.length > 0 ? (
        <p>
          Not read, because Hawker has no place for {ignoredColumns.length === 1 ? 'it' : 'them'}:{' '}
          {ignoredColumns.map((name) => `“${name}”`).join(', ')}.
        </p>
      ) : null}
      {notes.length > 0 ? (
        <ul className="mt-1 list-disc pl-5">
          {notes.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
    </Banner>
  );
}

/** What the step before told about the file; null after a reload, and for what is not that. */
export function readAsIn(state: unknown): ReadAs | null {
  const told: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, 'readAs') : null;
  if (typeof told !== 'object' || told === null) {
    return null;
  }
  const formatTitle: unknown = Reflect.get(told, 'formatTitle');
  return typeof formatTitle === 'string'
    ? { formatTitle, ignoredColumns: wordsIn(told, 'ignoredColumns'), notes: wordsIn(told, 'notes') }
    : null;
}

/** A list of texts in a state of the browser's history, which may be anything. */
export function wordsIn(state: unknown, name: string): string[] {
  const words: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, name) : null;
  return Array.isArray(words) ? words.filter((word) => typeof word === 'string') : [];
}
