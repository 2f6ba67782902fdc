import { expect, test } from 'vitest';
import { namesFor, namesIn, readSample, samplesOf } from './mapping-state.ts';

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

test('tells which columns were chosen for one of ours', () => {
  expect(namesFor('images', header, mapping)).toEqual(['Bild 1', 'Bild 2']);
  expect(namesFor('brand', header, mapping)).toEqual([]);
});
