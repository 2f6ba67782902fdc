/** Procedures as Prometheus reads them, written from the meter's own counts: observing twice would cost every call. */

import type { ProcessMeter } from '@hawker/api';

/** Where buckets end: 2^n milliseconds, from 1 ms to 16 s. */
const bucketPowers = [0, 2, 4, 6, 8, 10, 12, 14];

export function procedureMetrics({ procedureTotals }: ProcessMeter): string {
  const durations = lines('hawker_procedure_duration_seconds', 'histogram', 'How long calls of a procedure took.');
  const calls = lines('hawker_procedure_calls_total', 'counter', 'Calls of a procedure, by how they ended.');
  const statements = lines('hawker_procedure_statements_total', 'counter', 'Statements that a procedure sent.');
  for (const [path, figures] of procedureTotals) {
    // Names of procedures are letters and dots: nothing in them has to be escaped.
    const procedure = `procedure="${path}"`;
    for (const power of bucketPowers) {
      durations.add(`_bucket{${procedure},le="${2 ** power / 1000}"}`, figures.durations.countBelow(power));
    }
    durations.add(`_bucket{${procedure},le="+Inf"}`, figures.callCount);
    durations.add(`_sum{${procedure}}`, figures.totalMs / 1000);
    durations.add(`_count{${procedure}}`, figures.callCount);
    for (const [outcome, count] of Object.entries(figures.calls)) {
      calls.add(`{${procedure},outcome="${outcome}"}`, count);
    }
    statements.add(`{${procedure}}`, figures.statements);
  }
  return [durations, calls, statements].map(({ written }) => `${written.join('\n')}\n`).join('\n');
}

function lines(name: string, type: 'histogram' | 'counter', help: string) {
  const written = [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
  return { written, add: (series: string, value: number) => void written.push(`${name}${series} ${value}`) };
}
