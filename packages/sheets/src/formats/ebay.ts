/** eBay's drafts and listings, as its Seller Hub uploads and downloads them: `#INFO` rows, then `Action(SiteID=...)`. */

import { looksLikeHtml, textFromHtml } from '../text/html.ts';
import { joinList, splitList } from '../text/list-cell.ts';
import { conditionText } from './conditions.ts';
import { draft, rowByRow, type SheetFormat } from './format.ts';
import { textAt } from './header.ts';

const action = /^\*?Action\(SiteID=/i;

export const ebayFormat: SheetFormat = {
  name: 'ebay',
  title: 'eBay drafts',
  hasInfoAbove: true,
  matches: (header) => header.names.some((name) => action.test(name)) && header.has('title'),
  open(header) {
    const [, currency = ''] =
      /\bCurrency=([A-Z]{3})\b/i.exec(header.names.find((name) => action.test(name)) ?? '') ?? [];
    const sku = header.text('custom label (sku)', 'customlabel', 'custom label');
    const title = header.text('title');
    const price = header.price('price', 'start price', 'startprice', 'buy it now price');
    const quantity = header.text('quantity');
    const images = header.text('item photo url', 'picurl', 'pic url');
    const condition = header.text('condition id', 'conditionid');
    const description = header.text('description');
    const brand = header.text('c:brand', 'brand');
    return rowByRow((row) => {
      if (textAt(row, 0).startsWith('#')) {
        return null;
      }
      const text = description(row);
      const amount = price(row);
      const id = condition(row);
      return draft(
        row.number,
        {
          sku: sku(row),
          title: title(row),
          description: looksLikeHtml(text) || text.includes('&') ? textFromHtml(text) : text,
          price: amount,
          currency: amount === '' ? '' : currency.toUpperCase(),
          quantity: quantity(row),
          condition: conditionText(id),
          brand: brand(row),
          images: joinList([...new Set(splitList(images(row)))]),
        },
        /^(?:7000|for parts)/i.test(id)
          ? { condition: 'eBay says for parts or not working; it is listed as fair.' }
          : {},
      );
    });
  },
};
