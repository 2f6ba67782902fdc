/** Facebook Marketplace's own bulk template: three rows of banner, the header on row 4, prices in whole numbers. */

import { categoryPath } from './categories.ts';
import { conditionText } from './conditions.ts';
import { draft, rowByRow, type SheetFormat } from './format.ts';

export const templateSheetName = 'Bulk Upload Template';

export const facebookFormat: SheetFormat = {
  name: 'facebook-sheet',
  title: 'Facebook Marketplace bulk template',
  hasInfoAbove: true,
  // Without its last column, which older templates lack, only the sheet's name tells it from a plain sheet.
  matches: (header, sheetName) =>
    header.has('title', 'price', 'condition', 'description', 'category') &&
    (sheetName === templateSheetName || header.has('offer shipping')),
  open(header) {
    // Facebook would show the apostrophe to buyers, so its template never has one that is not meant.
    const title = header.exact('title');
    const price = header.price('price');
    const condition = header.text('condition');
    const description = header.exact('description');
    const category = header.exact('category');
    const offerShipping = header.text('offer shipping');
    return rowByRow((row) => {
      const shipping = offerShipping(row);
      return draft(
        row.number,
        {
          title: title(row),
          price: price(row),
          condition: conditionText(condition(row)),
          description: description(row),
          category: categoryPath(category(row)),
        },
        {},
        shipping === '' ? {} : { offerShipping: shipping },
      );
    });
  },
};
