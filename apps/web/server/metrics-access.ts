/**
 * Who may read `/metrics`: a program on this machine, or one with an owner's API token.
 *
 * "On this machine" is the address of the connection itself. A proxy on this machine has that address too, for everybody
 * whom it lets through. So it does not count where one is expected (an https origin), nor for a request that a proxy has
 * marked, nor for one that asks for another name than this machine's (which also stops a page whose name was made to
 * point here).
 */

import type { IncomingMessage } from 'node:http';
import type { App } from '@hawker/api';
import { findApiActor } from './api-context.ts';

const ownAddress = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const ownHost = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;
const marksOfProxies = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

export async function mayReadMetrics(
  app: App,
  request: IncomingMessage,
  { isBehindProxy }: { isBehindProxy: boolean },
): Promise<boolean> {
  if (request.headers.authorization !== undefined) {
    const actor = await findApiActor(app, request);
    return actor?.role === 'owner';
  }
  return !isBehindProxy && isFromThisMachine(request);
}

function isFromThisMachine({ headers, socket }: IncomingMessage): boolean {
  return (
    ownAddress.test(socket.remoteAddress ?? '') &&
    ownHost.test(headers.host ?? '') &&
    marksOfProxies.every((name) => headers[name] === undefined)
  );
}
