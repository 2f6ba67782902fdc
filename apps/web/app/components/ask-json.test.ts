import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askJson } from './ask-json.ts';

let server: Server;
let address = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    const isRefusal = request.url === '/refusal';
    response.writeHead(isRefusal ? 409 : 502, { 'content-type': isRefusal ? 'application/json' : 'text/html' });
    response.end(isRefusal ? '{"ok":false,"error":{"message":"It is settled already."}}' : '<html>Bad gateway</html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

test('a refusal is told in its own words', async () => {
  await expect(askJson(`${address}/refusal`)).rejects.toThrow('It is settled already.');
});

test('a page of a proxy is not told as a mistake in JSON', async () => {
  await expect(askJson(`${address}/gateway`)).rejects.toThrow('It did not work. Try again.');
});
