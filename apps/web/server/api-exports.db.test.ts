/** Files for programs: who gets them, which rows are in them, and what is said of a wrong question. */

import { createServer } from 'node:http';
import { ProcessMeter } from '@hawker/api';
import { exportsPath, fetchExport } from '@hawker/api/client';
import { afterAll, expect, test } from 'vitest';
import { mountExports } from './api-exports.ts';
import { createApp } from './app.ts';
import { closeGracefully, edge, listen } from './http-server.ts';
import { addOwner, openHawker } from './testing/open-hawker.ts';

const { app, log, close } = await openHawker('hawker exports test');
const { caller, token } = await addOwner(app);
for (const title of ['Oak chair', 'Oak table']) {
  await caller.listings.create({
    listing: { title, description: 'Solid.', priceMinor: 1_250, currency: 'EUR' },
    accountIds: [],
  });
}

const server = createServer(
  edge(
    createApp({
      log,
      origin: undefined,
      isDevelopment: false,
      bodyLimits: { defaultBytes: 2_000, uploads: {} },
      meter: new ProcessMeter({ cache: app.cache }),
      beforePages: (express) => mountExports(express, { app, origin: undefined }),
      pages: (_request, response) => response.status(404).send('a page'),
    }),
  ),
);
const url = await listen(server, 0, '127.0.0.1');
afterAll(async () => {
  await closeGracefully(server);
  await close();
});

test('with a token the rows that match come as a file', async () => {
  const response = await fetchExport(
    { url, token },
    { what: 'listings', form: 'csv', filter: { search: 'table OAK' } },
  );
  expect(response.headers.get('content-disposition')).toBe('attachment; filename=hawker-listings.csv');
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const text = await response.text();
  expect(text).toContain(',Oak table,');
  expect(text).not.toContain('Oak chair');
  const posts = await fetchExport({ url, token }, { what: 'posts', form: 'xlsx', filter: { statuses: ['failed'] } });
  expect(
    Buffer.from(await posts.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
});

test('without one nothing comes, whatever is asked', async () => {
  for (const authorization of [undefined, 'Bearer hwt_wrong', 'Basic eDp5']) {
    const headers = { accept: 'application/json', ...(authorization === undefined ? {} : { authorization }) };
    const response = await fetch(`${url}${exportsPath}/posts?form=csv`, { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining('API token') } });
  }
});

test.each([
  ['of what there is not', 'accounts?form=csv'],
  ['in no known form', 'posts?form=pdf'],
  ['by a status that is none', `posts?form=csv&filter=${encodeURIComponent('{"statuses":["gone"]}')}`],
  ['by a filter that is no JSON', 'posts?form=csv&filter=failed'],
])('a question %s is refused, not answered with everything', async (_name, question) => {
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(`${url}${exportsPath}/${question}`, { headers });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { message: expect.stringMatching(/\w/) } });
});
