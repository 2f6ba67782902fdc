/** What accounts say differently of a listing, when its posts are made. */

import { applyVariation, type Variation, type VariedListing } from '@hawker/core';
import type { PostVariation } from '@hawker/db';
import type { Account } from './accounts.ts';

export interface VaryingAccount {
  id: string;
  name: string;
  variation: Variation;
}

export function varyingAccounts(accounts: readonly Account[]): VaryingAccount[] {
  return accounts.flatMap(({ id, name, variation }) => (variation === null ? [] : [{ id, name, variation }]));
}

/** Only of the accounts that do say something else. */
export function overridesOf(
  listing: VariedListing & { id: string },
  accounts: readonly VaryingAccount[],
): PostVariation[] {
  return accounts.flatMap(({ id: accountId, name, variation }) => {
    const { overrides } = applyVariation(listing, name, variation);
    const differs = Object.values(overrides).some((value) => value !== null);
    return differs ? [{ listingId: listing.id, accountId, ...overrides }] : [];
  });
}
