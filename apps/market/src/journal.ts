/**
 * A file of lines that only grows. `append` resolves when the line is on disk: lines that arrive while one flush is
 * under way share the next one, so a busy market pays for one fsync and not for one per line.
 *
 * After a crash the last line may be torn. Nobody was told that it is stored, so it is cut off. A damaged line
 * anywhere else means that the file was changed by hand, and the journal refuses to open.
 */
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

const NEWLINE = 0x0a;
const READ_CHUNK_BYTES = 1024 * 1024;

export interface Journal {
  /** Lines on disk. */
  readonly durableCount: number;
  /** Bytes on disk or on their way to it. */
  readonly sizeBytes: number;
  /** Rejects when the file cannot be written any more; never resolves. */
  readonly failed: Promise<never>;
  /** Lines are kept in the order of the calls. */
  append(line: string): Promise<void>;
  /** Resolves when every line appended so far is on disk. */
  flushed(): Promise<void>;
  /** Durable lines `from` (counted from 0) up to but not including `to`. */
  read(from: number, to: number): Promise<string[]>;
  close(): Promise<void>;
}

export interface JournalOptions {
  path: string;
  /** Called for each line in order. What it throws for the last line cuts that line off; for another, opening fails. */
  onLine(line: string): void;
  /** Called with the number of bytes when a torn last line was cut off. */
  onTorn(tornBytes: number): void;
}

interface Waiting {
  line: Buffer;
  resolve(): void;
  reject(error: unknown): void;
}

export async function openJournal(options: JournalOptions): Promise<Journal> {
  await mkdir(dirname(options.path), { recursive: true, mode: 0o700 });
  const handle = await open(options.path, 'a+', 0o600);
  try {
    const offsets = await replay(handle, options);
    await handle.sync();
    await syncDirectory(dirname(options.path));
    return createJournal(handle, offsets);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Returns where each line begins, and last where the next one will. */
async function replay(handle: FileHandle, options: JournalOptions): Promise<number[]> {
  const offsets = [0];
  let damaged: { lineNumber: number; cause: unknown } | undefined;
  let carry = Buffer.alloc(0);
  let position = 0;
  const chunk = Buffer.alloc(READ_CHUNK_BYTES);

  const take = (line: Buffer) => {
    if (damaged !== undefined) {
      const place = `${options.path}, line ${damaged.lineNumber}`;
      throw new Error(`The market's log is damaged (${place}).`, { cause: damaged.cause });
    }
    try {
      options.onLine(line.toString('utf8'));
      offsets.push((offsets.at(-1) ?? 0) + line.length + 1);
    } catch (cause) {
      damaged = { lineNumber: offsets.length, cause };
    }
  };

  for (;;) {
    const { bytesRead } = await handle.read(chunk, 0, READ_CHUNK_BYTES, position);
    if (bytesRead === 0) {
      break;
    }
    position += bytesRead;
    let rest = Buffer.concat([carry, chunk.subarray(0, bytesRead)]);
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE)) {
      take(rest.subarray(0, end));
      rest = rest.subarray(end + 1);
    }
    carry = Buffer.from(rest);
  }

  const soundBytes = offsets.at(-1) ?? 0;
  if (position > soundBytes) {
    if (damaged !== undefined && carry.length > 0) {
      take(carry);
    }
    await handle.truncate(soundBytes);
    options.onTorn(position - soundBytes);
  }
  return offsets;
}

function createJournal(handle: FileHandle, offsets: number[]): Journal {
  let durableCount = offsets.length - 1;
  let waiting: Waiting[] = [];
  let flushing: Promise<void> | undefined;
  let broken: { error: unknown } | undefined;
  let breakJournal: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_resolve, reject) => {
    breakJournal = reject;
  });
  // Whoever wants to know listens; a failure that nobody listens to has already rejected its appends.
  failed.catch(() => undefined);

  const flush = async () => {
    // One turn of the event loop gathers the calls that are already waiting in it.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await handle.appendFile(Buffer.concat(group.map(({ line }) => line)));
        await handle.datasync();
      } catch (error) {
        broken = { error };
        for (const { reject } of [...group, ...waiting]) {
          reject(error);
        }
        waiting = [];
        breakJournal(error);
        break;
      }
      durableCount += group.length;
      for (const { resolve } of group) {
        resolve();
      }
    }
    flushing = undefined;
  };

  return {
    failed,
    get durableCount() {
      return durableCount;
    },
    get sizeBytes() {
      return offsets.at(-1) ?? 0;
    },
    append(text) {
      if (broken !== undefined) {
        return Promise.reject(broken.error);
      }
      const line = Buffer.from(`${text}\n`, 'utf8');
      offsets.push((offsets.at(-1) ?? 0) + line.length);
      const stored = new Promise<void>((resolve, reject) => {
        waiting.push({ line, resolve, reject });
      });
      flushing ??= flush();
      return stored;
    },
    async flushed() {
      await flushing;
      if (broken !== undefined) {
        throw broken.error;
      }
    },
    async read(from, to) {
      const start = offsets[from];
      const end = offsets[Math.min(to, durableCount)];
      if (start === undefined || end === undefined || end <= start) {
        return [];
      }
      const buffer = Buffer.alloc(end - start);
      await handle.read(buffer, 0, buffer.length, start);
      return buffer.toString('utf8').trimEnd().split('\n');
    },
    async close() {
      await flushing;
      await handle.close();
    },
  };
}

/** A new or renamed file is only safe once its folder is on disk too. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
