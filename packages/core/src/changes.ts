/**
 * Which cached answers a change makes stale: the one table of cache tags. Services and the engine say what changed;
 * neither they nor anybody else names a tag.
 */

/** The kinds of rows whose changes are announced. Named as their tables, because triggers announce them by name. */
export const changedEntities = [
  'account',
  'api_token',
  'batch',
  'channel_state',
  'listing',
  'photo',
  'post',
  'session',
  'sheet',
  'user',
  'worker',
] as const;
export type ChangedEntity = (typeof changedEntities)[number];

export type CacheTag = 'accounts' | 'posts' | 'sign_ins' | 'stats';

const tagsByEntity: Readonly<Record<ChangedEntity, readonly CacheTag[]>> = {
  // An account's name stands in lists of posts, its state on the tiles.
  account: ['accounts', 'posts', 'stats'],
  api_token: ['sign_ins'],
  batch: [],
  // Accounts say why they wait.
  channel_state: ['accounts'],
  // A listing's title, price and first photo stand in lists of posts; the tiles know whether there is any.
  listing: ['posts', 'stats'],
  photo: ['posts'],
  // An account's row shows how many posts it has by status.
  post: ['posts', 'stats', 'accounts'],
  session: ['sign_ins'],
  // Its posts announce themselves; that it was downloaded stands in no cached answer.
  sheet: [],
  user: ['sign_ins'],
  worker: [],
};

export function tagsOf(changed: readonly ChangedEntity[]): CacheTag[] {
  return [...new Set(changed.flatMap((entity) => tagsByEntity[entity]))];
}

export function isChangedEntity(name: string): name is ChangedEntity {
  return changedEntities.some((entity) => entity === name);
}

export interface CachedAnswer {
  /** How long it may be served, in milliseconds. */
  ttlMs: number;
  /** What makes it stale. */
  tags: readonly CacheTag[];
}

/** The answers that are cached. Source of stats, accounts and posts: what the original promised. */
export const cachedAnswers = {
  stats: { ttlMs: 60_000, tags: ['stats'] },
  accounts: { ttlMs: 300_000, tags: ['accounts'] },
  posts: { ttlMs: 30_000, tags: ['posts'] },
  /** Whose token it is: asked by every request. */
  signIn: { ttlMs: 30_000, tags: ['sign_ins'] },
} as const satisfies Record<string, CachedAnswer>;
