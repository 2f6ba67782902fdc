/**
 * Facebook Marketplace's bulk template, filled in. The name of the sheet, the three rows above the header, the header and
 * the conditions are Facebook's own, letter for letter; it refuses a file in which they differ, or with more than 50 rows.
 */

import { checkLimits, DomainError, facebookTemplateLimits, type ImportedListing, minorDigits } from '@hawker/core';
import { facebookCategory } from '../formats/categories.ts';
import { conditionWords } from '../formats/conditions.ts';
import { templateSheetName } from '../formats/facebook.ts';
import { encodeEscapes } from '../tables/xlsx/xml.ts';

export type FacebookListing = Pick<
  ImportedListing,
  'title' | 'description' | 'priceMinor' | 'currency' | 'condition' | 'category'
> & {
  /** Empty in the file when it is not given. */
  offerShipping?: boolean;
};

const banner = [
  ['Facebook Marketplace Bulk Upload Template'],
  [
    'You can create up to 50 listings at once. When you are finished, be sure to save or export this as an XLS/XLSX file.',
  ],
  [
    'REQUIRED | Plain text (up to 150 characters',
    'REQUIRED | A whole number in $',
    'REQUIRED | Supported values: "New"; "Used - Like New"; "Used - Good"; "Used - Fair"',
    'OPTIONAL | Plain text (up to 5000 characters)',
    'OPTIONAL | Type of listing',
    'OPTIONAL | ',
  ],
] as const;

const header = ['TITLE', 'PRICE', 'CONDITION', 'DESCRIPTION', 'CATEGORY', 'OFFER SHIPPING'] as const;

export interface FacebookFile {
  bytes: Uint8Array;
  /** Which of the listings are in it, in their order: from this one on, so many. */
  firstIndex: number;
  count: number;
}

/** One file for every 50 listings. Throws a DomainError that names the first listing the template cannot hold. */
export async function* writeFacebookTemplates(listings: readonly FacebookListing[]): AsyncGenerator<FacebookFile> {
  listings.forEach(checkListing);
  const { maxRowsPerFile } = facebookTemplateLimits;
  for (let firstIndex = 0; firstIndex < listings.length; firstIndex += maxRowsPerFile) {
    const part = listings.slice(firstIndex, firstIndex + maxRowsPerFile);
    yield { bytes: await writeTemplate(part), firstIndex, count: part.length };
  }
}

function checkListing(listing: FacebookListing, index: number): void {
  const errors = checkLimits({ ...listing, photoCount: 0 }, facebookTemplateLimits, 'Facebook’s template');
  const [sentence] = Object.values(errors);
  if (sentence !== undefined) {
    throw new DomainError('bad_input', `Listing ${index + 1}, “${listing.title.slice(0, 60)}”: ${sentence}`, {
      fields: errors,
    });
  }
}

async function writeTemplate(listings: readonly FacebookListing[]): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet(templateSheetName);
  sheet.columns = [50, 12, 18, 60, 40, 16].map((width, index) => ({
    width,
    style: { numFmt: index === 1 ? '0' : '@' },
  }));
  sheet.addRows([...banner, header, ...listings.map(rowOf)]);
  sheet.mergeCells('A1:F1');
  sheet.mergeCells('A2:F2');
  sheet.getRow(1).font = { bold: true, size: 14 };
  sheet.getRow(banner.length + 1).font = { bold: true };
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** Texts are cells of the type text, never a formula, and carry no apostrophe: Facebook would show it to buyers. */
function rowOf({ title, priceMinor, currency, condition, description, category, offerShipping }: FacebookListing) {
  return [
    encodeEscapes(title),
    priceMinor / 10 ** minorDigits(currency),
    conditionWords['facebook-sheet'][condition],
    description === '' ? null : encodeEscapes(description),
    category === null ? null : encodeEscapes(facebookCategory(category)),
    offerShipping === undefined ? null : offerShipping ? 'Yes' : 'No',
  ];
}
