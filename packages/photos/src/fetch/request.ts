import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { PhotoError } from '../photo-error.ts';

export interface ResolvedAddress {
  address: string;
  /** 4 or 6. */
  family: number;
}

export interface RequestOnceOptions {
  /** Where the connection goes, whatever the name in the address resolves to by now. At least one. */
  addresses: readonly ResolvedAddress[];
  maxBytes: number;
  signal: AbortSignal;
}

export type Answer = { type: 'body'; bytes: Buffer } | { type: 'redirect'; location: string };

/** One GET, over a connection of its own, with no cookie and no credentials; redirects are told, not followed. */
export async function requestOnce(url: URL, options: RequestOnceOptions): Promise<Answer> {
  const response = await send(url, options);
  try {
    return await readAnswer(url, response, options.maxBytes);
  } finally {
    response.destroy();
  }
}

function send(url: URL, { addresses, signal }: RequestOnceOptions): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const requestOptions: RequestOptions = {
    // A shared agent could hand over a connection that was made to an address nobody checked.
    agent: false,
    lookup: pinTo(addresses),
    signal,
    headers: {
      accept: 'image/jpeg, image/png, image/webp',
      // A compressed answer could unfold to any size.
      'accept-encoding': 'identity',
      'user-agent': 'Hawker',
    },
  };
  return new Promise((resolve, reject) => {
    request(url, requestOptions)
      .on('response', resolve)
      .on('error', (cause) => reject(unreachable(url, cause)))
      .end();
  });
}

/** A resolver that knows one answer. Not called for an address that is an IP already: there is nothing to resolve. */
export function pinTo(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (hostname, options, callback) => {
    const [first] = addresses;
    if (first === undefined) {
      callback(new Error(`No address to pin ${hostname} to`), []);
    } else if (options.all) {
      callback(null, [...addresses]);
    } else {
      callback(null, first.address, first.family);
    }
  };
}

async function readAnswer(url: URL, response: IncomingMessage, maxBytes: number): Promise<Answer> {
  const { statusCode = 0, headers } = response;
  if ([301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined) {
    return { type: 'redirect', location: headers.location };
  }
  if (statusCode !== 200) {
    throw statusError(url, statusCode);
  }
  if (Number(headers['content-length'] ?? 0) > maxBytes) {
    throw tooLarge(url, maxBytes);
  }
  const chunks: Buffer[] = [];
  let received = 0;
  try {
    for await (const chunk of response) {
      const bytes: Buffer = chunk;
      received += bytes.byteLength;
      if (received > maxBytes) {
        throw tooLarge(url, maxBytes);
      }
      chunks.push(bytes);
    }
  } catch (error) {
    throw error instanceof PhotoError ? error : unreachable(url, error);
  }
  return { type: 'body', bytes: Buffer.concat(chunks, received) };
}

function statusError(url: URL, statusCode: number): PhotoError {
  switch (statusCode) {
    case 404:
    case 410:
      return new PhotoError('fetch_refused', `${url.host} has no photo at this address. Check the address.`);
    case 401:
    case 403: {
      const sentence = `${url.host} does not show this photo to everybody. Upload the photo itself instead.`;
      return new PhotoError('fetch_refused', sentence);
    }
  }
  const sentence = `${url.host} answered ${statusCode} instead of sending the photo. Try again later, or upload the photo itself.`;
  return new PhotoError('fetch_failed', sentence);
}

function tooLarge(url: URL, maxBytes: number): PhotoError {
  const limit = Math.round((maxBytes / (1024 * 1024)) * 10) / 10;
  return new PhotoError('too_large', `The photo at ${url.host} is larger than ${limit} MB. Make it smaller.`);
}

function unreachable(url: URL, cause: unknown): PhotoError {
  const sentence = `${url.host} could not be reached, or broke off. Try again, or upload the photo itself.`;
  return new PhotoError('fetch_failed', sentence, { cause });
}
