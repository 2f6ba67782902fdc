import type { Variation } from '@hawker/core';
import { askJson } from '../../components/ask-json.ts';

type Send = (accountId: string, variation: Variation | null) => Promise<unknown>;

/**
 * Saves variations: of one account one after the other, so that the last one pressed is the one that stays; of several at
 * the same time. None belongs to the form that it was typed in, which may be closed, and reopened, meanwhile.
 */
export function createVariationSaver(send: Send) {
  const last = new Map<string, Promise<unknown>>();
  return async (accountId: string, variation: Variation | null): Promise<void> => {
    const before = last.get(accountId) ?? Promise.resolve();
    // Whether the one before was refused is told to who asked for it.
    const saving = before.then(ignore, ignore).then(() => send(accountId, variation));
    last.set(accountId, saving);
    try {
      await saving;
    } finally {
      if (last.get(accountId) === saving) {
        last.delete(accountId);
      }
    }
  };
}

function ignore(): void {}

/**
 * Not by a fetcher: those load the page again after each answer, and two of them at a time call each other off, with the
 * words that were to be said about the first.
 */
export const saveVariation = createVariationSaver((accountId, variation) =>
  askJson(`/accounts/${accountId}/variation`, {
    method: 'POST',
    body: new URLSearchParams({ variation: JSON.stringify(variation) }),
  }),
);
