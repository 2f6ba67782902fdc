/** After a commit and before the reply: what was answered from the cache until now is not the truth any more. */

import { InvalidationError } from '@hawker/cache';
import { type ChangedEntity, tagsOf } from '@hawker/core';
import type { App } from './context.ts';

/**
 * Resolves when no later read gets an answer from before the change: in this process, and with Redis in every one.
 *
 * Does not fail when Redis is out of reach. The change is committed, so whoever made it must not be told otherwise and
 * try again. Until Redis has acknowledged, this process reads around the cache and tells it again; the others hear of
 * the change from Postgres.
 */
export async function forgetAnswers({ cache }: Pick<App, 'cache'>, changed: readonly ChangedEntity[]): Promise<void> {
  try {
    await cache.invalidateTags(tagsOf(changed));
  } catch (error) {
    if (!(error instanceof InvalidationError)) {
      throw error;
    }
  }
}
