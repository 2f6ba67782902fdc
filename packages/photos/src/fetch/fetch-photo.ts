/**
 * Fetches a photo from an address that a user or a spreadsheet gave, without becoming a way into the network that
 * Hawker runs in.
 *
 * The order is what makes it safe. For each hop: the name is resolved once; every address it has must be public; the
 * connection is then made to those very addresses, not to the name. A name that answers differently the second time is
 * never asked a second time. A redirect is a new hop and passes the same checks, and may not give up https.
 */
import { lookup as dnsLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { photoLimits } from '../limits.ts';
import { PhotoError } from '../photo-error.ts';
import { isPublicAddress } from './public-address.ts';
import { type ResolvedAddress, requestOnce } from './request.ts';
import { isWebPort } from './web-port.ts';

export type { ResolvedAddress };

export interface FetchPhotoOptions {
  /**
   * Exact origins (`http://localhost:3000`) whose addresses are not checked: Hawker's own. The exception holds for an
   * address as it was given and for redirects between such origins; a stranger's redirect to one is checked like any.
   */
  allowedOrigins?: readonly string[];
  /** For everything together: names, redirects, every byte. */
  timeoutMs?: number;
  maxBytes?: number;
  maxRedirects?: number;
  /** All addresses of a host name; the system's resolver when absent. */
  lookup?: (hostname: string) => Promise<readonly ResolvedAddress[]>;
  /** When aborted, the fetch stops and rejects with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * The bytes at `url`. They can be anything: `preparePhoto` says whether they are a photo.
 * @throws PhotoError `fetch_refused`, `fetch_failed` or `too_large`
 */
export async function fetchPhoto(url: string, options: FetchPhotoOptions = {}): Promise<Buffer> {
  return await fetchPhotoWhere(isPublicAddress, url, options);
}

/** `fetchPhoto` with the rule for addresses as a parameter: tests have no public address to connect to. */
export async function fetchPhotoWhere(
  mayConnectTo: (address: string) => boolean,
  url: string,
  options: FetchPhotoOptions,
): Promise<Buffer> {
  const { timeoutMs = 15_000, maxBytes = photoLimits.maxBytes, maxRedirects = 3, lookup = resolveName } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  const allowed = new Set(options.allowedOrigins ?? []);

  let target = parseAddress(url);
  let trusted = true;
  try {
    for (let redirects = 0; ; redirects += 1) {
      signal.throwIfAborted();
      trusted = trusted && allowed.has(target.origin);
      if (!trusted && !isWebPort(target)) {
        throw refused(`Photos are not fetched from port ${target.port}. Upload the photo itself instead.`);
      }
      const addresses = await orAbort(resolve(target, lookup), signal);
      if (!trusted) {
        assertAllPublic(target, addresses, mayConnectTo);
      }
      const answer = await requestOnce(target, { addresses, maxBytes, signal });
      if (answer.type === 'body') {
        return answer.bytes;
      }
      if (redirects === maxRedirects) {
        throw new PhotoError(
          'fetch_failed',
          `${target.host} sent us on more than ${maxRedirects} times. Use the photo's final address.`,
        );
      }
      target = nextHop(target, answer.location);
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    if (timeout.aborted) {
      const sentence = `${target.host} did not send the photo within ${timeoutMs / 1000} seconds. Try again, or upload the photo itself.`;
      throw new PhotoError('fetch_failed', sentence, { cause: error });
    }
    throw error;
  }
}

/** Where a redirect leads. What began encrypted, and with a server that proved its name, does not go on without. */
export function nextHop(from: URL, location: string): URL {
  const next = parseAddress(location, from);
  if (from.protocol === 'https:' && next.protocol === 'http:') {
    throw refused(`${from.host} sends us on to an address without https. Use the photo's final address.`);
  }
  return next;
}

function parseAddress(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) {
    throw refused("This is not a web address. A photo's address starts with https://.");
  }
  const url = new URL(address, base);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refused("A photo's address must start with https:// or http://.");
  }
  if (url.username !== '' || url.password !== '') {
    throw refused('This address has a user name or password in it. Use one that works without.');
  }
  return url;
}

async function resolve(
  target: URL,
  lookup: NonNullable<FetchPhotoOptions['lookup']>,
): Promise<readonly ResolvedAddress[]> {
  const hostname = target.hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(hostname);
  if (family !== 0) {
    return [{ address: hostname, family }];
  }
  let addresses: readonly ResolvedAddress[];
  try {
    addresses = await lookup(hostname);
  } catch (cause) {
    throw new PhotoError('fetch_failed', `There is no web server named ${hostname}. Check the address.`, { cause });
  }
  if (addresses.length === 0) {
    throw new PhotoError('fetch_failed', `There is no web server named ${hostname}. Check the address.`);
  }
  return addresses;
}

/** All of them: with one public and one private address, which one is reached would be a matter of luck. */
function assertAllPublic(
  target: URL,
  addresses: readonly ResolvedAddress[],
  mayConnectTo: (address: string) => boolean,
): void {
  if (!addresses.every(({ address }) => mayConnectTo(address))) {
    throw refused(`${target.hostname} is not on the public internet. Upload the photo itself instead.`);
  }
}

function resolveName(hostname: string): Promise<readonly ResolvedAddress[]> {
  return dnsLookup(hostname, { all: true });
}

/** The system's resolver cannot be stopped, so it is left behind. */
async function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stopListening = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    stopListening = () => signal.removeEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    stopListening();
  }
}

function refused(sentence: string): PhotoError {
  return new PhotoError('fetch_refused', sentence);
}
