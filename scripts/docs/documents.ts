/** What the tests of the documents read: the files of the checkout, and the tables in its Markdown. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutDir } from '../lib/checkout.mjs';

/** Neither ours nor written by hand. */
const skipped = new Set(['.git', '.hawker', '.turbo', 'build', 'generated', 'node_modules', 'test-results']);

/** Relative to the checkout, sorted. */
export function filesOf(ending: RegExp, folder = ''): string[] {
  return readdirSync(join(checkoutDir, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        return skipped.has(entry.name) ? [] : filesOf(ending, path);
      }
      return ending.test(entry.name) ? [path] : [];
    })
    .sort();
}

export function textOf(path: string): string {
  return readFileSync(join(checkoutDir, path), 'utf8');
}

/** The rows (without the header) of the table whose first column has this title. */
export function tableOf(path: string, firstColumn: string): string[][] {
  const lines = textOf(path).split('\n');
  const header = lines.findIndex((line) => cellsOf(line)[0] === firstColumn);
  if (header === -1) {
    throw new Error(`${path} has no table that begins with "${firstColumn}"`);
  }
  const end = lines.findIndex((line, index) => index > header && !line.startsWith('|'));
  return lines.slice(header + 2, end === -1 ? lines.length : end).map(cellsOf);
}

function cellsOf(line: string): string[] {
  return line.startsWith('|')
    ? line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
    : [];
}

/** What stands in backticks. */
export function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => code ?? []);
}
