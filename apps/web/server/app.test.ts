import { EventEmitter, once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { ProcessMeter } from '@hawker/api';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { type AppOptions, createApp } from './app.ts';
import { closeGracefully, edge, type HandleApi, listen } from './http-server.ts';

const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map(closeGracefully));
});

interface Overrides extends Partial<AppOptions> {
  handleApi?: HandleApi;
  logLines?: string[];
}

async function start({ handleApi, logLines = [], ...options }: Overrides = {}) {
  const app = createApp({
    log: pino({ level: 'info' }, { write: (line) => logLines.push(line) }),
    origin: undefined,
    isDevelopment: false,
    bodyLimits: { defaultBytes: 1_048_576, uploads: { '/photos': 8_388_608 } },
    meter: new ProcessMeter({ cache: { on: () => () => undefined } }),
    beforePages: () => undefined,
    pages: (_request, response) => response.type('html').send('page '.repeat(1_000)),
    ...options,
  });
  const server = createServer(edge(app, handleApi));
  servers.push(server);
  return { server, url: await listen(server, 0, '127.0.0.1') };
}

const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? '';

describe('the way of a request', () => {
  it('has an id of its own, or the one that a proxy gave', async () => {
    const { url } = await start();
    const own = await fetch(url);
    const given = await fetch(url, { headers: { 'x-request-id': 'from-the-proxy-1' } });
    const bad = await fetch(url, { headers: { 'x-request-id': 'no {good}' } });
    expect(own.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(given.headers.get('x-request-id')).toBe('from-the-proxy-1');
    expect(bad.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('allows only scripts of ours or with a nonce, another one every time', async () => {
    const { url } = await start();
    const [first = '', second = ''] = (await Promise.all([fetch(url), fetch(url)])).map(policyOf);
    expect(first).toMatch(/script-src 'self' 'nonce-[\w+/]{22}=='/);
    expect(first.split('script-src ')[1]?.split(';')[0]).not.toContain('unsafe-inline');
    expect(first).not.toBe(second);
  });

  it('insists on https only when the public origin is https', async () => {
    const plain = await start();
    const secure = await start({ origin: 'https://hawker.example' });
    expect((await fetch(plain.url)).headers.has('strict-transport-security')).toBe(false);
    expect(policyOf(await fetch(plain.url))).not.toContain('upgrade-insecure-requests');
    expect((await fetch(secure.url)).headers.get('strict-transport-security')).toContain('max-age=');
  });

  it('ends at the door when another site wants to change something', async () => {
    const { url } = await start();
    const response = await fetch(url, {
      method: 'POST',
      headers: { origin: 'https://evil.example', accept: 'application/json' },
    });
    expect(response.status).toBe(403);
    expect(response.headers.get('server-timing')).toMatch(/^db;desc="0 statements".*total;dur=/);
    expect(await response.json()).toEqual({
      error: { message: expect.stringContaining('another site'), requestId: response.headers.get('x-request-id') },
    });
  });

  it('ends at the door when the body is too large, except where files go', async () => {
    const { url } = await start();
    const body = 'x'.repeat(1_048_577);
    expect((await fetch(url, { method: 'POST', body })).status).toBe(413);
    expect((await fetch(`${url}/photos/new`, { method: 'POST', body })).status).toBe(200);
    expect((await fetch(`${url}/photoshop`, { method: 'POST', body })).status).toBe(413);
  });

  it('ends at the door when it does not say how long the body is', async () => {
    const { url } = await start();
    const status = await new Promise((resolve, reject) => {
      const sent = httpRequest(url, { method: 'POST' }, (response) => resolve(response.resume().statusCode));
      sent.on('error', reject);
      sent.write('some');
      sent.end('thing');
    });
    expect(status).toBe(411);
  });

  it('compresses pages, and never a live stream', async () => {
    const { url } = await start({
      pages: (request, response) => {
        response.set('content-type', request.path === '/live' ? 'text/event-stream' : 'text/html');
        response.send('data: tick\n\n'.repeat(1_000));
      },
    });
    expect((await fetch(url)).headers.get('content-encoding')).not.toBeNull();
    expect((await fetch(`${url}/live`)).headers.get('content-encoding')).toBeNull();
  });

  it('is logged without its query, headers or body', async () => {
    const logLines: string[] = [];
    const { url } = await start({ logLines });
    await fetch(`${url}/setup?token=secret-1`, {
      method: 'POST',
      body: 'secret-2',
      headers: { authorization: 'secret-3' },
    });
    await expect.poll(() => logLines.join('')).toContain('"path":"/setup"');
    expect(logLines.join('')).not.toContain('secret');
  });

  it('is answered with an id and no text of the error when a page throws', async () => {
    const logLines: string[] = [];
    const { url } = await start({
      logLines,
      pages: () => {
        throw new Error('the inner matter');
      },
    });
    const response = await fetch(url);
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).toContain(response.headers.get('x-request-id'));
    expect(text).not.toContain('inner matter');
    expect(logLines.join('')).toContain('inner matter');
  });

  it('goes to the API first', async () => {
    const { url } = await start({
      handleApi: (request, response) => {
        const isMine = request.url?.startsWith('/api/') ?? false;
        if (isMine) {
          response.end('api');
        }
        return isMine;
      },
    });
    expect(await (await fetch(`${url}/api/x`)).text()).toBe('api');
    expect(await (await fetch(`${url}/`)).text()).toContain('page');
  });
});

describe('the server', () => {
  it('names a port that is taken', async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    await expect(listen(createServer(), port, '127.0.0.1')).rejects.toThrow(`Port ${port} is taken.`);
  });

  it('lets an answer that is under way finish before it closes', async () => {
    const gate = new EventEmitter();
    const { server, url } = await start({
      pages: (_request, response) => {
        gate.once('finish', () => response.send('whole'));
        gate.emit('entered');
      },
    });
    const entered = once(gate, 'entered');
    const answer = fetch(url).then((response) => response.text());
    await entered;
    const closed = closeGracefully(server);
    servers.length = 0;
    gate.emit('finish');
    expect(await answer).toBe('whole');
    await closed;
    await expect(fetch(url)).rejects.toThrow();
  });
});
