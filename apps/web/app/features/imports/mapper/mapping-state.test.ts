import { expect, test } from 'vitest';
import { headerRowWords, namesFor, namesIn, readSample, samplesOf } from './mapping-state.ts';

const header = ['Artikel', 'Preis', '', 'Bild 1', 'Bild 2', 'Preis'];
const sample = [
  ['Tisch', '12,50', 'x', 'a.jpg', 'b.jpg', ''],
  ['Stuhl', '8', '', '', 'c.jpg', ''],
  ['Tisch', '8', '', '', '', ''],
];
const mapping = { Artikel: 'title', Preis: 'price', 'Bild 1': 'images', 'Bild 2': 'images' } as const;

test('a column is asked about once, with the first different texts in it', () => {
  expect(namesIn(header)).toEqual(['Artikel', 'Preis', 'Bild 1', 'Bild 2']);
  expect(samplesOf('Artikel', header, sample)).toEqual(['Tisch', 'Stuhl']);
  expect(samplesOf('Preis', header, sample)).toEqual(['12,50', '8']);
});

test('images add up; of any other column chosen twice the first that is filled in counts', () => {
  expect(readSample(sample[0] ?? [], header, mapping)).toEqual({
    title: 'Tisch',
    price: '12,50',
    images: 'a.jpg|b.jpg',
  });
  expect(readSample(sample[1] ?? [], header, { ...mapping, Artikel: null, Preis: 'title' })).toEqual({
    title: '8',
    images: 'c.jpg',
  });
});

test('a price has the currency that its column’s name says, unless its row says one', () => {
  const named = ['Was', 'Preis in CAD', 'Geld'];
  const wanted = { Was: 'title', 'Preis in CAD': 'price', Geld: 'currency' } as const;
  expect(readSample(['Tisch', '12,50', ''], named, wanted).price).toBe('CAD 12,50');
  expect(readSample(['Tisch', '12,50', 'EUR'], named, wanted).price).toBe('12,50');
});

test('tells which columns were chosen for one of ours', () => {
  expect(namesFor('images', header, mapping)).toEqual(['Bild 1', 'Bild 2']);
  expect(namesFor('brand', header, mapping)).toEqual([]);
});

test('a row is told from the others by how it begins', () => {
  expect(headerRowWords({ row: 3, texts: ['Bezeichnung', 'Preis'] })).toBe('Row 3: Bezeichnung · Preis');
  expect(headerRowWords({ row: 1_200, texts: ['x'.repeat(59), 'y'] })).toBe(`Row 1,200: ${'x'.repeat(59)}…`);
});
