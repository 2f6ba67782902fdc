/** What the market does wrong: always a little, and more while a fault lasts. Faults may overlap. */

import { defaultFaults, type FaultSettings } from '@hawker/market';

/** Drops 8 % of its replies after accepting and refuses 5 % of the calls, honours no key, and its search lags. */
const everyday: FaultSettings = {
  ...defaultFaults,
  latencyMs: { min: 5, max: 40 },
  unavailable: { probability: 0.05 },
  dropReply: { probability: 0.08 },
  lookupLagMs: 600,
  // The ledger alone must prevent duplicates: to this market every call is a new listing.
  honourIdempotencyKeys: false,
};

export const lookupLagMs = everyday.lookupLagMs;

export type MarketFault = Partial<
  Pick<FaultSettings, 'latencyMs' | 'unavailable' | 'dropReply' | 'lookupLagMs' | 'refuse' | 'rateLimit'>
> & { expiredSellers?: readonly string[] };

export interface MarketFaults {
  /** Resolves when the market has taken it on; call what it resolves with to take it away again. */
  add(fault: MarketFault): Promise<() => Promise<void>>;
}

export async function createMarketFaults(
  marketUrl: string,
  seed: number,
  base: FaultSettings = everyday,
): Promise<MarketFaults> {
  const active = new Set<MarketFault>();
  let round = 0;
  const apply = async () => {
    // The market deals from the beginning each time its settings are set: a seed of its own for each time.
    round += 1;
    const settings: FaultSettings = { ...base, seed: (seed * 10_007 + round) % 0xffff_ffff };
    const expired = new Set<string>();
    for (const { expiredSellers = [], ...fault } of active) {
      Object.assign(settings, fault);
      for (const seller of expiredSellers) {
        expired.add(seller);
      }
    }
    const response = await fetch(`${marketUrl}/v1/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...settings, expiredTokens: expired.size === 0 ? 'none' : [...expired] }),
    });
    if (!response.ok) {
      throw new Error(`The market does not take these faults: ${await response.text()}`);
    }
  };
  await apply();
  return {
    add: async (fault) => {
      active.add(fault);
      await apply();
      return async () => {
        active.delete(fault);
        await apply();
      };
    },
  };
}
