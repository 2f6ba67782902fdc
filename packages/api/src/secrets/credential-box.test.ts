import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCredentialBox } from './credential-box.ts';

const box = createCredentialBox(randomBytes(32));

test('what was sealed opens again', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string({ maxLength: 20 }).filter((name) => name !== '__proto__'),
        fc.string({ unit: 'grapheme' }).map((text) => text.trim()),
      ),
      (credentials) => {
        expect(box.open(box.seal(credentials))).toEqual({ ...credentials });
      },
    ),
  );
});

test('the same twice looks different, and shows nothing of what is in it', () => {
  const [one, two] = [box.seal({ token: 'very-secret' }), box.seal({ token: 'very-secret' })];
  expect(Buffer.compare(one, two)).not.toBe(0);
  expect(Buffer.from(one).includes('very-secret')).toBe(false);
});

test('any changed byte is noticed', () => {
  const sealed = box.seal({ token: 'very-secret' });
  for (let index = 0; index < sealed.length; index++) {
    const changed = Uint8Array.from(sealed, (byte, at) => (at === index ? byte ^ 1 : byte));
    expect(() => box.open(changed)).toThrow();
  }
});

test('any missing end is noticed', () => {
  const sealed = box.seal({ token: 'very-secret' });
  for (let length = 0; length < sealed.length; length++) {
    expect(() => box.open(sealed.subarray(0, length))).toThrow();
  }
});

test('another key does not open it, and the error does not tell', () => {
  const other = createCredentialBox(randomBytes(32));
  expect(() => other.open(box.seal({ token: 'very-secret' }))).toThrow(/^(?!.*very-secret)/);
});

test.each([0, 16, 31, 33])('a key of %d bytes is refused', (length) => {
  expect(() => createCredentialBox(randomBytes(length))).toThrow('must have 32 bytes');
});
