/**
 * A personal Facebook account. Facebook has no interface by which a program may post to one; what it offers people is a
 * spreadsheet template that makes up to 50 listings at once. So Hawker fills the template, and a person uploads it.
 */

import { facebookTemplateLimits } from '@hawker/core';
import type { SheetChannel } from '../contract.ts';

/** Three full sheets a day. Facebook publishes no number; who knows the account's own changes it. */
const postsPerDay = 3 * facebookTemplateLimits.maxRowsPerFile;

export function createFacebookSheetChannel(): SheetChannel {
  const { maxRowsPerFile, ...limits } = facebookTemplateLimits;
  return {
    delivery: 'sheet',
    name: 'facebook-sheet',
    title: 'Facebook Marketplace',
    limits,
    // Nothing goes out by itself, so there is no gap to keep and no hour to be quiet in.
    defaultPace: { minGapSeconds: 0, postsPerDay, quietStartMinute: null, quietEndMinute: null },
    maxRowsPerSheet: maxRowsPerFile,
    place: 'Facebook',
    uploadUrl: 'https://www.facebook.com/marketplace/create',
    uploadSteps: [
      'At Facebook, open Marketplace and choose “Create new listing”, then “Multiple listings”.',
      'Upload the sheet there. Facebook shows each row as a listing.',
      'Add the photos of each listing from the ZIP: each folder has the title of its listing.',
      'Publish them at Facebook, then come back and say that they are live.',
    ],
  };
}
