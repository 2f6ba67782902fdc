import { expect, test } from 'vitest';
import { photoTrouble } from './photo-trouble.ts';

const post = { failedPhotos: 0, attempts: [] };
const atListing = 'Photos belong to the listing: mend them there, then publish it again.';

test('a photo that could not be fetched was told of, and not where to mend it', () => {
  expect(photoTrouble('failed', { ...post, failedPhotos: 1 })).toBe(atListing);
  expect(photoTrouble('draft', { ...post, failedPhotos: 2 })).toBe(
    '2 photos of its listing could not be fetched. Mend them there: like this it does not go out.',
  );
  expect(photoTrouble('published', { ...post, failedPhotos: 1 })).toBeNull();
});

test('photos that the channel refused are mended there too; only the latest refusal counts', () => {
  const attempts = [{ fieldErrors: { photos: 'At most 10.' } }];
  expect(photoTrouble('failed', { ...post, attempts })).toBe(atListing);
  expect(photoTrouble('queued', { ...post, attempts })).toBeNull();
  expect(photoTrouble('failed', { ...post, attempts: [{ fieldErrors: null }, ...attempts] })).toBeNull();
});
