/** Idempotency keys, each fault, and the log that fault tests take as their oracle. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AttemptEntry, LogEntry } from './entries.ts';
import { startMarket, type TestMarket } from './testing/market.ts';

let market: TestMarket;
let token: string;
let sellerId: string;

beforeEach(async () => {
  market = await startMarket();
  ({ token, id: sellerId } = await market.register());
});

afterEach(() => market.stop());

async function attempts(): Promise<AttemptEntry[]> {
  const entries: LogEntry[] = await market.log();
  return entries.filter((entry): entry is AttemptEntry => 'startedAt' in entry);
}

async function kinds(): Promise<string[]> {
  return (await attempts()).map(({ kind }) => kind);
}

async function countOf(reference: string): Promise<number> {
  return (await market.call('GET', `/v1/listings?reference=${reference}`, { token })).body.listings.length;
}

describe('idempotency keys', () => {
  test('the same call again is the same listing', async () => {
    const first = await market.publish(token, {}, 'key-1');
    const second = await market.publish(token, {}, 'key-1');
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toEqual(first.body);
    expect(await kinds()).toEqual(['accepted', 'replayed']);
    expect(await countOf('CHAIR-1')).toBe(1);
  });

  test('twenty calls at once make one listing', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => market.publish(token, {}, 'key-1')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await countOf('CHAIR-1')).toBe(1);
  });

  test('another body under the same key is 409', async () => {
    await market.publish(token, {}, 'key-1');
    const other = await market.publish(token, { title: 'Something else' }, 'key-1');
    expect([other.status, other.body.error.code]).toEqual([409, 'idempotency_mismatch']);
    expect((await attempts()).at(-1)).toMatchObject({ kind: 'refused', code: 'idempotency_mismatch', httpStatus: 409 });
  });

  test('a key belongs to its seller, and a refused call does not use it up', async () => {
    const other = await market.register('Other');
    expect((await market.publish(token, { title: '' }, 'key-1')).status).toBe(422);
    expect((await market.publish(token, {}, 'key-1')).status).toBe(201);
    expect((await market.publish(other.token, {}, 'key-1')).status).toBe(201);
  });

  test('without a key, or with keys not honoured, every call is a new listing', async () => {
    await market.publish(token);
    await market.publish(token);
    expect(await countOf('CHAIR-1')).toBe(2);
    await market.setFaults({ honourIdempotencyKeys: false });
    const [first] = [await market.publish(token, {}, 'key-1'), await market.publish(token, {}, 'key-1')];
    expect(await countOf('CHAIR-1')).toBe(4);
    await market.setFaults({});
    expect((await market.publish(token, {}, 'key-1')).body.id).toBe(first?.body.id);
  });

  test('a key that is no key is refused', async () => {
    expect((await market.publish(token, {}, 'has space')).status).toBe(400);
    expect((await market.publish(token, {}, 'x'.repeat(201))).status).toBe(400);
  });
});

describe('faults', () => {
  test('latency: the call waits, and its times are in the log', async () => {
    await market.setFaults({ latencyMs: { min: 2_000, max: 2_000 } });
    const answer = market.publish(token);
    await market.clock.waiting();
    market.clock.advance(2_000);
    expect((await answer).status).toBe(201);
    const [attempt] = await attempts();
    expect(Date.parse(attempt?.endedAt ?? '') - Date.parse(attempt?.startedAt ?? '')).toBe(2_000);
  });

  test('latency: a caller that gives up does not stop the market', async () => {
    await market.setFaults({ latencyMs: { min: 2_000, max: 2_000 } });
    const giveUp = new AbortController();
    const call = fetch(`${market.url}/v1/listings`, {
      method: 'POST',
      signal: giveUp.signal,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        reference: 'LATE',
        title: 'Late',
        description: '',
        price: { amountMinor: 1, currency: 'EUR' },
        quantity: 1,
        condition: 'new',
        photoIds: [],
      }),
    });
    await market.clock.waiting();
    giveUp.abort();
    await expect(call).rejects.toThrow();
    market.clock.advance(2_000);
    await market.setFaults({});
    expect(await countOf('LATE')).toBe(1);
  });

  test('rate limit: 429 with Retry-After, nothing stored', async () => {
    await market.setFaults({ rateLimit: { probability: 1, retryAfterSeconds: 7 } });
    const answer = await market.publish(token);
    expect([answer.status, answer.body.error.code]).toEqual([429, 'rate_limited']);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect((await market.call('GET', '/v1/seller', { token })).status).toBe(429);
    expect(await attempts()).toMatchObject([
      { kind: 'rate_limited', sellerId, reference: 'CHAIR-1', retryAfterSeconds: 7 },
    ]);
  });

  test('unavailable: 503, also for look-ups; the storefront stays', async () => {
    await market.setFaults({ unavailable: { probability: 1 } });
    expect((await market.publish(token, {}, 'k')).status).toBe(503);
    expect((await market.call('GET', '/v1/listings?reference=x', { token })).status).toBe(503);
    expect((await market.call('GET', '/')).status).toBe(200);
    expect((await market.call('GET', '/healthz')).status).toBe(200);
    expect(await attempts()).toMatchObject([{ kind: 'unavailable', sellerId, idempotencyKey: 'k', listingId: null }]);
  });

  test('refuse: 422 with the field and the sentence', async () => {
    await market.setFaults({ refuse: { probability: 1, field: 'title', message: 'Not this one.' } });
    const answer = await market.publish(token);
    expect([answer.status, answer.body.error.fields]).toEqual([422, { title: 'Not this one.' }]);
    expect(await attempts()).toMatchObject([{ kind: 'refused', fields: { title: 'Not this one.' } }]);
  });

  test('expired tokens: all, or those of some sellers', async () => {
    const other = await market.register('Other');
    await market.setFaults({ expiredTokens: [sellerId] });
    const answer = await market.publish(token);
    expect([answer.status, answer.body.error.code]).toEqual([401, 'token_expired']);
    expect((await market.publish(other.token)).status).toBe(201);
    await market.setFaults({ expiredTokens: 'all' });
    expect((await market.call('GET', '/v1/seller', { token: other.token })).body.error.code).toBe('token_expired');
    expect(await kinds()).toEqual(['unauthorized', 'accepted']);
  });

  test('a call without a token is logged as unauthorized', async () => {
    await market.publish('nobody', {}, 'k');
    expect(await attempts()).toMatchObject([
      { kind: 'unauthorized', sellerId: null, reference: 'CHAIR-1', idempotencyKey: 'k', code: 'token_invalid' },
    ]);
  });

  test('drop reply: the listing is there and the caller does not know', async () => {
    await market.setFaults({ dropReply: { probability: 1 } });
    await expect(market.publish(token, {}, 'key-1')).rejects.toThrow();
    expect(await countOf('CHAIR-1')).toBe(1);
    const again = await market.publish(token, {}, 'key-1');
    expect(again.status).toBe(200);
    expect(await attempts()).toMatchObject([
      { kind: 'dropped_reply', listingId: again.body.id, httpStatus: null },
      { kind: 'replayed', listingId: again.body.id },
    ]);
  });

  test('look-up lag: a new listing is hidden for a while', async () => {
    await market.setFaults({ lookupLagMs: 5_000 });
    await market.publish(token);
    market.clock.advance(4_999);
    expect(await countOf('CHAIR-1')).toBe(0);
    market.clock.advance(1);
    expect(await countOf('CHAIR-1')).toBe(1);
  });

  test('the same seed gives the same run, also across a restart', async () => {
    const settings = {
      seed: 42,
      unavailable: { probability: 0.3 },
      refuse: { probability: 0.3, field: 'x', message: 'y' },
    };
    const run = async (count: number) => {
      const statuses: number[] = [];
      for (let call = 0; call < count; call++) {
        statuses.push((await market.publish(token)).status);
      }
      return statuses;
    };
    await market.setFaults(settings);
    const whole = await run(40);
    expect(new Set(whole)).toEqual(new Set([201, 422, 503]));
    await market.setFaults(settings);
    const half = await run(20);
    await market.restart();
    expect((await market.call('GET', '/v1/faults')).body).toMatchObject(settings);
    expect([...half, ...(await run(20))]).toEqual(whole);
  });
});

describe('the settings of the faults', () => {
  test('take the whole document only, and name what is wrong', async () => {
    const { body } = await market.call('GET', '/v1/faults');
    const put = (json: unknown) => market.call('PUT', '/v1/faults', { json });
    expect((await put(body)).status).toBe(200);
    const wrong = await put({ ...body, latencyMs: { min: 9, max: 3 }, dropReply: { probability: 1.5 } });
    expect(wrong.status).toBe(422);
    expect(Object.keys(wrong.body.error.fields).sort()).toEqual(['dropReply.probability', 'latencyMs.max']);
    expect((await put({ seed: 1 })).status).toBe(422);
    expect((await put({ ...body, typo: 1 })).status).toBe(422);
    expect((await market.call('GET', '/v1/faults')).body).toEqual(body);
  });
});

describe('the log', () => {
  test('numbers everything without a gap, in pages, and never shows a token', async () => {
    for (let index = 0; index < 5; index++) {
      await market.publish(token, { reference: `R-${index}` });
    }
    const all = await market.log();
    expect(all.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await market.log(4)).map(({ seq }) => seq)).toEqual([5, 6]);
    const page = await market.call('GET', '/v1/log?after=1&limit=2');
    expect(page.body.entries.map(({ seq }: LogEntry) => seq)).toEqual([2, 3]);
    expect(page.body.lastSeq).toBe(6);
    expect(await market.log(6)).toEqual([]);
    expect(await market.log(900)).toEqual([]);
    expect(JSON.stringify(all)).not.toMatch(/tokenHash|pm_/);
  });

  test('has the four columns in every entry', async () => {
    await market.publish(token, {}, 'k');
    await market.setFaults({});
    for (const entry of await market.log()) {
      expect(Object.keys(entry)).toEqual(
        expect.arrayContaining(['seq', 'at', 'kind', 'sellerId', 'listingId', 'reference', 'idempotencyKey']),
      );
    }
  });
});
