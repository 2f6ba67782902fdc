import { expect, test } from 'vitest';
import { createPhotoNames } from './photo-names.ts';

const find = (named: string, ...stored: string[]) => createPhotoNames(stored).find(named);
const found = (name: string) => ({ is: 'found', name });
const missing = { is: 'missing' };

test('a name with a folder does not take a picture of another folder', () => {
  expect(find('b/front.jpg', 'a/front.jpg')).toEqual(missing);
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

test('a picture that was dropped as asked stayed “not among the files” beside one of another folder', () => {
  expect(find('chairs/front.jpg', 'tables/front.jpg')).toEqual(missing);
  expect(find('chairs/front.jpg', 'tables/front.jpg', 'front.jpg')).toEqual(found('front.jpg'));
});

test('a picture that was dropped for one row does not take, or blur, what another row names', () => {
  expect(find('tables/front.jpg', 'tables/front.jpg', 'front.jpg')).toEqual(found('tables/front.jpg'));
  expect(find('tables/front.jpg', 'stock/tables/front.jpg', 'front.jpg')).toEqual(found('stock/tables/front.jpg'));
  expect(find('shop/tables/front.jpg', 'front.jpg', 'tables/front.jpg')).toEqual(found('tables/front.jpg'));
  expect(find('tables/front.jpg', 'front.jpg', 'Front.jpg')).toMatchObject({ is: 'ambiguous' });
});

test('100,000 names among 2,000 pictures of the same name took six seconds', () => {
  const names = createPhotoNames(Array.from({ length: 2_000 }, (_, folder) => `${folder}/front.jpg`));
  const { user: before } = process.cpuUsage();
  let foundNames = 0;
  for (let row = 0; row < 100_000; row += 1) {
    foundNames += names.find(`shop/${row}/front.jpg`).is === 'found' ? 1 : 0;
  }
  const { user: after } = process.cpuUsage();
  expect(foundNames).toBe(2_000);
  expect((after - before) / 1_000).toBeLessThan(2_000);
});

test('of two names that differ in capitals only, the one that is written so', () => {
  expect(find('A/x.jpg', 'a/x.jpg', 'A/x.jpg')).toEqual(found('A/x.jpg'));
  expect(find('A/X.jpg', 'a/x.jpg', 'A/x.jpg')).toMatchObject({ is: 'ambiguous' });
});
