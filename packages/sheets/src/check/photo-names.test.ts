import { expect, test } from 'vitest';
import { createPhotoNames } from './photo-names.ts';

const find = (named: string, ...stored: string[]) => createPhotoNames(stored).find(named);
const found = (name: string) => ({ is: 'found', name });
const missing = { is: 'missing' };

test('a name with a folder does not take a picture of another folder', () => {
  expect(find('b/front.jpg', 'a/front.jpg')).toEqual(missing);
  expect(find('b/front.jpg', 'a/front.jpg', 'front.jpg')).toEqual(missing);
  expect(find('b/front.jpg', 'stock/xb/front.jpg')).toEqual(missing);
});

test('a name with a folder takes the picture of that folder, wherever the folder is', () => {
  expect(find('b/front.jpg', 'stock/a/front.jpg', 'stock/b/Front.JPG')).toEqual(found('stock/b/Front.JPG'));
  expect(find('.\\b\\front.jpg', 'b/front.jpg')).toEqual(found('b/front.jpg'));
});

test('a name alone takes a picture of any folder, but not one of two', () => {
  expect(find('front.jpg', 'a/front.jpg')).toEqual(found('a/front.jpg'));
  expect(find('front.jpg', 'a/front.jpg', 'b/front.jpg')).toEqual({
    is: 'ambiguous',
    names: ['a/front.jpg', 'b/front.jpg'],
  });
  expect(find('front.jpg', 'a/front.jpg', 'front.jpg')).toEqual(found('front.jpg'));
});

test('a picture that came without a folder is found by the path that the sheet has of it', () => {
  expect(find('C:\\shop\\oak.jpg', 'oak.jpg')).toEqual(found('oak.jpg'));
  expect(find('/home/ann/photos/oak.jpg', 'photos/oak.jpg')).toEqual(found('photos/oak.jpg'));
});

test('of two names that differ in capitals only, the one that is written so', () => {
  expect(find('A/x.jpg', 'a/x.jpg', 'A/x.jpg')).toEqual(found('A/x.jpg'));
  expect(find('A/X.jpg', 'a/x.jpg', 'A/x.jpg')).toMatchObject({ is: 'ambiguous' });
});
