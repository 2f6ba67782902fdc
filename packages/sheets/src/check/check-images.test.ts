import { expect, test } from 'vitest';
import { createRowCheck } from './check-cells.ts';
import { isAddress } from './check-images.ts';

const rules = { currency: 'EUR', fileNames: new Set(['chair.jpg']), channels: [] } as const;
const good = { title: 'Chair', price: '12,50' };

test.each([
  ['https://example.com/a.jpg', true],
  ['HTTP://example.com/a%20b.jpg?x=1#y', true],
  ['https://exämple.com/a.jpg', true],
  ['http://127.0.0.1:9/a.jpg', true],
  ['https://xn--a.com/a.jpg', URL.canParse('https://xn--a.com/a.jpg')],
  ['https://', false],
  ['https://exa mple.com/a.jpg', false],
  ['https://1.2.3.999/a.jpg', false],
  ['ftp://example.com/a.jpg', false],
  ['javascript:alert(1)', false],
  ['a.jpg', false],
])('whether %j is an address', (image, is) => {
  expect(isAddress(image)).toBe(is);
});

test.each([
  ['https://a.example/1.jpg, https://a.example/2.jpg'],
  ['https://a.example/1.jpg;https://a.example/2.jpg'],
  ['https://a.example/1.jpg https://a.example/2.jpg'],
  ['https://a.example/1.jpg\r\nhttps://a.example/2.jpg'],
  ['https://a.example/1.jpg\rhttps://a.example/2.jpg'],
  ['https://a.example/1.jpg ,\n, https://a.example/2.jpg, '],
])('the addresses in %j are two', (images) => {
  expect(createRowCheck(rules)({ ...good, images })).toMatchObject({
    ...{ errors: {}, listing: { images: ['https://a.example/1.jpg', 'https://a.example/2.jpg'] } },
  });
});

test('file names and addresses in one cell, and a comma that is part of an address', () => {
  const images = 'chair.jpg, https://a.example/w_1,h_2/1.jpg|"https://b.example/?u=x,https://c.example/"';
  expect(createRowCheck(rules)({ ...good, images }).listing?.images).toEqual([
    ...['chair.jpg', 'https://a.example/w_1,h_2/1.jpg', 'https://b.example/?u=x,https://c.example/'],
  ]);
});

test('a blank in an address is written as browsers do, where it cannot mean anything else', () => {
  const check = (images: string) => createRowCheck(rules)({ ...good, images });
  expect(check('https://a.example/my photo.jpg').listing?.images).toEqual(['https://a.example/my%20photo.jpg']);
  for (const images of [
    'https://a.example/1.jpg, 2.jpg',
    'https://a.example/1.jpg 2.jpg',
    'https://a.example/1\tb.jpg',
  ]) {
    expect(check(images).errors.images).toContain('Separate images by |');
  }
});

test('an address that would be refused when it is fetched is refused here', () => {
  expect(createRowCheck(rules)({ ...good, images: 'https://me:secret@a.example/1.jpg' }).errors.images).toContain(
    'user name or password',
  );
});
