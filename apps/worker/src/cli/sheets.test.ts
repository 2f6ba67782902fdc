import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { saveBeside } from './sheets.ts';

test('the sheets of two accounts that are called alike do not overwrite each other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hawker-sheets-'));
  try {
    const paths = [
      await saveBeside(folder, 'anna-s-sheet-1.xlsx', Buffer.from('of Anna S')),
      await saveBeside(folder, 'anna-s-sheet-1.xlsx', Buffer.from('of Anna-S')),
      // Whatever a server calls it, it stays in the folder.
      await saveBeside(folder, '../../anna-s-sheet-1.xlsx', Buffer.from('of elsewhere')),
    ];
    expect(paths).toEqual([
      join(folder, 'anna-s-sheet-1.xlsx'),
      join(folder, 'anna-s-sheet-1 (2).xlsx'),
      join(folder, 'anna-s-sheet-1 (3).xlsx'),
    ]);
    const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
    expect(texts).toEqual(['of Anna S', 'of Anna-S', 'of elsewhere']);
  } finally {
    await rm(folder, { recursive: true });
  }
});
