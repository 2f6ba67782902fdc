/**
 * The key that seals credentials. From the environment where several machines share one database; otherwise made on the
 * first start, in the data folder, readable by its owner only. Lose it, and every account must sign in again.
 */

import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { keyLength } from './credential-box.ts';

export interface SecretKeyOptions {
  /** Base64, 32 bytes; wins over the file. */
  fromEnvironment: string | undefined;
  dataDirectory: string;
}

export async function loadSecretKey(options: SecretKeyOptions): Promise<Uint8Array> {
  if (options.fromEnvironment) {
    return decode(options.fromEnvironment, 'HAWKER_SECRET_KEY');
  }
  const path = join(options.dataDirectory, 'secret.key');
  await mkdir(options.dataDirectory, { recursive: true });
  const existing = await readIfThere(path);
  if (existing === null) {
    await make(path);
  }
  return decode(existing ?? (await readFile(path, 'utf8')), path);
}

/**
 * Written aside and linked into place: the key appears whole or not at all, and of two processes that start together
 * one makes it and the other reads it.
 */
async function make(path: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  const file = await open(aside, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(keyLength).toString('base64')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(aside, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) {
      throw error;
    }
  } finally {
    await rm(aside);
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      return null;
    }
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function decode(text: string, source: string): Uint8Array {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== keyLength) {
    throw new Error(
      `${source} must hold ${keyLength} bytes in base64, such as \`openssl rand -base64 ${keyLength}\` prints`,
    );
  }
  return key;
}
