/** Listings and posts as files that people take away: by the filters of their pages, streamed a page of rows at a time. */

import { Readable } from 'node:stream';
import { moneyToText } from '@hawker/core';
import {
  type ListingFilter,
  listPosts,
  listWholeListings,
  type PostFilter,
  type PostRow,
  type WholeListing,
} from '@hawker/db';
import { type ExportRow, rowOfListing, type SheetOptions, writeCsv, writeXlsx } from '@hawker/sheets';
import type { App } from '../context.ts';

export const exportForms = ['csv', 'xlsx'] as const;
export type ExportForm = (typeof exportForms)[number];

export interface ExportLimits {
  maxRows: number;
  /** Rows that one statement brings. */
  pageRows: number;
}

const exportLimits: ExportLimits = { maxRows: 100_000, pageRows: 500 };

const contentTypes: Readonly<Record<ExportForm, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export type ExportRequest =
  | { what: 'listings'; form: ExportForm; filter: ListingFilter }
  | { what: 'posts'; form: ExportForm; filter: PostFilter };

export interface ExportFile {
  fileName: string;
  contentType: string;
  /** Read as it is written: it may have 100,000 rows. */
  content: Readable;
}

export function openExport(app: App, request: ExportRequest): ExportFile {
  const { what, form } = request;
  const content =
    request.what === 'posts' ? exportPosts(app, request.filter, form) : exportListings(app, request.filter, form);
  return { fileName: `hawker-${what}.${form}`, contentType: contentTypes[form], content };
}

/** All columns of an upload: the file can be brought again. */
export function exportListings(
  app: App,
  filter: ListingFilter,
  form: ExportForm,
  limits: ExportLimits = exportLimits,
): Readable {
  const page = (after: string | undefined, limit: number) =>
    listWholeListings(app.database.sql, filter, { limit, ...(after === undefined ? {} : { after }) });
  const rows = rowsOf(page, (listing) => rowOfWholeListing(listing, app.origin), 'listings', limits);
  return write(rows, form, 'Listings', {});
}

const postExtras = [
  'Account',
  'Marketplace',
  'Status',
  'Scheduled',
  'Published',
  'Changed since',
  'Address',
  'What happened',
];

export function exportPosts(
  app: App,
  filter: PostFilter,
  form: ExportForm,
  limits: ExportLimits = exportLimits,
): Readable {
  const page = (after: string | undefined, limit: number) =>
    listPosts(app.database.sql, filter, { limit, ...(after === undefined ? {} : { after }) });
  const title = (channel: string) => app.channels.get(channel)?.title ?? channel;
  const rows = rowsOf(page, (post) => rowOfPost(post, title(post.channel)), 'posts', limits);
  return write(rows, form, 'Posts', { columns: ['sku', 'title', 'price', 'currency'], extraTitles: postExtras });
}

function write(rows: AsyncIterable<ExportRow>, form: ExportForm, sheetName: string, options: SheetOptions): Readable {
  switch (form) {
    case 'csv':
      return Readable.from(writeCsv(rows, options));
    case 'xlsx':
      return writeXlsx(rows, { ...options, sheetName });
  }
}

/** A file that stops short says so in its last row: nobody looks for a note beside it. */
async function* rowsOf<T extends { id: string }>(
  page: (after: string | undefined, limit: number) => Promise<T[]>,
  toRow: (item: T) => ExportRow,
  what: string,
  { maxRows, pageRows }: ExportLimits,
): AsyncGenerator<ExportRow> {
  let after: string | undefined;
  for (let written = 0; ; ) {
    const items = await page(after, pageRows);
    for (const item of items) {
      if (written === maxRows) {
        const most = maxRows.toLocaleString('en');
        yield { cells: { title: `Only the newest ${most} ${what} are in this file. Narrow the filter for others.` } };
        return;
      }
      yield toRow(item);
      written++;
    }
    if (items.length < pageRows) {
      return;
    }
    after = items.at(-1)?.id;
  }
}

const hashForm = /^[0-9a-f]{64}$/;

/** An uploaded photo has no address but here, where it is shown to whoever is signed in. */
function rowOfWholeListing({ images, tags, ...listing }: WholeListing, origin: string): ExportRow {
  const addresses = images.map((image) => (hashForm.test(image) ? `${origin}/photos/${image}` : image));
  return rowOfListing({ ...listing, tags: [...tags], images: addresses });
}

function rowOfPost(post: PostRow, marketplace: string): ExportRow {
  const { sku, title, priceMinor, currency, accountName, status, scheduledAt, publishedAt } = post;
  return {
    cells: { sku, title, currency, price: moneyToText({ amountMinor: priceMinor, currency }) },
    extras: [
      accountName,
      marketplace,
      status.replaceAll('_', ' '),
      scheduledAt?.toISOString() ?? '',
      publishedAt?.toISOString() ?? '',
      // The title and the price of this row are not what is live.
      post.isOutdated ? 'yes' : '',
      post.externalUrl ?? '',
      post.lastSentence ?? '',
    ],
  };
}
