import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { preparePhoto } from '../prepare/prepare.ts';
import { plainPicture } from '../testing/pictures.ts';
import { type FetchPhotoOptions, fetchPhoto, fetchPhotoWhere, nextHop, type ResolvedAddress } from './fetch-photo.ts';

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

/** Until the other side has gone. */
function drip(to: Writable, text: string): void {
  const drops = setInterval(() => to.write(text), 10);
  to.on('close', () => clearInterval(drops)).on('error', () => clearInterval(drops));
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
    'http://0x7f000001/a.jpg',
    'http://0177.0.0.1/a.jpg',
    'http://017700000001/a.jpg',
    'http://127.1/a.jpg',
    'http://127.0.0.1./a.jpg',
    'http://%31%32%37.0.0.1/a.jpg',
    'http://①②⑦.⓪.⓪.①/a.jpg',
    'http://0/a.jpg',
    'http://0.0.0.0/a.jpg',
    'http://localhost/a.jpg',
    'http://[::]/a.jpg',
    'http://[0:0:0:0:0:ffff:7f00:1]/a.jpg',
    'http://[::127.0.0.1]/a.jpg',
    'http://[64:ff9b::169.254.169.254]/a.jpg',
    'http://[fe80::1]/a.jpg',
    'http://[fd00::1]/a.jpg',
    'http://[ff02::1]/a.jpg',
    'http://100.64.0.1/a.jpg',
    'http://192.168.1.1:8080/a.jpg',
    'http://224.0.0.1/a.jpg',
    'http://255.255.255.255/a.jpg',
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

  test.each([
    ['64:ff9b::7f00:1', 'NAT64'],
    ['::ffff:10.0.0.1', 'IPv4-mapped'],
    ['fe80::1%lo', 'link-local with a zone'],
    ['100.100.100.200', 'carrier-grade NAT'],
    ['not an address', 'nothing that can be checked'],
  ])('a name that resolves to %s (%s)', async (address) => {
    const { lookup } = lookupOf([address]);
    await expect(fetchPhoto('https://photos.example/a.jpg', { lookup })).rejects.toMatchObject(refused);
  });

  test.each([21, 22, 23, 25, 110, 445, 1023, 2049, 6000, 6667])('port %i, where no web server is', async (port) => {
    const { lookup, asked } = lookupOf(['8.8.8.8']);
    await expect(fetchPhoto(`http://photos.example:${port}/a.jpg`, { lookup })).rejects.toMatchObject({
      ...refused,
      message: expect.stringMatching(`not fetched from port ${port}`),
    });
    expect(asked).toEqual([]);
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

  test('are checked at each of them, not only at the first', async () => {
    const inside = await serve((_request, response) => response.end('secret'));
    const outside = await serve((request, response) => {
      const onward = request.url === '/1' ? '/2' : request.url === '/2' ? '/3' : `${inside.origin}/admin`;
      redirectTo(onward)(request, response);
    });
    await expect(fetchPhoto(`${outside.origin}/1`, { allowedOrigins: [outside.origin] })).rejects.toMatchObject(
      refused,
    );
    expect(outside.requests).toHaveLength(3);
    expect(inside.requests).toEqual([]);
  });

  test.each([
    ['http://photos.example/a.jpg', /without https/],
    ['//name:secret@photos.example/a.jpg', /user name or password/],
    ['javascript:alert(1)', /must start with https/],
    ['http://', /not a web address/],
  ])('from https may not lead to %s', (location, sentence) => {
    expect(() => nextHop(new URL('https://photos.example/old'), location)).toThrow(sentence);
  });

  test('may lead from http to https, and from https to https', () => {
    const onward = 'https://cdn.example/a.jpg';
    expect(nextHop(new URL('http://photos.example/'), onward).href).toBe(onward);
    expect(nextHop(new URL('https://photos.example/'), '//cdn.example/a.jpg').href).toBe(onward);
  });

  test('may not lead to a port where no web server is', async () => {
    const server = await serve(redirectTo('http://photos.example:25/'));
    const { lookup, asked } = lookupOf(['8.8.8.8']);
    await expect(fetchPhoto(server.origin, { allowedOrigins: [server.origin], lookup })).rejects.toMatchObject(refused);
    expect(asked).toEqual([]);
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

  test.each([
    ['its body', (_request, response) => drip(response, 'x')],
    [
      'its headers',
      (request) => {
        request.socket.write('HTTP/1.1 200 OK\r\n');
        drip(request.socket, 'x-more: x\r\n');
      },
    ],
  ] satisfies [string, RequestListener][])(
    'a server that drips %s, never silent for long, is given up on',
    async (_what, answer) => {
      const server = await serve(answer);
      await expect(
        fetchPhoto(server.origin, { allowedOrigins: [server.origin], timeoutMs: 100 }),
      ).rejects.toMatchObject({
        ...failed,
        message: expect.stringMatching(/within 0\.1 seconds/),
      });
    },
  );

  test('the time is one for all redirects together', async () => {
    const server = await serve((request, response) => {
      setTimeout(() => redirectTo('/again')(request, response), 60);
    });
    await expect(fetchPhoto(server.origin, { allowedOrigins: [server.origin], timeoutMs: 100 })).rejects.toMatchObject({
      ...failed,
      message: expect.stringMatching(/within 0\.1 seconds/),
    });
    expect(server.requests.length).toBeLessThan(3);
  });

  test('a compressed answer is not unpacked: a bomb stays as small as it came, and is no photo', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-encoding': 'gzip' }).end(bomb);
    });
    const fetched = await fetchPhoto(server.origin, { allowedOrigins: [server.origin] });
    expect(fetched.equals(bomb)).toBe(true);
    await expect(preparePhoto(fetched)).rejects.toMatchObject({ code: 'unsupported_type' });
  });

  test('what it is, its bytes say, and not its header', async () => {
    const photo = await plainPicture(600, 600);
    const server = await serve((request, response) => {
      const [type, body] = request.url === '/photo' ? ['text/html', photo] : ['image/jpeg', '<html></html>'];
      response.writeHead(200, { 'content-type': type }).end(body);
    });
    const prepared = async (path: string) =>
      preparePhoto(await fetchPhoto(`${server.origin}${path}`, { allowedOrigins: [server.origin] }));
    await expect(prepared('/photo')).resolves.toMatchObject({ width: 600 });
    await expect(prepared('/page')).rejects.toMatchObject({ code: 'unsupported_type' });
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
