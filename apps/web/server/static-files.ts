import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express } from 'express';

/** Built files: those with a hash in their name never change, the others are asked for again after an hour. */
export function serveStaticFiles(app: Express, clientDir: string): void {
  if (!existsSync(clientDir)) {
    throw new Error('The web app has not been built. Run `pnpm build` first.');
  }
  app.use('/assets', express.static(join(clientDir, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }));
  app.use(express.static(clientDir, { maxAge: '1h', index: false, redirect: false }));
}
