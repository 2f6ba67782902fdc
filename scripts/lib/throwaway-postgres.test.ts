import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeAbandoned } from './throwaway-postgres.mjs';

it('removes what a killed test run has left, and nothing of one that still runs or of somebody else', () => {
  const parent = mkdtempSync(join(tmpdir(), 'hawker-abandoned-'));
  const gone = `hawker-test-${2 ** 22 + 1}-AbCdEf`;
  const ours = `hawker-test-${process.pid}-AbCdEf`;
  for (const name of [gone, ours, 'hawker-test-notes', 'other']) {
    mkdirSync(join(parent, name, 'postgres'), { recursive: true });
  }
  removeAbandoned(parent);
  expect(readdirSync(parent).sort()).toEqual([ours, 'hawker-test-notes', 'other']);
  rmSync(parent, { recursive: true });
});
