/** The line below a list that adds it up. Read as a row like any other, it would be put up for sale. */

import type { Cells } from '../columns.ts';

/** In letters only, without accents: English, German, French, Spanish, Italian, Dutch, Portuguese, Polish. */
const totals = new Set([
  ...['total', 'totals', 'grandtotal', 'subtotal', 'sum', 'sums', 'sumtotal'],
  ...[
    'summe',
    'summen',
    'gesamt',
    'gesamtsumme',
    'insgesamt',
    'endsumme',
    'zwischensumme',
    'gesamtbetrag',
    'gesamtwert',
  ],
  ...['somme', 'soustotal', 'totalgeneral', 'totalttc', 'totalht', 'suma', 'sumatotal'],
  ...[
    'totale',
    'totalegenerale',
    'subtotale',
    'somma',
    'totaal',
    'subtotaal',
    'som',
    'soma',
    'totalgeral',
    'razem',
    'lacznie',
  ],
]);

const longest = 30;

/** A thing of that name has at least a number or a word more to it. */
export function looksLikeTotal({ title = '', sku, description }: Cells): boolean {
  if (sku !== undefined || description !== undefined || title.length > longest) {
    return false;
  }
  const letters = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replace(/[\p{M}\s:.=-]/gu, '');
  return totals.has(letters);
}
