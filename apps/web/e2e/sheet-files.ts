/** A file of every format that people drop, as other programs write it, with pictures that this Hawker serves itself. */

import { readFileSync } from 'node:fs';
import { writeFacebookTemplates } from '@hawker/sheets';
import { writeZip } from '@hawker/sheets/testing';
import { squarePng } from './pictures.ts';

export interface SheetFile {
  name: string;
  bytes: Buffer;
  /** What the screen says that it is. */
  readAs: string;
  /** Titles of the listings it becomes, each with how many photos buyers see. */
  listings: Readonly<Record<string, number>>;
}

export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../../../packages/sheets/fixtures/${name}`, import.meta.url));
}

/** The fixtures name pictures of nobody's shop; each gets one of `pictures`, in turn. Byte by byte: some are not UTF-8. */
function withPictures(file: Buffer, pictures: readonly string[]): Buffer {
  let next = 0;
  const text = file.toString('latin1').replace(/https:\/\/[a-z./\d-]+\.jpg/g, () => {
    next += 1;
    return pictures[next % pictures.length] ?? '';
  });
  return Buffer.from(text, 'latin1');
}

async function facebookTemplate(): Promise<Buffer> {
  const shared = { description: 'As Facebook has it.', currency: 'EUR', condition: 'good', category: null } as const;
  const files = writeFacebookTemplates([
    { ...shared, title: 'Rattan armchair', priceMinor: 8_000 },
    { ...shared, title: 'Mirror, round', priceMinor: 3_500 },
  ]);
  for await (const { bytes } of files) {
    return Buffer.from(bytes);
  }
  throw new Error('Two listings make one file');
}

function utf16(text: string): Buffer {
  return Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, 'utf16le')]);
}

/** By what people call them. `pictures`: addresses that the worker may fetch. */
export async function sheetFiles(pictures: readonly string[]): Promise<Readonly<Record<string, SheetFile>>> {
  const shop = (name: string) => withPictures(fixture(name), pictures);
  return {
    'Facebook’s bulk template': {
      name: 'template.xlsx',
      bytes: await facebookTemplate(),
      readAs: 'Facebook Marketplace bulk template',
      listings: { 'Rattan armchair': 0, 'Mirror, round': 0 },
    },
    'an export of Shopify': {
      name: 'products_export.csv',
      bytes: shop('shopify-handle.csv'),
      readAs: 'Shopify products',
      listings: { 'Oak bookcase': 3, 'Wool rug': 2, 'Brass lamp': 0 },
    },
    'an export of Shopify as it is since 2024': {
      name: 'products_export_1.csv',
      bytes: shop('shopify-url-handle.csv'),
      readAs: 'Shopify products',
      listings: { 'Café chair': 2 },
    },
    'an export of WooCommerce': {
      name: 'wc-product-export.csv',
      bytes: shop('woocommerce.csv'),
      readAs: 'WooCommerce products',
      listings: { 'Desk, oak': 2, 'Cushion - Red': 1, 'Cushion - Blue': 1 },
    },
    'a catalog of Meta': {
      name: 'catalog.csv',
      bytes: shop('meta-catalog.csv'),
      readAs: 'Meta or Google catalog',
      listings: { Globe: 3, Atlas: 1 },
    },
    'a feed of Google': {
      name: 'feed.tsv',
      bytes: shop('google-feed.tsv'),
      readAs: 'Meta or Google catalog',
      listings: { 'Kettle 1.7 l': 1, 'Screen 27" wide': 1 },
    },
    'drafts of eBay': {
      name: 'drafts.csv',
      bytes: shop('ebay-drafts.csv'),
      readAs: 'eBay drafts',
      listings: { 'Brass desk lamp': 2, 'Lamp for parts': 1 },
    },
    'a plain sheet': {
      name: 'plain.csv',
      bytes: Buffer.from('title,price\nPlain vase,9\n"Bowl, ""blue""",12.50\n'),
      readAs: 'Plain sheet',
      listings: { 'Plain vase': 0, 'Bowl, "blue"': 0 },
    },
    'a sheet of Excel with semicolons in Windows-1252': {
      name: 'liste.csv',
      bytes: shop('plain-semicolon.csv'),
      readAs: 'Plain sheet',
      listings: { Küchentisch: 2, Stuhl: 0 },
    },
    'a sheet in UTF-16 with tabs': {
      name: 'unicode.txt',
      bytes: utf16('Title\tPrice\n椅子\t15\nكرسي خشبي\t20\n'),
      readAs: 'Plain sheet',
      listings: { 椅子: 0, 'كرسي خشبي': 0 },
    },
    'a ZIP with photos': {
      name: 'stock.zip',
      bytes: writeZip([
        { name: 'stock/stock.csv', content: 'title,price,image\nZipped lamp,5,lamp.png\nZipped rug,7,' },
        { name: 'stock/lamp.png', content: squarePng() },
      ]),
      readAs: 'Plain sheet',
      listings: { 'Zipped lamp': 1, 'Zipped rug': 0 },
    },
  };
}

/** By the names of `sheetFiles`: a test is named before there is a Hawker to take pictures from. */
export const formatNames = [
  'Facebook’s bulk template',
  'an export of Shopify',
  'an export of Shopify as it is since 2024',
  'an export of WooCommerce',
  'a catalog of Meta',
  'a feed of Google',
  'drafts of eBay',
  'a plain sheet',
  'a sheet of Excel with semicolons in Windows-1252',
  'a sheet in UTF-16 with tabs',
  'a ZIP with photos',
] as const;
