import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { apiPath } from '@hawker/api/client';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { appRouter } from '../src/router.ts';
import { createOwner, findActor } from '../src/services/sign-in.ts';
import { createTestApp, newListing, type TestApp } from '../src/testing/test-app.ts';

const example = fileURLToPath(new URL('typed-client.ts', import.meta.url));

let hawker: TestApp;
let server: Server;
let env: Record<string, string>;

beforeAll(async () => {
  hawker = await createTestApp();
  const { app, caller } = hawker;
  await createOwner(app, { name: 'Ann', email: 'ann@example.com', password: 'a long enough password' });
  server = createServer(
    createHTTPHandler({
      router: appRouter,
      basePath: `${apiPath}/`,
      createContext: async ({ req }) => ({
        app,
        actor: await findActor(app, req.headers.authorization?.replace('Bearer ', '') ?? ''),
        requestId: 'test',
        address: null,
      }),
    }),
  );
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const { token } = await caller.tokens.create({ name: 'Example' });
  env = { PATH: process.env.PATH ?? '', HAWKER_URL: `http://127.0.0.1:${port}`, HAWKER_TOKEN: token };
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await hawker.close();
});

function runExample(
  variables: Record<string, string>,
): Promise<{ exitCode: number | string; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', example], { env: variables }, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, stdout, stderr }),
    );
  });
}

test('the example lists failed posts and tries them again', async () => {
  const { app, caller, addAccounts } = hawker;
  const accountIds = await addAccounts(2);
  await caller.listings.create({ listing: newListing('Oak chair'), accountIds });
  await app.database.sql.rows("UPDATE post SET status = 'failed', last_sentence = 'The title is too long.'");
  await app.cache.clear();

  const { exitCode, stdout, stderr } = await runExample(env);
  expect(stderr).toBe('');
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(/^Oak chair on Account .+: The title is too long\.$/),
    expect.stringMatching(/^Oak chair on Account .+: The title is too long\.$/),
    'Trying 2 again; 0 had moved on.',
    '',
  ]);
  expect(exitCode).toBe(0);
  expect(await caller.posts.count({ filter: { statuses: ['queued'] } })).toEqual({ count: 2, atLeast: false });
});

test('a wrong token is said in Hawker’s own words', async () => {
  const { exitCode, stderr } = await runExample({ ...env, HAWKER_TOKEN: 'hwt_wrong' });
  expect(stderr).toBe('Sign in first.\n');
  expect(exitCode).toBe(1);
});
