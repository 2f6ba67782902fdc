/**
 * A server that speaks the part of S3 that the store needs, in memory, and is as strict as the published contract: each
 * request must carry a Signature Version 4 that fits its method, path, headers and bytes.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface S3Request {
  method: string;
  key: string;
  headers: IncomingMessage['headers'];
}

export interface S3Object {
  bytes: Buffer;
  headers: IncomingMessage['headers'];
}

type Reply = (response: ServerResponse) => void;

/** What is answered instead; false where the server answers itself. */
export type S3Fault = (request: S3Request) => Reply | false;

export interface S3TestServer {
  endpoint: string;
  region: string;
  bucket: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  objects: Map<string, S3Object>;
  requests: S3Request[];
  /** Takes effect at once; null for none. */
  setFault(fault: S3Fault | null): void;
  close(): Promise<void>;
}

const region = 'eu-test-1';
const credentials = { accessKeyId: 'AKIATESTONLY', secretAccessKey: 'a secret of nobody' };

export async function startS3Server(bucket = 'photos-of-a-test'): Promise<S3TestServer> {
  const objects = new Map<string, S3Object>();
  const requests: S3Request[] = [];
  let fault: S3Fault | null = null;

  async function answer(request: IncomingMessage): Promise<Reply> {
    const body = await readBody(request);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://s3.test');
    const [, name = '', ...rest] = pathname.split('/');
    const seen: S3Request = {
      method: request.method ?? '',
      key: decodeURIComponent(rest.join('/')),
      headers: request.headers,
    };
    requests.push(seen);
    const refusal = checkSignature(request, pathname, searchParams, body);
    if (refusal !== null) {
      return refuse(403, refusal);
    }
    const isBucket = decodeURIComponent(name) === bucket;
    return fault?.(seen) || (isBucket ? answerInBucket(seen, body) : refuse(404, 'NoSuchBucket'));
  }

  function answerInBucket({ method, key, headers }: S3Request, body: Buffer): Reply {
    const object = objects.get(key);
    switch (key === '' ? `${method} bucket` : method) {
      case 'HEAD bucket':
        return (response) => response.writeHead(200).end();
      case 'HEAD':
      case 'GET':
        return object ? give(object, method === 'GET') : refuse(404, 'NoSuchKey');
      case 'PUT':
        if (object && headers['if-none-match'] === '*') {
          return refuse(412, 'PreconditionFailed');
        }
        objects.set(key, { bytes: body, headers });
        return (response) => response.writeHead(200, { etag: etagOf(body) }).end();
      case 'DELETE':
        objects.delete(key);
        return (response) => response.writeHead(204).end();
    }
    return refuse(405, 'MethodNotAllowed');
  }

  const server = createServer((request, response) => {
    answer(request).then(
      (reply) => reply(response),
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    region,
    bucket,
    credentials,
    objects,
    requests,
    setFault: (next) => {
      fault = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An error as S3 has it. Of an answer to HEAD, node sends only the head. */
export function refuse(status: number, code: string): Reply {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message><RequestId>1</RequestId></Error>`;
  return (response) => response.writeHead(status, { 'content-type': 'application/xml' }).end(xml);
}

function give({ bytes }: S3Object, withBody: boolean): Reply {
  return (response) =>
    response
      .writeHead(200, { 'content-length': bytes.byteLength, etag: etagOf(bytes) })
      .end(withBody ? bytes : undefined);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function etagOf(bytes: Buffer): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`;
}

/** Null when the request is signed as AWS Signature Version 4 has it; else the code of S3's error. */
function checkSignature(request: IncomingMessage, path: string, query: URLSearchParams, body: Buffer): string | null {
  const { headers } = request;
  const parsed = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
    headers.authorization ?? '',
  );
  const [, credential = '', signedHeaders = '', signature = ''] = parsed ?? [];
  const [keyId, day = '', ...scope] = credential.split('/');
  const at = String(headers['x-amz-date'] ?? '');
  const payloadHash = String(headers['x-amz-content-sha256'] ?? '');
  const names = signedHeaders.split(';');
  if (parsed === null || scope.join('/') !== `${region}/s3/aws4_request`) {
    return 'AuthorizationHeaderMalformed';
  }
  if (keyId !== credentials.accessKeyId) {
    return 'InvalidAccessKeyId';
  }
  const mustBeSigned = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  if (!mustBeSigned.every((name) => names.includes(name)) || names.join() !== [...names].sort().join()) {
    return 'AccessDenied';
  }
  if (!at.startsWith(day) || Math.abs(Date.now() - Date.parse(isoOf(at))) > 15 * 60_000) {
    return 'RequestTimeTooSkewed';
  }
  if (payloadHash !== sha256(body)) {
    return 'XAmzContentSHA256Mismatch';
  }
  const canonicalQuery = [...query]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const canonicalHeaders = names.map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`).join('');
  // Of the path each part is encoded once, whatever the client sent.
  const canonicalPath = path
    .split('/')
    .map((part) => encode(decodeURIComponent(part)))
    .join('/');
  const canonical = [request.method, canonicalPath, canonicalQuery, canonicalHeaders, signedHeaders, payloadHash];
  const toSign = ['AWS4-HMAC-SHA256', at, [day, ...scope].join('/'), sha256(canonical.join('\n'))].join('\n');
  const key = [day, ...scope].reduce<string | Buffer>(hmac, `AWS4${credentials.secretAccessKey}`);
  const expected = hmac(key, toSign).toString('hex');
  return timingSafeEqual(Buffer.from(expected), Buffer.from(signature)) ? null : 'SignatureDoesNotMatch';
}

/** `20261123T101112Z`, as the header has it, in a form that Date reads. */
function isoOf(at: string): string {
  return at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
