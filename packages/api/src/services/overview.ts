/** The Overview's numbers, and what the frame of every page shows of the system's health. */

import {
  type AccountStatus,
  cachedAnswers,
  type PostStatus,
  type PostStatusGroup,
  postStatusGroups,
} from '@hawker/core';
import { type DayRow, getStats as getStatsRow, getSystem, listDays } from '@hawker/db';
import type { App } from '../context.ts';

export interface Stats {
  /** Published on each account's own local day. */
  publishedToday: number;
  posts: Record<PostStatusGroup, number>;
  postsTotal: number;
  accounts: Record<AccountStatus, number>;
  accountsTotal: number;
  hasListings: boolean;
  /** The last 14 days, oldest first. */
  days: DayRow[];
}

const chartDays = 14;

/** Far longer than its statements take; when the process that counts is killed, the others wait so long. */
const statsLeaseMs = 1_000;

/** Two statements, or none when the answer is cached. */
export function getStats(app: App): Promise<Stats> {
  return app.cache.get('stats', {
    ...cachedAnswers.stats,
    // Every open screen asks for it: with Redis one process counts for all.
    leaseMs: statsLeaseMs,
    label: 'overview.stats',
    load: async () => {
      const [row, days] = await Promise.all([getStatsRow(app.database.sql), listDays(app.database.sql, chartDays)]);
      const { postCounts, accountCounts } = row;
      const groups = Object.entries(postStatusGroups).map(([group, statuses]) => [group, sumOf(postCounts, statuses)]);
      return {
        publishedToday: row.publishedToday,
        posts: Object.fromEntries(groups),
        postsTotal: total(postCounts),
        accounts: {
          active: accountCounts.active ?? 0,
          paused: accountCounts.paused ?? 0,
          blocked: accountCounts.blocked ?? 0,
        },
        accountsTotal: total(accountCounts),
        hasListings: row.listingExists,
        days,
      };
    },
  });
}

function sumOf(counts: Partial<Record<PostStatus, number>>, statuses: readonly PostStatus[]): number {
  return statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
}

function total(counts: Partial<Record<string, number>>): number {
  return Object.values(counts).reduce<number>((sum, n) => sum + (n ?? 0), 0);
}

/**
 * A worker that said nothing for so long (four heartbeats) counts as gone on the screen, in milliseconds. Sooner than
 * the engine takes its posts away, so that with the screen's own asking everybody knows within 30 s.
 */
export const silentAfterMs = 20_000;

/** A post that is due and that nobody takes for longer than this means that the queue is stuck, in milliseconds. */
const stuckAfterMs = 120_000;

export interface SystemStatus {
  /** Whether posts can go out at all. */
  ok: boolean;
  /** What is wrong, in plain words; null when nothing is. */
  problem: string | null;
  workers: number;
  heartbeatAgeMs: number | null;
  overdueMs: number;
  publishing: number;
  blockedAccounts: number;
  /** Whether this process hears of changes at once. */
  live: boolean;
  /** Redis is set and cannot be used: everything works, and is asked of the database. */
  cacheDegraded: boolean;
  /** Only channels where nothing goes out for now. */
  channels: ChannelTrouble[];
}

export interface ChannelTrouble {
  name: string;
  title: string;
  /** Paused by a person; otherwise it does not answer, and its circuit is open. */
  isPaused: boolean;
  /** When the next post is let through to try it, in milliseconds since the epoch; null where that happens now. */
  triesAgainAtMs: number | null;
}

export async function getSystemStatus(app: App): Promise<SystemStatus> {
  const [row, cache] = await Promise.all([getSystem(app.database.sql, silentAfterMs), app.cache.health()]);
  const problem = describeProblem(row.workers, row.heartbeatAgeMs, row.overdueMs);
  const cacheDegraded = cache.status === 'degraded';
  const channels = row.channels.map((trouble) => ({
    ...trouble,
    title: app.channels.get(trouble.name)?.title ?? trouble.name,
  }));
  return { ...row, channels, ok: problem === null, problem, live: app.live.connected, cacheDegraded };
}

function describeProblem(workers: number, heartbeatAgeMs: number | null, overdueMs: number): string | null {
  if (workers === 0) {
    return heartbeatAgeMs === null
      ? 'No worker has started yet, so nothing is published. Start one with `npm start` or `pnpm hawker work`.'
      : `No worker has been seen for ${describeSilence(heartbeatAgeMs)}, so nothing is published. Start one with \`npm start\` or \`pnpm hawker work\`.`;
  }
  if (overdueMs > stuckAfterMs) {
    return `A post has been due for ${Math.round(overdueMs / 60_000)} minutes and no worker takes it. Look at the worker’s log.`;
  }
  return null;
}

/** In steps: a banner that counted seconds would be read out again and again. */
function describeSilence(ageMs: number): string {
  const minutes = Math.floor(ageMs / 60_000);
  if (minutes < 1) {
    return `more than ${silentAfterMs / 1000} seconds`;
  }
  if (minutes < 60) {
    return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  }
  const hours = Math.floor(minutes / 60);
  return hours === 1 ? '1 hour' : `${hours} hours`;
}
