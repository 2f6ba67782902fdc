/** What this process does and how quick it is, as its meter and its cache tell it. */

import type { BreakerState, MissReason } from '@hawker/cache';
import { DomainError } from '@hawker/core';
import { canExplain, explainStatement } from '@hawker/db';
import type { App } from '../context.ts';
import { type ProcessMeter, statementId } from '../diagnostics/process-meter.ts';

export interface Diagnostics {
  process: {
    pid: number;
    startedAt: Date;
    /** Resident set, in bytes. */
    memoryBytes: number;
  };
  /** How far the figures below reach back, in milliseconds: ten minutes at most. */
  spanMs: number;
  /** By name. */
  procedures: DiagnosedProcedure[];
  /** Those that take longest, first. */
  statements: DiagnosedStatement[];
  cache: DiagnosedCache;
}

export interface DiagnosedProcedure {
  path: string;
  calls: number;
  refused: number;
  failed: number;
  p50Ms: number | null;
  p95Ms: number | null;
  statementsPerCall: number;
}

export interface DiagnosedStatement {
  id: string;
  /** SQL with $1, $2 ... where values stood. */
  text: string;
  /** The procedure that sent it last. */
  askedBy: string;
  calls: number;
  p50Ms: number | null;
  p95Ms: number | null;
  hasPlan: boolean;
}

export interface DiagnosedCache {
  store: string;
  /** `degraded`: answers are asked of the database. */
  status: 'ok' | 'degraded';
  breaker: BreakerState;
  /** Kinds of answers that go around the cache, because the store has not acknowledged a change of theirs. */
  pendingTags: number;
  entries: number;
  sizeBytes: number;
  /** Since the start. */
  changesTold: number;
  changesFailed: number;
  storeErrors: number;
  timeouts: number;
  /** By name. */
  answers: DiagnosedAnswer[];
}

export interface DiagnosedAnswer {
  label: string;
  hits: number;
  misses: Record<MissReason, number>;
}

/** More than anybody reads. */
const statementsShown = 20;

export async function getDiagnostics(app: App, meter: ProcessMeter): Promise<Diagnostics> {
  return {
    process: { pid: process.pid, startedAt: meter.startedAt, memoryBytes: process.memoryUsage.rss() },
    spanMs: meter.procedures.spanMs,
    procedures: diagnoseProcedures(meter),
    statements: diagnoseStatements(meter),
    cache: await diagnoseCache(app, meter),
  };
}

function diagnoseProcedures(meter: ProcessMeter): DiagnosedProcedure[] {
  return inOrder(meter.procedures.merged()).map(([path, figures]) => ({
    path,
    calls: figures.callCount,
    refused: figures.calls.refused,
    failed: figures.calls.failed,
    p50Ms: figures.durations.quantile(0.5),
    p95Ms: figures.durations.quantile(0.95),
    statementsPerCall: figures.statements / figures.callCount,
  }));
}

function diagnoseStatements(meter: ProcessMeter): DiagnosedStatement[] {
  return [...meter.statements.merged()]
    .map(([shape, { text, askedBy, calls, durations }]) => ({
      shape,
      text,
      askedBy,
      calls,
      p50Ms: durations.quantile(0.5),
      p95Ms: durations.quantile(0.95),
      hasPlan: canExplain(text),
    }))
    .sort((one, other) => (other.p95Ms ?? 0) - (one.p95Ms ?? 0))
    .slice(0, statementsShown)
    .map(({ shape, ...statement }) => ({ id: statementId(shape), ...statement }));
}

async function diagnoseCache(app: App, meter: ProcessMeter): Promise<DiagnosedCache> {
  const { store, status, breaker, pendingTags } = await app.cache.health();
  const stats = app.cache.stats();
  return {
    store,
    status,
    breaker,
    pendingTags,
    entries: stats.entries,
    sizeBytes: stats.sizeBytes,
    changesTold: stats.invalidations,
    changesFailed: stats.invalidationFailures,
    storeErrors: stats.storeErrors,
    timeouts: stats.timeouts,
    answers: inOrder(meter.answers.merged()).map(([label, { hits, misses }]) => ({ label, hits, misses })),
  };
}

/** By name, so that nothing jumps on the screen while somebody reads. */
function inOrder<Figures>(byName: ReadonlyMap<string, Figures>): [string, Figures][] {
  return [...byName].sort(([one], [other]) => (one < other ? -1 : 1));
}

export interface StatementPlan {
  text: string;
  /** As Postgres writes it; with no values, so it is the plan for any. */
  plan: string;
}

export async function explainSeenStatement(app: App, meter: ProcessMeter, id: string): Promise<StatementPlan> {
  const statement = meter.findStatement(id);
  if (!statement) {
    throw new DomainError('not_found', 'This statement was not sent in the last ten minutes.');
  }
  const { text } = statement;
  if (!canExplain(text)) {
    throw new DomainError('conflict', 'This statement has no plan: it is too long, or neither reads nor writes rows.');
  }
  return { text, plan: await explainStatement(app.database, text) };
}
