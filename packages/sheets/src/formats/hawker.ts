/**
 * What Hawker itself exports: all of our columns, under our names. Its texts are taken as they are, so that a listing
 * comes back exactly: no HTML is looked for, no category tidied.
 */

import { type Cells, columnFor, columns } from '../columns.ts';
import { filledDraft, rowByRow, type SheetFormat } from './format.ts';
import { ownTextAt, plainName, priceAt } from './header.ts';

export const hawkerFormat: SheetFormat = {
  name: 'hawker',
  title: 'Hawker export',
  matches: (header) => header.has(...columns),
  open(header) {
    // Long lists of images go on in a second column.
    const found = header.names.flatMap((name, index) => {
      const column = columns.find((one) => plainName(name) === one) ?? (columnFor(name) === 'images' ? 'images' : null);
      return column === null ? [] : [{ column, index }];
    });
    header.text(...header.names.map(plainName));
    return rowByRow((row) => {
      const cells: Cells = {};
      for (const { column, index } of found) {
        const text = column === 'price' ? priceAt(row, index) : ownTextAt(row, index);
        if (text !== '') {
          const before = cells[column];
          cells[column] = before === undefined ? text : `${before}|${text}`;
        }
      }
      return filledDraft(row.number, cells);
    });
  },
};
