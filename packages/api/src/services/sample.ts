/** Sample data: practice accounts and believable listings, so that everything can be tried with no outside account. */

import { PracticeClient } from '@hawker/channels';
import { DomainError, moneyToText, practicePace } from '@hawker/core';
import { findTakenSkus, newId } from '@hawker/db';
import { drawSamplePicture, type PreparedPhoto, preparePhoto, sampleListings } from '@hawker/photos';
import type { Actor, App } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';
import { createAccount, listAccounts } from './accounts.ts';
import { bulkCreate } from './bulk-create.ts';
import type { PhotoFile } from './photos.ts';

const sellerNames = [
  'North Street Finds',
  'Harbour Homeware',
  'Green Door Furniture',
  'Second Floor Studio',
  'Riverside Resale',
];

const signUpTimeoutMs = 10_000;

export interface SampleLoaded {
  accounts: number;
  listings: number;
}

export type SampleProgress = (done: number, total: number) => void;

/** Adds what is missing; loading it twice adds nothing twice. */
export async function loadSample(
  app: App,
  actor: Actor,
  onProgress: SampleProgress = () => undefined,
): Promise<SampleLoaded> {
  if (app.marketUrl === null) {
    throw new DomainError(
      'unavailable',
      'There is no practice market. Set HAWKER_MARKET_URL, or start Hawker with `npm start`.',
    );
  }
  const accounts = await addAccounts(app, actor, new PracticeClient({ marketUrl: app.marketUrl }));
  const listings = await addListings(app, actor, onProgress);
  return { accounts, listings };
}

async function addAccounts(app: App, actor: Actor, client: PracticeClient): Promise<number> {
  const existing = new Set((await listAccounts(app)).map((account) => account.name));
  const missing = sellerNames.filter((name) => !existing.has(name));
  for (const name of missing) {
    const reply = await client.register(name, AbortSignal.timeout(signUpTimeoutMs));
    if (reply.kind !== 'ok') {
      throw new DomainError('unavailable', 'The practice market does not answer. See whether it runs, then try again.');
    }
    await createAccount(app, actor, {
      channel: 'practice',
      name,
      timeZone: 'Europe/Berlin',
      credentials: { token: reply.value.token },
      pace: practicePace,
    });
  }
  return missing.length;
}

async function addListings(app: App, actor: Actor, onProgress: SampleProgress): Promise<number> {
  const taken = await findTakenSkus(
    app.database.sql,
    sampleListings.map((listing) => listing.sku),
  );
  const missing = sampleListings.filter((listing) => !taken.has(listing.sku));
  const listings = missing.map(({ picture: _picture, brand, location, ...listing }) => ({
    ...listing,
    id: newId(),
    quantity: 1,
    brand: brand ?? null,
    location: location ?? null,
    tags: [],
  }));
  const pictures = await preparePictures(
    app,
    missing.map((listing) => listing.picture),
    onProgress,
  );
  if (listings.length === 0) {
    return 0;
  }
  await bulkCreate(app, actor, {
    batchName: null,
    listings,
    accountIds: [],
    publish: { when: 'draft' },
    after: async (tx) => {
      await tx.rows(
        `INSERT INTO photo (listing_id, status, content_hash, mime, width, height, size_bytes)
         SELECT listing_id, 'ready', hash, mime, width, height, size
         FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::int[], $6::int[]) AS new (listing_id, hash, mime, width, height, size)`,
        [
          listings.map((listing) => listing.id),
          pictures.map((picture) => picture.hash),
          pictures.map((picture) => picture.mime),
          pictures.map((picture) => picture.width),
          pictures.map((picture) => picture.height),
          pictures.map((picture) => picture.bytes.byteLength),
        ],
      );
    },
  });
  await forgetAnswers(app, ['photo']);
  return listings.length;
}

/** A sheet of the same listings to try the bulk upload with; its pictures come from this Hawker itself. */
export function sampleSheet(origin: string): string {
  const header = ['title', 'description', 'price', 'currency', 'condition', 'category', 'image'];
  const rows = sampleListings.map((listing) => [
    listing.title,
    listing.description,
    moneyToText({ amountMinor: listing.priceMinor, currency: listing.currency }),
    listing.currency,
    listing.condition,
    listing.category,
    `${origin}/sample/${listing.picture}.jpg`,
  ]);
  return [header, ...rows].map((cells) => cells.map(quote).join(',')).join('\r\n');
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Pictures drawn at the same time: one is drawn while another is stored. */
const picturesAtOnce = 4;

async function preparePictures(
  app: App,
  names: readonly string[],
  onProgress: SampleProgress,
): Promise<PreparedPhoto[]> {
  const prepared: PreparedPhoto[] = [];
  for (let next = 0; next < names.length; next += picturesAtOnce) {
    const some = names.slice(next, next + picturesAtOnce).map(async (name) => {
      const picture = await preparePhoto(await drawSamplePicture(name));
      await app.photos.put(picture);
      return picture;
    });
    prepared.push(...(await Promise.all(some)));
    onProgress(prepared.length, names.length);
  }
  return prepared;
}

/** Drawn once and kept: there are 50 of them, of about 50 kB. */
const drawn = new Map<string, Promise<Buffer>>();

/** A picture of the sample sheet; null for a name that it does not have. */
export async function readSamplePicture(name: string): Promise<PhotoFile | null> {
  if (!sampleListings.some((listing) => listing.picture === name)) {
    return null;
  }
  const picture = drawn.get(name) ?? drawSamplePicture(name);
  drawn.set(name, picture);
  return { bytes: await picture, mime: 'image/jpeg' };
}
