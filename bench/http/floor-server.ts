/** The floor: node:http and nothing else, which sends the answer that it is given. */

import { createServer } from 'node:http';
import { answerSchema } from './messages.ts';

process.once('message', (message) => {
  const { status, headers, body } = answerSchema.parse(message);
  const bytes = Buffer.from(body);
  const flat = headers.flat();
  const server = createServer((_request, response) => {
    response.writeHead(status, flat);
    response.end(bytes);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    process.send?.({ type: 'ready', url: `http://127.0.0.1:${port}` });
  });
});
process.once('disconnect', () => process.exit(0));
