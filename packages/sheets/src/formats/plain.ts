/** A sheet of somebody's own: columns in any order, by names that we know or by a mapping that a person made. */

import { withCurrencyOf } from '@hawker/core';
import { type Cells, type Column, columnsOf } from '../columns.ts';
import { looksLikeHtml, textFromHtml } from '../text/html.ts';
import { joinList, splitList } from '../text/list-cell.ts';
import { categoryPath } from './categories.ts';
import { conditionText } from './conditions.ts';
import { draft, type RowReader, rowByRow, type SheetFormat } from './format.ts';
import { priceAt, type ReadText, textAt } from './header.ts';

export const plainFormat: SheetFormat = {
  name: 'plain',
  title: 'Plain sheet',
  matches: ({ names }) => {
    const columns = columnsOf(names);
    return columns.includes('title') && columns.includes('price');
  },
  open(header) {
    const columns = columnsOf(header.names);
    header.use(columns.flatMap((column, index) => (column === null ? [] : [index])));
    return openColumns(header.names, columns);
  },
};

/** Several image columns add up; of any other column that a person named twice, the first that is filled in counts. */
export function openColumns(names: readonly string[], columns: readonly (Column | null)[]): RowReader {
  const currencyAt = columns.indexOf('currency');
  const found = columns.flatMap((column, index) => {
    const read: ReadText =
      column === 'price' ? pricesOf(names[index] ?? '', index, currencyAt) : (row) => textAt(row, index);
    return column === null ? [] : [{ column, read }];
  });
  return rowByRow((row) => {
    const texts: Cells = {};
    for (const { column, read } of found) {
      const text = read(row);
      const before = texts[column] ?? '';
      if (text !== '' && (before === '' || column === 'images')) {
        texts[column] = before === '' ? text : `${before}|${text}`;
      }
    }
    return draft(row.number, tidy(texts));
  });
}

/** With what the column's name says of their currency (`Price ($)`), where neither the price nor the row says one. */
function pricesOf(name: string, index: number, currencyAt: number): ReadText {
  const withCurrency = withCurrencyOf(name);
  return (row) => {
    const price = priceAt(row, index);
    return textAt(row, currencyAt) === '' ? withCurrency(price) : price;
  };
}

/** What people write in their own ways, in ours. */
function tidy(texts: Cells): Cells {
  const { description = '', condition = '', category = '', tags = '' } = texts;
  return {
    ...texts,
    description: looksLikeHtml(description) ? textFromHtml(description) : description,
    condition: conditionText(condition),
    category: categoryPath(category),
    tags: tags === '' ? '' : joinList([...new Set(splitList(tags, ',;'))]),
  };
}
