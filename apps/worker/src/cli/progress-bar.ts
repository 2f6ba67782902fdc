/**
 * The progress of long work, on stderr. On a terminal one line that is drawn again; elsewhere (a log, a pipe) a plain
 * line when a tenth more is done, or when some seconds passed.
 */

import type { Paint } from './paint.ts';
import { cutText, textWidth } from './text-width.ts';

export interface Progress {
  total: number;
  done: number;
  /** Ended badly; not part of `done`. */
  bad?: number;
  /** Said behind the numbers. */
  detail?: string;
}

export interface ProgressBar {
  update(progress: Progress): void;
  /** Takes the line away while something else is written. */
  hide(): void;
  show(): void;
  /** Leaves the last state as a line of its own. */
  end(): void;
}

export interface ProgressBarOptions {
  title: string;
  write(text: string): void;
  /** Whether the line can be drawn again. */
  live: boolean;
  columns(): number;
  paint: Paint;
  /** In milliseconds; only differences count. */
  now(): number;
}

const redrawEveryMs = 80;
const sayAtLeastEveryMs = 10_000;
const widestBar = 30;
const narrowestBar = 8;
const eraseLine = '\r\u001b[2K';

export function createProgressBar(options: ProgressBarOptions): ProgressBar {
  const { write, live, now } = options;
  const startedAt = now();
  let latest: Progress | null = null;
  let saidAt = Number.NEGATIVE_INFINITY;
  let saidTenth = -1;
  let said = '';
  let visible = true;

  const draw = () => {
    if (latest && visible) {
      write(eraseLine + liveLine(latest, options, now() - startedAt));
      saidAt = now();
    }
  };
  const say = (progress: Progress) => {
    const line = plainLine(progress, options.title);
    if (line !== said) {
      said = line;
      write(`${line}\n`);
    }
    saidAt = now();
    saidTenth = tenthOf(progress);
  };

  return {
    update(progress) {
      latest = progress;
      const sinceMs = now() - saidAt;
      if (live) {
        if (sinceMs >= redrawEveryMs) {
          draw();
        }
      } else if (tenthOf(progress) !== saidTenth || sinceMs >= sayAtLeastEveryMs) {
        say(progress);
      }
    },
    hide() {
      if (live && visible && latest) {
        write(eraseLine);
      }
      visible = false;
    },
    show() {
      visible = true;
      if (live) {
        draw();
      }
    },
    end() {
      if (!latest) {
        return;
      }
      if (live) {
        draw();
        write('\n');
      } else {
        say(latest);
      }
      latest = null;
    },
  };
}

function tenthOf({ total, done, bad = 0 }: Progress): number {
  return total === 0 ? 10 : Math.floor(((done + bad) / total) * 10);
}

const numbers = new Intl.NumberFormat('en');

function plainLine({ total, done, detail }: Progress, title: string): string {
  const counts = `${title}: ${numbers.format(done)} of ${numbers.format(total)}`;
  return detail ? `${counts}, ${detail}` : counts;
}

function liveLine(progress: Progress, { title, columns, paint }: ProgressBarOptions, elapsedMs: number): string {
  const { total, done, bad = 0, detail } = progress;
  const counts = `${numbers.format(done)} of ${numbers.format(total)}`;
  const words = `${counts}${detail ? `  ${detail}` : ''}  ${clock(elapsedMs)}`;
  const room = columns() - 1;
  const barRoom = Math.min(widestBar, room - textWidth(title) - textWidth(words) - 4);
  if (barRoom < narrowestBar) {
    return cutText(`${title}  ${words}`, room);
  }
  const share = (part: number) => (total === 0 ? barRoom : Math.floor((part / total) * barRoom));
  // What went wrong is seen even when it is one of thousands.
  const badCells = bad > 0 ? Math.max(1, share(bad)) : 0;
  const doneCells = Math.min(share(done), barRoom - badCells);
  const bar =
    paint.green('━'.repeat(doneCells)) +
    paint.red('━'.repeat(badCells)) +
    paint.dim('─'.repeat(barRoom - doneCells - badCells));
  return `${title}  ${bar}  ${words}`;
}

/** `0:07`, `12:30`, `1:02:03` */
function clock(elapsedMs: number): string {
  const seconds = Math.floor(elapsedMs / 1000);
  const two = (n: number) => String(n).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
