/**
 * Asks one question over and over, on so many kept-alive connections, each waiting for its answer before it asks again.
 * Plain sockets: node's own HTTP client costs more than the servers that are measured here.
 */

import { connect, type Socket } from 'node:net';
import { answerLength } from './answer-length.ts';
import { type Load, loadSchema } from './messages.ts';

async function run({ url, headers, connections, durationMs }: Load) {
  const { hostname, port, host, pathname, search } = new URL(url);
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const question = Buffer.from(`GET ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`);
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(hostname, Number(port))));
  const counts = { requests: 0, failures: 0 };
  const began = performance.now();
  const until = began + durationMs;
  await Promise.all(sockets.map((socket) => askUntil(socket, question, until, counts)));
  return { ...counts, tookMs: performance.now() - began };
}

function open(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => resolve(socket));
  });
}

function askUntil(
  socket: Socket,
  question: Buffer,
  untilMs: number,
  counts: { requests: number; failures: number },
): Promise<void> {
  return new Promise((resolve) => {
    let received: Buffer | null = null;
    const failed = () => {
      counts.failures += 1;
      resolve();
    };
    socket.once('error', failed).once('end', failed);
    socket.on('data', (bytes: Buffer) => {
      received = received === null ? bytes : Buffer.concat([received, bytes]);
      const length = answerLength(received);
      if (length === null) {
        return;
      }
      if (length === received.length && received.toString('latin1', 0, 12) === 'HTTP/1.1 200') {
        counts.requests += 1;
      } else {
        counts.failures += 1;
      }
      received = null;
      if (performance.now() < untilMs) {
        socket.write(question);
      } else {
        socket.off('end', failed).destroy();
        resolve();
      }
    });
    socket.write(question);
  });
}

process.on('message', (message) => {
  run(loadSchema.parse(message)).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit(0));
