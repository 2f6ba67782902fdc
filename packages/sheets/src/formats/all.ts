import { catalogFormat } from './catalog.ts';
import { ebayFormat } from './ebay.ts';
import { facebookFormat } from './facebook.ts';
import type { FormatName, SheetFormat } from './format.ts';
import { hawkerFormat } from './hawker.ts';
import { plainFormat } from './plain.ts';
import { shopifyFormat } from './shopify.ts';
import { woocommerceFormat } from './woocommerce.ts';

/** The most particular first: a sheet is of the first format that knows its header. */
export const sheetFormats: readonly SheetFormat[] = [
  hawkerFormat,
  ebayFormat,
  shopifyFormat,
  woocommerceFormat,
  facebookFormat,
  catalogFormat,
  plainFormat,
];

/** As people call them. */
export const formatTitles: Readonly<Record<FormatName, string>> = {
  hawker: hawkerFormat.title,
  'facebook-sheet': facebookFormat.title,
  shopify: shopifyFormat.title,
  woocommerce: woocommerceFormat.title,
  'meta-catalog': catalogFormat.title,
  ebay: ebayFormat.title,
  plain: plainFormat.title,
  mapped: 'Sheet with columns of its own',
  unknown: 'Sheet with columns of its own',
};
