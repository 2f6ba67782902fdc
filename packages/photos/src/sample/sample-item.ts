import type { Condition } from '@hawker/core';
import type { Setting, Studio } from './backdrop.ts';

export interface SamplePicture {
  /** Says what it shows, in the manner of a file name: `moss-green-sofa`. Unique. */
  name: string;
  studio: Studio;
  setting: Setting;
  /** Above 1, the thing is shown larger, from where it stands. */
  zoom?: number;
  /** The thing, as SVG. */
  draw: () => string;
}

/** One thing for sale, with its picture beside its words so that the two cannot tell different stories. */
export interface SampleItem {
  sku: string;
  title: string;
  description: string;
  /** Cents. */
  priceMinor: number;
  condition: Condition;
  /** `A > B` */
  category: string;
  brand?: string;
  location?: string;
  picture: SamplePicture;
}
