import { expect, it } from 'vitest';
import { listMutants, runMutants } from './testing/mutants.ts';

it('every mutant in mutants/ fails the test that it names', { timeout: 120_000 }, async () => {
  const mutants = await listMutants();
  expect(mutants.map(({ name }) => name)).toEqual([
    'invalidate-swallows-errors',
    'join-any-flight',
    'missing-tag-is-valid',
    'share-any-look',
    'stale-past-a-tag',
    'versions-after-the-load',
  ]);
  const verdicts = await runMutants(mutants);
  expect(verdicts.filter(({ died }) => !died)).toEqual([]);
});
