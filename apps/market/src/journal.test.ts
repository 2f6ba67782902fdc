import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openJournal } from './journal.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-test-'));
  path = join(folder, 'inner', 'log.jsonl');
});

afterEach(() => rm(folder, { recursive: true }));

async function open() {
  const lines: string[] = [];
  const torn: number[] = [];
  const journal = await openJournal({
    path,
    onLine: (line) => {
      JSON.parse(line);
      lines.push(line);
    },
    onTorn: (bytes) => torn.push(bytes),
  });
  return { journal, lines, torn };
}

describe('the journal', () => {
  test('keeps the order of concurrent appends, and gives them back after it is opened again', async () => {
    const first = await open();
    const numbers = Array.from({ length: 500 }, (_, index) => JSON.stringify({ index, text: 'ä€😀' }));
    await Promise.all(numbers.map((line) => first.journal.append(line)));
    expect(first.journal.durableCount).toBe(500);
    await first.journal.close();

    const second = await open();
    expect(second.lines).toEqual(numbers);
    expect(await second.journal.read(10, 13)).toEqual(numbers.slice(10, 13));
    expect(await second.journal.read(498, 900)).toEqual(numbers.slice(498));
    expect(await second.journal.read(500, 900)).toEqual([]);
    await second.journal.close();
  });

  test('survives a tear at every byte of its last line, and goes on after it', async () => {
    const { journal } = await open();
    await journal.append('{"n":1}');
    await journal.append('{"n":2,"text":"é"}');
    await journal.close();
    const whole = await readFile(path);
    const firstLine = '{"n":1}\n'.length;

    for (let cut = firstLine; cut < whole.length; cut++) {
      await writeFile(path, whole.subarray(0, cut));
      const torn = await open();
      expect(torn.lines).toEqual(['{"n":1}']);
      expect(torn.torn).toEqual(cut === firstLine ? [] : [cut - firstLine]);
      await torn.journal.append('{"n":3}');
      await torn.journal.close();
      expect(await readFile(path, 'utf8')).toBe('{"n":1}\n{"n":3}\n');
    }
  });

  test('cuts off a last line that is whole and makes no sense', async () => {
    const { journal } = await open();
    await journal.append('{"n":1}');
    await journal.close();
    await writeFile(path, '{"n":1}\n\0\0\0\0\n');
    const again = await open();
    expect(again.lines).toEqual(['{"n":1}']);
    await again.journal.close();
  });

  test('refuses to open when a line in the middle is damaged', async () => {
    const { journal } = await open();
    await journal.close();
    await writeFile(path, '{"n":1}\n{"n":\n{"n":3}\n');
    await expect(open()).rejects.toThrow(/line 2/);
  });

  test('a file that cannot be written fails its appends and says so', async () => {
    const { journal } = await open();
    await journal.close();
    await expect(journal.append('{"n":1}')).rejects.toThrow();
    await expect(journal.failed).rejects.toThrow();
    await expect(journal.append('{"n":2}')).rejects.toThrow();
    await expect(journal.flushed()).rejects.toThrow();
  });
});
