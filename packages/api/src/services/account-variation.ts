/** What accounts say differently of listings: how that is kept, and what it makes of a listing when posts are made. */

import {
  applyVariation,
  describeVariation,
  notFound,
  type Variation,
  type VariationErrors,
  type VariedListing,
} from '@hawker/core';
import { type PostVariation, writeAudit } from '@hawker/db';
import { type Actor, type App, actorLabel } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';
import { retryRule } from './follow-listings.ts';

export interface VaryingAccount {
  id: string;
  name: string;
  variation: Variation;
}

export function varyingAccounts(
  accounts: readonly { id: string; name: string; variation: Variation | null }[],
): VaryingAccount[] {
  return accounts.flatMap(({ id, name, variation }) => (variation === null ? [] : [{ id, name, variation }]));
}

export interface Said {
  /** Only where something differs. */
  overrides: PostVariation[];
  /** Of what a rule makes no listing, so that no post is to be made, and why. */
  unsaid: { listingId: string; accountId: string; errors: VariationErrors }[];
}

/** What the accounts say of the listings. */
export function sayListings(
  listings: readonly (VariedListing & { id: string })[],
  accounts: readonly VaryingAccount[],
): Said {
  const said: Said = { overrides: [], unsaid: [] };
  for (const listing of listings) {
    for (const { id: accountId, name, variation } of accounts) {
      const { overrides, errors } = applyVariation(listing, name, variation);
      if (Object.keys(errors).length > 0) {
        said.unsaid.push({ listingId: listing.id, accountId, errors });
      } else if (Object.values(overrides).some((value) => value !== null)) {
        said.overrides.push({ listingId: listing.id, accountId, ...overrides });
      }
    }
  }
  return said;
}

/**
 * How the account says listings differently, from its next posts on; null: as they are. Posts that are there stay as they are
 * until their listing changes, but for those that the rule before made nothing of.
 */
export async function setVariation(app: App, actor: Actor, id: string, variation: Variation | null): Promise<void> {
  const rules = describeVariation(variation) === null ? null : variation;
  await app.database.transaction(async (tx) => {
    const [row] = await tx.rows(
      `UPDATE account SET variation = $2::jsonb, updated_at = now() WHERE id = $1 AND deleted_at IS NULL RETURNING id`,
      [id, rules === null ? null : JSON.stringify(rules)],
    );
    if (!row) {
      throw notFound('account');
    }
    await retryRule(tx, actor, id);
    await writeAudit(tx, {
      actor: actorLabel(actor),
      userId: actor.userId,
      action: 'update',
      entity: 'account',
      entityId: id,
      detail: { variation: describeVariation(rules) ?? 'none' },
    });
  });
  await forgetAnswers(app, ['account', 'post']);
}
