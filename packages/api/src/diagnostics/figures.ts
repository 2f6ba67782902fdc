/** What is counted for one procedure, one statement, and one kind of cached answer. */

import type { CacheEvent, MissReason } from '@hawker/cache';
import { Histogram } from './histogram.ts';

/** `refused`: with a sentence for the caller. `failed`: a defect. */
export type CallOutcome = 'ok' | 'refused' | 'failed';

export interface MeasuredCall {
  outcome: CallOutcome;
  durationMs: number;
  statements: number;
}

export class ProcedureFigures {
  readonly calls: Record<CallOutcome, number> = { ok: 0, refused: 0, failed: 0 };
  statements = 0;
  totalMs = 0;
  readonly durations = new Histogram();

  get callCount(): number {
    return this.calls.ok + this.calls.refused + this.calls.failed;
  }

  add(call: MeasuredCall): void {
    this.calls[call.outcome] += 1;
    this.statements += call.statements;
    this.totalMs += call.durationMs;
    this.durations.add(call.durationMs);
  }

  merge(other: ProcedureFigures): void {
    this.calls.ok += other.calls.ok;
    this.calls.refused += other.calls.refused;
    this.calls.failed += other.calls.failed;
    this.statements += other.statements;
    this.totalMs += other.totalMs;
    this.durations.merge(other.durations);
  }
}

export class StatementFigures {
  calls = 0;
  /** As it was last sent, whole unless it is very long. */
  text = '';
  /** The procedure that sent it last. */
  askedBy = '';
  readonly durations = new Histogram();

  merge(other: StatementFigures): void {
    if (this.calls === 0) {
      this.text = other.text;
      this.askedBy = other.askedBy;
    }
    this.calls += other.calls;
    this.durations.merge(other.durations);
  }
}

export class AnswerFigures {
  hits = 0;
  readonly misses: Record<MissReason, number> = {
    absent: 0,
    expired: 0,
    tag: 0,
    'tag-missing': 0,
    bypass: 0,
    error: 0,
  };

  count(event: CacheEvent): void {
    if (event.type === 'hit') {
      this.hits += 1;
    } else if (event.type === 'miss') {
      this.misses[event.reason] += 1;
    }
  }

  merge(other: AnswerFigures): void {
    this.hits += other.hits;
    for (const reason of missReasons) {
      this.misses[reason] += other.misses[reason];
    }
  }
}

export const missReasons = [
  'absent',
  'expired',
  'tag',
  'tag-missing',
  'bypass',
  'error',
] as const satisfies MissReason[];
