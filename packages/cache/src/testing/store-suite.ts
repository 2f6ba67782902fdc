import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cache } from '../types.ts';
import { createGate } from './gate.ts';
import { countingLoad, countingSource, joined, settle } from './sources.ts';

/** A store under test, seen by two processes. A store that lives in one process gives the same store to both. */
export interface StoreHarness {
  readonly here: Cache;
  readonly there: Cache;
  /** Lets time pass for both processes and for the store. */
  advance(ms: number): Promise<void>;
  /** Loses an entry as an eviction would, behind the back of the caches. */
  loseEntry(key: string): Promise<void>;
  /** Loses what the store knows of a tag, behind the back of the caches. */
  loseTag(tag: string): Promise<void>;
  /** Loses all the store has. */
  loseEverything(): Promise<void>;
  close(): Promise<void>;
}

/** The contract of a store, as tests. `open` makes an empty one. Numbers in names are the guarantees of the README. */
export function describeStore(name: string, open: () => Promise<StoreHarness>): void {
  describe(name, () => {
    let harness: StoreHarness;
    let here: Cache;
    let there: Cache;

    beforeEach(async () => {
      harness = await open();
      ({ here, there } = harness);
    });
    afterEach(() => harness.close());

    describe('keeps', () => {
      it('loads once and answers the next get from the store', async () => {
        const source = countingSource('a');
        await expect(here.get('k', source.options)).resolves.toEqual({ name: 'a' });
        await expect(here.get('k', source.options)).resolves.toEqual({ name: 'a' });
        expect(source.loads()).toBe(1);
        await settle(here);
        await expect(there.get('k', source.options)).resolves.toEqual({ name: 'a' });
        expect(source.loads()).toBe(1);
      });

      it('keeps values without tags', async () => {
        const source = countingSource('a', { tags: [] });
        await here.get('k', source.options);
        await here.get('k', source.options);
        expect(source.loads()).toBe(1);
      });

      it.each([[0], [false], [''], [[]]])('keeps %j, which is not the same as nothing', async (value) => {
        const source = countingLoad<unknown>(value);
        const options = { ttlMs: 1_000, tags: ['t'], load: source.load };
        await here.get('k', options);
        await expect(here.get('k', options)).resolves.toEqual(value);
        expect(source.loads()).toBe(1);
      });

      it('takes tags in any order and more than once', async () => {
        const source = countingSource('a');
        await here.get('k', { ...source.options, tags: ['b', 'a', 'b'] });
        await here.get('k', { ...source.options, tags: ['a', 'b'] });
        expect(source.loads()).toBe(1);
        await there.invalidateTags(['b']);
        await here.get('k', { ...source.options, tags: ['b', 'a'] });
        expect(source.loads()).toBe(2);
      });

      it('gives a miss to a reader that declares other tags', async () => {
        const source = countingSource('a');
        await here.get('k', { ...source.options, tags: ['a'] });
        await here.get('k', { ...source.options, tags: ['a', 'b'] });
        expect(source.loads()).toBe(2);
        await here.get('k', { ...source.options, tags: ['a'] });
        expect(source.loads()).toBe(3);
      });

      it('returns values that are frozen all the way down', async () => {
        const options = { ttlMs: 1_000, tags: ['t'], load: () => ({ rows: [{ name: 'a' }] }) };
        const loaded = await here.get('k', options);
        const kept = await here.get('k', options);
        for (const value of [loaded, kept]) {
          expect([value, value.rows, value.rows[0]].every(Object.isFrozen)).toBe(true);
        }
      });

      it('forgets a value when its time to live is over', async () => {
        const source = countingSource('a', { ttlMs: 1_000 });
        await here.get('k', source.options);
        await harness.advance(900);
        await here.get('k', source.options);
        expect(source.loads()).toBe(1);
        await harness.advance(101);
        await here.get('k', source.options);
        expect(source.loads()).toBe(2);
      });
    });

    describe('1: no value from before an invalidation', () => {
      it.each([['here'], ['there']] as const)('1: an invalidation %s makes the next get load', async (where) => {
        const source = countingSource('old');
        await here.get('k', source.options);
        await settle(here);
        await there.get('k', source.options);
        source.set('new');
        await harness[where].invalidateTags(['t']);
        await expect(here.get('k', source.options)).resolves.toEqual({ name: 'new' });
        await settle(here);
        await expect(there.get('k', source.options)).resolves.toEqual({ name: 'new' });
      });

      it.each([['here'], ['there']] as const)('1: an invalidation %s while a load runs is not lost', async (where) => {
        const gate = createGate<string>();
        const first = here.get('k', { ttlMs: 60_000, tags: ['t'], load: gate.load });
        await gate.started;
        await harness[where].invalidateTags(['t']);
        gate.release('old');
        await expect(first).resolves.toBe('old');
        await settle(here);
        await expect(here.get('k', { ttlMs: 60_000, tags: ['t'], load: () => 'new' })).resolves.toBe('new');
        await settle(here);
        await expect(there.get('k', { ttlMs: 60_000, tags: ['t'], load: () => 'newer' })).resolves.toBe('new');
      });

      it.each([['here'], ['there']] as const)(
        '1: a get after an invalidation %s does not join a load from before it',
        async (where) => {
          const gate = createGate<string>();
          const first = here.get('k', { ttlMs: 60_000, tags: ['t'], load: gate.load });
          await gate.started;
          await harness[where].invalidateTags(['t']);
          await expect(here.get('k', { ttlMs: 60_000, tags: ['t'], load: () => 'new' })).resolves.toBe('new');
          gate.release('old');
          await expect(first).resolves.toBe('old');
          await settle(here);
          await expect(here.get('k', { ttlMs: 60_000, tags: ['t'], load: () => 'newer' })).resolves.toBe('new');
        },
      );

      it('1: one of several tags is enough, and other entries stay', async () => {
        const both = countingSource('both', { tags: ['a', 'b'] });
        const other = countingSource('other', { tags: ['b'] });
        await here.get('both', both.options);
        await here.get('other', other.options);
        await here.invalidateTags(['a']);
        await here.get('both', both.options);
        await here.get('other', other.options);
        expect([both.loads(), other.loads()]).toEqual([2, 1]);
      });

      it('1: a tag that nothing carries can be invalidated, again and again', async () => {
        await here.invalidateTags(['nobody']);
        await here.invalidateTags(['nobody', 'nobody']);
        await here.invalidateTags([]);
      });
    });

    describe('2: losing keys costs misses only', () => {
      it('2: a lost entry is loaded again', async () => {
        const source = countingSource('a');
        await here.get('k', source.options);
        await settle(here);
        await harness.loseEntry('k');
        source.set('b');
        await here.invalidateTags(['t']);
        await expect(here.get('k', source.options)).resolves.toEqual({ name: 'b' });
      });

      it('2: a tag lost while a load runs does not bring its value back', async () => {
        const gate = createGate<string>();
        const first = here.get('k', { ttlMs: 60_000, tags: ['t'], load: gate.load });
        await gate.started;
        await here.invalidateTags(['t']);
        await harness.loseTag('t');
        gate.release('old');
        await first;
        await settle(here);
        await expect(here.get('k', { ttlMs: 60_000, tags: ['t'], load: () => 'new' })).resolves.toBe('new');
      });

      it('2: an entry whose tag was lost after an invalidation stays unusable', async () => {
        const source = countingSource('old');
        await here.get('k', source.options);
        await settle(here);
        source.set('new');
        await there.invalidateTags(['t']);
        await harness.loseTag('t');
        await expect(here.get('k', source.options)).resolves.toEqual({ name: 'new' });
      });

      it('2: a store that lost everything goes on', async () => {
        const source = countingSource('a');
        await here.get('k', source.options);
        await settle(here);
        await harness.loseEverything();
        await expect(here.get('k', source.options)).resolves.toEqual({ name: 'a' });
        await expect(here.get('k', source.options)).resolves.toEqual({ name: 'a' });
        expect(source.loads()).toBe(2);
      });
    });

    describe('5: stale answers, nothing, and errors', () => {
      it('5: serves past the time to live and loads behind it, once', async () => {
        const source = countingSource('old', { ttlMs: 1_000, staleForMs: 5_000 });
        await here.get('k', source.options);
        await settle(here);
        await harness.advance(1_500);
        source.set('new');
        const answers = await Promise.all([here.get('k', source.options), here.get('k', source.options)]);
        expect(answers).toEqual([{ name: 'old' }, { name: 'old' }]);
        await settle(here);
        await expect(here.get('k', source.options)).resolves.toEqual({ name: 'new' });
        expect(source.loads()).toBe(2);
        expect(here.stats().staleServed).toBe(2);
      });

      it('5: stale-while-revalidate never serves past a tag', async () => {
        const source = countingSource('old', { ttlMs: 1_000, staleForMs: 5_000 });
        await here.get('k', source.options);
        await settle(here);
        await harness.advance(1_500);
        source.set('new');
        await there.invalidateTags(['t']);
        await expect(here.get('k', source.options)).resolves.toEqual({ name: 'new' });
      });

      it('5: the stale window ends', async () => {
        const source = countingSource('old', { ttlMs: 1_000, staleForMs: 5_000 });
        await here.get('k', source.options);
        await settle(here);
        await harness.advance(6_001);
        source.set('new');
        await expect(here.get('k', source.options)).resolves.toEqual({ name: 'new' });
      });

      it.each([[null], [undefined]])('5: %s is not kept without negativeTtlMs', async (nothing) => {
        const source = countingLoad(nothing);
        const options = { ttlMs: 1_000, tags: ['t'], load: source.load };
        await expect(here.get('k', options)).resolves.toBe(nothing);
        await expect(here.get('k', options)).resolves.toBe(nothing);
        expect(source.loads()).toBe(2);
      });

      it('5: null is kept for negativeTtlMs, and not past a tag', async () => {
        const source = countingLoad<string | null>(null);
        const options = { ttlMs: 60_000, negativeTtlMs: 1_000, tags: ['t'], load: source.load };
        await here.get('k', options);
        await expect(here.get('k', options)).resolves.toBeNull();
        expect(source.loads()).toBe(1);
        await harness.advance(1_001);
        await expect(here.get('k', options)).resolves.toBeNull();
        expect(source.loads()).toBe(2);
        await settle(here);
        source.set('x');
        await there.invalidateTags(['t']);
        await expect(here.get('k', options)).resolves.toBe('x');
      });

      it('5: errors are never kept', async () => {
        const failing = { ttlMs: 1_000, tags: ['t'], load: () => Promise.reject(new Error('database gone')) };
        await expect(here.get('k', failing)).rejects.toThrow('database gone');
        await expect(here.get('k', { ...failing, load: () => 'back' })).resolves.toBe('back');
      });
    });

    describe('single flight', () => {
      it('loads once for everyone who asks at the same time', async () => {
        const gate = createGate<string>();
        let loads = 0;
        const load = () => {
          loads += 1;
          return gate.load();
        };
        const gets = Array.from({ length: 20 }, () => here.get('k', { ttlMs: 1_000, tags: ['a', 'b'], load }));
        await gate.started;
        gate.release('a');
        expect(new Set(await Promise.all(gets))).toEqual(new Set(['a']));
        expect(loads).toBe(1);
      });

      it('lets a later get join while nothing was invalidated', async () => {
        const gate = createGate<string>();
        const first = here.get('k', { ttlMs: 1_000, tags: ['t'], load: gate.load });
        await gate.started;
        const second = here.get('k', { ttlMs: 1_000, tags: ['t'], load: () => 'its own' });
        await joined(here);
        gate.release('shared');
        await expect(Promise.all([first, second])).resolves.toEqual(['shared', 'shared']);
      });
    });

    describe('delete and clear', () => {
      it.each([['here'], ['there']] as const)('delete %s makes the next get load', async (where) => {
        const source = countingSource('old');
        await here.get('k', source.options);
        await settle(here);
        source.set('new');
        await harness[where].delete('k');
        await expect(here.get('k', source.options)).resolves.toEqual({ name: 'new' });
      });

      it.each([['here'], ['there']] as const)('clear %s makes every get load', async (where) => {
        const source = countingSource('a');
        await Promise.all([here.get('k', source.options), here.get('l', source.options)]);
        await settle(here);
        await harness[where].clear();
        await Promise.all([here.get('k', source.options), here.get('l', source.options)]);
        expect(source.loads()).toBe(4);
      });

      it.each([
        ['delete', 'here'],
        ['delete', 'there'],
        ['clear', 'here'],
        ['clear', 'there'],
      ] as const)('%s %s while a load runs is not lost', async (what, where) => {
        const gate = createGate<string>();
        const first = here.get('k', { ttlMs: 60_000, tags: ['t'], load: gate.load });
        await gate.started;
        await (what === 'delete' ? harness[where].delete('k') : harness[where].clear());
        const second = here.get('k', { ttlMs: 60_000, tags: ['t'], load: () => 'new' });
        await expect(second).resolves.toBe('new');
        gate.release('old');
        await first;
        await settle(here);
        await expect(here.get('k', { ttlMs: 60_000, tags: ['t'], load: () => 'newer' })).resolves.toBe('new');
      });
    });

    it('is healthy, and says so', async () => {
      await expect(here.health()).resolves.toMatchObject({ status: 'ok', breaker: 'closed', pendingTags: 0 });
    });

    it('loads directly after it was closed, and refuses to pretend an invalidation', async () => {
      const source = countingSource('a');
      await here.get('k', source.options);
      await here.close();
      await here.close();
      await expect(here.get('k', source.options)).resolves.toEqual({ name: 'a' });
      expect(source.loads()).toBe(2);
      await expect(here.invalidateTags(['t'])).rejects.toThrow('closed');
      await expect(here.health()).resolves.toMatchObject({ status: 'degraded' });
    });
  });
}
