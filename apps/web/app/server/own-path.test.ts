import { expect, test } from 'vitest';
import { ownPath } from './own-path.server.ts';

test.each(['/posts?status=failed', '/posts/1?x=%2F%2Fa', '/'])('goes on to %s', (path) => {
  expect(ownPath(path)).toBe(path);
});

test.each([
  null,
  '',
  'posts',
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '/\t/evil.example/',
  '/.//evil.example/',
  '/x/..//evil.example',
  'javascript:alert(1)',
  '/sign-in',
  '/sign-out',
])('does not go on to %j', (path) => {
  expect(ownPath(path)).toBe('/');
});
