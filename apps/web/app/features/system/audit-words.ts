/** The audit trail in sentences. Pure: an entry and the names that are known become words and at most one link. */

import type { Outputs } from '@hawker/api';
import { programWords } from './program-words.ts';

export type AuditEntry = Outputs['system']['audit'][number];

export interface AuditSentence {
  who: string;
  /** What they did, up to the object: `paused the account`. */
  did: string;
  /** What they did it to; `to` where it still has a page. */
  object: { name: string; to: string | null } | null;
}

/** Names by id of what entries speak of. */
export interface KnownNames {
  /** Accounts that are there: they have a page. */
  accounts: ReadonlyMap<string, string>;
  /** Whatever else is known, also of what is gone. */
  others: ReadonlyMap<string, string>;
}

export function describeEntry(entry: AuditEntry, names: KnownNames): AuditSentence {
  const who = whoDid(entry);
  switch (entry.entity) {
    case 'account':
      return { who, ...aboutAccount(entry, names) };
    case 'listing':
      return { who, ...aboutListing(entry) };
    case 'post':
      return { who, ...aboutPosts(entry) };
    case 'batch':
      return { who, ...aboutBatch(entry) };
    case 'sheet':
      return { who, ...aboutSheet(entry, names) };
    case 'channel':
      return { who, ...aboutChannel(entry) };
    case 'user':
      return { who, ...aboutUser(entry) };
    case 'api_token':
      return { who, ...aboutToken(entry, names) };
    default:
      return { who, did: `${wordsOf(entry.action)}: ${wordsOf(entry.entity)}`, object: null };
  }
}

/** What a page of entries itself tells about names: a token or an account that is gone is named where it was made. */
export function namesIn(entries: readonly AuditEntry[]): [string, string][] {
  return entries.flatMap((entry) => {
    const name = detailOf(entry, 'name');
    return entry.entityId !== null && typeof name === 'string' ? [[entry.entityId, name] as [string, string]] : [];
  });
}

function whoDid({ actor, user, tokenName }: AuditEntry): string {
  if (tokenName !== null) {
    return programWords(user?.name ?? null, tokenName);
  }
  switch (actor) {
    case 'system':
      return 'Hawker';
    case 'local':
      return 'The command line';
    case 'token':
      return 'A program';
    default:
      return user?.name ?? 'Somebody who has left';
  }
}

type Did = Omit<AuditSentence, 'who'>;

function aboutAccount(entry: AuditEntry, { accounts, others }: KnownNames): Did {
  const { action, entityId } = entry;
  const did = accountActs[action] ?? changedAccount(entry);
  const here = entityId === null ? undefined : accounts.get(entityId);
  const name = here ?? (entityId === null ? undefined : others.get(entityId));
  return name === undefined
    ? { did: `${did} an account`, object: null }
    : { did: `${did} the account`, object: { name, to: here === undefined ? null : `/accounts/${entityId}` } };
}

const accountActs: Readonly<Record<string, string>> = {
  create: 'connected',
  pause: 'paused',
  resume: 'resumed',
  delete: 'deleted',
  restore: 'brought back',
};

function changedAccount(entry: AuditEntry): string {
  const parts = [
    detailOf(entry, 'credentials') === true ? 'the access' : '',
    detailOf(entry, 'pace') === true ? 'the pace' : '',
  ].filter(Boolean);
  if (entry.action !== 'update') {
    return wordsOf(entry.action);
  }
  return parts.length === 0 ? 'changed' : `changed ${parts.join(' and ')} of`;
}

const listingActs: Readonly<Record<string, string>> = {
  create: 'wrote',
  update: 'edited',
  reprice: 'changed the price of',
  delete: 'deleted',
  restore: 'brought back',
};

/** An entry of several listings has their number and no id. */
function aboutListing(entry: AuditEntry): Did {
  const { action, entityId } = entry;
  const listings = detailOf(entry, 'listings');
  const title = detailOf(entry, 'name');
  const one = typeof title === 'string' ? `“${title}”` : 'a listing';
  const name = typeof listings === 'number' ? `${listings.toLocaleString('en')} listings` : one;
  const to = entityId === null || action === 'delete' ? null : `/listings/${entityId}`;
  return { did: listingActs[action] ?? wordsOf(action), object: { name, to } };
}

const postActs: Readonly<Record<string, string>> = {
  queue: 'published',
  schedule: 'scheduled',
  cancel: 'canceled',
  retry: 'tried again',
  mark_live: 'said that the channel has',
  mark_sold: 'marked as sold',
  delist: 'took down',
  relist: 'listed anew',
  update: 'edited',
  reprice: 'changed the price of',
  delete: 'deleted',
  restore: 'brought back',
};

/** An entry of several posts has their number and no id. */
function aboutPosts(entry: AuditEntry): Did {
  const { action, entityId } = entry;
  const posts = detailOf(entry, 'posts');
  const count = typeof posts === 'number' ? posts : 1;
  const to = entityId === null || action === 'delete' ? null : `/posts/${entityId}`;
  const did = action === 'settle' ? settled(detailOf(entry, 'answer')) : (postActs[action] ?? wordsOf(action));
  return { did, object: { name: countWords(count), to } };
}

/** What a person found at the channel for a post that Hawker could not settle. */
function settled(answer: unknown): string {
  switch (answer) {
    case 'live':
      return 'said that the channel has';
    case 'not_there':
      return 'said that the channel does not have';
    default:
      return 'gave up';
  }
}

function aboutBatch(entry: AuditEntry): Did {
  const posts = detailOf(entry, 'posts');
  const name = detailOf(entry, 'name');
  const { action, entityId } = entry;
  const did =
    action === 'create' && typeof posts === 'number'
      ? posts === 0
        ? 'brought, with nothing to post,'
        : `made ${countWords(posts)} in the batch`
      : wordsOf(action);
  return {
    did,
    object: {
      name: typeof name === 'string' ? name : 'without a name',
      to: entityId === null ? null : `/batches/${entityId}`,
    },
  };
}

/** A channel has no page; the queue has its switch. */
function aboutChannel(entry: AuditEntry): Did {
  const name = detailOf(entry, 'name');
  return {
    did: `${entry.action === 'pause' ? 'paused' : 'resumed'} the channel`,
    object: { name: typeof name === 'string' ? name : 'without a name', to: '/queue' },
  };
}

/** A sheet stands on the page of its account. */
function aboutSheet(entry: AuditEntry, { accounts }: KnownNames): Did {
  const [posts, number, accountId] = [
    detailOf(entry, 'posts'),
    detailOf(entry, 'number'),
    detailOf(entry, 'accountId'),
  ];
  const sheet = `sheet ${typeof number === 'number' ? number : ''}`;
  const did = sheetWords(entry.action, typeof posts === 'number' ? posts : 0, detailOf(entry, 'refused'));
  const name = typeof accountId === 'string' ? accounts.get(accountId) : undefined;
  return {
    did: `${did} of ${sheet} of`,
    object: { name: name ?? 'an account that is gone', to: name ? `/accounts/${accountId}` : null },
  };
}

/** `said that the channel has 46 posts, and refused 4,` */
function sheetWords(action: string, posts: number, refused: unknown): string {
  if (action === 'download') {
    return `downloaded ${countWords(posts)}`;
  }
  if (typeof refused !== 'number' || refused === 0) {
    return `said that the channel has ${countWords(posts)}`;
  }
  return posts === 0
    ? `said that the channel refused ${countWords(refused)}`
    : `said that the channel has ${countWords(posts)}, and refused ${refused},`;
}

function countWords(count: number): string {
  if (count === 0) {
    return 'no post';
  }
  return count === 1 ? 'a post' : `${new Intl.NumberFormat('en').format(count)} posts`;
}

function aboutUser({ action, actor, user }: AuditEntry): Did {
  if (action === 'sign_in') {
    return { did: 'signed in', object: null };
  }
  if (action === 'change_password') {
    return { did: 'changed the password and signed out everywhere', object: null };
  }
  if (action === 'reset_password') {
    return { did: 'made a new password for', object: { name: user?.name ?? 'somebody who has left', to: null } };
  }
  if (action === 'create' && actor === 'system') {
    return { did: 'made the owner account of', object: { name: user?.name ?? 'somebody who has left', to: null } };
  }
  return { did: `${wordsOf(action)} a user`, object: null };
}

function aboutToken({ action, entityId }: AuditEntry, { others }: KnownNames): Did {
  const name = (entityId === null ? undefined : others.get(entityId)) ?? null;
  const did = action === 'create' ? 'made' : action === 'revoke' ? 'revoked' : wordsOf(action);
  return name === null
    ? { did: `${did} an API token`, object: null }
    : { did: `${did} the API token`, object: { name: `“${name}”`, to: null } };
}

function detailOf({ detail }: AuditEntry, key: string): unknown {
  return typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? detail[key] : undefined;
}

/** A name of the ledger that has no words of its own yet: `mark_sold` or `markSold` to `mark sold`. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}
