/** Results go to stdout, everything that is said about them to stderr: `hawker posts --json | jq` gets JSON only. */

import { createPaint, type Paint } from './paint.ts';
import { createProgressBar, type Progress } from './progress-bar.ts';
import { type Column, renderTable } from './table.ts';

export interface Output {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

export interface TerminalOptions {
  stdout: Output;
  stderr: Output;
  /** NO_COLOR is set, whatever its value (https://no-color.org). */
  noColour: boolean;
  /** A terminal that cannot move its cursor. */
  dumb: boolean;
  now(): number;
}

export interface Terminal {
  /** For what goes to stdout. */
  readonly paint: Paint;
  /** For what goes to stderr. */
  readonly notePaint: Paint;
  print(text: string): void;
  printTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): void;
  note(text: string): void;
  noteTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): void;
  /** Shows progress while the work runs. */
  progress<T>(title: string, work: (update: (progress: Progress) => void) => Promise<T>): Promise<T>;
}

const defaultColumns = 80;

export function createTerminal({ stdout, stderr, noColour, dumb, now }: TerminalOptions): Terminal {
  const isLive = stderr.isTTY === true && !dumb;
  const paint = createPaint(stdout.isTTY === true && !noColour && !dumb);
  const notePaint = createPaint(isLive && !noColour);
  const widthOf = (output: Output) => (output.isTTY === true ? (output.columns ?? defaultColumns) : null);
  let bar: ReturnType<typeof createProgressBar> | null = null;

  const note = (text: string) => {
    bar?.hide();
    stderr.write(`${text}\n`);
    bar?.show();
  };

  return {
    paint,
    notePaint,
    print: (text) => {
      stdout.write(`${text}\n`);
    },
    printTable: (rows, columns) => {
      stdout.write(`${renderTable(rows, columns, { paint, width: widthOf(stdout) })}\n`);
    },
    note,
    noteTable: (rows, columns) => note(renderTable(rows, columns, { paint: notePaint, width: widthOf(stderr) })),
    progress: async (title, work) => {
      const current = createProgressBar({
        title,
        live: isLive,
        now,
        paint: notePaint,
        columns: () => stderr.columns ?? defaultColumns,
        write: (text) => stderr.write(text),
      });
      bar = current;
      try {
        return await work(current.update);
      } finally {
        bar = null;
        current.end();
      }
    },
  };
}
