/** Every limit of the market in one place. Sizes are bytes unless the name says otherwise. */
export interface MarketLimits {
  jsonBodyBytes: number;
  photoBytes: number;
  sellers: number;
  listings: number;
  photos: number;
  /** The log may grow to this size; after that every change is answered with 503 `market_full`. */
  logBytes: number;
  /** Cards on one page of the storefront. */
  pageSize: number;
  /** Entries in one answer of `GET /v1/log`. */
  logPageSize: number;
  /** Listings in one answer of `GET /v1/listings?reference=`. */
  lookupSize: number;
  headersTimeoutMs: number;
  requestTimeoutMs: number;
  keepAliveTimeoutMs: number;
  connections: number;
  /** How long a drain waits for requests under way before it closes their connections. */
  drainGraceMs: number;
}

export const defaultLimits: MarketLimits = {
  jsonBodyBytes: 128 * 1024,
  photoBytes: 8 * 1024 * 1024,
  sellers: 1_000,
  listings: 100_000,
  photos: 100_000,
  logBytes: 1024 ** 3,
  pageSize: 48,
  logPageSize: 1_000,
  lookupSize: 100,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 10_000,
  connections: 1_000,
  drainGraceMs: 3_000,
};
