/** The log files of what runs in the background. */
import { closeSync, mkdirSync, openSync, readSync, renameSync, statSync, unwatchFile, watchFile } from 'node:fs';
import { dirname } from 'node:path';

const rotateAtBytes = 10 * 1024 * 1024;

/**
 * Makes room for the log; a large one becomes `<name>.log.1`, and the one that had that name is gone.
 * @param {string} file
 * @param {number} [limitBytes]
 */
export function prepareLog(file, limitBytes = rotateAtBytes) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (sizeOf(file) > limitBytes) {
    renameSync(file, `${file}.1`);
  }
}

/** @param {string} file */
export function sizeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * What was written from `from` (bytes) on, at most the last `limitBytes` of it.
 * @param {string} file
 * @param {number} from
 * @param {number} [limitBytes]
 */
export function readLogFrom(file, from, limitBytes = 64 * 1024) {
  const size = sizeOf(file);
  const start = Math.max(from, size - limitBytes);
  if (size <= start) {
    return '';
  }
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(size - start);
    const length = readSync(descriptor, buffer, 0, buffer.length, start);
    return buffer.toString('utf8', 0, length);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The lines worth showing of a program that has crashed: its warnings and errors, or simply the last ones when it left
 * none. A line of JSON is one of pino's (40 is a warning); any other was written by the runtime and counts as an error.
 * @param {string} text
 * @param {number} [limit]
 * @returns {string[]}
 */
export function tellingLines(text, limit = 15) {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.flatMap((line) => {
    const entry = parseEntry(line);
    if (!entry) {
      return [line];
    }
    return entry.level >= 40 ? describeEntry(entry) : [];
  });
  return (telling.length > 0 ? telling : lines).slice(-limit);
}

/**
 * Hands on what is written to the file from now on.
 * @param {string} file
 * @param {(text: string) => void} onText
 * @returns {() => void} ends it, after the last of it
 */
export function followLog(file, onText) {
  let read = sizeOf(file);
  const look = () => {
    const text = readLogFrom(file, read, Number.MAX_SAFE_INTEGER);
    read += Buffer.byteLength(text);
    if (text) {
      onText(text);
    }
  };
  watchFile(file, { interval: 200 }, look);
  return () => {
    unwatchFile(file, look);
    look();
  };
}

/** @typedef {{ level: number, msg?: string, err?: { message?: string, stack?: string } }} LogEntry */

/**
 * @param {string} line
 * @returns {LogEntry | null}
 */
function parseEntry(line) {
  if (!line.startsWith('{')) {
    return null;
  }
  try {
    const entry = JSON.parse(line);
    return typeof entry.level === 'number' ? entry : null;
  } catch {
    return null;
  }
}

/** @param {LogEntry} entry */
function describeEntry({ msg, err }) {
  const reason = (err?.stack ?? err?.message ?? '').split('\n').slice(0, 6);
  const told = msg !== undefined && reason[0]?.includes(msg);
  return [told ? '' : (msg ?? ''), ...reason].filter((line) => line !== '');
}
