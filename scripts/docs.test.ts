/** Lists in the documents that could drift from the code, links that could break, and files that could move away. */

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  attemptStatuses,
  attemptTransitions,
  deletablePostStatuses,
  editablePostStatuses,
  type PostMoveName,
  postMoves,
  postStatuses,
  postStatusGroups,
} from '../packages/core/src/index.ts';
import { codeIn, filesOf, tableOf, textOf } from './docs/documents.ts';
import { checkoutDir } from './lib/checkout.mjs';

const documents = filesOf(/\.md$/);

interface Manifest {
  packageManager?: string;
  scripts?: Record<string, string>;
  bin?: Record<string, string>;
  dependencies?: Record<string, string>;
}

const manifestOf = (folder: string): Manifest => JSON.parse(textOf(join(folder, 'package.json')));

describe('the life of a post', () => {
  const path = 'docs/post-lifecycle.md';

  test('has every status, with its group and its word on the screen', () => {
    const words = new Map(
      [...textOf('apps/web/app/components/statuses.ts').matchAll(/^ {2}(\w+): \{ word: '([^']+)'/gm)].map(
        ([, status, word]) => [status, word],
      ),
    );
    const rows = tableOf(path, 'status').map(([status = '', group, word]) => [codeIn(status)[0], group, word]);
    const groupOf = (status: string) =>
      Object.entries(postStatusGroups).find(([, statuses]) => statuses.some((one) => one === status))?.[0];
    const wanted = postStatuses.map((status) => [status, groupOf(status), words.get(status)]);
    expect(sorted(rows)).toEqual(sorted(wanted));
  });

  test('has every move, from and to the same statuses', () => {
    const rows = tableOf(path, 'move').map(([move = '', from = '', to = '']) => [
      codeIn(move)[0],
      codeIn(from).sort(),
      codeIn(to)[0],
    ]);
    const names = Object.keys(postMoves) as PostMoveName[];
    expect(rows).toEqual(names.map((name) => [name, [...postMoves[name].from].sort(), postMoves[name].to]));
  });

  test('has every status of an attempt, and where it leads', () => {
    const rows = tableOf(path, 'attempt').map(([status = '', next = '']) => [codeIn(status)[0], codeIn(next).sort()]);
    expect(sorted(rows)).toEqual(sorted(attemptStatuses.map((name) => [name, [...attemptTransitions[name]].sort()])));
  });

  test('says which posts may be edited, and which deleted', () => {
    const [sentence = ''] = /^Posts may be edited while[\s\S]*?\./m.exec(textOf(path)) ?? [];
    const [editable = '', deletable = ''] = sentence.split('deleted while');
    expect(codeIn(editable).sort()).toEqual([...editablePostStatuses].sort());
    expect(codeIn(deletable).sort()).toEqual([...deletablePostStatuses].sort());
  });
});

test('a package imports nothing but what the architecture allows', () => {
  for (const [name = '', imports = ''] of tableOf('docs/architecture.md', 'package')) {
    const [short = ''] = codeIn(name);
    const folder = existsSync(join(checkoutDir, 'packages', short)) ? `packages/${short}` : `apps/${short}`;
    const named = Object.keys(manifestOf(folder).dependencies ?? {}).flatMap((dependency) =>
      dependency.startsWith('@hawker/') ? dependency.slice('@hawker/'.length) : [],
    );
    if (!imports.startsWith('any')) {
      expect(
        named.filter((dependency) => !codeIn(imports).includes(dependency)),
        short,
      ).toEqual([]);
    }
  }
});

test('the versions that are held back are those of the catalog', () => {
  const catalog = new Map(
    [...textOf('pnpm-workspace.yaml').matchAll(/^ {2}"?([@\w/-]+)"?: (\S+)$/gm)].map(([, name = '', version = '']) => [
      name,
      version,
    ]),
  );
  for (const [names = '', held = ''] of tableOf('docs/decisions/0002-versions.md', 'package')) {
    const [version = ''] = /\d\S*/.exec(held) ?? [];
    for (const name of names.split(', ')) {
      expect(catalog.get(name)?.replace(/^\^/, '').startsWith(version), `${name} ${catalog.get(name)}`).toBe(true);
    }
  }
});

/** Starts the command, which takes its time on a machine that is busy with other tests, in milliseconds. */
const helpTimeoutMs = 60_000;

test(
  'the README has every command',
  () => {
    const help = execFileSync(process.execPath, ['--import', 'tsx', 'apps/worker/src/cli/main.ts', '--help'], {
      cwd: checkoutDir,
      encoding: 'utf8',
    });
    const [, list = ''] = /^Commands:\n([\s\S]*?)\n\n/m.exec(help) ?? [];
    const commands = [...list.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name).filter((name) => name !== 'help');
    const rows = tableOf('README.md', 'command').map(([command = '']) => codeIn(command)[0]?.split(' ')[0]);
    expect([...new Set(rows)].sort()).toEqual(commands.sort());
  },
  helpTimeoutMs,
);

test('the commands that documents name are scripts of the top package.json, or the command of the workspace', () => {
  const { scripts = {} } = manifestOf('');
  const { bin = {} } = manifestOf('apps/worker');
  const pnpmItself = new Set(['add', 'exec', 'install']);
  for (const path of documents) {
    for (const [, name = ''] of textOf(path).matchAll(/(?:`pnpm |npm run )([a-z][a-z:]*)/g)) {
      expect(name in scripts || name in bin || pnpmItself.has(name), `${path}: pnpm ${name}`).toBe(true);
    }
  }
});

test('the pnpm that documents name is the one that package.json names', () => {
  const { packageManager } = manifestOf('');
  for (const path of documents) {
    for (const [named] of textOf(path).matchAll(/pnpm@[\d.]+\d/g)) {
      expect(named, path).toBe(packageManager);
    }
  }
});

test('every decision is listed under its own title, dated and accepted or superseded', () => {
  const listed = tableOf('docs/decisions/README.md', '').map(([link = '', title]) => [
    /\((.+)\)/.exec(link)?.[1],
    title,
  ]);
  const records = filesOf(/^\d{4}-.+\.md$/, 'docs/decisions').map((path) => {
    const text = textOf(path);
    expect(text, path).toMatch(/^\d{4}-\d{2}-\d{2}\. (Accepted|Superseded by \[\d{4}\]\(.+\))\.$/m);
    const [, number, title] = /^# (\d{4}) (.+)$/m.exec(text) ?? [];
    const file = path.slice('docs/decisions/'.length);
    expect(file.slice(0, 4)).toBe(number);
    return [file, title];
  });
  expect(listed).toEqual(records);
});

test('every link leads somewhere', () => {
  const broken = documents.flatMap((path) => {
    const targets = [...proseOf(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    return targets.filter((target) => !leadsSomewhere(path, target)).map((target) => `${path} -> ${target}`);
  });
  expect(broken).toEqual([]);
});

function leadsSomewhere(path: string, target: string): boolean {
  if (/^(https?|mailto):/.test(target)) {
    return true;
  }
  const [file = '', anchor] = target.split('#');
  const linked = file === '' ? path : normalize(join(dirname(path), file));
  return existsSync(join(checkoutDir, linked)) && (anchor === undefined || anchorsOf(textOf(linked)).includes(anchor));
}

test('every file that is named exists', () => {
  const missing = documents.flatMap((path) =>
    codeIn(proseOf(path))
      .filter((code) => /^(apps|bench|docs|packages|scripts)\/[\w./-]+$/.test(code))
      .filter((code) => !existsSync(join(checkoutDir, code)))
      .map((code) => `${path}: ${code}`),
  );
  expect(missing).toEqual([]);
});

/** Without blocks of code. */
function proseOf(path: string): string {
  return textOf(path).replace(/^```[\s\S]*?^```/gm, '');
}

/** As GitHub makes them of headings. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

function sorted(rows: readonly (readonly unknown[])[]): (readonly unknown[])[] {
  return [...rows].sort((one, other) => String(one[0]).localeCompare(String(other[0])));
}
