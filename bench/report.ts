/** What was measured, as a table for people and as one line of JSON for programs. */

import type { Comparison } from './sampling.ts';

export type Target = { atMost: number } | { atLeast: number };

export interface Measurement extends Comparison {
  part: string;
  name: string;
  unit: 'ms' | 'requests/s';
  /** For the ratio. */
  target: Target;
}

export function isMet({ ratio, target }: Measurement): boolean {
  return 'atMost' in target ? ratio <= target.atMost : ratio >= target.atLeast;
}

export function table(measurements: readonly Measurement[]): string {
  const rows = measurements.map((measurement) => [
    measurement.name,
    amount(measurement.floor, measurement.unit),
    amount(measurement.hawker, measurement.unit),
    measurement.ratio.toFixed(2),
    `${measurement.spread.low.toFixed(2)} to ${measurement.spread.high.toFixed(2)}`,
    'atMost' in measurement.target ? `<= ${measurement.target.atMost}` : `>= ${measurement.target.atLeast}`,
    isMet(measurement) ? 'ok' : 'over',
  ]);
  const header = ['', 'floor', 'Hawker', 'ratio', 'half within', 'target', ''];
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [header, ...rows]
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0, column))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function amount(value: number, unit: Measurement['unit']): string {
  switch (unit) {
    case 'ms':
      return `${value.toFixed(value < 100 ? 2 : 0)} ms`;
    case 'requests/s':
      return `${Math.round(value).toLocaleString('en')}/s`;
  }
}

export interface Circumstances {
  quick: boolean;
  node: string;
  cores: number;
}

export function jsonLine(measurements: readonly Measurement[], circumstances: Circumstances): string {
  const result = {
    ...circumstances,
    ok: measurements.every(isMet),
    measurements: measurements.map((measurement) => ({ ...measurement, ok: isMet(measurement) })),
  };
  return JSON.stringify(result, (_key, value: unknown) => (typeof value === 'number' ? thousandths(value) : value));
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
