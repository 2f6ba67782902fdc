import { coreLimits } from '@hawker/core';
import { expect, test } from 'vitest';
import { createRowCheck } from './check-cells.ts';

const rules = { currency: 'EUR', fileNames: new Set(['chair.jpg']), channels: [] } as const;
const good = { title: 'Chair', price: '12,50' };

test('every column has its own sentence, and the good ones none', () => {
  const { errors, listing } = createRowCheck(rules)({
    ...good,
    price: 'cheap',
    currency: 'EURO',
    quantity: '1.5',
    condition: 'shiny',
    images: 'chair.jpg|table.jpg',
    sku: 'x'.repeat(51),
  });
  expect(listing).toBeNull();
  expect(errors).toEqual({
    currency: 'Use a three-letter currency code such as EUR or USD.',
    quantity: 'Give a whole number.',
    condition: 'Use new, like new, good or fair.',
    images: '“table.jpg” is not among the files. Drop that picture here too, or give a web address.',
    sku: 'An SKU has at most 50 characters.',
  });
  expect(createRowCheck(rules)({ ...good, price: 'cheap' }).errors).toEqual({
    price: '“cheap” is not a price. Write it like 12.50.',
  });
});

test('the limits of the chosen channels are the same that publishing applies', () => {
  const limits = { ...coreLimits, titleMax: 3, wholePrice: true, photosMin: 1 };
  const { errors } = createRowCheck({ ...rules, channels: [{ title: 'Small market', limits }] })(good);
  expect(errors).toEqual({
    title: 'Small market takes at most 3 characters; this title has 5.',
    price: 'Small market takes whole prices only, without cents.',
    images: 'Small market wants at least 1 photo.',
  });
});

test('two pictures with a comma between them were looked for as one', () => {
  const check = createRowCheck({
    ...rules,
    fileNames: new Set(['p2.jpg', 'p3.JPG', 'a/chair, red.jpg', 'b.jpg, c.jpg']),
  });
  const imagesOf = (images: string) => {
    const { listing, errors } = check({ ...good, images });
    return listing?.images ?? errors.images;
  };
  expect(imagesOf('p2.jpg, p3.jpg')).toEqual(['p2.jpg', 'p3.JPG']);
  expect(imagesOf('p2.jpg;p3.jpg,')).toEqual(['p2.jpg', 'p3.JPG']);
  expect(imagesOf('p2.jpg\np3.jpg | https://example.com/a.jpg')).toEqual([
    ...['p2.jpg', 'p3.JPG', 'https://example.com/a.jpg'],
  ]);
  expect(imagesOf('chair, red.jpg|p2.jpg')).toEqual(['a/chair, red.jpg', 'p2.jpg']);
  expect(imagesOf('b.jpg, c.jpg')).toEqual(['b.jpg, c.jpg']);
  expect(imagesOf('p2.jpg, p4.jpg')).toMatch(/^“p4\.jpg” is not among the files/);
  expect(imagesOf('stool, blue.jpg')).toMatch(/^“stool, blue\.jpg” is not among the files/);
  expect(
    imagesOf(
      Array(coreLimits.photosMax + 1)
        .fill('p2.jpg')
        .join(','),
    ),
  ).toContain('At most');
});

test.each(['TOTAL', 'Summe:', 'Gesamt', 'Sous-total', 'Łącznie'])(
  'the line %j below the goods was put up for sale',
  (title) => {
    const check = createRowCheck(rules);
    expect(check({ title, price: '195.00', quantity: '6' })).toEqual({
      listing: null,
      errors: {
        title: expect.stringMatching(/^This looks like a total, not like something for sale\. Leave the row out/),
      },
    });
    expect(check({ title, price: '195.00', sku: 'T-1' }).listing?.title).toBe(title);
    expect(check({ title, price: '195.00', description: 'The cereal.' }).listing?.title).toBe(title);
    expect(check({ title: `${title} station lamp`, price: '195.00' }).errors).toEqual({});
  },
);

test('what one row has wrong is not remembered for the next', () => {
  const check = createRowCheck(rules);
  expect(check({ ...good, condition: 'shiny' }).listing).toBeNull();
  expect(check({ ...good, condition: 'new' }).listing?.condition).toBe('new');
  expect(check({ ...good, condition: 'shiny' }).errors.condition).toContain('Use new');
});
