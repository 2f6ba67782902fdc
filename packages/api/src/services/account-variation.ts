/** What accounts say differently of listings: how that is kept, and what it makes of a listing when posts are made. */

import { applyVariation, describeVariation, notFound, type Variation, type VariedListing } from '@hawker/core';
import { type PostVariation, writeAudit } from '@hawker/db';
import { type Actor, type App, actorLabel } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';
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

/** How the account says listings differently, from its next posts on; null: as they are. */
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
    await writeAudit(tx, {
      actor: actorLabel(actor),
      userId: actor.userId,
      action: 'update',
      entity: 'account',
      entityId: id,
      detail: { variation: describeVariation(rules) ?? 'none' },
    });
  });
  await forgetAnswers(app, ['account']);
}
