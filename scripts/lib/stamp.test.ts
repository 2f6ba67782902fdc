import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { installHash, packageManagerOf } from './bootstrap.mjs';
import { checkoutDir, workspaceFolders } from './checkout.mjs';
import { hashFiles, isStampFresh, writeStamp } from './stamp.mjs';

let base: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'hawker-stamp-'));
  mkdirSync(join(base, 'src/deep'), { recursive: true });
  writeFileSync(join(base, 'src/deep/one.ts'), '1');
  writeFileSync(join(base, 'src/two.ts'), '2');
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

const hash = () => hashFiles(base, ['src', 'absent.json'], { ignore: (path) => path.endsWith('.test.ts') });

it('changes with what is in a file, with its name, and with a file that appears', () => {
  const before = hash();
  expect(hash()).toBe(before);
  writeFileSync(join(base, 'src/two.ts'), '3');
  const changed = hash();
  expect(changed).not.toBe(before);
  writeFileSync(join(base, 'absent.json'), '{}');
  expect(hash()).not.toBe(changed);
});

it('does not confuse the end of one file with the beginning of the next', () => {
  writeFileSync(join(base, 'src/deep/one.ts'), '12');
  writeFileSync(join(base, 'src/two.ts'), '');
  const joined = hash();
  writeFileSync(join(base, 'src/deep/one.ts'), '1');
  writeFileSync(join(base, 'src/two.ts'), '2');
  expect(hash()).not.toBe(joined);
});

it('leaves out what is ignored, and counts what else the result depends on', () => {
  const before = hash();
  writeFileSync(join(base, 'src/two.test.ts'), 'a test');
  expect(hash()).toBe(before);
  expect(hashFiles(base, ['src'], { salt: ['linux'] })).not.toBe(hashFiles(base, ['src'], { salt: ['darwin'] }));
});

it('remembers a hash in a file', () => {
  const stamp = join(base, 'made/stamp');
  expect(isStampFresh(stamp, hash())).toBe(false);
  writeStamp(stamp, hash());
  expect(isStampFresh(stamp, hash())).toBe(true);
  writeFileSync(join(base, 'src/two.ts'), 'other');
  expect(isStampFresh(stamp, hash())).toBe(false);
});

it('installs anew after a change of any manifest', () => {
  writeFileSync(
    join(base, 'pnpm-workspace.yaml'),
    "packages:\n  - parts/*\n  - 'bench' # alone\n\ncatalog:\n  vite: 6\n",
  );
  for (const folder of ['parts/b', 'parts/a', 'parts/empty', 'bench']) {
    mkdirSync(join(base, folder), { recursive: true });
  }
  for (const folder of ['', 'parts/b', 'parts/a', 'bench']) {
    writeFileSync(join(base, folder, 'package.json'), '{}');
  }
  expect(workspaceFolders(base)).toEqual(['', 'parts/a', 'parts/b', 'bench']);
  const before = installHash(base);
  writeFileSync(join(base, 'parts/a/package.json'), '{"name":"a"}');
  expect(installHash(base)).not.toBe(before);
});

it('finds every part of this checkout', () => {
  expect(workspaceFolders()).toEqual(expect.arrayContaining(['', 'apps/web', 'packages/db', 'bench']));
});

it('installs with the exact pnpm that package.json names', () => {
  expect(packageManagerOf(checkoutDir)).toMatch(/^pnpm@10\.\d+\.\d+$/);
  writeFileSync(join(base, 'package.json'), '{"packageManager":"pnpm@10.1.2+sha512.abc"}');
  expect(packageManagerOf(base)).toBe('pnpm@10.1.2');
  writeFileSync(join(base, 'package.json'), '{"packageManager":"pnpm@latest"}');
  expect(() => packageManagerOf(base)).toThrow('must name an exact pnpm');
});
