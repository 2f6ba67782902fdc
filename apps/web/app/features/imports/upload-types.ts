/** What the screens of an upload share, as the router answers it. */

import type { Inputs, Outputs } from '@hawker/api';

export type UploadDetail = Outputs['uploads']['get'];
export type Column = UploadDetail['columns'][number];
export type UploadRow = Outputs['uploads']['rows']['rows'][number];
export type UploadTrouble = Outputs['uploads']['troubles'][number];
export type UploadPlan = Outputs['uploads']['plan'];
export type PlannedAccount = UploadPlan['accounts'][number];

/** Rows that go, rows that stay, and rows that are left out; of those that go, what they do to listings. */
export type Counts = Pick<UploadDetail, 'good' | 'bad' | 'out' | 'creates' | 'updates' | 'unchanged'>;

/** What is said above the rows about all of them, and follows what is changed in them. */
export interface Aside {
  /** Rows that say nothing where their listing then says something all the same. */
  silent: Outputs['uploads']['silent'];
  /** Names of pictures that are not here. */
  missingImages: readonly string[];
}

/** Which rows are looked at. */
export type Show = NonNullable<Inputs['uploads']['rows']['show']>;
