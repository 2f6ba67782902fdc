import { expect, test } from 'vitest';
import { suggestMapping } from './suggest-mapping.ts';

test.each([
  ['German', ['Artikelnr.', 'Bezeichnung', 'Preis', 'Beschreibung', 'Bild 1', 'Zustand']],
  ['French', ['Référence', 'Nom', 'Prix', 'Description', 'Photo', 'État']],
  ['Spanish', ['Código', 'Título', 'Precio', 'Descripción', 'Imagen', 'Estado']],
  ['Dutch', ['SKU', 'Naam', 'Prijs', 'Omschrijving', 'Afbeelding', 'Conditie']],
])('the names of a %s list', (_language, names) => {
  expect(Object.values(suggestMapping(names, []))).toEqual([
    ...['sku', 'title', 'price', 'description', 'images', 'condition'],
  ]);
});

test('names that say nothing are told by what stands below them', () => {
  const names = ['Nr', 'A', 'B', 'C', 'D', 'E', 'Farbe'];
  const long = 'A chair of solid oak, well kept, from a house without pets or smoke; one leg was mended.';
  const sample = [
    ['A-1', 'Oak chair', '12,50', 'https://example.com/1.jpg', long, 'gebraucht - gut', 'red'],
    ['A-2', 'Lamp', '5,00', 'https://example.com/2.jpg', long, 'gebraucht - gut', 'red'],
    ['A-3', 'Radio, works', '7', '', long, 'gebraucht - gut', 'red'],
  ];
  expect(suggestMapping(names, sample)).toEqual({
    ...{ Nr: null, A: 'title', B: 'price', C: 'images', D: 'description', E: 'condition', Farbe: null },
  });
});

test.each([
  ['whole numbers may be a stock', ['7', '12', '3']],
  ['codes are no titles', ['AB-12', 'AB-13', 'AB-14']],
  ['what is nearly always the same is no title', ['red', 'red', 'blue', 'red']],
  ['nothing at all', []],
])('%s', (_name, cells) => {
  expect(
    suggestMapping(
      ['X'],
      cells.map((cell) => [cell]),
    ),
  ).toEqual({ X: null });
});

test('a column is guessed once, and what its name says comes first', () => {
  const sample = [
    ['12.50', '10.00', 'Oak chair', 'Birch table'],
    ['5.00', '4.00', 'Lamp', 'Shelf'],
  ];
  expect(suggestMapping(['Wholesale', 'Price', 'What', 'Else'], sample)).toEqual({
    ...{ Wholesale: null, Price: 'price', What: 'title', Else: null },
  });
});

test('several addresses in a cell are pictures too', () => {
  const cells = 'https://example.com/1.jpg, https://example.com/2.jpg';
  expect(suggestMapping(['X'], [[cells]])).toEqual({ X: 'images' });
});

test('of two names for one column the surer is guessed, also in another language', () => {
  expect(suggestMapping(['Prix', 'Price', 'Nom', 'Titre', 'Title', 'Title'], [])).toEqual({
    ...{ Prix: null, Price: 'price', Nom: null, Titre: null, Title: 'title' },
  });
  expect(suggestMapping(['Preis in €', 'Titel'], [])).toEqual({ 'Preis in €': 'price', Titel: 'title' });
});

test('a header without a name is not asked about', () => {
  expect(suggestMapping(['', 'Titel'], [['1', 'x']])).toEqual({ Titel: 'title' });
});
