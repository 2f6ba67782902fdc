import { stripVTControlCharacters } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import { createPaint } from './paint.ts';
import { createProgressBar } from './progress-bar.ts';

let written = '';
let nowMs = 0;

beforeEach(() => {
  written = '';
  nowMs = 1_000;
});

function bar(options: { live: boolean; columns?: number }) {
  return createProgressBar({
    title: 'Publishing',
    live: options.live,
    columns: () => options.columns ?? 80,
    paint: createPaint(true),
    now: () => nowMs,
    write: (text) => {
      written += text;
    },
  });
}

/** What stands on the line that was drawn last. */
const shown = () => stripVTControlCharacters(written.split('\r').at(-1) ?? '');

describe('on a terminal', () => {
  test('one line is drawn again, with what is done, what is bad and the time', () => {
    const progress = bar({ live: true });
    progress.update({ total: 250, done: 0 });
    nowMs += 67_000;
    progress.update({ total: 250, done: 125, bad: 1, detail: '124 waiting, 1 failed' });
    expect(shown()).toBe('Publishing  ━━━━━━━━━━━━━━────────────  125 of 250  124 waiting, 1 failed  1:07');
    expect(written).toContain('\u001b[31m━\u001b[0m');
    expect(written).not.toContain('\n');
    progress.end();
    expect(written.endsWith('\n')).toBe(true);
  });

  test('no more often than an eye can follow', () => {
    const progress = bar({ live: true });
    for (let done = 0; done <= 1_000; done++) {
      progress.update({ total: 1_000, done });
    }
    expect(written.split('\r')).toHaveLength(2);
    progress.end();
    expect(shown()).toContain('1,000 of 1,000');
  });

  test('never wider than the terminal', () => {
    for (let columns = 12; columns <= 120; columns++) {
      written = '';
      bar({ live: true, columns }).update({ total: 250, done: 100, bad: 3, detail: '147 waiting, 3 failed' });
      expect(shown().length).toBeLessThan(columns);
    }
  });

  test('makes room for a note', () => {
    const progress = bar({ live: true });
    progress.update({ total: 2, done: 1 });
    progress.hide();
    expect(shown()).toBe('');
    progress.show();
    expect(shown()).toContain('1 of 2');
  });
});

describe('in a log', () => {
  test('a line for every tenth, and none twice', () => {
    const progress = bar({ live: false });
    for (let done = 0; done <= 250; done++) {
      progress.update({ total: 250, done });
    }
    progress.end();
    const lines = written.trimEnd().split('\n');
    expect(lines).toHaveLength(11);
    expect([lines[0], lines[1], lines[10]]).toEqual([
      'Publishing: 0 of 250',
      'Publishing: 25 of 250',
      'Publishing: 250 of 250',
    ]);
    expect(written).not.toContain('\u001b');
  });

  test('slow work is heard of', () => {
    const progress = bar({ live: false });
    progress.update({ total: 1_000_000, done: 1 });
    nowMs += 10_000;
    progress.update({ total: 1_000_000, done: 2 });
    expect(written).toBe('Publishing: 1 of 1,000,000\nPublishing: 2 of 1,000,000\n');
  });
});
