/** A sheet of somebody's own: columns in any order, by names that we know or by a mapping that a person made. */

import { type Cells, type Column, columnFor } from '../columns.ts';
import { looksLikeHtml, textFromHtml } from '../text/html.ts';
import { joinList, splitList } from '../text/list-cell.ts';
import { categoryPath } from './categories.ts';
import { conditionText } from './conditions.ts';
import { draft, type RowReader, rowByRow, type SheetFormat } from './format.ts';
import { plainName, priceAt, textAt } from './header.ts';

export const plainFormat: SheetFormat = {
  name: 'plain',
  title: 'Plain sheet',
  matches: (header) => {
    const known = header.names.map(columnFor);
    return known.includes('title') && known.includes('price');
  },
  open(header) {
    const columnOf = header.names.map(columnFor);
    header.text(...header.names.filter((_name, index) => columnOf[index] !== null).map(plainName));
    return openColumns(columnOf);
  },
};

/** Several image columns add up; of any other column that occurs twice, the first that is filled in counts. */
export function openColumns(columnOf: readonly (Column | null)[]): RowReader {
  const found = columnOf.flatMap((column, index) => (column === null ? [] : [{ column, index }]));
  return rowByRow((row) => {
    const texts: Cells = {};
    for (const { column, index } of found) {
      const text = column === 'price' ? priceAt(row, index) : textAt(row, index);
      const before = texts[column] ?? '';
      if (text !== '' && (before === '' || column === 'images')) {
        texts[column] = before === '' ? text : `${before}|${text}`;
      }
    }
    return draft(row.number, tidy(texts));
  });
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
