import { startThrowawayPostgres } from '../lib/throwaway-postgres.mjs';

/**
 * Gives every test that needs a database one Postgres to clone its own from: HAWKER_TEST_DATABASE_URL, the superuser's
 * address of the database `postgres`. One that is set already is used as it is. Several projects name this setup; the
 * first one starts Postgres, and the workers inherit the variable.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.HAWKER_TEST_DATABASE_URL) {
    return undefined;
  }
  const postgres = await startThrowawayPostgres();
  process.env.HAWKER_TEST_DATABASE_URL = postgres.url;
  return async () => {
    delete process.env.HAWKER_TEST_DATABASE_URL;
    await postgres.stop();
  };
}
