/** The storefront and what protects it. */
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultFaults } from './faults.ts';
import { startMarket, type TestMarket } from './testing/market.ts';

let market: TestMarket;
let token: string;
let sellerId: string;

const attack = `"><script>alert('x')</script>`;

beforeAll(async () => {
  market = await startMarket({ limits: { pageSize: 3 } });
  ({ token, id: sellerId } = await market.register(attack));
});

afterAll(() => market.stop());

async function page(path: string): Promise<string> {
  return (await market.call('GET', path)).text;
}

describe('pages', () => {
  test('an empty market says what to do first', async () => {
    const empty = await startMarket();
    expect((await empty.call('GET', '/')).text).toContain('Register a seller');
    await empty.stop();
  });

  test('what sellers write is text on every page', async () => {
    const { body } = await market.publish(token, {
      reference: attack,
      title: attack,
      description: attack,
      brand: attack,
      category: attack,
      location: attack,
    });
    const query = encodeURIComponent(attack);
    for (const path of ['/', `/?q=${query}`, `/listings/${body.id}`, `/sellers/${sellerId}`, '/faults', '/sell']) {
      const text = await page(path);
      expect(text, path).not.toContain('<script>alert');
      expect(text, path).toContain('Practice market');
    }
    expect(await page(`/listings/${body.id}`)).toContain('&lt;script&gt;');
  });

  test('pages hold so many cards, and lead to older ones', async () => {
    for (let index = 0; index < 5; index++) {
      await market.publish(token, { reference: `P-${index}`, title: `Paged stool ${index}` });
    }
    const first = await page('/?q=stool');
    expect(first.match(/class="card"/g)).toHaveLength(3);
    const next = /href="([^"]+)"[^>]*>Older listings/.exec(first)?.[1]?.replaceAll('&amp;', '&');
    const second = await page(next ?? '');
    expect(second.match(/class="card"/g)).toHaveLength(2);
    expect(second).toContain('Paged stool 0');
    expect(second).not.toContain('Older listings');
  });

  test('a listing that was taken down shows nothing of itself', async () => {
    const { body } = await market.publish(token, { title: 'Withdrawn lamp' });
    await market.call('DELETE', `/v1/listings/${body.id}`, { token });
    const gone = await market.call('GET', `/listings/${body.id}`);
    expect(gone.status).toBe(410);
    expect(gone.text).not.toContain('Withdrawn lamp');
    expect(await page('/?q=withdrawn')).not.toContain('Withdrawn lamp');
  });

  test('the faults page says what is on and what happened', async () => {
    await market.setFaults({ unavailable: { probability: 0.5 }, seed: 3 });
    const text = await page('/faults');
    expect(text).toContain('of calls find the market down.');
    expect(text).toMatch(/name="unavailable\.probability"[^>]*value="50"/);
    expect(text).toContain('Accepted');
    await market.setFaults({});
    expect(await page('/faults')).toContain('All well');
  });

  test('styles and scripts are served under an address that changes with them', async () => {
    const text = await page('/faults');
    for (const [, path] of text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)) {
      const asset = await market.call('GET', path ?? '');
      expect(asset.status).toBe(200);
      expect(asset.headers.get('cache-control')).toContain('immutable');
    }
    expect((await market.call('GET', '/assets/..%2Fserver.ts')).status).toBe(404);
  });

  test('the policy allows only what carries the nonce of this answer', async () => {
    const answers = [await market.call('GET', '/sell'), await market.call('GET', '/sell')];
    const nonces = answers.map(({ headers, text }) => {
      const policy = headers.get('content-security-policy') ?? '';
      const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1];
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      expect(text).toContain(`nonce="${nonce}"`);
      return nonce;
    });
    expect(nonces[0]).not.toBe(nonces[1]);
  });
});

describe('calls from elsewhere', () => {
  const put = (headers: Record<string, string>) =>
    market.call('PUT', '/v1/faults', { body: JSON.stringify(defaultFaults), headers });
  const json = { 'content-type': 'application/json' };

  test('a change from another site is refused', async () => {
    expect((await put({ ...json, origin: 'https://evil.example' })).status).toBe(403);
    expect((await put({ ...json, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await put({ ...json, 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await put({ ...json, origin: 'null' })).status).toBe(403);
    expect((await put({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await put({})).status).toBe(415);
  });

  test('a change from its own page or from a program is taken', async () => {
    expect((await put(json)).status).toBe(200);
    expect((await put({ ...json, origin: market.url, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await put({ ...json, origin: market.url.replace('127.0.0.1', 'localhost') })).status).toBe(403);
  });

  test('a name that is not its own is refused, whatever it resolves to', async () => {
    const ask = (host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        request(`${market.url}/v1/log`, { headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
    expect(await ask('evil.example')).toBe(421);
    expect(await ask('localhost:9999')).toBe(200);
    expect(await ask('[::1]:4010')).toBe(200);
  });
});
