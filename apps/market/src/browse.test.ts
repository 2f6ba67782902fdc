import { describe, expect, test } from 'vitest';
import { findListings, type ListingsQuery } from './browse.ts';
import { applyEntry, createState } from './state.ts';

function stateOf(count: number) {
  const state = createState();
  for (let index = 0; index < count; index++) {
    const at = new Date(1_700_000_000_000 + index).toISOString();
    applyEntry(state, {
      kind: 'accepted',
      // Numbers with gaps, as in a log with other entries between the listings.
      seq: index * 3 + 1,
      at,
      startedAt: at,
      endedAt: at,
      httpStatus: 201,
      code: null,
      sellerId: index % 2 === 0 ? 'even' : 'odd',
      listingId: `l${index}`,
      reference: `r${index}`,
      idempotencyKey: null,
      bodyHash: '',
      content: {
        title: `Chair ${index}`,
        description: 'hidden words',
        price: { amountMinor: 100, currency: 'EUR' },
        quantity: 1,
        condition: 'new',
        category: index % 5 === 0 ? 'Öfen' : null,
        brand: null,
        location: 'Leipzig',
        photoIds: [],
      },
    });
  }
  return state;
}

const everything: ListingsQuery = { sellerId: null, shelf: 'live', search: '', before: null, limit: 7 };

describe('browsing', () => {
  test('walks every page, newest first, each listing once', () => {
    const state = stateOf(30);
    const seen: string[] = [];
    let before: number | null = null;
    do {
      const page = findListings(state, { ...everything, before });
      expect(page.listings.length).toBeLessThanOrEqual(7);
      seen.push(...page.listings.map(({ id }) => id));
      before = page.next;
    } while (before !== null);
    expect(seen).toEqual(Array.from({ length: 30 }, (_, index) => `l${29 - index}`));
  });

  test('a page that is exactly full is the last one', () => {
    expect(findListings(stateOf(7), everything).next).toBeNull();
  });

  test('searches words in any order and case, also in the category, not in the description', () => {
    const state = stateOf(30);
    const found = (search: string) => findListings(state, { ...everything, search }).listings.map(({ id }) => id);
    expect(found('leipzig CHAIR 17')).toEqual(['l17']);
    expect(found('öfen 25')).toEqual(['l25']);
    expect(found('hidden')).toEqual([]);
  });

  test('keeps sellers and sold listings apart', () => {
    const state = stateOf(6);
    const place = { sellerId: 'even', listingId: 'l2', reference: 'r2', idempotencyKey: null };
    applyEntry(state, { kind: 'listing_sold', seq: 100, at: '2026-01-01T00:00:00.000Z', ...place });
    const ids = (query: Partial<ListingsQuery>) =>
      findListings(state, { ...everything, ...query }).listings.map(({ id }) => id);
    expect(ids({ sellerId: 'even' })).toEqual(['l4', 'l0']);
    expect(ids({ shelf: 'sold' })).toEqual(['l2']);
    expect(state.counts).toEqual({ live: 5, sold: 1, delisted: 0 });
  });
});
