/**
 * A guess at which column of an unknown file is which, for a person to confirm: by the names in the languages that shops
 * keep their lists in, then by what stands in the first rows. Each of our columns is guessed once, images as often as
 * there are any.
 */

import { parseCondition, parseMoney } from '@hawker/core';
import { type Column, columnsOf, namesOfColumns } from './columns.ts';
import type { Mapping } from './mapping.ts';

/** German, French, Spanish, Italian, Dutch, Portuguese, Polish. */
const foreignNames = namesOfColumns({
  sku: 'artikelnummer artikelnr bestellnummer referenz referencia riferimento reference artnr numero codigo codice'.split(
    ' ',
  ),
  title: 'titel bezeichnung artikelname produktname produkt nom titre titulo nombre titolo nome naam tytul nazwa'.split(
    ' ',
  ),
  description: 'beschreibung text descripcion descrizione descricao omschrijving beschrijving opis'.split(' '),
  price: 'preis verkaufspreis vk prix precio prezzo preco prijs cena betrag'.split(' '),
  currency: 'waehrung wahrung devise moneda divisa valuta moeda waluta'.split(' '),
  quantity: 'menge anzahl bestand lager quantite cantidad quantita quantidade aantal voorraad ilosc'.split(' '),
  condition: 'zustand etat estado condizione condicao staat conditie stan'.split(' '),
  category: 'kategorie warengruppe categorie categoria kategoria'.split(' '),
  brand: 'marke hersteller marque marca merk marka'.split(' '),
  location: 'ort standort stadt lieu ville ubicacion ciudad luogo citta plaats stad miasto'.split(' '),
  tags: 'schlagworte stichworte etiquetas tag trefwoorden'.split(' '),
  images:
    'bild bilder foto fotos bildurl imagen imagenes immagine immagini afbeelding afbeeldingen zdjecie zdjecia'.split(
      ' ',
    ),
});

/** `sample`: the first rows, a text for each name. */
export function suggestMapping(names: readonly string[], sample: readonly (readonly string[])[]): Mapping {
  const guesses: (Column | null)[] = columnsOf(names);
  for (const [index, column] of columnsOf(names, foreignNames).entries()) {
    if (guesses[index] === null && column !== null && (column === 'images' || !guesses.includes(column))) {
      guesses[index] = column;
    }
  }
  const open = names.flatMap((name, index) => (guesses[index] === null && name !== '' ? [index] : []));
  const texts = new Map(open.map((index) => [index, sample.flatMap((row) => row[index]?.trim() || [])]));
  for (const [column, looksLike] of byContents) {
    if (guesses.includes(column)) {
      continue;
    }
    const index = open.find((one) => guesses[one] === null && looksLike(texts.get(one) ?? []));
    if (index !== undefined) {
      guesses[index] = column;
    }
  }
  const mapping: Record<string, Column | null> = {};
  for (const [index, name] of names.entries()) {
    if (name !== '') {
      mapping[name] ??= guesses[index] ?? null;
    }
  }
  return mapping;
}

/** The surest first: what is taken by one is not asked of the next. */
const byContents: readonly (readonly [Column, (texts: readonly string[]) => boolean])[] = [
  ['images', (texts) => most(texts, isPicture)],
  ['price', (texts) => most(texts, isAmount) && texts.some(saysCents)],
  ['description', (texts) => most(texts, (text) => text.length > 80)],
  ['condition', (texts) => most(texts, (text) => !/^\d+$/.test(text) && parseCondition(text) !== null)],
  ['title', (texts) => most(texts, isPhrase) && new Set(texts).size > texts.length / 2],
];

/** Of ten cells nine: people leave some empty, and write strange things into others. */
function most(texts: readonly string[], holds: (text: string) => boolean): boolean {
  return texts.length > 0 && texts.filter(holds).length >= texts.length * 0.9;
}

function isPicture(text: string): boolean {
  return /^https?:\/\/\S/i.test(text) || /^[^|;,]+\.(?:jpe?g|png|webp)(?:[|;,].*)?$/i.test(text);
}

function isAmount(text: string): boolean {
  return /\d/.test(text) && text.length <= 20 && parseMoney(text, 'EUR').ok;
}

/** A column of whole numbers may as well be a stock. */
function saysCents(text: string): boolean {
  return /[.,]\d{2}(?!\d)|[€$£¥]/.test(text);
}

/** Words, and more than a number or a code. */
function isPhrase(text: string): boolean {
  return text.length <= 200 && /\p{L}{3}/u.test(text) && (/\s/.test(text) || !/\d/.test(text));
}
