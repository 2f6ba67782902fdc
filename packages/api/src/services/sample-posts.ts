/** Many believable posts, to try Hawker with as many as a shop could ever have. They are drafts: nothing goes out. */

import { type Condition, conditions, DomainError } from '@hawker/core';
import { type NewListing, newId, type Transaction } from '@hawker/db';
import { type SampleListing, sampleListings } from '@hawker/photos';
import type { Actor, App } from '../context.ts';
import { listAccounts } from './accounts.ts';
import { bulkCreate } from './bulk-create.ts';

export const maxSamplePosts = 1_000_000;

/** Posts in one transaction. Larger ones are no faster, and what is done shows less often. */
const postsPerChunk = 10_000;

/** From here on the planner is told at once how large the tables are, instead of some minutes later. */
const analyzeFrom = 5_000;

export interface SamplePostsRequest {
  posts: number;
  /** In [0, 1): prices, conditions and wording. */
  random(): number;
  onProgress(made: number): void;
  /** Ends it after the chunk under way. */
  signal: AbortSignal;
}

export interface SamplePostsAdded {
  posts: number;
  listings: number;
  batchIds: string[];
}

/**
 * Makes new listings on every practice account until there are so many more posts. Only practice accounts: nobody wants
 * made-up drafts on a real one.
 */
export async function addSamplePosts(app: App, actor: Actor, request: SamplePostsRequest): Promise<SamplePostsAdded> {
  const { posts, random, onProgress, signal } = request;
  const accounts = (await listAccounts(app)).filter((account) => account.channel === 'practice');
  if (accounts.length === 0) {
    throw new DomainError('conflict', 'There is no practice account to make posts for. Load the sample data first.');
  }
  const accountIds = accounts.map((account) => account.id);
  const chunks = chunksOf(posts, accountIds.length);
  const added: SamplePostsAdded = { posts: 0, listings: 0, batchIds: [] };
  for (const [index, chunk] of chunks.entries()) {
    if (signal.aborted) {
      break;
    }
    const patterns = Array.from({ length: chunk.listings }, (_, row) => patternAt(added.listings + row));
    const listings = patterns.map((pattern) => varied(pattern, random));
    const created = await bulkCreate(app, actor, {
      batchName: chunks.length === 1 ? 'Sample posts' : `Sample posts, part ${index + 1} of ${chunks.length}`,
      listings,
      accountIds: accountIds.slice(0, chunk.accounts),
      publish: { when: 'draft' },
      after: (tx) => showPicturesOfPatterns(tx, listings, patterns),
    });
    added.posts += created.postCount;
    added.listings += listings.length;
    added.batchIds.push(...(created.batchId === null ? [] : [created.batchId]));
    onProgress(added.posts);
  }
  if (added.posts >= analyzeFrom) {
    await app.database.sql.rows('ANALYZE listing, photo, post, post_event');
  }
  return added;
}

interface Chunk {
  listings: number;
  /** How many of the accounts, from the first. */
  accounts: number;
}

/** So many posts as rectangles of listings x accounts; the last one is a single listing on some of the accounts. */
export function chunksOf(posts: number, accounts: number): Chunk[] {
  const perChunk = Math.max(1, Math.floor(postsPerChunk / accounts));
  const listings = Math.floor(posts / accounts);
  const chunks: Chunk[] = [];
  for (let made = 0; made < listings; made += perChunk) {
    chunks.push({ listings: Math.min(perChunk, listings - made), accounts });
  }
  const rest = posts - listings * accounts;
  return rest === 0 ? chunks : [...chunks, { listings: 1, accounts: rest }];
}

function patternAt(index: number): SampleListing {
  const pattern = sampleListings[index % sampleListings.length];
  if (!pattern) {
    throw new Error('The sample data has no listings');
  }
  return pattern;
}

/** What sellers add to a title; the first is nothing. Together they stay within the shortest title of a channel, 80. */
const additions = [
  '',
  ', as good as new',
  ', light marks of use',
  ', from a smoke-free home',
  ', must go this week',
  ', one of a pair',
  ', collection only',
  ', can be delivered',
];

function varied(pattern: SampleListing, random: () => number): NewListing {
  const { picture: _picture, brand, location, ...listing } = pattern;
  const id = newId();
  return {
    ...listing,
    id,
    // The end of a UUID is random enough that millions of them do not meet.
    sku: `${pattern.sku}-${id.slice(-12)}`,
    title: `${pattern.title}${pick(additions, random) ?? ''}`,
    // A third cheaper to a third dearer, in whole euros.
    priceMinor: Math.max(1, Math.round((pattern.priceMinor * (0.67 + random() * 0.66)) / 100)) * 100,
    condition: pick<Condition>(conditions, random) ?? pattern.condition,
    quantity: 1,
    brand: brand ?? null,
    location: location ?? null,
    tags: [],
  };
}

function pick<T>(list: readonly T[], random: () => number): T | undefined {
  return list[Math.floor(random() * list.length)];
}

/** The pictures are stored by content: a row more a listing, and not a file more. */
async function showPicturesOfPatterns(
  tx: Transaction,
  listings: readonly NewListing[],
  patterns: readonly SampleListing[],
): Promise<void> {
  await tx.rows(
    `INSERT INTO photo (listing_id, position, status, content_hash, mime, width, height, size_bytes)
     SELECT new.id, photo.position, 'ready', content_hash, mime, width, height, size_bytes
     FROM unnest($1::uuid[], $2::text[]) AS new (id, sku)
     JOIN listing AS pattern ON pattern.sku = new.sku AND pattern.deleted_at IS NULL
     JOIN photo ON photo.listing_id = pattern.id AND photo.status = 'ready'`,
    [listings.map((listing) => listing.id), patterns.map((pattern) => pattern.sku)],
  );
}
