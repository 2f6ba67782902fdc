/**
 * WooCommerce's product export. A `variable` product has no price of its own: its `variation` rows are what can be
 * bought, and each becomes a listing that has from its parent what it does not say itself.
 */

import type { Cells } from '../columns.ts';
import type { TableRow } from '../tables/table.ts';
import { textFromHtml } from '../text/html.ts';
import { joinList } from '../text/list-cell.ts';
import { categoryPath } from './categories.ts';
import { draft, rowByRow, type SheetFormat, type SkipReason } from './format.ts';
import type { Header } from './header.ts';
import { priceNow } from './sale-price.ts';
import { isNoneInStock } from './stock.ts';

/** Parents that variations can still refer to; an export writes them close together. */
const parentsKept = 1_000;

const groupsOthers: SkipReason = {
  one: 'It only groups others; its variations are the listings.',
  many: 'They only group others; their variations are the listings.',
};

const notForSale: SkipReason = {
  one: 'It is a draft or private in WooCommerce.',
  many: 'They are drafts or private in WooCommerce.',
};

export const woocommerceFormat: SheetFormat = {
  name: 'woocommerce',
  title: 'WooCommerce products',
  matches: (header) => header.has('type', 'sku', 'name', 'regular price'),
  open(header, skip) {
    const read = createColumns(header);
    const parents = new Map<string, Parent>();
    return rowByRow((row) => {
      const kinds = read.type(row).toLowerCase().split(/,\s*/);
      const parent = kinds.includes('variation') ? parents.get(read.parent(row)) : undefined;
      // A variation is for sale by itself, and says nothing of a parent that is private.
      const isHidden = /^(?:0|-1)$/.test(read.published(row)) || parent?.isHidden === true;
      const texts = textsOf(row, read);
      const isGroup = kinds.includes('variable') || kinds.includes('grouped');
      if (isGroup) {
        remember(parents, [texts.sku, `id:${read.id(row)}`], { texts, isHidden });
      }
      if (isGroup || isHidden) {
        skip({ rowNumber: row.number, reason: isHidden ? notForSale : groupsOthers });
        return null;
      }
      const whole = parent === undefined ? texts : { ...parent.texts, sku: '', ...filledIn(texts) };
      const isOut = read.inStock(row) === '0' || isNoneInStock(texts.quantity);
      const { price, warning } = priceNow({
        regular: whole.price,
        sale: read.salePrice(row),
        days: [read.saleStarts(row), read.saleEnds(row)],
      });
      const warnings: Cells = { ...warning };
      if (isOut) {
        warnings.quantity = 'WooCommerce has none in stock; it is listed with 1.';
      }
      const quantity = /^[1-9]/.test(texts.quantity) ? texts.quantity : '';
      return draft(row.number, { ...whole, price, quantity }, warnings);
    });
  },
};

function createColumns(header: Header) {
  return {
    id: header.text('id'),
    type: header.text('type'),
    sku: header.text('sku'),
    name: header.text('name'),
    description: header.text('description'),
    shortDescription: header.text('short description'),
    price: header.price('regular price'),
    salePrice: header.price('sale price'),
    saleStarts: header.text('date sale price starts'),
    saleEnds: header.text('date sale price ends'),
    published: header.text('published'),
    stock: header.text('stock'),
    inStock: header.text('in stock?'),
    categories: header.text('categories'),
    tags: header.text('tags'),
    images: header.text('images'),
    brand: header.text('brands', 'brand', 'meta: brand'),
    parent: header.text('parent'),
  };
}

type Texts = ReturnType<typeof textsOf>;

interface Parent {
  texts: Texts;
  isHidden: boolean;
}

function textsOf(row: TableRow, read: ReturnType<typeof createColumns>) {
  const [category = ''] = splitEscaped(read.categories(row));
  return {
    sku: read.sku(row),
    title: read.name(row),
    description: textFromHtml(lineBreaks(read.description(row) || read.shortDescription(row))),
    price: read.price(row),
    quantity: read.stock(row),
    category: categoryPath(category),
    brand: splitEscaped(read.brand(row))[0] ?? '',
    tags: joinList([...new Set(splitEscaped(read.tags(row)))]),
    images: joinList([...new Set(splitEscaped(read.images(row)))]),
  };
}

function filledIn(texts: Texts): Partial<Texts> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
}

/** The export writes a line break as the two characters `\n`. */
function lineBreaks(text: string): string {
  return text.replaceAll('\\n', '\n');
}

/** Separated by commas; a comma inside is written `\,`. */
function splitEscaped(text: string): string[] {
  return text
    .split(/(?<!\\),/)
    .map((part) => part.replaceAll('\\,', ',').trim())
    .filter((part) => part !== '');
}

function remember(parents: Map<string, Parent>, keys: readonly string[], parent: Parent): void {
  for (const key of keys) {
    parents.set(key, parent);
  }
  for (const key of parents.keys()) {
    if (parents.size <= parentsKept * 2) {
      break;
    }
    parents.delete(key);
  }
}
