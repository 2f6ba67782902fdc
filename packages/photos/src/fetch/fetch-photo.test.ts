import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type FetchPhotoOptions, fetchPhoto, fetchPhotoWhere, type ResolvedAddress } from './fetch-photo.ts';

interface TestServer {
  origin: string;
  port: number;
  requests: string[];
}

const servers: Server[] = [];

async function serve(answer: RequestListener): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.headers.host} ${request.url}`);
    answer(request, response);
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, port, requests };
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** Answers each question with the next of `answers`, the last one for ever; remembers what was asked. */
function lookupOf(...answers: string[][]) {
  const asked: string[] = [];
  const lookup = async (hostname: string): Promise<ResolvedAddress[]> => {
    const answer = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(hostname);
    return answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  return { lookup, asked };
}

const redirectTo =
  (location: string): RequestListener =>
  (_request, response) => {
    response.writeHead(302, { location }).end();
  };
const refused = { name: 'PhotoError', code: 'fetch_refused' };
const failed = { name: 'PhotoError', code: 'fetch_failed' };

describe('what is fetched', () => {
  test('is every byte that the server sends', async () => {
    const bytes = Buffer.alloc(300_000, 'photo');
    const server = await serve((_request, response) => response.end(bytes));
    const fetched = await fetchPhoto(`${server.origin}/a.jpg`, { allowedOrigins: [server.origin] });
    expect(fetched.equals(bytes)).toBe(true);
  });

  test('is asked for plainly: no cookies, no compression, no connection to reuse', async () => {
    let headers: unknown;
    const server = await serve((request, response) => {
      headers = request.headers;
      response.end('photo');
    });
    await fetchPhoto(server.origin, { allowedOrigins: [server.origin] });
    expect(headers).toEqual({
      accept: 'image/jpeg, image/png, image/webp',
      'accept-encoding': 'identity',
      'user-agent': 'Hawker',
      host: `127.0.0.1:${server.port}`,
      connection: 'close',
    });
  });

  test('is found behind redirects, relative ones too', async () => {
    const server = await serve((request, response) => {
      request.url === '/photo' ? response.end('photo') : redirectTo('/photo')(request, response);
    });
    const fetched = await fetchPhoto(`${server.origin}/old`, { allowedOrigins: [server.origin] });
    expect(fetched.toString()).toBe('photo');
    expect(server.requests).toHaveLength(2);
  });
});

describe('where it may not come from', () => {
  test.each([
    'http://127.0.0.1/a.jpg',
    'http://2130706433/a.jpg',
    'http://0x7f.1/a.jpg',
    'http://[::1]/a.jpg',
    'http://[::ffff:127.0.0.1]/a.jpg',
    'http://169.254.169.254/latest/meta-data',
    'https://10.0.0.8/a.jpg',
  ])('%s: not on the public internet', async (url) => {
    await expect(fetchPhoto(url)).rejects.toMatchObject({
      ...refused,
      message: expect.stringMatching(/public internet/),
    });
  });

  test.each([
    ['file:///etc/passwd', /must start with https/],
    ['data:image/png;base64,AAAA', /must start with https/],
    ['sofa.jpg', /not a web address/],
    ['', /not a web address/],
    ['https://name:secret@example.com/a.jpg', /user name or password/],
  ])('%s', async (url, sentence) => {
    const { lookup, asked } = lookupOf(['8.8.8.8']);
    await expect(fetchPhoto(url, { lookup })).rejects.toMatchObject({
      ...refused,
      message: expect.stringMatching(sentence),
    });
    expect(asked).toEqual([]);
  });

  test('a name that leads inside, also when only one of its addresses does', async () => {
    const server = await serve((_request, response) => response.end('secret'));
    const url = `http://photos.example:${server.port}/a.jpg`;
    for (const addresses of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['8.8.8.8', '::ffff:127.0.0.1']]) {
      await expect(fetchPhoto(url, { lookup: lookupOf(addresses).lookup })).rejects.toMatchObject(refused);
    }
    expect(server.requests).toEqual([]);
  });

  test('an origin that only resembles an allowed one', async () => {
    const server = await serve((_request, response) => response.end('secret'));
    const options: FetchPhotoOptions = { allowedOrigins: ['http://127.0.0.1', `https://127.0.0.1:${server.port}`] };
    await expect(fetchPhoto(server.origin, options)).rejects.toMatchObject(refused);
    expect(server.requests).toEqual([]);
  });
});

describe('redirects', () => {
  test('are checked like the first address', async () => {
    const inside = await serve((_request, response) => response.end('secret'));
    const outside = await serve(redirectTo(`${inside.origin}/admin`));
    await expect(fetchPhoto(outside.origin, { allowedOrigins: [outside.origin] })).rejects.toMatchObject(refused);
    expect(outside.requests).toHaveLength(1);
    expect(inside.requests).toEqual([]);
  });

  test('cannot borrow the exception for an allowed origin', async () => {
    const own = await serve((_request, response) => response.end('secret'));
    const stranger = await serve(redirectTo(own.origin));
    // To this test the first address that is asked about is public, and no other.
    let checks = 0;
    const reached = fetchPhotoWhere(() => checks++ === 0, `http://stranger.example:${stranger.port}`, {
      allowedOrigins: [own.origin],
      lookup: lookupOf(['127.0.0.1']).lookup,
    });
    await expect(reached).rejects.toMatchObject(refused);
    expect(stranger.requests).toHaveLength(1);
    expect(own.requests).toEqual([]);
  });

  test('may not lead to another protocol', async () => {
    const server = await serve(redirectTo('file:///etc/passwd'));
    await expect(fetchPhoto(server.origin, { allowedOrigins: [server.origin] })).rejects.toMatchObject(refused);
  });

  test('end after three', async () => {
    const server = await serve(redirectTo('/again'));
    await expect(fetchPhoto(server.origin, { allowedOrigins: [server.origin] })).rejects.toMatchObject({
      ...failed,
      message: expect.stringMatching(/more than 3 times/),
    });
    expect(server.requests).toHaveLength(4);
  });
});

describe('a name that changes its answer between check and connection', () => {
  test('is asked once, and the connection goes to the address that was checked', async () => {
    const checked = await serve((_request, response) => response.end('photo'));
    // To this test 127.0.0.1 is "public" and anything else is not; a second answer would be somewhere inside.
    const { lookup, asked } = lookupOf(['127.0.0.1'], ['127.0.0.3']);
    const fetched = await fetchPhotoWhere((address) => address === '127.0.0.1', `http://a.example:${checked.port}/`, {
      lookup,
    });
    expect(fetched.toString()).toBe('photo');
    expect(asked).toEqual(['a.example']);
    expect(checked.requests).toEqual([`a.example:${checked.port} /`]);
  });

  test('is checked again on a redirect to itself', async () => {
    const server = await serve(redirectTo('/again'));
    const { lookup, asked } = lookupOf(['127.0.0.1'], ['127.0.0.3']);
    await expect(
      fetchPhotoWhere((address) => address === '127.0.0.1', `http://a.example:${server.port}/`, { lookup }),
    ).rejects.toMatchObject(refused);
    expect(asked).toEqual(['a.example', 'a.example']);
    expect(server.requests).toHaveLength(1);
  });
});

describe('limits', () => {
  test('an answer that announces too much is not read', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '5000' });
      response.write('x');
    });
    await expect(fetchPhoto(server.origin, { allowedOrigins: [server.origin], maxBytes: 4999 })).rejects.toMatchObject({
      name: 'PhotoError',
      code: 'too_large',
    });
  });

  test('an answer that never ends is cut off', async () => {
    let sent = 0;
    const server = await serve((_request, response) => {
      const more = () => {
        while (response.write(Buffer.alloc(65_536))) {
          sent += 65_536;
        }
      };
      response.on('drain', more);
      more();
    });
    await expect(
      fetchPhoto(server.origin, { allowedOrigins: [server.origin], maxBytes: 1_000_000 }),
    ).rejects.toMatchObject({
      name: 'PhotoError',
      code: 'too_large',
      message: expect.stringMatching(/larger than 1 MB/),
    });
    // What the sockets between the two hold comes on top.
    expect(sent).toBeLessThan(20_000_000);
  });

  test.each([
    ['never answers', () => {}],
    [
      'stops in the middle',
      (_request, response) => {
        response.write('half a pho');
      },
    ],
  ] satisfies [string, RequestListener][])('a server that %s is given up on', async (_name, answer) => {
    const server = await serve(answer);
    await expect(fetchPhoto(server.origin, { allowedOrigins: [server.origin], timeoutMs: 60 })).rejects.toMatchObject({
      ...failed,
      message: expect.stringMatching(/within 0\.06 seconds\. Try again/),
    });
  });

  test('a name server that never answers is given up on', async () => {
    const lookup = () => new Promise<never>(() => {});
    await expect(fetchPhoto('https://slow.example/a.jpg', { lookup, timeoutMs: 30 })).rejects.toMatchObject(failed);
  });
});

describe('what goes wrong is said', () => {
  test.each([
    [404, 'fetch_refused', /has no photo at this address/],
    [403, 'fetch_refused', /does not show this photo to everybody/],
    [503, 'fetch_failed', /answered 503/],
  ])('%s', async (status, code, sentence) => {
    const server = await serve((_request, response) => response.writeHead(status).end('no'));
    await expect(fetchPhoto(server.origin, { allowedOrigins: [server.origin] })).rejects.toMatchObject({
      name: 'PhotoError',
      code,
      message: expect.stringMatching(sentence),
    });
  });

  test('a connection that breaks', async () => {
    const server = await serve((request) => request.socket.destroy());
    await expect(fetchPhoto(server.origin, { allowedOrigins: [server.origin] })).rejects.toMatchObject(failed);
    const half = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    await expect(fetchPhoto(half.origin, { allowedOrigins: [half.origin] })).rejects.toMatchObject(failed);
  });

  test('a name that does not exist', async () => {
    const lookup = () => Promise.reject(new Error('ENOTFOUND'));
    await expect(fetchPhoto('https://gone.example/a.jpg', { lookup })).rejects.toMatchObject({
      ...failed,
      message: expect.stringMatching(/no web server named gone\.example/),
    });
    await expect(fetchPhoto('https://gone.example/', { lookup: lookupOf([]).lookup })).rejects.toMatchObject(failed);
  });
});

test('the caller can stop it, before and while it runs', async () => {
  const reason = new Error('the upload was cancelled');
  const server = await serve(() => stop.abort(reason));
  const stop = new AbortController();
  const options = { allowedOrigins: [server.origin], signal: stop.signal };
  await expect(fetchPhoto(server.origin, options)).rejects.toBe(reason);
  await expect(fetchPhoto(server.origin, options)).rejects.toBe(reason);
  expect(server.requests).toHaveLength(1);
});
