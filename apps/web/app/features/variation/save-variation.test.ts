import type { Variation } from '@hawker/core';
import { expect, test, vi } from 'vitest';
import { createVariationSaver } from './save-variation.ts';

const titled = (title: string): Variation => ({ title, description: null, price: null });

/** A server whose answers are given by hand. */
function openSaver() {
  const sent: { to: string; title: string | undefined; answer: (refused?: Error) => void }[] = [];
  const save = createVariationSaver(
    (to, variation) =>
      new Promise<void>((resolve, reject) => {
        sent.push({
          ...{ to, title: variation?.title ?? undefined },
          answer: (refused) => (refused ? reject(refused) : resolve()),
        });
      }),
  );
  return { save, sent };
}

test('two saves shortly after one another lose neither the first nor its word', async () => {
  const { save, sent } = openSaver();
  const told: string[] = [];
  const one = save('a', titled('First')).then(() => told.push('first'));
  const other = save('b', titled('Of another account')).then(() => told.push('other'));
  await vi.waitFor(() => expect(sent.map(({ to }) => to)).toEqual(['a', 'b']));
  sent[1]?.answer();
  sent[0]?.answer();
  await Promise.all([one, other]);
  expect(told.sort()).toEqual(['first', 'other']);
});

test('of one account the one that was pressed last is the one that stays, also where the first is refused', async () => {
  const { save, sent } = openSaver();
  const first = save('a', titled('First'));
  const second = save('a', titled('Second'));
  await vi.waitFor(() => expect(sent.map(({ title }) => title)).toEqual(['First']));
  sent[0]?.answer(new Error('The account was deleted.'));
  await expect(first).rejects.toThrow('The account was deleted.');
  await vi.waitFor(() => expect(sent.map(({ title }) => title)).toEqual(['First', 'Second']));
  sent[1]?.answer();
  await second;
});
