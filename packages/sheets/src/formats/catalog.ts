/** The catalog feed that Meta and Google share: CSV or TSV, prices with their currency, one more column for more images. */

import { looksLikeHtml, textFromHtml } from '../text/html.ts';
import { joinList, splitList } from '../text/list-cell.ts';
import { categoryPath } from './categories.ts';
import { conditionText } from './conditions.ts';
import { draft, rowByRow, type SheetFormat, type SkipReason } from './format.ts';
import { textAt } from './header.ts';
import { priceNow } from './sale-price.ts';
import { isNoneInStock } from './stock.ts';

const notForSale: SkipReason = {
  one: 'It is archived or hidden in the catalog.',
  many: 'They are archived or hidden in the catalog.',
};

export const catalogFormat: SheetFormat = {
  name: 'meta-catalog',
  title: 'Meta or Google catalog',
  hasInfoAbove: true,
  matches: (header) =>
    header.has('id', 'title', 'price') &&
    header.has('image link') &&
    (header.has('availability') || header.has('link')),
  open(header, skip) {
    const id = header.text('id');
    const title = header.text('title');
    const description = header.text('description', 'rich text description');
    const regular = header.price('price');
    const sale = header.price('sale price');
    const saleDays = header.text('sale price effective date');
    const condition = header.text('condition');
    const availability = header.text('availability');
    const image = header.text('image link');
    const moreImages = header.text('additional image link');
    const brand = header.text('brand');
    const category = header.text('product type', 'google product category', 'fb product category');
    const quantity = header.text('quantity to sell on facebook', 'inventory', 'quantity');
    const status = header.text('status');
    const visibility = header.text('visibility');
    return rowByRow((row) => {
      // Meta's template explains its columns: `# Required | ...`, also below the header.
      if (textAt(row, 0).startsWith('#')) {
        return null;
      }
      if (/^archived$/i.test(status(row)) || /^(?:hidden|staging)$/i.test(visibility(row))) {
        skip({ rowNumber: row.number, reason: notForSale });
        return null;
      }
      const text = description(row);
      const path = category(row);
      const isNone = isNoneInStock(quantity(row));
      const isOut = isNone || /^out[ _]of[ _]stock$/i.test(availability(row));
      const { price, warning } = priceNow({ regular: regular(row), sale: sale(row), days: [saleDays(row)] });
      return draft(
        row.number,
        {
          sku: id(row),
          title: title(row),
          description: looksLikeHtml(text) ? textFromHtml(text) : text,
          price,
          condition: conditionText(condition(row)),
          // Google's categories may be numbers, which say nothing to a person.
          category: /^\d+$/.test(path) ? '' : categoryPath(path),
          brand: brand(row),
          quantity: isNone ? '' : quantity(row),
          images: joinList([...new Set([image(row), ...splitList(moreImages(row), ',')])].filter((one) => one !== '')),
        },
        isOut ? { ...warning, quantity: 'The catalog says out of stock; it is listed with 1.' } : warning,
      );
    });
  },
};
