import { expect, it } from 'vitest';
import { findOnPath } from './find-on-path.mjs';

it('finds a program on the path', () => {
  expect(findOnPath('sh')).toMatch(/\/sh$/);
  expect(findOnPath('no-such-program-anywhere')).toBeNull();
});
