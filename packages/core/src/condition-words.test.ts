import { expect, test } from 'vitest';
import { parseCondition } from './condition-words.ts';

test.each([
  ['gebraucht - gut', 'good'],
  ['used - good', 'good'],
  ['Gebraucht (sehr gut)', 'good'],
  ['gebraucht – wie neu', 'like_new'],
  ['gut, gebraucht', 'good'],
  ['Zustand: neuwertig', 'like_new'],
  ['in sehr gutem Zustand', 'good'],
  ['Gebraucht – annehmbar', 'fair'],
  ['stark gebraucht', 'fair'],
  ['Neu: Sonstige (siehe Artikelbeschreibung)', 'new'],
  ['neu / unbenutzt', 'new'],
  ['Vom Verkäufer generalüberholt', 'like_new'],
  ['very good', 'good'],
  ['Pre-owned - Excellent', 'like_new'],
  ['Pre-Owned', 'good'],
  ['New with tags', 'new'],
  ['Good - Refurbished', 'good'],
  ['used (for parts)', 'fair'],
  ['3000', 'good'],
  ['3000: Used', 'good'],
  ['Occasion - Comme neuf', 'like_new'],
  ['Occasion', 'good'],
  ["d'occasion, très bon état", 'good'],
  ['État satisfaisant', 'fair'],
  ['Assez bon état', 'fair'],
  ['Neuf avec étiquette', 'new'],
  ['En buen estado', 'good'],
  ['En condiciones aceptables', 'fair'],
  ['usado - como nuevo', 'like_new'],
  ['Sin abrir', 'new'],
  ['Usato - ottime condizioni', 'good'],
  ['Nuovo - mai usato', 'new'],
  ['Buono - usato ma ben conservato', 'good'],
  ['Zo goed als nieuw', 'like_new'],
  ['Tweedehands, in goede staat', 'good'],
  ['Gebruikt', 'good'],
] as const)('the condition %j was not understood, or is not any more', (text, condition) => {
  expect(parseCondition(text)).toBe(condition);
});

test.each(['used - new', 'neu oder gebraucht', 'gut / wie neu', 'used - some scratches', 'defekt', 'Zustand', '-', ''])(
  'of %j it is not guessed what is meant',
  (text) => {
    expect(parseCondition(text)).toBeNull();
  },
);
