/** What was measured, as a table for people and as one line of JSON for programs. */

import type { Comparison } from './sampling.ts';

/** For the ratio; or, where people feel it, for Hawker's own figure. */
export type Target = { atMost: number } | { atLeast: number } | { hawkerAtMost: number };

export interface Measurement extends Comparison {
  part: string;
  name: string;
  unit: 'ms' | 's' | 'requests/s' | 'posts/s' | 'rows/s' | 'MB' | 'count';
  /** Null for what is only reported. */
  target: Target | null;
  /** Medians of the same elsewhere, in the same run. */
  peers?: Readonly<Record<string, number>>;
}

export function isMet({ ratio, hawker, target }: Measurement): boolean {
  if (target === null) {
    return true;
  }
  if ('hawkerAtMost' in target) {
    return hawker <= target.hawkerAtMost;
  }
  return 'atMost' in target ? ratio <= target.atMost : ratio >= target.atLeast;
}

export function table(measurements: readonly Measurement[]): string {
  const rows = measurements.map((measurement) => [
    measurement.name,
    amount(measurement.floor, measurement.unit),
    amount(measurement.hawker, measurement.unit),
    ...ratioCells(measurement),
    targetCell(measurement),
    measurement.target === null ? '' : isMet(measurement) ? 'ok' : 'over',
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

/** Empty where there is nothing to divide by. */
function ratioCells({ ratio, spread }: Measurement): string[] {
  return Number.isFinite(ratio)
    ? [ratio.toFixed(2), `${spread.low.toFixed(2)} to ${spread.high.toFixed(2)}`]
    : ['', ''];
}

function targetCell({ target, unit }: Measurement): string {
  if (target === null) {
    return '';
  }
  if ('hawkerAtMost' in target) {
    return `<= ${amount(target.hawkerAtMost, unit)}`;
  }
  return 'atMost' in target ? `<= ${target.atMost}` : `>= ${target.atLeast}`;
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

/** Empty where there is nothing to set it against. */
function amount(value: number, unit: Measurement['unit']): string {
  if (!Number.isFinite(value)) {
    return '';
  }
  switch (unit) {
    case 'ms':
      return `${value.toFixed(value < 0.1 ? 4 : value < 100 ? 2 : 0)} ms`;
    case 's':
      return `${value.toFixed(1)} s`;
    case 'requests/s':
    case 'posts/s':
    case 'rows/s':
      return `${Math.round(value).toLocaleString('en')}/s`;
    case 'MB':
      return `${Math.round(value).toLocaleString('en')} MB`;
    case 'count':
      return Math.round(value).toLocaleString('en');
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
