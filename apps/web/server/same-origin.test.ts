import { describe, expect, it } from 'vitest';
import { isForeignWrite } from './same-origin.ts';

const host = 'hawker.local:3000';

function write(headers: Record<string, string>, publicOrigin?: string) {
  return isForeignWrite({ method: 'POST', headers: { host, ...headers } }, publicOrigin);
}

describe('a request that changes something', () => {
  it.each(['GET', 'HEAD', 'OPTIONS'])('is not what %s is', (method) => {
    expect(isForeignWrite({ method, headers: { host, origin: 'https://evil.example' } }, undefined)).toBe(false);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('is refused from another site: %s', (method) => {
    expect(isForeignWrite({ method, headers: { host, origin: 'https://evil.example' } }, undefined)).toBe(true);
  });

  it('may come from our own page', () => {
    expect(write({ origin: `http://${host}` })).toBe(false);
    expect(write({ 'sec-fetch-site': 'same-origin', origin: 'https://anything.example' })).toBe(false);
  });

  it('may come from the public origin when a proxy changed the host', () => {
    expect(write({ origin: 'https://hawker.example', cookie: 'a=b' }, 'https://hawker.example')).toBe(false);
    expect(write({ origin: 'https://hawker.example', cookie: 'a=b' })).toBe(true);
  });

  it.each(['cross-site', 'same-site'])('is refused when the browser says %s', (site) => {
    expect(write({ 'sec-fetch-site': site, origin: `http://${host}` })).toBe(true);
  });

  it('is refused from a sandboxed frame and from nonsense', () => {
    expect(write({ origin: 'null' })).toBe(true);
    expect(write({ origin: 'not an address' })).toBe(true);
  });

  it('may come from a program, but not with a cookie', () => {
    expect(write({ authorization: 'Bearer token' })).toBe(false);
    expect(write({ cookie: 'hawker_session=x' })).toBe(true);
  });
});
