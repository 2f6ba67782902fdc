/** What an account would make of the rows of an upload, before it is saved that it shall. */

import { notFound, type VariedListing } from '@hawker/core';
import { listStagedCurrencies, listStagedListings } from '@hawker/db';
import type { Actor, App } from '../context.ts';

/** Enough to see a rule at work. */
const previewed = 3;

export interface UploadPreview {
  listings: VariedListing[];
  /** For beside a price rule with an amount or an ending; null where all prices are in one currency. */
  priceNotice: string | null;
}

/** The first rows that can go, as the listings they become; the screen applies an account's rules to them as they are typed. */
export async function previewUpload(app: App, actor: Actor, id: string): Promise<UploadPreview> {
  const upload = await app.database.prisma.upload.findFirst({
    where: { id, ...(actor.userId === null ? {} : { userId: actor.userId }) },
    select: { id: true },
  });
  if (!upload) {
    throw notFound('upload');
  }
  const { sql } = app.database;
  const listings = await listStagedListings(sql, id, { origin: app.origin, limit: previewed });
  return { listings, priceNotice: priceNotice(await listStagedCurrencies(sql, id)) };
}

const currenciesNamed = 5;

function priceNotice(currencies: readonly string[]): string | null {
  if (currencies.length < 2) {
    return null;
  }
  const more = currencies.length - currenciesNamed;
  const named = more > 0 ? [...currencies.slice(0, currenciesNamed), `${more} more`] : currencies;
  const list = `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
  return `The rows have prices in ${list}. An amount or an ending is in each listing’s own currency.`;
}
