import { expect, test } from 'vitest';
import type { ChannelListing } from '../contract.ts';
import { fromMarketFields, toMarketListing } from './transform.ts';

const full: ChannelListing = {
  idempotencyKey: 'hawker-1-1',
  title: 'Oak bookcase, 5 shelves',
  description: 'Solid oak.\nSome scratches.',
  priceMinor: 12_050,
  currency: 'EUR',
  quantity: 2,
  condition: 'like_new',
  category: 'Home > Shelves',
  brand: 'Nordwerk',
  location: 'Berlin',
  tags: ['oak'],
  photos: [],
};

test('a full listing', () => {
  expect(toMarketListing(full, ['p1', 'p2'])).toMatchInlineSnapshot(`
    {
      "brand": "Nordwerk",
      "category": "Home > Shelves",
      "condition": "like_new",
      "description": "Solid oak.
    Some scratches.",
      "location": "Berlin",
      "photoIds": [
        "p1",
        "p2",
      ],
      "price": {
        "amountMinor": 12050,
        "currency": "EUR",
      },
      "quantity": 2,
      "reference": "hawker-1-1",
      "title": "Oak bookcase, 5 shelves",
    }
  `);
});

test('what is not known is left out, not sent as null', () => {
  const bare = { ...full, category: null, brand: null, location: null };
  expect(toMarketListing(bare, [])).toMatchInlineSnapshot(`
    {
      "condition": "like_new",
      "description": "Solid oak.
    Some scratches.",
      "photoIds": [],
      "price": {
        "amountMinor": 12050,
        "currency": "EUR",
      },
      "quantity": 2,
      "reference": "hawker-1-1",
      "title": "Oak bookcase, 5 shelves",
    }
  `);
});

test('refused fields are named as a listing names them; unknown ones stay', () => {
  expect(
    fromMarketFields({
      title: 'Too long.',
      price: 'Give a price.',
      'price.amountMinor': 'Too high.',
      photoIds: 'Upload every photo first.',
      shelf: 'What is that.',
    }),
  ).toMatchInlineSnapshot(`
    {
      "photos": "Upload every photo first.",
      "price": "Too high.",
      "shelf": "What is that.",
      "title": "Too long.",
    }
  `);
});
