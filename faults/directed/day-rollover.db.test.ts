import { localTime } from '@hawker/core';
import { createTestDatabase, type TestDatabase } from '@hawker/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

/** Changes of daylight saving: forward, back, by half an hour, at midnight itself, and one of a whole day. */
const changes = [
  ['Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Africa/Cairo', '2026-04-23T22:00:00Z'],
  ['Pacific/Auckland', '2026-09-26T14:00:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
] as const;

/**
 * The claim reckons with core's calendar when the day is used up; the point of no return counts with Postgres's. Were
 * they to disagree about the date, an account would post twice its number, or nothing, for as long as they did.
 */
test.each(changes)('core and Postgres agree on the day in %s around %s', async (zone, change) => {
  const aroundMs = 36 * 3_600_000;
  const changeMs = Date.parse(change);
  const instants: Date[] = [];
  for (let atMs = changeMs - aroundMs; atMs <= changeMs + aroundMs; atMs += 7 * 60_000) {
    instants.push(new Date(atMs), new Date(atMs - 1));
  }
  const rows = await database.database.sql.rows<{ date: string }>(
    `SELECT (at AT TIME ZONE $1)::date::text AS date
     FROM unnest($2::timestamptz[]) WITH ORDINALITY AS given (at, place) ORDER BY place`,
    [zone, instants.map((at) => at.toISOString())],
  );
  expect(rows.map(({ date }) => date)).toEqual(instants.map((at) => localTime(at, zone).date));
});
