/** Walks the whole router: nothing answers without a sign-in but what is listed here, and roles are kept. */

import type { Role } from '@hawker/core';
import { afterAll, expect, test } from 'vitest';
import { appRouter } from './router.ts';
import { actorOf, createTestApp } from './testing/test-app.ts';
import { domainErrorOf } from './trpc.ts';

const bench = await createTestApp();
afterAll(() => bench.close());

const open = ['setUp.createOwner', 'setUp.needed', 'signIn.signIn', 'system.health'];
const ownerOnly = [
  'diagnostics.explain',
  'diagnostics.get',
  'system.audit',
  'tokens.create',
  'tokens.list',
  'tokens.revoke',
];
/** What a viewer may call that is a mutation: only what is their own. */
const viewerMutations = ['signIn.changePassword'];

interface Procedure {
  _def: { type: 'query' | 'mutation' | 'subscription' };
}

const walked: Readonly<Record<string, unknown>> = appRouter._def.procedures;
const procedures = Object.entries(walked).flatMap(([path, procedure]) =>
  isProcedure(procedure) ? [{ path, type: procedure._def.type }] : [],
);

function isProcedure(value: unknown): value is Procedure {
  return typeof value === 'function' && '_def' in value;
}

/** Calls with input that no schema takes, so that whoever gets past the guard gets no further. */
async function codeOf(path: string, role: Role | null): Promise<string> {
  const caller = bench.callerOf(role === null ? null : actorOf(role));
  let call: unknown = caller;
  for (const part of path.split('.')) {
    call = (call as Record<string, unknown>)[part];
  }
  try {
    await (call as (input: unknown) => Promise<unknown>)(Symbol('no schema takes this'));
    return 'ok';
  } catch (error) {
    return domainErrorOf(error)?.code ?? 'internal';
  }
}

test('the router is there to be walked', () => {
  expect(procedures.length).toBeGreaterThan(40);
});

test.each(procedures.filter(({ path }) => !open.includes(path)))(
  '$path does not answer without a sign-in',
  async ({ path }) => {
    expect(await codeOf(path, null)).toBe('unauthenticated');
  },
);

test.each(open)('%s is open, on purpose', async (path) => {
  expect(await codeOf(path, null)).not.toBe('unauthenticated');
});

test.each(
  procedures.filter(({ path, type }) => type === 'mutation' && !open.includes(path) && !viewerMutations.includes(path)),
)('a viewer may not $path', async ({ path }) => {
  expect(await codeOf(path, 'viewer')).toBe('forbidden');
});

test.each(ownerOnly)('an editor may not %s', async (path) => {
  expect(await codeOf(path, 'editor')).toBe('forbidden');
});
