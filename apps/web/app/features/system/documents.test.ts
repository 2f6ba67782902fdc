import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { documents } from './documents.ts';

const repository = new URL('../../../../../', import.meta.url);

it.each(documents)('$file is there to be read', ({ file }) => {
  expect(existsSync(new URL(file, repository))).toBe(true);
});
