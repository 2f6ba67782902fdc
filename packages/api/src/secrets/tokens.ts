/** Random tokens for sessions and programs. Only their hash is stored: a copy of the database signs nobody in. */

import { hash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** 256 bits. The prefix lets secret scanners, and people, recognise one. */
export function newToken(prefix: 'hws' | 'hwt'): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}

/** 78 bits in letters that nobody mistakes for others when typing them: `k7wm-2xqe-94hd-tc3n`. */
export function newPassword(): string {
  const letters = '23456789abcdefghjkmnpqrstvwxyz';
  const groups = Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join(''),
  );
  return groups.join('-');
}

/** A plain hash is enough: a random token of 256 bits cannot be guessed, so nothing needs to be slow. */
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hash('sha256', token, 'buffer'));
}

/** The same hash as text: what is remembered of a token in keys of the cache. */
export function tokenDigest(token: string): string {
  return hash('sha256', token, 'base64');
}

export function sameToken(given: string, wanted: string): boolean {
  return timingSafeEqual(hashToken(given), hashToken(wanted));
}
