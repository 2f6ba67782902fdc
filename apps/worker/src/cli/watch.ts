/** Follows posts until nothing more happens to any of them by itself. */

import { setTimeout as wait } from 'node:timers/promises';
import { postStatusGroups } from '@hawker/core';
import { placeOf } from './connect.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { explainError } from './explain-error.ts';
import { untilInterrupted } from './interrupt.ts';
import type { HawkerContext } from './runner.ts';
import type { WatchedProgress } from './watched-progress.ts';
import { count, statusColour, statusWord } from './wording.ts';

export interface Watched {
  /** As it was last seen; null when it never was. */
  progress: WatchedProgress | null;
  /** False when Ctrl-C ended the watching. */
  settled: boolean;
}

/** Asks this often whether anything is wrong with Hawker itself, in milliseconds. */
const healthEveryMs = 10_000;
/** A look at many posts must not become the work itself: so many times as long as it took, nothing is asked. */
const restFactor = 4;

/** A restart of the web app or of the database does not end the watching; nobody at all for so long does. */
const defaultGiveUpAfterMs = 60_000;

/** `look` reads how things stand. */
export async function watch(
  context: HawkerContext,
  look: () => Promise<WatchedProgress>,
  giveUpAfterMs = defaultGiveUpAfterMs,
): Promise<Watched> {
  const { terminal, pollEveryMs } = context;
  const tellProblem = healthTeller(context);
  const patiently = patienceFor(context, giveUpAfterMs);
  let progress: WatchedProgress | null = null;
  return untilInterrupted((interrupted) =>
    terminal.progress('Publishing', async (update) => {
      for (;;) {
        const began = performance.now();
        const seen = await patiently(look);
        if (seen) {
          progress = seen;
          update({
            total: seen.total - seen.drafts - seen.canceled,
            done: seen.live,
            bad: seen.failed + seen.needsYou,
            detail: describe(seen),
          });
          if (seen.waiting === 0) {
            return { progress: seen, settled: true };
          }
          await patiently(tellProblem);
        }
        const restMs = Math.max(pollEveryMs, (performance.now() - began) * restFactor);
        await wait(restMs, undefined, { signal: interrupted }).catch(() => undefined);
        if (interrupted.aborted) {
          return { progress, settled: false };
        }
      }
    }),
  );
}

/** Gives null instead of failing while nobody answers, until that has lasted too long. */
function patienceFor({ env, terminal }: HawkerContext, giveUpAfterMs: number) {
  let silentSince: number | null = null;
  return async <T>(ask: () => Promise<T>): Promise<T | null> => {
    try {
      const answer = await ask();
      silentSince = null;
      return answer;
    } catch (error) {
      const { code, message } = explainError(error, placeOf(env));
      if (code !== 'unreachable') {
        throw error;
      }
      if (silentSince === null) {
        silentSince = performance.now();
        terminal.note(terminal.notePaint.yellow(`${message} Trying again.`));
      }
      if (performance.now() - silentSince >= giveUpAfterMs) {
        throw error;
      }
      return null;
    }
  };
}

/** A dead queue is said, not waited for in silence. */
function healthTeller({ hawker, terminal }: HawkerContext): () => Promise<void> {
  let askedAt = Number.NEGATIVE_INFINITY;
  let told: string | null = null;
  return async () => {
    if (performance.now() - askedAt < healthEveryMs) {
      return;
    }
    askedAt = performance.now();
    const { problem } = await hawker.system.status.query();
    if (problem !== null && problem !== told) {
      terminal.note(terminal.notePaint.yellow(problem));
    }
    told = problem;
  };
}

function describe({ failed, needsYou, waiting, canceled }: WatchedProgress): string {
  const parts: [number, string][] = [
    [waiting, 'waiting'],
    [failed, 'failed'],
    [needsYou, needsYou === 1 ? 'needs you' : 'need you'],
    [canceled, 'canceled'],
  ];
  return parts.flatMap(([n, words]) => (n > 0 ? [`${n} ${words}`] : [])).join(', ');
}

export interface WatchedPosts {
  /** Of those that went wrong, to name them. */
  filter: { batchId?: string };
  /** Null: every post that matches. */
  ids: ReadonlySet<string> | null;
}

const namedProblems = 10;

/** Says how it ended, names what went wrong, and gives the code for it. */
export async function concludeWatch(
  context: HawkerContext,
  { progress, settled }: Watched,
  posts: WatchedPosts,
): Promise<ExitCode> {
  const { terminal, hawker } = context;
  if (!settled || progress === null) {
    terminal.note('Stopped watching. Publishing goes on; `hawker posts --status waiting` shows what is still to come.');
    return exitCodes.interrupted;
  }
  const bad = progress.failed + progress.needsYou;
  if (bad === 0) {
    terminal.note(terminal.notePaint.green(`${count(progress.live, 'post is', 'posts are')} live.`));
    return exitCodes.ok;
  }
  const statuses = [...postStatusGroups.failed, ...postStatusGroups.needsYou];
  const page = await hawker.posts.list.query({ filter: { ...posts.filter, statuses }, limit: 200 });
  const named = page.posts.filter((post) => posts.ids === null || posts.ids.has(post.id)).slice(0, namedProblems);
  const reasons = new Map(
    await Promise.all(named.map(async ({ id }): Promise<[string, string]> => [id, await reasonOf(context, id)])),
  );
  terminal.note(`${count(progress.live, 'post is', 'posts are')} live, ${count(bad, 'post')} did not go out:`);
  terminal.noteTable(named, [
    { title: 'Title', text: (post) => post.title, cut: true },
    { title: 'Account', text: (post) => post.accountName, cut: true },
    { title: 'Status', text: (post) => statusWord(post.status), paint: (post) => statusColour(post.status) },
    { title: 'Why', text: (post) => reasons.get(post.id) ?? '', cut: true },
  ]);
  if (bad > named.length) {
    terminal.note(`and ${count(bad - named.length, 'more', 'more')}: \`hawker posts --status failed,needs-you\``);
  }
  return exitCodes.failed;
}

/** What the channel said about single fields, where it did; otherwise the sentence and what to do next. */
async function reasonOf({ hawker }: HawkerContext, postId: string): Promise<string> {
  const { status, attempts, lastSentence, lastNextStep } = await hawker.posts.get.query({ id: postId });
  if (status === 'awaiting_upload') {
    return 'It is in a sheet: download it on the page of the account, and upload it there.';
  }
  const fields = Object.entries(attempts[0]?.fieldErrors ?? {}).map(([field, sentence]) => `${field}: ${sentence}`);
  return fields.length > 0 ? fields.join(' ') : [lastSentence, lastNextStep].filter(Boolean).join(' ');
}
