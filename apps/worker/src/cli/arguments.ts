/** Reads what people type behind the options. Each function throws with a sentence that says how to write it. */

import { type PostStatus, type PostStatusGroup, postStatuses, postStatusGroups } from '@hawker/core';
import { InvalidArgumentError } from 'commander';
import { wrongUse } from './exit-codes.ts';

/** For commander: a whole number within bounds. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,9}$/.test(text.replaceAll(/[_,]/g, '')) ? Number(text.replaceAll(/[_,]/g, '')) : Number.NaN;
    if (!(number >= least && number <= most)) {
      const format = new Intl.NumberFormat('en');
      throw new InvalidArgumentError(`Give a whole number from ${format.format(least)} to ${format.format(most)}.`);
    }
    return number;
  };
}

const instant = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})$/;

/** For commander: an instant, with its offset, because the machine's zone says nothing about the shop's. */
export function instantArgument(text: string): Date {
  const at = instant.test(text) ? new Date(text.replace(' ', 'T')) : null;
  if (!at || Number.isNaN(at.getTime())) {
    throw new InvalidArgumentError('Give date, time and offset: 2026-12-01T09:00+01:00, or 2026-12-01T08:00Z.');
  }
  return at;
}

/** For commander: `a,b` and a repeated option add up. */
export function list(text: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), ...splitList(text)];
}

export function splitList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isId(text: string): boolean {
  return uuid.test(text);
}

/** For commander. */
export function idArgument(text: string): string {
  if (!isId(text)) {
    throw new InvalidArgumentError('Give an id, as `hawker posts --json` or `hawker token list` shows it.');
  }
  return text.toLowerCase();
}

/** For commander: ids, separated by commas. */
export function idListArgument(text: string, before: readonly string[] | undefined): string[] {
  return [...new Set([...(before ?? []), ...splitList(text).map(idArgument)])];
}

const groupWords: Readonly<Record<string, PostStatusGroup>> = {
  draft: 'draft',
  drafts: 'draft',
  waiting: 'waiting',
  'needs-you': 'needsYou',
  failed: 'failed',
  live: 'live',
  ended: 'ended',
};

/** What `--status` understands: the groups that the dashboard speaks of, and every single status. */
export const statusWords: readonly string[] = [
  ...new Set([...Object.keys(groupWords).filter((word) => word !== 'drafts'), ...postStatuses.map(dashed)]),
];

/** For commander: `failed,needs-you` */
export function statusesArgument(text: string, before: readonly PostStatus[] | undefined): PostStatus[] {
  const statuses = splitList(text).flatMap((word): readonly PostStatus[] => {
    const plain = dashed(word.toLowerCase());
    const group = groupWords[plain];
    const single = postStatuses.find((status) => dashed(status) === plain);
    if (!group && !single) {
      throw new InvalidArgumentError(`There is no status "${word}". There are ${statusWords.join(', ')}.`);
    }
    return group ? postStatusGroups[group] : single ? [single] : [];
  });
  return [...new Set([...(before ?? []), ...statuses])];
}

function dashed(word: string): string {
  return word.replaceAll('_', '-');
}

interface NamedAccount {
  id: string;
  name: string;
}

/** `all`, or names and ids separated by commas. A name that has a comma itself is understood too. */
export function chooseAccounts<Account extends NamedAccount>(all: readonly Account[], text: string): Account[] {
  const wanted = text.trim();
  if (wanted.toLowerCase() === 'all') {
    if (all.length === 0) {
      throw wrongUse(
        'There is no account yet. Connect one on the page Accounts, or load the sample data: `pnpm sample`.',
      );
    }
    return [...all];
  }
  const whole = named(all, wanted);
  const chosen = whole.length > 0 ? whole : splitList(wanted).flatMap((word) => requireNamed(all, word));
  if (chosen.length === 0) {
    throw wrongUse('Name the accounts: `--accounts all`, or names or ids separated by commas.');
  }
  return [...new Set(chosen)];
}

function requireNamed<Account extends NamedAccount>(all: readonly Account[], word: string): Account[] {
  const found = named(all, word);
  if (found.length === 0) {
    const known = all.map((account) => account.name).join(', ');
    throw wrongUse(
      `There is no account "${word}". ${known === '' ? 'There is none at all yet.' : `There are: ${known}.`}`,
    );
  }
  return found;
}

function named<Account extends NamedAccount>(all: readonly Account[], word: string): Account[] {
  const plain = word.toLowerCase();
  const found = all.filter((account) => account.id === plain || account.name.toLowerCase() === plain);
  if (found.length > 1) {
    throw wrongUse(
      `${found.length} accounts, on different channels, are named "${word}". Give the id: ${found.map(({ id }) => id).join(' or ')}.`,
    );
  }
  return found;
}
