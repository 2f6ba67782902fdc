import type { Measurement } from '../report.ts';

/** What the same costs elsewhere, for the measurements that were made of others too. Empty where there are none. */
export function peerTable(measurements: readonly Measurement[]): string {
  const compared = measurements.filter(({ peers }) => peers !== undefined);
  const names = [...new Set(compared.flatMap(({ peers = {} }) => Object.keys(peers)))];
  if (names.length === 0) {
    return '';
  }
  const rows = [
    ['', 'by hand', '@hawker/cache', ...names],
    ...compared.map(({ name, unit, floor, hawker, peers = {} }) => [
      name,
      ...[floor, hawker, ...names.map((peer) => peers[peer])].map((value) => cell(value, unit)),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row.map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0))),
    )
    .map((row) => row.join('  ').trimEnd())
    .join('\n');
}

function cell(value: number | undefined, unit: Measurement['unit']): string {
  if (value === undefined || Number.isNaN(value)) {
    return '';
  }
  switch (unit) {
    case 'ms':
      return `${value.toFixed(3)} ms`;
    case 's':
      return `${value.toFixed(1)} s`;
    case 'requests/s':
    case 'posts/s':
    case 'rows/s':
      return `${Math.round(value).toLocaleString('en')}/s`;
    case 'MB':
      return `${Math.round(value)} MB`;
    case 'count':
      return String(Math.round(value));
  }
}
