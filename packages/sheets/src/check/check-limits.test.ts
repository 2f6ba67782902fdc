import { coreLimits } from '@hawker/core';
import { expect, test } from 'vitest';
import { createRowCheck, type RowRules } from './check-cells.ts';
import type { ExistingListing } from './check-limits.ts';

const channel = { title: 'Small market', limits: { ...coreLimits, titleMax: 10, descriptionMax: 20, photosMin: 1 } };
const rules: RowRules = { currency: 'EUR', fileNames: new Set(), channels: [] };
const existing: ExistingListing = {
  description: 'As it is there.',
  condition: 'new',
  ...{ category: null, brand: 'Oakley', location: null, photoCount: 2 },
};
const row = { title: 'Chair', price: '12.50' };

test('what an account says of a listing is held to its channel’s limits, and said as the account’s', () => {
  const variation = { title: '{title} {sku}', description: null, price: null };
  const check = createRowCheck({ ...rules, accounts: [{ name: 'North Street', variation, channel }] });
  const known = { sku: 'a-long-sku', existing };
  expect(check(row, known).errors).toEqual({
    title: 'As North Street says it: Small market takes at most 10 characters; this title has 16.',
  });
  expect(check(row, { ...known, sku: 'abc' }).errors).toEqual({});
});

test('what the row does not say is checked as the listing has it', () => {
  const check = createRowCheck({ ...rules, channels: [channel] });
  expect(check(row).errors).toEqual({ images: 'Small market wants at least 1 photo.' });
  expect(check(row, { sku: 'a', existing }).errors).toEqual({});
  const long = { ...existing, description: 'As it is there, which is longer.' };
  expect(check(row, { sku: 'a', existing: long }).errors.description).toContain('at most 20 characters');
  expect(check({ ...row, description: 'Short.' }, { sku: 'a', existing: long }).errors).toEqual({});
});

test('the listing that comes out holds what the row says, and nothing of the one that is there', () => {
  const { listing } = createRowCheck(rules)(row, { sku: 'a', existing });
  expect(listing).toMatchObject({ sku: null, description: '', brand: null, images: [] });
});

test('a photo of Hawker’s own must still be there; other addresses are not its business', () => {
  const prefix = 'https://hawker.example/photos/';
  const here = 'a'.repeat(64);
  const check = createRowCheck({ ...rules, ownPhotos: { prefix, hashes: new Set([here]) } });
  const errorOf = (image: string) => check({ ...row, images: image }).errors.images;
  expect(errorOf(`${prefix}${here}`)).toBeUndefined();
  expect(errorOf(`${prefix}${'b'.repeat(64)}`)).toContain('not kept in Hawker any more');
  expect(errorOf(`https://other.example/photos/${'b'.repeat(64)}`)).toBeUndefined();
});
