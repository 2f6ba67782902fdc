/**
 * What one process does: how long procedures take, which statements they send, which answers came from the cache. All of
 * it is bounded: procedures and labels by the program, statements by a limit, times by a histogram, and the rest by
 * forgetting what is older than ten minutes. Nothing of a request is kept, only names of procedures and texts of
 * statements, whose values travel beside them.
 */

import { createHash } from 'node:crypto';
import type { Cache } from '@hawker/cache';
import { AnswerFigures, type MeasuredCall, ProcedureFigures, StatementFigures } from './figures.ts';
import { Recent, type Stopwatch } from './recent.ts';

/** Procedures and labels are as many as the program has; this only keeps a mistake from growing for ever. */
const maxNames = 500;
/** Different statements in one minute. The product has about 150. */
const maxStatements = 300;
/** Longer ones (rows by the thousand) are cut, and then have no plan. */
const maxStatementLength = 16_000;

export class ProcessMeter {
  readonly #stopwatch: Stopwatch;
  readonly startedAt = new Date();
  readonly procedures: Recent<ProcedureFigures>;
  /** Since the start. */
  readonly procedureTotals = new Map<string, ProcedureFigures>();
  readonly statements: Recent<StatementFigures>;
  readonly answers: Recent<AnswerFigures>;

  #latestMs: number;

  constructor({ cache, stopwatch = () => performance.now() }: { cache: Pick<Cache, 'on'>; stopwatch?: Stopwatch }) {
    this.#stopwatch = stopwatch;
    this.procedures = new Recent({ make: () => new ProcedureFigures(), stopwatch, maxNames });
    this.statements = new Recent({ make: () => new StatementFigures(), stopwatch, maxNames: maxStatements });
    this.answers = new Recent({ make: () => new AnswerFigures(), stopwatch, maxNames });
    this.#latestMs = stopwatch();
    cache.on((event) => {
      if (event.type === 'hit' || event.type === 'miss') {
        // To the minute: as late as the latest request is late enough, and spares a look at the clock.
        this.answers.of(event.label ?? 'unnamed', this.#latestMs)?.count(event);
      }
    });
  }

  nowMs(): number {
    this.#latestMs = this.#stopwatch();
    return this.#latestMs;
  }

  called(path: string, call: MeasuredCall, nowMs: number): void {
    this.procedures.of(path, nowMs)?.add(call);
    let total = this.procedureTotals.get(path);
    if (total === undefined && this.procedureTotals.size < maxNames) {
      total = new ProcedureFigures();
      this.procedureTotals.set(path, total);
    }
    total?.add(call);
  }

  answered(text: string, durationMs: number, askedBy: string): void {
    // Asking for a plan must not push out what it was asked for.
    if (isExplain.test(text)) {
      return;
    }
    const figures = this.statements.of(shapeOf(text), this.nowMs());
    if (figures) {
      figures.calls += 1;
      figures.text = text.length > maxStatementLength ? `${text.slice(0, maxStatementLength)}; ...` : text;
      figures.askedBy = askedBy;
      figures.durations.add(durationMs);
    }
  }

  /** The statement with that id, where it was seen in the last ten minutes. */
  findStatement(id: string): StatementFigures | null {
    for (const [shape, figures] of this.statements.merged()) {
      if (statementId(shape) === id) {
        return figures;
      }
    }
    return null;
  }
}

const isExplain = /^\s*explain\b/i;

/** Lists of values are as long as what was asked for; the statement is the same. */
const valueLists = /\(\$\d+(?:,\s*\$\d+)*\)(?:,\s*\(\$\d+(?:,\s*\$\d+)*\))*/g;

function shapeOf(text: string): string {
  return text.replace(valueLists, '($ ...)').slice(0, maxStatementLength);
}

export function statementId(shape: string): string {
  return createHash('sha256').update(shape).digest('hex').slice(0, 16);
}
