/** What an account would make of the rows of an upload, before it is saved that it shall. */

import { notFound, type VariedListing } from '@hawker/core';
import { listStagedListings } from '@hawker/db';
import type { Actor, App } from '../context.ts';

/** Enough to see a rule at work. */
const previewed = 3;

/** The first rows that can go, as the listings they become; the screen applies an account's rules to them as they are typed. */
export async function previewUpload(app: App, actor: Actor, id: string): Promise<{ listings: VariedListing[] }> {
  const upload = await app.database.prisma.upload.findFirst({
    where: { id, ...(actor.userId === null ? {} : { userId: actor.userId }) },
    select: { id: true },
  });
  if (!upload) {
    throw notFound('upload');
  }
  return { listings: await listStagedListings(app.database.sql, id, { origin: app.origin, limit: previewed }) };
}
