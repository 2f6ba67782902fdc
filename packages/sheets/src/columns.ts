/** The columns of a listing in a sheet, and what people call them. */

import { splitCurrencyOff } from '@hawker/core';

export const columns = [
  'sku',
  'title',
  'description',
  'price',
  'currency',
  'quantity',
  'condition',
  'category',
  'brand',
  'location',
  'tags',
  'images',
] as const;

export type Column = (typeof columns)[number];

/** What a sheet says of one listing, as text under our names; what the column mapper, the grid and the checks share. */
export type Cells = Partial<Record<Column, string>>;

interface Known {
  column: Column;
  /** 0 for the surest name. */
  rank: number;
}

export type ColumnNames = ReadonlyMap<string, Known>;

/** Names in lower case, letters only, without accents; of each column the surest first. */
export function namesOfColumns(names: Readonly<Record<Column, readonly string[]>>): ColumnNames {
  return new Map(columns.flatMap((column) => names[column].map((name, rank) => [name, { column, rank }] as const)));
}

const ourNames = namesOfColumns({
  sku: ['sku', 'id', 'itemnumber', 'articlenumber', 'customlabel', 'customlabelsku', 'reference'],
  title: ['title', 'name', 'producttitle', 'productname', 'listing'],
  description: ['description', 'text', 'details', 'body'],
  price: ['price', 'regularprice', 'unitprice', 'saleprice'],
  currency: ['currency', 'currencycode'],
  quantity: ['quantity', 'qty', 'stock', 'inventory'],
  condition: ['condition', 'state'],
  category: ['category', 'categories', 'producttype'],
  brand: ['brand', 'vendor', 'manufacturer', 'make'],
  location: ['location', 'city', 'place'],
  tags: ['tags', 'keywords', 'labels'],
  images: [
    'image',
    'images',
    'imageurl',
    'imageurls',
    'imagelink',
    'imagesrc',
    'photo',
    'photos',
    'picture',
    'pictures',
    'photourl',
  ],
});

/** Our column for a header, or null. A number at the end (`image 2`) and a currency (`price in €`) do not matter. */
export function columnFor(header: string): Column | null {
  return knownAs(header, ourNames)?.column ?? null;
}

/**
 * Our column for each name of a header; null for those that are not read. Several may be images. Of others that say the
 * same one is read, that with the surest name, or the first: `Price` and not `Sale price`.
 */
export function columnsOf(header: readonly string[], names: ColumnNames = ourNames): (Column | null)[] {
  const known = header.map((name) => knownAs(name, names));
  const surest = new Map<Column, Known>();
  for (const one of known) {
    if (one !== null && one.rank < (surest.get(one.column)?.rank ?? Number.POSITIVE_INFINITY)) {
      surest.set(one.column, one);
    }
  }
  return known.map((one, index) => {
    const isRead = one !== null && (one.column === 'images' || known.indexOf(surest.get(one.column) ?? null) === index);
    return isRead ? one.column : null;
  });
}

function knownAs(header: string, names: ColumnNames): Known | null {
  const { name, sign } = splitCurrencyOff(header);
  const named = names.get(lettersOf(header)) ?? null;
  // Only a price is in a currency: `title EUR` is no title.
  const priced = sign === null || named !== null ? undefined : names.get(lettersOf(name));
  return priced?.column === 'price' ? priced : named;
}

function lettersOf(header: string): string {
  return header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
}
