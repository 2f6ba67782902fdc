/**
 * The key that seals credentials. From the environment where several machines share one database; otherwise made on the
 * first start, in the data folder, readable by its owner only. Lose it, and every account must sign in again.
 */

import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
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
  try {
    // Exclusive: of two processes that start together, one makes the key and the other reads it.
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(`${randomBytes(keyLength).toString('base64')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw error;
    }
  }
  return decode(await readFile(path, 'utf8'), path);
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
