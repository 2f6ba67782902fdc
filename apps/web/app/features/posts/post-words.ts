/** A post's state, its moves and its attempts in plain words. Pure. */

import type { PostStatus } from '@hawker/core';
import { programWords } from '../system/program-words.ts';
import type { Attempt, PostEvent, PostStory } from './post-types.ts';

interface StateWords {
  /** How it stands. */
  sentence: string;
  /** What a person can do, or that there is nothing to do. */
  next: string | null;
}

type Told = Pick<
  PostStory,
  | 'accountName'
  | 'accountStatus'
  | 'channelTitle'
  | 'dueAt'
  | 'ending'
  | 'lastClass'
  | 'lastSentence'
  | 'lastNextStep'
  | 'retries'
>;

export function describeState(status: PostStatus, post: Told): StateWords {
  const told = (sentence: string, next: string | null): StateWords => ({
    sentence: post.lastSentence ?? sentence,
    next: post.lastNextStep ?? next,
  });
  switch (status) {
    case 'draft':
      return { sentence: 'Nothing has been sent yet.', next: 'Publish it now, or choose a time.' };
    case 'scheduled':
      return post.accountStatus === 'active'
        ? { sentence: 'It goes out at the time below, as the pace of the account allows.', next: null }
        : held(post);
    case 'queued':
      return queued(post);
    case 'awaiting_upload':
      return { sentence: 'It waits to be uploaded.', next: 'Download the sheet and upload it at Facebook.' };
    case 'publishing':
      return { sentence: `It is going to ${post.channelTitle} right now.`, next: null };
    case 'published':
      return live(post, `It is live at ${post.channelTitle}.`, null);
    case 'retry_wait':
      return told('It could not be posted this time.', 'Nothing to do: Hawker tries again by itself.');
    case 'rate_limited':
      return told(
        `${post.channelTitle} asked for fewer posts.`,
        'Nothing to do: Hawker waits as long as the channel asked.',
      );
    case 'auth_blocked':
      return told(
        `${post.channelTitle} no longer accepts the sign-in of ${post.accountName}.`,
        'Give the account a new access token. Its posts then go on by themselves.',
      );
    case 'failed':
      return told('It could not be posted.', 'Try it again, or edit it first.');
    case 'unknown':
      return {
        sentence: 'The reply was lost on the way, so it may or may not be live.',
        next: 'Nothing to do: Hawker looks whether the channel has it before anything is sent again.',
      };
    case 'needs_review':
      return told(
        'Hawker could not find out whether this was posted.',
        'Look at the channel, then say here whether it is live.',
      );
    case 'sold':
      return live(post, `It was sold at ${post.channelTitle}.`, 'Relist it to sell it again.');
    case 'delisted':
      return delisted(post);
    case 'canceled':
      return { sentence: 'It will not be published.', next: 'Publish it again whenever you like.' };
  }
}

/** What a person asked to be done with it at its channel, and what came of it. */
function live({ ending, channelTitle, lastSentence, lastNextStep }: Told, sentence: string, next: string | null) {
  switch (ending) {
    case 'sold':
      return { sentence: `It is being marked as sold at ${channelTitle}.`, next: null };
    case 'delisted':
      return { sentence: `It is being taken down at ${channelTitle}.`, next: null };
    case 'relisted':
      return { sentence: `It is being taken down at ${channelTitle}, and then listed anew.`, next: null };
    case null:
      return { sentence: lastSentence ?? sentence, next: lastSentence === null ? next : lastNextStep };
  }
}

/** Who is given up on is no longer looked after, but may be there. */
function delisted({ channelTitle, lastClass }: Told): StateWords {
  switch (lastClass) {
    case 'unknown':
      return {
        sentence: `A person gave it up. Hawker does not know whether ${channelTitle} has it.`,
        next: 'Before you relist it, look whether the old one is still there.',
      };
    case 'crashed':
      return { sentence: 'A person gave it up before anything of it was sent.', next: 'Relist it to try again.' };
    default:
      return { sentence: `It is no longer shown at ${channelTitle}.`, next: null };
  }
}

function queued(post: Told): StateWords {
  if (post.accountStatus !== 'active') {
    return held(post);
  }
  return post.dueAt === null
    ? { sentence: 'It waits until its photos are fetched.', next: 'Nothing to do: it then goes out by itself.' }
    : { sentence: 'It goes out as soon as the pace of the account allows.', next: null };
}

function held({ accountStatus, accountName }: Told): StateWords {
  return accountStatus === 'paused'
    ? { sentence: `It waits because ${accountName} is paused.`, next: 'Resume the account to let it out.' }
    : {
        sentence: `It waits because the sign-in of ${accountName} no longer works.`,
        next: 'Give the account a new access token.',
      };
}

const moveWords: Readonly<Record<string, string>> = {
  schedule: 'Scheduled',
  queue: 'Queued to publish',
  retry: 'Queued again',
  cancel: 'Canceled',
  handOver: 'Put into a sheet',
  leaveOut: 'Left out of the sheet',
  ruleOut: 'Held back',
  publish: 'Published',
  waitForRetry: 'Not posted this time',
  slowDown: 'Asked to slow down',
  blockOnSignIn: 'Sign-in refused',
  unblock: 'Sign-in works again',
  fail: 'Failed',
  loseReply: 'Reply lost',
  abandon: 'Taken back from a worker that went away',
  notFoundAtChannel: 'Not at the channel',
  askPerson: 'Could not be settled',
  giveUp: 'Given up',
  markSold: 'Sold',
  delist: 'Taken down',
  relist: 'Listed anew',
  askToEnd: 'End asked for',
  endRefused: 'Could not be ended',
  giveUpPrice: 'Own price given up',
};

/** Of a post that no lookup could settle. */
const settledWords: Readonly<Record<string, string>> = {
  publish: 'Settled: it is live',
  notFoundAtChannel: 'Settled: it is not there',
  giveUp: 'Given up',
};

const madeWords: Partial<Record<PostStatus, string>> = {
  draft: 'Made as a draft',
  queued: 'Made, and queued to publish',
  scheduled: 'Made, and scheduled',
};

/** The heading of one step of the story. `attempt` where the step is the latest of one. */
export function describeMove(
  { move, fromStatus, toStatus }: Pick<PostEvent, 'move' | 'fromStatus' | 'toStatus'>,
  attempt: Attempt | null,
): string {
  if (move === 'create') {
    return madeWords[toStatus] ?? 'Made';
  }
  if (move === 'claim') {
    return attempt?.status === 'started' ? 'Being prepared' : 'Sent to the channel';
  }
  if (move === 'leaveOut' && fromStatus === 'awaiting_upload') {
    // It no longer fitted when the sheet was downloaded, or was refused there.
    return 'Taken out of the sheet';
  }
  if (move === 'askPerson' && fromStatus === 'publishing') {
    // Nothing was sent: there is nothing to settle, only to look at.
    return 'Held back';
  }
  return (fromStatus === 'needs_review' ? settledWords[move] : undefined) ?? moveWords[move] ?? 'Changed';
}

/** Who did it: a person by name, otherwise Hawker. */
export function describeActor({
  actor,
  actorName,
  tokenName,
}: Pick<PostEvent, 'actor' | 'actorName' | 'tokenName'>): string {
  if (tokenName !== null) {
    return programWords(actorName, tokenName);
  }
  if (actorName !== null) {
    return actorName;
  }
  if (actor.startsWith('worker:') || actor === 'system') {
    return 'Hawker';
  }
  if (actor === 'local') {
    return 'the command line';
  }
  return actor === 'token' ? 'a program' : 'somebody who has left';
}

const classWords: Readonly<Record<string, string>> = {
  retryable: 'Passing problem',
  rate_limited: 'Asked to slow down',
  auth_expired: 'Sign-in refused',
  rejected: 'Refused by the channel',
  unknown: 'No clear answer',
  crashed: 'The worker stopped',
};

export function describeClass(name: string): string {
  return classWords[name] ?? name;
}

const fieldWords: Readonly<Record<string, string>> = {
  title: 'Title',
  description: 'Description',
  price: 'Price',
  priceMinor: 'Price',
  currency: 'Currency',
  quantity: 'Quantity',
  condition: 'Condition',
  category: 'Category',
  brand: 'Brand',
  location: 'Location',
  photos: 'Photos',
  photoIds: 'Photos',
};

export function describeField(name: string): string {
  return fieldWords[name] ?? name;
}

/** How long an attempt took: `0.4 s`, `12 s`, `3 min`. */
export function describeDuration(ms: number): string {
  if (ms < 10_000) {
    return `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
  }
  return ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}
