import type { Condition } from '@hawker/core';
import { diningAndBedroom } from './catalogue/dining-and-bedroom.ts';
import { kitchen } from './catalogue/kitchen.ts';
import { leisure } from './catalogue/leisure.ts';
import { lightingAndDecor } from './catalogue/lighting-and-decor.ts';
import { livingRoom } from './catalogue/living-room.ts';
import { renderPicture } from './draw.ts';
import type { SampleItem, SamplePicture } from './sample-item.ts';

/** A listing of the sample data: what a second-hand shop of furniture and household goods could have in its window. */
export interface SampleListing {
  sku: string;
  title: string;
  description: string;
  /** Cents. */
  priceMinor: number;
  currency: 'EUR';
  condition: Condition;
  /** `A > B` */
  category: string;
  brand?: string;
  location?: string;
  /** For `drawSamplePicture`. */
  picture: string;
}

const items: readonly SampleItem[] = mixed([livingRoom, diningAndBedroom, lightingAndDecor, kitchen, leisure]);
const pictures = new Map<string, SamplePicture>(items.map(({ picture }) => [picture.name, picture]));

/** Fifty of them, in an order that mixes the departments, as a shop's first page would. */
export const sampleListings: readonly SampleListing[] = items.map(({ picture, ...listing }) => ({
  ...listing,
  currency: 'EUR',
  picture: picture.name,
}));

/**
 * The picture of a sample listing: a JPEG of 1200 x 1200, drawn on the spot in about 50 ms. The same bytes each time on
 * one machine.
 * @throws RangeError for a name that no sample listing has
 */
export async function drawSamplePicture(name: string): Promise<Buffer> {
  const picture = pictures.get(name);
  if (picture === undefined) {
    throw new RangeError(`There is no sample picture named "${name}"`);
  }
  return await renderPicture(picture);
}

/** One of each list in turn, until all are used up. */
function mixed<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, row) => lists.flatMap((list) => list.slice(row, row + 1))).flat();
}
