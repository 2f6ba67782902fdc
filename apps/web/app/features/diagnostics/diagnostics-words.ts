/** How the Diagnostics page says things. */

import type { DiagnosedAnswer } from '@hawker/api';

const milliseconds = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
const seconds = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });
const perCall = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const mebibytes = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** `0.31 ms`, `42 ms`, `1.2 s`. What is measured is right to within a tenth, so two digits are said. */
export function describeDuration(ms: number | null): string {
  if (ms === null) {
    return '–';
  }
  return ms < 995 ? `${milliseconds.format(ms)} ms` : `${seconds.format(ms / 1000)} s`;
}

export function describeShare(part: number, whole: number): string {
  return whole === 0 ? '–' : percent.format(part / whole);
}

export function describePerCall(count: number): string {
  return perCall.format(count);
}

export function describeBytes(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.round(bytes / 1024)} KB` : `${mebibytes.format(bytes / 1_048_576)} MB`;
}

/** `the last 10 minutes`, `the last 40 seconds`. */
export function describeSpan(spanMs: number): string {
  const minutes = Math.round(spanMs / 60_000);
  if (minutes >= 1) {
    return minutes === 1 ? 'the last minute' : `the last ${minutes} minutes`;
  }
  const wholeSeconds = Math.max(1, Math.round(spanMs / 1000));
  return wholeSeconds === 1 ? 'the last second' : `the last ${wholeSeconds} seconds`;
}

const answerWords: Readonly<Record<string, string>> = {
  'accounts.list': 'Accounts',
  findActor: 'Who is signed in',
  'overview.stats': 'Numbers of the overview',
  'posts.count': 'How many posts match',
  'posts.list': 'Pages of posts',
};

/** A label that has no words yet is shown as it is. */
export function answerWord(label: string): string {
  return answerWords[label] ?? label;
}

type Reason = keyof DiagnosedAnswer['misses'];

/** In the order in which they are shown: the usual ones first. */
export const reasonWords: ReadonlyArray<{
  reason: Reason;
  word: string;
  hint: string;
  /** It cannot be where each process keeps its own. */
  ofRedis?: true;
}> = [
  { reason: 'absent', word: 'Asked for the first time', hint: 'or so long ago that it was let go' },
  { reason: 'tag', word: 'Something changed', hint: 'in what the answer is made of' },
  { reason: 'expired', word: 'Too old', hint: 'past the time it may be served' },
  { reason: 'tag-missing', word: 'Redis let it go', hint: 'or was emptied or restarted', ofRedis: true },
  { reason: 'bypass', word: 'A change is not confirmed yet', hint: 'so nothing of before it is served', ofRedis: true },
  { reason: 'error', word: 'Redis did not answer', hint: 'so the database did', ofRedis: true },
];

export function missesOf({ misses }: Pick<DiagnosedAnswer, 'misses'>): number {
  return Object.values(misses).reduce((sum, count) => sum + count, 0);
}

/** A statement on one line. */
export function onOneLine(sql: string): string {
  return sql.replaceAll(/\s+/g, ' ').trim();
}

/** As it was written, without what every line but the first is moved to the right. */
export function dedented(sql: string): string {
  const [first = '', ...rest] = sql.trim().split('\n');
  const indents = rest.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const least = indents.length === 0 ? 0 : Math.min(...indents);
  return [first, ...rest.map((line) => line.slice(least))].join('\n');
}
