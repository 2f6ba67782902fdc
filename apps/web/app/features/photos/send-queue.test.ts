import { expect, test } from 'vitest';
import type { Sending } from './send-file.ts';
import { createSendQueue } from './send-queue.ts';

/** Stands in for the network: what was begun, and how each ends. */
function createNetwork() {
  const begun: string[] = [];
  const ends = new Map<string, { resolve: (answer: unknown) => void; reject: (problem: Error) => void }>();
  const begin = <Answer>(url: string, _file: File, onProgress: (share: number) => void): Sending<Answer> => {
    begun.push(url);
    onProgress(0);
    const answer = new Promise<unknown>((resolve, reject) => ends.set(url, { resolve, reject })) as Promise<Answer>;
    return { answer, cancel: () => ends.get(url)?.reject(new DOMException('Called off', 'AbortError')) };
  };
  return { begun, begin, end: (url: string) => ends.get(url) };
}

const file = new File(['x'], 'x.png');
const nothing = () => {};

test('begins in order, as many at a time as it may', async () => {
  const { begun, begin, end } = createNetwork();
  const queue = createSendQueue(2, begin);
  const started: string[] = [];
  const sendings = ['a', 'b', 'c', 'd'].map((url) => queue.send(url, file, () => started.push(url)));
  expect(begun).toEqual(['a', 'b']);
  expect(started).toEqual(['a', 'b']);
  end('b')?.resolve('B');
  expect(await sendings[1]?.answer).toBe('B');
  await expect.poll(() => begun).toEqual(['a', 'b', 'c']);
});

test('goes on after one that failed', async () => {
  const { begun, begin, end } = createNetwork();
  const queue = createSendQueue(1, begin);
  const first = queue.send('a', file, nothing);
  queue.send('b', file, nothing);
  end('a')?.reject(new Error('broken'));
  await expect(first.answer).rejects.toThrow('broken');
  await expect.poll(() => begun).toEqual(['a', 'b']);
});

test('one that is called off before its turn is never begun', async () => {
  const { begun, begin, end } = createNetwork();
  const queue = createSendQueue(1, begin);
  const first = queue.send('a', file, nothing);
  const second = queue.send('b', file, nothing);
  queue.send('c', file, nothing);
  second.cancel();
  second.cancel();
  await expect(second.answer).rejects.toMatchObject({ name: 'AbortError' });
  end('a')?.resolve(null);
  await first.answer;
  await expect.poll(() => begun).toEqual(['a', 'c']);
});

test('one that is called off on its way makes room', async () => {
  const { begun, begin } = createNetwork();
  const queue = createSendQueue(1, begin);
  const first = queue.send('a', file, nothing);
  queue.send('b', file, nothing);
  first.cancel();
  await expect(first.answer).rejects.toMatchObject({ name: 'AbortError' });
  await expect.poll(() => begun).toEqual(['a', 'b']);
});
