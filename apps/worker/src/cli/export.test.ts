import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { runCommandLine } from './program.ts';

const folder = await mkdtemp(join(tmpdir(), 'hawker-export-'));
afterAll(() => rm(folder, { recursive: true }));

/** What the command says, and its exit code, with a Hawker elsewhere that answers so. */
async function exportFrom(answer: RequestListener): Promise<{ exitCode: number; said: string; asked: string }> {
  let asked = '';
  const server = createServer((request, response) => {
    asked = `${request.headers.authorization} ${decodeURIComponent(request.url ?? '')}`;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  let said = '';
  const stderr = { write: (text: string) => (said += text) };
  const exitCode = await runCommandLine(['export', 'posts', join(folder, 'posts.csv'), '--status', 'failed'], {
    environment: { HAWKER_URL: `http://127.0.0.1:${port}`, HAWKER_TOKEN: 'hwt_x' },
    stdout: { write: () => undefined },
    stderr,
    now: () => 0,
  });
  await new Promise((resolve) => server.close(resolve));
  return { exitCode, said, asked };
}

test('a file that breaks off half way is not left there', async () => {
  const { exitCode } = await exportFrom((_request, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('sku,title');
    setImmediate(() => response.destroy());
  });
  expect(exitCode).not.toBe(0);
  expect(await readdir(folder)).toEqual([]);
});

test('a token that is not accepted, and a filter that is refused, are said in words', async () => {
  const token = await exportFrom((_request, response) => response.writeHead(401).end());
  expect(token).toMatchObject({ exitCode: 3, said: expect.stringContaining('does not accept the token') });
  const filter = await exportFrom((_request, response) =>
    response.writeHead(400).end(JSON.stringify({ error: { message: 'No such status.' } })),
  );
  expect(filter).toMatchObject({ exitCode: 1, said: expect.stringContaining('No such status.') });
  expect(await readdir(folder)).toEqual([]);
});

test('what comes is saved as it is, by the filter that was asked for', async () => {
  const { exitCode, asked } = await exportFrom((_request, response) => response.end('sku,title\r\n'));
  expect(exitCode).toBe(0);
  expect(asked).toBe('Bearer hwt_x /api/exports/posts?form=csv&filter={"statuses":["failed"]}');
  expect(await readFile(join(folder, 'posts.csv'), 'utf8')).toBe('sku,title\r\n');
});
