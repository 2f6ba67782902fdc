import type { LiveMessage } from '@hawker/api';
import type { PostStatus } from '@hawker/core';
import { expect, test, vi } from 'vitest';
import { LiveStore, type SystemStatus } from './live-store.ts';

const system: SystemStatus = {
  ok: true,
  problem: null,
  workers: 1,
  heartbeatAgeMs: 0,
  overdueMs: 0,
  publishing: 0,
  blockedAccounts: 0,
  live: true,
  cacheDegraded: false,
  channels: [],
};

const moved = (postId: string, version: number, status: PostStatus): LiveMessage => ({
  type: 'post',
  eventId: version,
  postId,
  accountId: 'a',
  batchId: null,
  status,
  version,
});

test('a message that comes late changes nothing', () => {
  const store = new LiveStore(system);
  store.receive(moved('p', 3, 'published'));
  store.receive(moved('p', 2, 'publishing'));
  expect(store.post('p')).toEqual({ status: 'published', version: 3 });
});

test('only the row that a message is about is told', () => {
  const store = new LiveStore(system);
  const told: string[] = [];
  store.subscribeToPost('p', () => told.push('p'));
  const leave = store.subscribeToPost('q', () => told.push('q'));
  store.receive(moved('p', 1, 'queued'));
  store.receive({ type: 'many', eventId: 2 });
  store.receive(moved('q', 1, 'queued'));
  store.receive(moved('q', 1, 'publishing'));
  expect(told).toEqual(['p', 'q']);
  leave();
  store.receive(moved('q', 2, 'publishing'));
  expect(told).toEqual(['p', 'q']);
});

test('the news of a post stays the same object until there is other news', () => {
  const store = new LiveStore(system);
  store.receive(moved('p', 1, 'queued'));
  expect(store.post('p')).toBe(store.post('p'));
  expect(store.post('never heard of')).toBeUndefined();
});

test('beyond 5,000 posts the oldest news is forgotten', () => {
  const store = new LiveStore(system);
  for (let n = 0; n <= 5_000; n++) {
    store.receive(moved(`p${n}`, 1, 'queued'));
  }
  expect(store.post('p0')).toBeUndefined();
  expect(store.post('p1')).toBeDefined();
  expect(store.post('p5000')).toBeDefined();
});

test('stopped keeps the moment at which it stopped', () => {
  const store = new LiveStore(system);
  let told = 0;
  store.subscribe(() => told++);
  store.setConnection({ kind: 'stopped', sinceMs: 10 });
  store.setConnection({ kind: 'stopped', sinceMs: 20 });
  expect(store.connection()).toEqual({ kind: 'stopped', sinceMs: 10 });
  store.setConnection({ kind: 'open' });
  store.setConnection({ kind: 'open' });
  expect(store.connection()).toEqual({ kind: 'open' });
  expect(told).toBe(2);
});

test('tells how far an upload is, to the page that shows it', () => {
  const store = new LiveStore(system);
  const listener = vi.fn();
  store.subscribe(listener);
  expect(store.upload('u1')).toBeNull();
  store.receive({ type: 'upload', uploadId: 'u1', done: 2_000, total: 20_000 });
  expect(store.upload('u1')).toMatchObject({ done: 2_000, total: 20_000 });
  expect(store.upload('u2')).toBeNull();
  expect(listener).toHaveBeenCalledOnce();
});
