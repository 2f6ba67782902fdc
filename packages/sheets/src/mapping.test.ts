import { expect, test } from 'vitest';
import { fingerprintOf } from './mapping.ts';
import { recogniseBytes } from './testing/read.ts';

test('the fingerprint is that of the names, whatever their order and case', () => {
  expect(fingerprintOf(['Artikel', 'Preis_Netto', ''])).toBe(fingerprintOf(['preis netto', ' ARTIKEL']));
  expect(fingerprintOf(['Artikel', 'Preis'])).not.toBe(fingerprintOf(['Artikel', 'Preis', 'Bild']));
  // Stored with a person's answer: it must not change with a release.
  expect(fingerprintOf(['Artikel', 'Preis'])).toMatchInlineSnapshot(`"eb1a17188759eb395282f568045efef3"`);
});

test('a file keeps its fingerprint in another dialect', async () => {
  const one = await recogniseBytes('Artikel;Preis\nTisch;5');
  const other = await recogniseBytes(Buffer.from('\ufeffPreis\tARTIKEL\n7\tStuhl', 'utf16le'));
  expect(one.fingerprint).toBe(other.fingerprint);
});
