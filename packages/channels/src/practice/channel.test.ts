import { afterAll, afterEach, expect, test } from 'vitest';
import { describeChannel, sampleListing } from '../testing/channel-suite.ts';
import { startPracticeMarket } from '../testing/practice-market.ts';

describeChannel('practice', startPracticeMarket);

const market = await startPracticeMarket();
const { channel, credentials } = market;
afterEach(() => market.set('none'));
afterAll(() => market.cleanUp());

const call = () => ({ credentials, signal: new AbortController().signal });

async function publish(listing = sampleListing()) {
  const prepared = await channel.prepare(listing, call());
  return prepared.kind === 'ready' ? prepared.submit(call().signal) : prepared.outcome;
}

test('the address of a published listing is its page in the storefront', async () => {
  const outcome = await publish({ ...sampleListing(), photos: [market.photo] });
  if (outcome.kind !== 'published') {
    throw new Error(`it was ${outcome.kind}`);
  }
  const page = await fetch(outcome.externalUrl ?? '');
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Bentwood chair');
});

test('the key goes out as reference and as Idempotency-Key', async () => {
  const listing = sampleListing();
  await publish(listing);
  const entries = await market.log();
  expect(entries.at(-1)).toMatchObject({
    kind: 'accepted',
    reference: listing.idempotencyKey,
    idempotencyKey: listing.idempotencyKey,
  });
});

test('sent again with the same key it is the same listing', async () => {
  const listing = sampleListing();
  const first = await publish(listing);
  expect(await publish(listing)).toEqual(first);
  expect(await market.countListings(listing.idempotencyKey)).toBe(1);
});

test('a key that the market has for another text is unknown, not refused: the listing is there', async () => {
  const listing = sampleListing();
  await market.set('reply_dropped');
  await publish(listing);
  await market.set('none');
  expect(await publish({ ...listing, title: 'Edited meanwhile' })).toMatchObject({ kind: 'unknown' });
  expect(await channel.lookup(listing.idempotencyKey, call(), null)).toMatchObject({ kind: 'found' });
});

test('a listing that the market’s search does not show yet counts as absent', async () => {
  const listing = sampleListing();
  await market.setFaults({ lookupLagMs: 60_000 });
  await publish(listing);
  expect(await channel.lookup(listing.idempotencyKey, call(), null)).toEqual({ kind: 'absent' });
});

test('“Retry-After: 0” still waits a moment, so that a limit cannot be hammered', async () => {
  await market.setFaults({ rateLimit: { probability: 1, retryAfterSeconds: 0 } });
  expect(await publish()).toMatchObject({ kind: 'rate_limited', retryAfterMs: 1_000 });
});

test('what the market’s own rules refuse stands at the field of the listing', async () => {
  const outcome = await publish({ ...sampleListing(), title: 'x'.repeat(101), currency: 'XXZ', quantity: 2_000_000 });
  expect(outcome).toEqual({
    kind: 'rejected',
    sentence:
      'Shorten the title to 100 characters. Use a currency code of three capital letters, such as EUR. Offer at most 1,000,000 pieces.',
    fieldErrors: {
      title: 'Shorten the title to 100 characters.',
      price: 'Use a currency code of three capital letters, such as EUR.',
      quantity: 'Offer at most 1,000,000 pieces.',
    },
  });
});

test('a photo that the market refuses is a refusal of the photos', async () => {
  const photo = { mime: 'image/gif', read: () => Promise.resolve(Uint8Array.of(1)) };
  expect(await channel.prepare({ ...sampleListing(), photos: [photo] }, call())).toMatchObject({
    kind: 'not_ready',
    outcome: { kind: 'rejected' },
  });
});

test('a listing with the most that the limits allow is taken', async () => {
  const { titleMax, descriptionMax, photosMax } = channel.limits;
  const outcome = await publish({
    ...sampleListing(),
    title: 'ä'.repeat(titleMax),
    description: 'x'.repeat(descriptionMax),
    photos: Array.from({ length: photosMax }, () => market.photo),
  });
  expect(outcome).toMatchObject({ kind: 'published' });
});
