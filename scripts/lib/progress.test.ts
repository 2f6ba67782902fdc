import { expect, it } from 'vitest';
import { createProgress, seconds } from './progress.mjs';

function recorder(isTTY: boolean) {
  let text = '';
  const write = (chunk: string | Uint8Array) => {
    text += String(chunk);
    return true;
  };
  return { output: { isTTY, columns: 60, write }, text: () => text };
}

it('prints a line when a step begins and one with its time when it is done', async () => {
  const { output, text } = recorder(false);
  let nowMs = 0;
  const progress = createProgress({ output, now: () => nowMs, live: false, colours: false });
  const result = await progress.step('Building', async (step) => {
    step.detail('not shown in a log');
    nowMs = 2345;
    return 7;
  });
  progress.say('Done.');
  expect(result).toBe(7);
  expect(text()).toBe('  Building\n✓ Building  2.3 s\nDone.\n');
});

it('marks a step that failed and hands the error on', async () => {
  const { output, text } = recorder(false);
  const progress = createProgress({ output, now: () => 0, live: false, colours: false });
  await expect(progress.step('Building', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(text()).toContain('✗ Building  0.0 s');
});

it('redraws one line on a terminal, and leaves only the result', async () => {
  const { output, text } = recorder(true);
  const progress = createProgress({ output, now: () => 0, live: true, colours: false });
  await progress.step('Building', async () => progress.say('By the way.'));
  expect(text().replaceAll('\r\u001b[2K', '|')).toBe(
    '|⠋ Building  0.0 s|By the way.\n|⠋ Building  0.0 s|✓ Building  0.0 s\n',
  );
});

it('writes durations as people read them', () => {
  expect(seconds(0)).toBe('0.0 s');
  expect(seconds(59_940)).toBe('59.9 s');
  expect(seconds(125_000)).toBe('2 min 5 s');
});
