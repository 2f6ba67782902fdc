import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunksOf } from './sample-posts.ts';

test('the chunks add up to exactly the posts that were asked for, on at most all accounts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 1_000 }), (posts, accounts) => {
      const chunks = chunksOf(posts, accounts);
      expect(chunks.reduce((sum, chunk) => sum + chunk.listings * chunk.accounts, 0)).toBe(posts);
      expect(Math.max(...chunks.map((chunk) => chunk.accounts))).toBeLessThanOrEqual(accounts);
      expect(Math.max(...chunks.map((chunk) => chunk.listings * chunk.accounts))).toBeLessThanOrEqual(10_000);
    }),
  );
});
