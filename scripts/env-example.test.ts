/** Every variable that the code reads is in .env.example and in the table of docs/operating.md, with its real default. */

import { expect, test } from 'vitest';
import { codeIn, filesOf, tableOf, textOf } from './docs/documents.ts';

/** What every program is given by its shell, and what tools tell each other. */
const ofTheShell = new Set(['CI', 'HOME', 'NO_COLOR', 'PATH', 'TERM', 'TURBO_TELEMETRY_DISABLED']);

const example = new Map(
  [...textOf('.env.example').matchAll(/^# ?([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ]),
);

const sources = filesOf(/\.(ts|tsx|mjs)$/).filter((path) => !/\.(test|e2e)\.tsx?$|\/e2e\//.test(path));

/** `env.PORT`, `process.env.PORT`, the keys of a schema, and our own names wherever they stand. */
const reads = [
  /\b(?:env|environment|base|source)\.([A-Z][A-Z0-9_]+)\b/g,
  /^\s+([A-Z][A-Z0-9_]+): z$|^\s+([A-Z][A-Z0-9_]+): z\./gm,
  /\b((?:HAWKER|MARKET)_[A-Z0-9_]+)\b/g,
];

function variablesRead(): string[] {
  const names = sources.flatMap((path) => {
    const text = textOf(path);
    return reads.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, one, other]) => one ?? other ?? []));
  });
  return [...new Set(names)].filter((name) => !ofTheShell.has(name)).sort();
}

/** By variable, the defaults that the schemas of the apps give it. */
function schemaDefaults(): Map<string, Set<string>> {
  const defaults = new Map<string, Set<string>>();
  for (const path of sources.filter((source) => source.endsWith('/env.ts'))) {
    for (const [, name = '', rest = ''] of textOf(path).matchAll(
      /^\s+([A-Z][A-Z0-9_]+): (z[\s\S]*?)(?=^\s+[A-Z/]|^\S)/gm,
    )) {
      const value = /\.default\(['"]?([^'")]*)['"]?\)/.exec(rest)?.[1];
      if (value !== undefined) {
        defaults.set(name, new Set([...(defaults.get(name) ?? []), value.replaceAll('_', '')]));
      }
    }
  }
  return defaults;
}

test('the example names what is read, and nothing else', () => {
  expect([...example.keys()].sort()).toEqual(variablesRead());
});

test('the example shows the real defaults', () => {
  const defaults = schemaDefaults();
  expect(defaults.size).toBeGreaterThan(8);
  for (const [name, values] of defaults) {
    expect([...values], name).toContain(example.get(name));
  }
});

test('everything in the example is commented out, so that copying it changes nothing', () => {
  const active = textOf('.env.example')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(active).toEqual([]);
});

test('the table of the operating manual has the same variables and defaults', () => {
  const table = tableOf('docs/operating.md', 'variable').map(([name = '', value = '']) => [
    codeIn(name)[0] ?? '',
    codeIn(value)[0] ?? '',
  ]);
  expect(table.map(([name]) => name).sort()).toEqual([...example.keys()].sort());
  const defaults = schemaDefaults();
  for (const [name = '', value = ''] of table.filter(([, literal]) => literal && !literal.includes('<'))) {
    expect([...(defaults.get(name) ?? [])], name).toContain(value);
  }
});
