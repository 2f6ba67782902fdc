/**
 * The life of a post, as one table. Nothing else in Hawker decides whether a post may change its status.
 *
 * A move names why a status changes; each lists the statuses it may start from and the one it leads to. The database
 * applies a move with `UPDATE ... WHERE status = ANY(from)` and writes an event in the same statement (packages/db,
 * queries/post-moves.ts), so a move that lost a race changes nothing and is told so. Two facts carry the promise
 * "never twice": only `claim` leads to `publishing`, and nothing leads from `unknown` to `publishing` except by way
 * of `notFoundAtChannel`, which a lookup or a person must have answered.
 *
 * A channel that takes a file instead of calls has a way of its own: `handOver` puts a due post into a sheet, and a
 * person who has uploaded the sheet says so (`publish`). Such a post is never `publishing`.
 */

export const postStatuses = [
  'draft',
  'scheduled',
  'queued',
  'awaiting_upload',
  'publishing',
  'published',
  'retry_wait',
  'rate_limited',
  'auth_blocked',
  'failed',
  'unknown',
  'needs_review',
  'sold',
  'delisted',
  'canceled',
] as const;

export type PostStatus = (typeof postStatuses)[number];

export interface PostMove {
  from: readonly PostStatus[];
  to: PostStatus;
}

/** Not yet at the channel, and nothing is under way: these may still be edited, canceled or deleted freely. */
const beforeSubmit = ['draft', 'scheduled', 'queued', 'retry_wait', 'rate_limited', 'auth_blocked'] as const;

export const postMoves = {
  /** A person picks a time. */
  schedule: { from: ['draft', 'scheduled', 'queued', 'retry_wait', 'canceled', 'failed'], to: 'scheduled' },
  /** A person says "publish now". */
  queue: { from: ['draft', 'scheduled'], to: 'queued' },
  /** A person says "try again" or "publish again"; the same generation, and so the same idempotency key. */
  retry: { from: ['failed', 'canceled', 'retry_wait', 'rate_limited'], to: 'queued' },
  /** A person takes it back. From `publishing` only while the attempt has not passed the point of no return. */
  cancel: { from: [...beforeSubmit, 'awaiting_upload', 'publishing'], to: 'canceled' },
  /** The engine takes the account's next due post. */
  claim: { from: ['scheduled', 'queued', 'retry_wait', 'rate_limited'], to: 'publishing' },
  /** The engine puts a due post into a sheet that a person uploads. */
  handOver: { from: ['scheduled', 'queued'], to: 'awaiting_upload' },
  /** The sheet cannot hold it, or it was refused where a person uploaded the sheet: a person must mend it first. */
  leaveOut: { from: ['scheduled', 'queued', 'awaiting_upload'], to: 'failed' },
  /** Its listing was changed, and the rule of its account makes nothing of it any more: a person must mend one of them. */
  ruleOut: { from: ['scheduled', 'queued', 'retry_wait', 'rate_limited'], to: 'failed' },
  /** The channel has it. */
  publish: { from: ['publishing', 'unknown', 'needs_review', 'awaiting_upload'], to: 'published' },
  /** Definitely not posted, and worth another try later. */
  waitForRetry: { from: ['publishing'], to: 'retry_wait' },
  /** The channel asked for fewer calls. */
  slowDown: { from: ['publishing'], to: 'rate_limited' },
  /** The account's sign-in no longer works. */
  blockOnSignIn: { from: ['publishing', 'queued', 'scheduled', 'retry_wait', 'rate_limited'], to: 'auth_blocked' },
  /** The account signs in again. */
  unblock: { from: ['auth_blocked'], to: 'queued' },
  /** The channel refused it, or the tries are used up. */
  fail: { from: ['publishing'], to: 'failed' },
  /** It may or may not have been posted: only a look at the channel can tell. */
  loseReply: { from: ['publishing'], to: 'unknown' },
  /** The worker went away before the point of no return: safe to take again. */
  abandon: { from: ['publishing'], to: 'queued' },
  /** A lookup or a person says that the channel does not have it. */
  notFoundAtChannel: { from: ['unknown', 'needs_review'], to: 'queued' },
  /** Nobody but a person can tell. */
  askPerson: { from: ['publishing', 'unknown'], to: 'needs_review' },
  /**
   * A person gives up on a post that could not be settled. Not `canceled`, from which it could be tried again: it may
   * be at the channel, so whatever follows must be a new generation.
   */
  giveUp: { from: ['needs_review'], to: 'delisted' },
  markSold: { from: ['published'], to: 'sold' },
  delist: { from: ['published', 'sold'], to: 'delisted' },
  /** A new generation of the post, with a new idempotency key. What is live is taken down first. */
  relist: { from: ['sold', 'delisted'], to: 'queued' },
} as const satisfies Record<string, PostMove>;

export type PostMoveName = keyof typeof postMoves;

export function mayMove(move: PostMoveName, from: PostStatus): boolean {
  const allowed: readonly PostStatus[] = postMoves[move].from;
  return allowed.includes(from);
}

/** Groups that tiles and filters speak of. Every status is in exactly one. */
export const postStatusGroups = {
  draft: ['draft'],
  waiting: ['scheduled', 'queued', 'publishing', 'retry_wait', 'rate_limited', 'unknown'],
  needsYou: ['awaiting_upload', 'auth_blocked', 'needs_review'],
  failed: ['failed'],
  live: ['published'],
  ended: ['sold', 'delisted', 'canceled'],
} as const satisfies Record<string, readonly PostStatus[]>;

export type PostStatusGroup = keyof typeof postStatusGroups;

/** What the engine acts on when its time has come. */
export const duePostStatuses = postStatusGroups.waiting.filter((status) => status !== 'publishing');

/** Nothing more will happen to it without a person. */
export const settledPostStatuses: readonly PostStatus[] = [
  'awaiting_upload',
  'published',
  'failed',
  'needs_review',
  'auth_blocked',
  'sold',
  'delisted',
  'canceled',
];

/** May be deleted: nothing is under way and nothing is left behind at the channel. */
export const deletablePostStatuses: readonly PostStatus[] = [...beforeSubmit, 'failed', 'canceled', 'delisted'];

/**
 * May be edited (title, price and description of this one post). What waits in a sheet too: the file is written from the
 * post when it is downloaded, and a sheet says which of its posts were changed since.
 */
export const editablePostStatuses: readonly PostStatus[] = [...beforeSubmit, 'awaiting_upload', 'failed', 'canceled'];

export const attemptStatuses = [
  'started',
  'submitting',
  'succeeded',
  'failed',
  'unknown',
  'abandoned',
  'not_published',
  'needs_review',
] as const;

export type AttemptStatus = (typeof attemptStatuses)[number];

/** Where each attempt status may lead. `submitting` is the point of no return. */
export const attemptTransitions: Readonly<Record<AttemptStatus, readonly AttemptStatus[]>> = {
  // Straight to `succeeded` where the channel had told us already, and only too late to be believed then.
  started: ['submitting', 'abandoned', 'failed', 'succeeded'],
  submitting: ['succeeded', 'failed', 'unknown'],
  unknown: ['succeeded', 'not_published', 'needs_review'],
  needs_review: ['succeeded', 'not_published'],
  succeeded: [],
  failed: [],
  abandoned: [],
  not_published: [],
};

/** An attempt in one of these is open; a post has at most one (a partial unique index holds it). */
export const openAttemptStatuses: readonly AttemptStatus[] = ['started', 'submitting', 'unknown'];

/** The same for every retry of a generation, so that a channel can tell a retry from a second listing. */
export function idempotencyKey(postId: string, generation: number): string {
  return `hawker-${postId}-${generation}`;
}
