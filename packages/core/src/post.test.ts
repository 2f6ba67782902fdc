import { expect, test } from 'vitest';
import { implausibleTime } from './post.ts';

const now = new Date('2026-11-23T10:00:00Z');

test.each(['9999-01-01T00:00:00Z', '2028-11-23T10:00:00Z', '2001-01-01T00:00:00Z', '2026-11-22T09:59:59Z'])(
  '%s was mistyped',
  (at) => {
    expect(implausibleTime(new Date(at), now)).toBe('Choose a time within the next two years.');
  },
);

test.each(['2026-11-23T09:59:00Z', '2026-11-23T10:00:00Z', '2028-11-22T10:00:00Z'])('%s is a time to choose', (at) => {
  expect(implausibleTime(new Date(at), now)).toBeNull();
});
