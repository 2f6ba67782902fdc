import { expect, test } from 'vitest';
import { leftOutSentence } from '../read-drafts.ts';
import { fixture, readBytes } from '../testing/read.ts';

/** What each row became: its listing, else its errors. */
async function listingsOf(name: string) {
  const { file, rows, summary } = await readBytes(fixture(name));
  return { file, rows, summary, listings: rows.map(({ listing, errors }) => listing ?? errors) };
}

test('Shopify with handles: rows of one product are one listing, images and variants in their order', async () => {
  const { file, rows, listings } = await listingsOf('shopify-handle.csv');
  expect(file.format).toBe('shopify');
  expect(file.ignoredColumns).toContain('Variant Grams');
  expect(file.ignoredColumns).not.toContain('Image Src');
  expect(rows.map(({ rowNumber }) => rowNumber)).toEqual([2, 5, 7]);
  expect(listings).toMatchObject([
    {
      sku: 'OAK-1',
      title: 'Oak bookcase',
      description: 'Solid oak, five shelves.\n\n- 180 cm high\n- 90 cm wide',
      priceMinor: 24_900,
      quantity: 3,
      condition: 'good',
      category: 'Furniture > Shelving > Bookcases',
      brand: 'Nordholm',
      tags: ['oak', 'living room'],
      images: [
        'https://cdn.example.com/oak-1.jpg',
        'https://cdn.example.com/oak-2.jpg',
        'https://cdn.example.com/oak-3.jpg',
      ],
    },
    {
      sku: 'RUG-S',
      description: 'Hand-woven & warm',
      priceMinor: 8_950,
      quantity: 3,
      images: ['https://cdn.example.com/rug.jpg', 'https://cdn.example.com/rug-large.jpg'],
    },
    { sku: 'LAMP', quantity: 1 },
  ]);
  expect(rows.map(({ warnings }) => warnings)).toEqual([
    {},
    {
      title: 'It has 2 variants; they become one listing.',
      price: 'Its variants cost 89.50, 149.50; the first price is taken.',
    },
    { quantity: 'Shopify has none in stock; it is listed with 1.' },
  ]);
});

test('Shopify with URL handles', async () => {
  const { file, listings } = await listingsOf('shopify-url-handle.csv');
  expect(file.format).toBe('shopify');
  expect(listings).toMatchObject([
    {
      sku: 'CAFE-1',
      title: 'Café chair',
      description: 'Bentwood.\nTwo available.',
      priceMinor: 7_500,
      quantity: 2,
      brand: 'Thonet',
      images: ['https://cdn.example.com/cafe-1.jpg', 'https://cdn.example.com/cafe-2.jpg'],
    },
  ]);
});

test('a Shopify row without a title that follows another product is left out, and named', async () => {
  const { rows, summary } = await readBytes(
    'Handle,Title,Variant Price,Image Src\na,Chair,5,\nb,Table,6,\na,,,https://example.com/late.jpg',
  );
  expect(rows.map(({ listing }) => listing?.title)).toEqual(['Chair', 'Table']);
  expect(summary.skipped.map(leftOutSentence)).toEqual([
    'Row 4 was left out. It belongs to no product: it has no title, and another handle than the row above.',
  ]);
});

test('WooCommerce: variations are listings and have from their parent what they do not say', async () => {
  const { file, rows, listings, summary } = await listingsOf('woocommerce.csv');
  expect(file.format).toBe('woocommerce');
  expect(listings).toMatchObject([
    {
      sku: 'W-10',
      title: 'Desk, oak',
      description: 'A desk.\nTwo drawers.',
      priceMinor: 19_990,
      quantity: 4,
      category: 'Furniture > Desks',
      brand: 'Nordholm',
      tags: ['desk', 'oak'],
      images: ['https://shop.example.com/desk-1.jpg', 'https://shop.example.com/desk-2.jpg'],
    },
    {
      sku: 'W-20-RED',
      title: 'Cushion - Red',
      description: 'Linen cushion.',
      category: 'Textiles',
      quantity: 2,
      images: ['https://shop.example.com/cushion.jpg'],
    },
    { sku: 'W-20-BLUE', quantity: 1, images: ['https://shop.example.com/cushion-blue.jpg'] },
  ]);
  expect(rows[2]?.warnings.quantity).toContain('none in stock');
  expect(summary.skipped.map(leftOutSentence)).toEqual([
    'Row 3 was left out. It only groups others; its variations are the listings.',
  ]);
});

test('the catalog of Meta, with its comment row before the header', async () => {
  const { file, rows, listings } = await listingsOf('meta-catalog.csv');
  expect([file.format, file.headerRow]).toEqual(['meta-catalog', 2]);
  expect(listings).toMatchObject([
    {
      sku: 'FB-1',
      priceMinor: 1_099,
      currency: 'EUR',
      condition: 'like_new',
      category: 'Office Supplies > Globes',
      images: ['https://example.com/globe-1.jpg', 'https://example.com/globe-2.jpg', 'https://example.com/globe-3.jpg'],
    },
    { sku: 'FB-2', description: 'With maps, <and> pages.', priceMinor: 123_450, currency: 'USD', category: null },
  ]);
  expect(rows[1]?.warnings.quantity).toContain('out of stock');
});

test('a feed for Google, as TSV with quotation marks that quote nothing', async () => {
  const { file, listings } = await listingsOf('google-feed.tsv');
  expect([file.format, file.dialect?.delimiter]).toEqual(['meta-catalog', '\t']);
  expect(listings).toMatchObject([
    { sku: 'G-1', priceMinor: 2_450, condition: 'new', category: 'Kitchen > Kettles' },
    { sku: 'G-2', title: 'Screen 27" wide', description: 'Dark, "very" dark', condition: 'good' },
  ]);
});

test('drafts of eBay: its rows of information, the currency of its site, its numbers for conditions', async () => {
  const { file, rows, listings } = await listingsOf('ebay-drafts.csv');
  expect([file.format, file.headerRow]).toEqual(['ebay', 4]);
  expect(listings).toMatchObject([
    {
      sku: 'E-1',
      description: 'Works.\n\nCable £0 extra',
      priceMinor: 4_500,
      currency: 'GBP',
      condition: 'good',
      images: ['https://example.com/lamp-1.jpg', 'https://example.com/lamp-2.jpg'],
    },
    { sku: 'E-2', priceMinor: 550, quantity: 2, condition: 'fair' },
  ]);
  expect(rows[1]?.warnings.condition).toContain('for parts');
});

test('a plain sheet, as Excel saves it on a German Windows', async () => {
  const { file, listings } = await listingsOf('plain-semicolon.csv');
  expect([file.format, file.dialect]).toEqual(['plain', { encoding: 'windows-1252', delimiter: ';' }]);
  expect(file.ignoredColumns).toEqual(['Titel der Anzeige ignored']);
  expect(listings).toMatchObject([
    {
      title: 'Küchentisch',
      priceMinor: 123_450,
      condition: 'good',
      description: 'Ein Tisch\nmit zwei Zeilen – schön',
      category: 'Haus > Küche > Tische',
      images: ['https://example.com/t-1.jpg', 'https://example.com/t-2.jpg'],
    },
    { title: 'Stuhl', priceMinor: 1_250, condition: 'like_new', description: '„alt“' },
  ]);
});

test('what is not known is shown for mapping, and read with the answer', async () => {
  const bytes = fixture('unknown-columns.csv');
  const { file, rows } = await readBytes(bytes, { artikel: 'title', PREIS: 'price', Bild: 'images' });
  expect(file).toMatchObject({
    format: 'mapped',
    header: ['Artikel', 'Preis', 'Bild'],
    sample: [
      ['Tisch', '12,50', 'https://example.com/t.jpg'],
      ['Stuhl', '8', ''],
    ],
    suggestedMapping: { Artikel: 'title', Preis: 'price', Bild: 'images' },
  });
  expect(rows.map(({ listing }) => listing?.priceMinor)).toEqual([1_250, 800]);
  await expect(readBytes(bytes)).rejects.toThrow('Say first which column is which.');
  await expect(readBytes(bytes, { Artikel: 'title' })).rejects.toThrow('Say which column is the price.');
});

test.each([
  ['Shopify', 'Handle,Title,Variant Price,Variant Inventory Qty\na,Chair,5,-2'],
  ['WooCommerce', 'Type,SKU,Name,Regular price,Stock\nsimple,a,Chair,5,-2'],
  [
    'The catalog',
    'id,title,price,image_link,availability,inventory\na,Chair,5 EUR,https://a.example/1.jpg,in stock,-2',
  ],
])('%s has sold two more than there are: the listing has 1, and says why', async (program, csv) => {
  const { rows } = await readBytes(csv);
  expect(rows[0]?.listing?.quantity).toBe(1);
  expect(rows[0]?.warnings.quantity).toMatch(new RegExp(`^${program}.*listed with 1`));
});

test('a variant that was oversold takes nothing from the others', async () => {
  const { rows } = await readBytes('Handle,Title,Variant Price,Variant Inventory Qty\na,Chair,5,-2\na,,6,3');
  expect(rows[0]?.listing?.quantity).toBe(3);
});
