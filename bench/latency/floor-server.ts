/**
 * The least that stands between a press and the row: a page without a framework, a server without one, the engine's own
 * statements, one LISTEN connection and one stream of server-sent events.
 */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import pg from 'pg';
import { replay } from '../engine/replay.ts';
import { floorOrderSchema } from './messages.ts';

const page = `<!doctype html><title>Floor</title><button>Publish 1</button><table><tbody></tbody></table><script>
  const rows = new Map();
  let chosen;
  new EventSource('/events').onmessage = ({ data }) => {
    const { postId, status } = JSON.parse(data);
    if (status === 'published') rows.get(postId).lastChild.textContent = 'Published';
  };
  document.querySelector('button').onclick = () => fetch('/publish/' + chosen, { method: 'POST' });
  fetch('/posts').then((answer) => answer.json()).then((posts) => {
    for (const { id } of posts) {
      const row = document.querySelector('tbody').insertRow();
      row.innerHTML = '<td><input type="checkbox"></td><td>' + id + '</td><td>Draft</td>';
      row.querySelector('input').onclick = () => { chosen = id; };
      rows.set(id, row);
    }
  });
</script>`;

const [order] = await once(process, 'message');
const { databaseUrl, script } = floorOrderSchema.parse(order);
const publish = replay(script);
const work = new pg.Client({ connectionString: databaseUrl });
const ear = new pg.Client({ connectionString: databaseUrl });
await Promise.all([work.connect(), ear.connect()]);
await ear.query('LISTEN hawker');

const open = new Set<ServerResponse>();
ear.on('notification', ({ payload = '' }) => {
  for (const response of open) {
    response.write(`data: ${payload}\n\n`);
  }
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, route, id = ''] = (request.url ?? '').split('/');
  switch (route) {
    case '':
      response.setHeader('content-type', 'text/html').end(page);
      return;
    case 'events':
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n');
      open.add(response);
      response.once('close', () => open.delete(response));
      return;
    case 'posts': {
      const { rows } = await work.query(`SELECT id FROM post WHERE status = 'draft' ORDER BY id DESC LIMIT 50`);
      response.end(JSON.stringify(rows));
      return;
    }
    case 'publish': {
      const { rows } = await work.query<{ accountId: string }>(
        `UPDATE post SET status = 'queued', due_at = now() WHERE id = $1 RETURNING account_id AS "accountId"`,
        [id],
      );
      response.end();
      await publish(work, rows[0]?.accountId ?? '', id);
      return;
    }
    default:
      response.writeHead(404).end();
  }
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) {
    process.send?.({ type: 'ready', url: `http://127.0.0.1:${address.port}` });
  }
});
process.once('disconnect', () => process.exit(0));
