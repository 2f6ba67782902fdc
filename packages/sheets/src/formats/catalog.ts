/** The catalog feed that Meta and Google share: CSV or TSV, prices with their currency, one more column for more images. */

import { looksLikeHtml, textFromHtml } from '../text/html.ts';
import { joinList, splitList } from '../text/list-cell.ts';
import { categoryPath } from './categories.ts';
import { conditionText } from './conditions.ts';
import { draft, rowByRow, type SheetFormat } from './format.ts';
import { textAt } from './header.ts';

export const catalogFormat: SheetFormat = {
  name: 'meta-catalog',
  title: 'Meta or Google catalog',
  matches: (header) =>
    header.has('id', 'title', 'price') &&
    header.has('image link') &&
    (header.has('availability') || header.has('link')),
  open(header) {
    const id = header.text('id');
    const title = header.text('title');
    const description = header.text('description', 'rich text description');
    const price = header.price('price');
    const condition = header.text('condition');
    const availability = header.text('availability');
    const image = header.text('image link');
    const moreImages = header.text('additional image link');
    const brand = header.text('brand');
    const category = header.text('product type', 'google product category', 'fb product category');
    const quantity = header.text('quantity to sell on facebook', 'inventory', 'quantity');
    return rowByRow((row) => {
      // Meta's template explains its columns: `# Required | ...`, also below the header.
      if (textAt(row, 0).startsWith('#')) {
        return null;
      }
      const text = description(row);
      const path = category(row);
      const isOut = /^out[ _]of[ _]stock$/i.test(availability(row));
      return draft(
        row.number,
        {
          sku: id(row),
          title: title(row),
          description: looksLikeHtml(text) ? textFromHtml(text) : text,
          price: price(row),
          condition: conditionText(condition(row)),
          // Google's categories may be numbers, which say nothing to a person.
          category: /^\d+$/.test(path) ? '' : categoryPath(path),
          brand: brand(row),
          quantity: quantity(row) === '0' ? '' : quantity(row),
          images: joinList([...new Set([image(row), ...splitList(moreImages(row), ',')])].filter((one) => one !== '')),
        },
        isOut ? { quantity: 'The catalog says out of stock; it is listed with 1.' } : {},
      );
    });
  },
};
