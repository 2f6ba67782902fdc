import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { checkoutDirectory } from '../checkout.ts';
import type { Environment } from '../env.ts';

/** The environment with what `.env` adds to it, as `npm start` reads it too. What is set already wins. */
export function loadEnvFile(environment: Environment, file = join(checkoutDirectory, '.env')): Environment {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return environment;
  }
  return { ...parseEnv(text), ...environment };
}
