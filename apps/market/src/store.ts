/**
 * The market's durable store: the log on disk and its replay in memory. A change is applied to memory the moment it is
 * appended, so that two calls with one idempotency key cannot both win; no reply goes out before it is on disk.
 */
import { join } from 'node:path';
import type { Logger } from 'pino';
import { marketFull } from './api-error.ts';
import type { Clock } from './clock.ts';
import { type EntryDraft, entrySchema, type LogEntry } from './entries.ts';
import { type Journal, openJournal } from './journal.ts';
import { applyEntry, createState, type MarketState } from './state.ts';

export interface Store {
  /** For reading. Changes go through `append`. */
  readonly state: MarketState;
  /** The number of the last entry; 0 when there is none. */
  readonly lastSeq: number;
  /** Rejects when the log cannot be written any more. The process must end then: memory is ahead of the disk. */
  readonly failed: Promise<never>;
  /** Resolves when the entry is on disk. @throws ApiError 503 `market_full` when the log has reached its size. */
  append(draft: EntryDraft): Promise<LogEntry>;
  /** Resolves when everything that `state` shows is on disk. */
  settled(): Promise<void>;
  /** Durable entries with a number above `after`, oldest first. */
  readEntries(after: number, limit: number): Promise<LogEntry[]>;
  close(): Promise<void>;
}

export interface StoreOptions {
  dataDir: string;
  clock: Clock;
  logger: Logger;
  maxLogBytes: number;
}

export async function openStore({ dataDir, clock, logger, maxLogBytes }: StoreOptions): Promise<Store> {
  const state = createState();
  let lastSeq = 0;
  const journal: Journal = await openJournal({
    path: join(dataDir, 'log.jsonl'),
    onLine(line) {
      const entry = parseEntry(line);
      if (entry.seq !== lastSeq + 1) {
        throw new Error(`Entry ${entry.seq} follows entry ${lastSeq}.`);
      }
      applyEntry(state, entry);
      lastSeq = entry.seq;
    },
    onTorn: (tornBytes) => logger.warn({ tornBytes }, 'cut off a torn last line of the log'),
  });

  return {
    state,
    failed: journal.failed,
    get lastSeq() {
      return lastSeq;
    },
    async append(draft) {
      if (journal.sizeBytes >= maxLogBytes) {
        throw marketFull('log entries');
      }
      const entry: LogEntry = { seq: lastSeq + 1, at: clock.now().toISOString(), ...draft };
      lastSeq = entry.seq;
      applyEntry(state, entry);
      await journal.append(JSON.stringify(entry));
      return entry;
    },
    settled: () => journal.flushed(),
    async readEntries(after, limit) {
      // Entry n is line n - 1, so the entries after n begin at line n.
      const lines = await journal.read(after, after + limit);
      return lines.map(parseEntry);
    },
    close: () => journal.close(),
  };
}

function parseEntry(line: string): LogEntry {
  const value: unknown = JSON.parse(line);
  return entrySchema.parse(value);
}
