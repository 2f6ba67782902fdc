import { expect, test } from 'vitest';
import { describeOtherType, sniffPhotoType } from './sniff.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test.each([
  ['image/jpeg', bytes('\xff\xd8\xff\xe0')],
  ['image/png', bytes('\x89PNG\r\n\x1a\n')],
  ['image/webp', bytes('RIFF\x10\x00\x00\x00WEBPVP8 ')],
  [null, bytes('RIFF\x10\x00\x00\x00WAVEfmt ')],
  [null, bytes('\x89PNG')],
  [null, bytes('photo.jpg')],
  [null, bytes('')],
])('reads %s from the first bytes', (type, input) => {
  expect(sniffPhotoType(input)).toBe(type);
});

test.each([
  ['a HEIC photo or a video, as phones save them', bytes('\0\0\0\x18ftypheic')],
  ['an AVIF picture', bytes('\0\0\0\x18ftypavif')],
  ['a GIF picture', bytes('GIF89a')],
  ['a PDF', bytes('%PDF-1.7')],
  ['an SVG drawing', bytes('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">')],
  ['a web page, not a picture', bytes('\n<!DOCTYPE html><html>')],
  ['a TIFF picture', bytes('II*\0')],
  [null, bytes('title,price')],
])('names %s, so that the user knows what was chosen', (what, input) => {
  expect(describeOtherType(input)).toBe(what);
});
