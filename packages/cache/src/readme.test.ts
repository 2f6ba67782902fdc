import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createCache } from './cache.ts';
import { createMemoryStore } from './stores/memory.ts';

const source = new URL('./', import.meta.url);

async function readTests(): Promise<string> {
  const names = await readdir(source, { recursive: true });
  const files = names.filter((name) => name.endsWith('.test.ts') || name.endsWith('store-suite.ts'));
  const texts = await Promise.all(files.map((name) => readFile(new URL(name, source), 'utf8')));
  return texts.join('\n');
}

describe('README', () => {
  it('names tests that exist, several for most guarantees', async () => {
    const readme = await readFile(new URL('../README.md', source), 'utf8');
    const named = [...readme.matchAll(/^ {3}- `(.+)`$/gm)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(12);
    const tests = await readTests();
    expect(named.filter((name) => !tests.includes(`'${name}'`))).toEqual([]);
  });

  it('names every figure of stats()', async () => {
    const readme = await readFile(new URL('../README.md', source), 'utf8');
    const stats = createCache({ store: createMemoryStore() }).stats();
    const names = [...Object.keys(stats), ...Object.keys(stats.misses), ...Object.keys(stats.loads)];
    // A broken listener is a mistake in the program that uses the cache, not a figure to watch.
    const watched = names.filter((name) => name !== 'listenerErrors');
    expect(watched.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });
});
