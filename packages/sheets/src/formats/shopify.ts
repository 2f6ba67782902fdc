/**
 * Shopify's product export, of both generations (`Handle, Body (HTML), Variant Price ...` and `URL handle, Description,
 * Price ...`). Rows that share a handle are one product: more variants, more images. A listing has one price and one
 * SKU; with several variants it gets those of the first, and says so.
 */

import type { TableRow } from '../tables/table.ts';
import { textFromHtml } from '../text/html.ts';
import { joinList, splitList } from '../text/list-cell.ts';
import { categoryPath } from './categories.ts';
import { conditionText } from './conditions.ts';
import { type Draft, draft, type RowReader, type SheetFormat, type SkipReason } from './format.ts';
import type { Header } from './header.ts';
import { isNoneInStock } from './stock.ts';

const belongsToNone: SkipReason = {
  one: 'It belongs to no product: it has no title, and another handle than the row above.',
  many: 'They belong to no product: they have no title, and another handle than the row above.',
};

const notForSale: SkipReason = {
  one: 'It is a draft, archived or not published in Shopify.',
  many: 'They are drafts, archived or not published in Shopify.',
};

export const shopifyFormat: SheetFormat = {
  name: 'shopify',
  title: 'Shopify products',
  matches: (header) =>
    (header.has('handle', 'title') && (header.has('variant price') || header.has('body (html)'))) ||
    header.has('url handle', 'title'),
  open(header, skip) {
    const read = createColumns(header);
    let begun: Product | null = null;
    const finish = (): readonly Draft[] => {
      const product = begun;
      begun = null;
      if (product !== null && isHidden(product.first, read)) {
        skip({ rowNumber: product.first.number, reason: notForSale });
        return [];
      }
      return product === null ? [] : [toDraft(product, read)];
    };
    return {
      take(row) {
        const handle = read.handle(row);
        if (handle !== '' && begun !== null && begun.handle === handle) {
          addRow(begun, row, read);
          return [];
        }
        const done = finish();
        if (read.title(row) === '' && read.price(row) === '') {
          skip({ rowNumber: row.number, reason: belongsToNone });
          return done;
        }
        begun = { handle, first: row, images: new Set(), skus: [], prices: new Set(), variants: 0, quantity: null };
        addRow(begun, row, read);
        return done;
      },
      end: finish,
    } satisfies RowReader;
  },
};

interface Product {
  handle: string;
  first: TableRow;
  images: Set<string>;
  skus: string[];
  prices: Set<string>;
  variants: number;
  /** Of all variants; null while none says how many there are. */
  quantity: number | null;
}

function createColumns(header: Header) {
  return {
    handle: header.text('handle', 'url handle'),
    title: header.text('title'),
    description: header.text('body (html)', 'description'),
    vendor: header.text('vendor'),
    category: header.text('product category', 'type'),
    tags: header.text('tags'),
    sku: header.text('variant sku', 'sku'),
    price: header.price('variant price', 'price'),
    quantity: header.text('variant inventory qty', 'inventory quantity'),
    condition: header.text('google shopping / condition'),
    image: header.text('image src', 'product image url', 'image source'),
    variantImage: header.text('variant image', 'variant image url'),
    published: header.text('published', 'published on online store'),
    status: header.text('status'),
  };
}

type Columns = ReturnType<typeof createColumns>;

/** The shop itself does not show it. */
function isHidden(first: TableRow, read: Columns): boolean {
  return /^(?:false|no|0)$/i.test(read.published(first)) || /^(?:draft|archived|unlisted)$/i.test(read.status(first));
}

function addRow(product: Product, row: TableRow, read: Columns): void {
  for (const image of [read.image(row), read.variantImage(row)]) {
    if (image !== '') {
      product.images.add(image);
    }
  }
  const price = read.price(row);
  const sku = read.sku(row);
  // A row with neither only brings another image.
  if (price === '' && sku === '') {
    return;
  }
  product.variants++;
  if (price !== '') {
    product.prices.add(price);
  }
  if (sku !== '') {
    product.skus.push(sku);
  }
  const quantity = read.quantity(row);
  if (/^\d{1,9}$/.test(quantity)) {
    product.quantity = (product.quantity ?? 0) + Number(quantity);
  } else if (isNoneInStock(quantity)) {
    product.quantity ??= 0;
  }
}

function toDraft(product: Product, read: Columns): Draft {
  const { first, variants } = product;
  const [price = ''] = product.prices;
  const warnings: Draft['warnings'] = {};
  if (variants > 1) {
    warnings.title = `It has ${variants} variants; they become one listing.`;
    if (product.prices.size > 1) {
      warnings.price = `Its variants cost ${[...product.prices].slice(0, 5).join(', ')}; the first price is taken.`;
    }
  }
  // Nothing in stock may be no stock keeping at all. A listing has at least one.
  if (product.quantity === 0) {
    warnings.quantity = 'Shopify has none in stock; it is listed with 1.';
  }
  return draft(
    first.number,
    {
      sku: product.skus[0] ?? '',
      title: read.title(first),
      description: textFromHtml(read.description(first)),
      price,
      quantity: product.quantity === null || product.quantity === 0 ? '' : String(product.quantity),
      condition: conditionText(read.condition(first)),
      category: categoryPath(read.category(first)),
      brand: read.vendor(first),
      tags: joinList([...new Set(splitList(read.tags(first), ','))]),
      images: joinList([...product.images]),
    },
    warnings,
  );
}
