import type { Credentials, Outcome } from '@hawker/core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ApiChannel, ChannelCall, ChannelListing, ChannelPhoto, PrepareFailure } from '../contract.ts';

/** What can be wrong at a marketplace, as far as every channel must cope with it. */
export type ChannelFault =
  | 'none'
  /** The credentials are no longer good. */
  | 'auth_refused'
  /** Every call is told to wait `retryAfterMs`. */
  | 'rate_limited'
  /** Every call is answered "not now", and has no effect. */
  | 'unavailable'
  /** Publishing is refused because of the title. */
  | 'title_refused'
  /** What is published is kept, and the connection is cut without an answer. */
  | 'reply_dropped';

export interface ChannelUnderTest {
  channel: ApiChannel;
  /** The same channel where no marketplace answers the door. */
  unreachable: ApiChannel;
  credentials: Credentials;
  photo: ChannelPhoto;
  /** What `rate_limited` asks for, in milliseconds. */
  retryAfterMs: number;
  set(fault: ChannelFault): Promise<void>;
  /** From now on calls arrive and are not answered, until `release`; `arrived` resolves with the first of them. */
  hold(): { arrived: Promise<void>; release(): void };
  /** The marketplace's own count of what it has under the key. */
  countListings(idempotencyKey: string): Promise<number>;
  /** How the marketplace itself shows the listing. */
  stateOf(externalId: string): Promise<'live' | 'sold' | 'delisted'>;
  cleanUp(): Promise<void>;
}

/** What the engine relies on in every channel. Run it once for each, against the nearest thing to its marketplace. */
export function describeChannel(name: string, open: () => Promise<ChannelUnderTest>): void {
  describe(`channel: ${name}`, () => {
    let bench: ChannelUnderTest;
    let channel: ApiChannel;

    beforeAll(async () => {
      bench = await open();
      channel = bench.channel;
    });
    afterEach(() => bench.set('none'));
    afterAll(() => bench.cleanUp());

    const call = (signal: AbortSignal = new AbortController().signal): ChannelCall => ({
      credentials: bench.credentials,
      signal,
    });

    async function publish(listing: ChannelListing, on = channel, signal?: AbortSignal): Promise<Outcome> {
      const prepared = await on.prepare(listing, call());
      expect(prepared.kind).toBe('ready');
      return prepared.kind === 'ready' ? prepared.submit(signal ?? call().signal) : prepared.outcome;
    }

    async function prepareFailure(listing: ChannelListing, on = channel): Promise<PrepareFailure> {
      const prepared = await on.prepare(listing, call());
      if (prepared.kind === 'ready') {
        throw new Error('It was prepared all the same');
      }
      return prepared.outcome;
    }

    test('publishes a listing with its photo, and finds it again by its key', async () => {
      const listing = { ...sampleListing(), photos: [bench.photo] };
      const outcome = await publish(listing);
      expect(outcome).toMatchObject({ kind: 'published', externalId: expect.any(String) });
      expect(await channel.lookup(listing.idempotencyKey, call(), null)).toMatchObject({
        kind: 'found',
        externalId: outcome.kind === 'published' ? outcome.externalId : '',
      });
      expect(await bench.countListings(listing.idempotencyKey)).toBe(1);
    });

    test('preparing makes nothing that a buyer could see', async () => {
      const listing = { ...sampleListing(), photos: [bench.photo] };
      expect((await channel.prepare(listing, call())).kind).toBe('ready');
      expect(await bench.countListings(listing.idempotencyKey)).toBe(0);
    });

    test('says “absent” of a key that was never submitted', async () => {
      expect(await channel.lookup(sampleListing().idempotencyKey, call(), null)).toEqual({ kind: 'absent' });
    });

    test('the same key again is the same listing', async () => {
      const listing = sampleListing();
      const first = await publish(listing);
      if (channel.idempotency === 'none') {
        return;
      }
      expect(await channel.lookup(listing.idempotencyKey, call(), null)).toMatchObject({ kind: 'found' });
      if (channel.idempotency === 'upsert-by-key') {
        expect(await publish(listing)).toEqual(first);
        expect(await bench.countListings(listing.idempotencyKey)).toBe(1);
      }
    });

    test('a sign-in that works says whose it is', async () => {
      expect(await channel.checkSignIn(call())).toMatchObject({ kind: 'ok', sellerName: expect.any(String) });
    });

    test('a sign-in that is refused is told as such by every call', async () => {
      const listing = sampleListing();
      const prepared = await channel.prepare(listing, call());
      await bench.set('auth_refused');
      expect(await channel.checkSignIn(call())).toMatchObject({ kind: 'refused', sentence: expect.any(String) });
      expect(await channel.lookup(listing.idempotencyKey, call(), null)).toMatchObject({ kind: 'auth_expired' });
      expect(await prepareFailure({ ...listing, photos: [bench.photo] })).toMatchObject({ kind: 'auth_expired' });
      if (prepared.kind === 'ready') {
        expect(await prepared.submit(call().signal)).toMatchObject({ kind: 'auth_expired' });
      }
      expect(await bench.countListings(listing.idempotencyKey)).toBe(0);
    });

    test('a rate limit says for how long, before and after the point of no return', async () => {
      const listing = sampleListing();
      const prepared = await channel.prepare(listing, call());
      await bench.set('rate_limited');
      const limited = { kind: 'rate_limited', retryAfterMs: bench.retryAfterMs };
      expect(await prepareFailure({ ...listing, photos: [bench.photo] })).toMatchObject(limited);
      if (prepared.kind === 'ready') {
        expect(await prepared.submit(call().signal)).toMatchObject(limited);
      }
      expect(await channel.lookup(listing.idempotencyKey, call(), null)).toMatchObject({
        kind: 'unclear',
        retryAfterMs: bench.retryAfterMs,
      });
      // Nothing is known about the credentials: never a reason to block an account.
      expect(await channel.checkSignIn(call())).toMatchObject({ kind: 'unreachable' });
      expect(await bench.countListings(listing.idempotencyKey)).toBe(0);
    });

    test('a marketplace that is down is worth another try', async () => {
      const listing = sampleListing();
      const prepared = await channel.prepare(listing, call());
      await bench.set('unavailable');
      expect(await prepareFailure({ ...listing, photos: [bench.photo] })).toMatchObject({ kind: 'retryable' });
      if (prepared.kind === 'ready') {
        expect(await prepared.submit(call().signal)).toMatchObject({ kind: 'retryable' });
      }
      expect(await channel.lookup(listing.idempotencyKey, call(), null)).toMatchObject({ kind: 'unclear' });
      expect(await channel.checkSignIn(call())).toMatchObject({ kind: 'unreachable' });
    });

    test('what is refused names the field as a listing does', async () => {
      const listing = sampleListing();
      await bench.set('title_refused');
      expect(await publish(listing)).toMatchObject({
        kind: 'rejected',
        sentence: expect.any(String),
        fieldErrors: { title: expect.any(String) },
      });
      expect(await bench.countListings(listing.idempotencyKey)).toBe(0);
    });

    test('a reply that is lost after the marketplace accepted is unknown, and a lookup finds the listing', async () => {
      const listing = sampleListing();
      await bench.set('reply_dropped');
      expect(await publish(listing)).toMatchObject({ kind: 'unknown' });
      await bench.set('none');
      expect(await channel.lookup(listing.idempotencyKey, call(), null)).toMatchObject({ kind: 'found' });
      expect(await bench.countListings(listing.idempotencyKey)).toBe(1);
    });

    test('giving up on a submit that is under way is unknown: the marketplace may still accept it', async () => {
      const listing = sampleListing();
      const prepared = await channel.prepare(listing, call());
      if (prepared.kind !== 'ready') {
        throw new Error('It could not be prepared');
      }
      const { arrived, release } = bench.hold();
      const deadline = new AbortController();
      const outcome = prepared.submit(deadline.signal);
      await arrived;
      deadline.abort(new DOMException('The deadline has passed', 'TimeoutError'));
      expect(await outcome).toMatchObject({ kind: 'unknown' });
      release();
      await vi.waitFor(async () => {
        expect(await channel.lookup(listing.idempotencyKey, call(), null)).toMatchObject({ kind: 'found' });
      });
    });

    test('giving up while preparing, signing in or looking up is not an answer, and nothing is thrown', async () => {
      const { release } = bench.hold();
      const late = () => call(AbortSignal.timeout(20));
      const prepared = await channel.prepare({ ...sampleListing(), photos: [bench.photo] }, late());
      expect(prepared).toMatchObject({ kind: 'not_ready', outcome: { kind: 'retryable' } });
      expect(await channel.checkSignIn(late())).toMatchObject({ kind: 'unreachable' });
      expect(await channel.lookup('key', late(), null)).toMatchObject({ kind: 'unclear' });
      release();
    });

    test('a submit that is called off before it began sends nothing', async () => {
      const listing = sampleListing();
      expect(await publish(listing, channel, AbortSignal.abort())).toMatchObject({ kind: 'retryable' });
      expect(await bench.countListings(listing.idempotencyKey)).toBe(0);
    });

    test('a marketplace that cannot be reached has certainly got nothing', async () => {
      const listing = sampleListing();
      const { unreachable } = bench;
      expect(await publish(listing, unreachable)).toMatchObject({ kind: 'retryable' });
      expect(await prepareFailure({ ...listing, photos: [bench.photo] }, unreachable)).toMatchObject({
        kind: 'retryable',
      });
      expect(await unreachable.lookup(listing.idempotencyKey, call(), null)).toMatchObject({ kind: 'unclear' });
      expect(await unreachable.checkSignIn(call())).toMatchObject({ kind: 'unreachable' });
    });

    test.each(['sold', 'delisted'] as const)(
      'a live listing is %s at the marketplace, and twice is as good as once',
      async (end) => {
        const outcome = await publish(sampleListing());
        const externalId = outcome.kind === 'published' ? outcome.externalId : '';
        expect(await bench.stateOf(externalId)).toBe('live');
        expect(await channel.endListing(externalId, end, call())).toEqual({ kind: 'ended' });
        expect(await channel.endListing(externalId, end, call())).toEqual({ kind: 'ended' });
        expect(await bench.stateOf(externalId)).toBe(end);
      },
    );

    test('a listing that cannot be ended now is unclear, not ended', async () => {
      const outcome = await publish(sampleListing());
      const externalId = outcome.kind === 'published' ? outcome.externalId : '';
      await bench.set('unavailable');
      expect(await channel.endListing(externalId, 'sold', call())).toMatchObject({ kind: 'unclear' });
      await bench.set('rate_limited');
      expect(await channel.endListing(externalId, 'sold', call())).toMatchObject({
        kind: 'unclear',
        retryAfterMs: bench.retryAfterMs,
      });
      await bench.set('auth_refused');
      expect(await channel.endListing(externalId, 'sold', call())).toMatchObject({ kind: 'auth_expired' });
      await bench.set('none');
      expect(await bench.stateOf(externalId)).toBe('live');
    });

    test('what is not there cannot be sold, and need not be taken down', async () => {
      expect(await channel.endListing('nobody-knows-it', 'sold', call())).toMatchObject({ kind: 'refused' });
      expect(await channel.endListing('nobody-knows-it', 'delisted', call())).toEqual({ kind: 'ended' });
    });

    test.each([
      ['empty', {}],
      ['with a line break', { token: 'one\ntwo' }],
      ['with letters that no header takes', { token: 'Schlüssel—🔑' }],
    ])('credentials that make no sense (%s) are refused, not thrown at', async (_what, credentials) => {
      const nonsense = { credentials, signal: new AbortController().signal };
      expect(await channel.checkSignIn(nonsense)).toMatchObject({ kind: 'refused' });
      expect(await channel.lookup('key', nonsense, null)).toMatchObject({ kind: 'auth_expired' });
      const prepared = await channel.prepare(sampleListing(), nonsense);
      const outcome = prepared.kind === 'ready' ? await prepared.submit(nonsense.signal) : prepared.outcome;
      expect(outcome).toMatchObject({ kind: 'auth_expired' });
    });
  });
}

let listings = 0;

/** A listing that every channel takes, with a key of its own. */
export function sampleListing(): ChannelListing {
  listings += 1;
  return {
    idempotencyKey: `hawker-suite-${listings}-1`,
    title: 'Bentwood chair',
    description: 'One of four.',
    priceMinor: 4_550,
    currency: 'EUR',
    quantity: 1,
    condition: 'good',
    category: 'Home > Chairs',
    brand: null,
    location: 'Berlin',
    tags: [],
    photos: [],
  };
}
