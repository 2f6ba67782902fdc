import { expect, test } from 'vitest';
import { readFilters, toAddress, toQuery } from './post-filters.ts';

const account = '019a0000-0000-7000-8000-000000000001';

test('an address and its filters say the same', () => {
  const address = `?q=oak+table&status=needsYou&account=${account}&channel=practice&why=auth_expired`;
  const filters = readFilters(new URLSearchParams(address));
  expect(toAddress(filters)).toBe(address);
  expect(toQuery(filters)).toEqual({
    search: 'oak table',
    statuses: ['awaiting_upload', 'auth_blocked', 'needs_review'],
    accountId: account,
    channel: 'practice',
    lastClass: 'auth_expired',
  });
});

test('a group is understood under its own name too', () => {
  expect(toQuery(readFilters(new URLSearchParams('group=failed')))).toEqual({ statuses: ['failed'] });
});

test('what names nothing does not filter', () => {
  expect(toQuery(readFilters(new URLSearchParams('status=bogus&account=1&q=++&batch=&why=bogus')))).toEqual({});
});
