import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

let echo: Server;
let far: Socket[];
let proxy: TcpProxy;

beforeEach(async () => {
  far = [];
  echo = createServer((socket) => {
    far.push(socket);
    socket.on('error', () => undefined).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const address = echo.address();
  proxy = await startTcpProxy(typeof address === 'object' && address ? address.port : 0);
});

afterEach(async () => {
  await proxy.close();
  for (const socket of far) {
    socket.destroy();
  }
  echo.close();
  await once(echo, 'close');
});

async function open(): Promise<Socket> {
  const socket = connect(proxy.port, '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

async function ask(socket: Socket, text: string): Promise<string> {
  socket.write(text);
  const [answer]: unknown[] = await once(socket, 'data');
  return String(answer);
}

test('carries what is sent, both ways', async () => {
  const socket = await open();
  expect(await ask(socket, 'hello')).toBe('hello');
  socket.destroy();
});

test('a silent wire closes nothing and says nothing, and new connections are well afterwards', async () => {
  const socket = await open();
  await ask(socket, 'hello');
  proxy.setState('silent');
  const heard: unknown[] = [];
  socket.on('data', (chunk) => heard.push(chunk)).on('close', () => heard.push('closed'));
  socket.write('is anybody there');
  const later = await open();
  later.write('or here');
  proxy.setState('whole');
  const another = await open();
  expect(await ask(another, 'now')).toBe('now');
  expect(heard).toEqual([]);
  expect(far[0]?.bytesRead).toBe('hello'.length);
  for (const each of [socket, later, another]) {
    each.destroy();
  }
});

test('a cut wire breaks what is there and takes nothing new', async () => {
  const socket = await open();
  await ask(socket, 'hello');
  proxy.setState('cut');
  await once(socket, 'close');
  const refused = connect(proxy.port, '127.0.0.1').on('error', () => undefined);
  await once(refused, 'close');
  expect(far).toHaveLength(1);
});
