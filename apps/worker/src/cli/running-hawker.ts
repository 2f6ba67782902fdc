/** Finds the Hawker that `npm start` runs on this machine: it says in `run.json` of its data folder where everything is. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CommandError, exitCodes } from './exit-codes.ts';

const runFileSchema = z.object({
  databaseUrl: z.string().min(1),
  origin: z.url(),
  marketUrl: z.url(),
  /** Of the process that started everything. */
  pid: z.int().positive(),
});

export type RunningHawker = z.infer<typeof runFileSchema>;

/** Null when nothing runs: no file, or one that a killed process left behind. */
export function findRunningHawker(dataDirectory: string): RunningHawker | null {
  let text: string;
  try {
    text = readFileSync(join(dataDirectory, 'run.json'), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') {
      throw new CommandError(
        exitCodes.unreachable,
        `${join(dataDirectory, 'run.json')} belongs to another user. Run this as the user who started Hawker.`,
      );
    }
    return null;
  }
  const parsed = runFileSchema.safeParse(parseJson(text));
  return parsed.success && isAlive(parsed.data.pid) ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and it is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
