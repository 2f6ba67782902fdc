/**
 * A wire that can be cut or go silent. Between a worker and its database, and between the workers and the market.
 *
 * `silent` is what a firewall leaves behind that forgot its connections: both ends keep an open socket, and whatever
 * either of them sends is swallowed. Those connections never speak again, also when the wire is whole for new ones; the
 * far end is let go then, as a server's own keepalive would do in time.
 */

import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export type WireState = 'whole' | 'silent' | 'cut';

export interface TcpProxy {
  readonly port: number;
  /** Where new connections lead. */
  setTarget(port: number): void;
  setState(state: WireState): void;
  close(): Promise<void>;
}

interface Pair {
  near: Socket;
  far: Socket;
  silenced: boolean;
}

export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  let target = targetPort;
  let state: WireState = 'whole';

  const server = createServer((near) => {
    if (state === 'cut') {
      near.on('error', () => undefined).destroy();
      return;
    }
    const pair: Pair = { near, far: connect(target, '127.0.0.1'), silenced: state === 'silent' };
    pairs.add(pair);
    pair.near.setNoDelay(true);
    pair.far.setNoDelay(true);
    carry(pair, pair.near, pair.far);
    carry(pair, pair.far, pair.near);
  });

  const carry = (pair: Pair, from: Socket, to: Socket) => {
    from.on('data', (chunk) => {
      // What comes faster than the other side takes it stays in its buffer: statements and answers are small.
      if (!pair.silenced) {
        to.write(chunk);
      }
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      if (!pair.silenced) {
        to.destroy();
      }
      if (pair.near.destroyed && pair.far.destroyed) {
        pairs.delete(pair);
      }
    });
  };

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The proxy does not listen on a port.');
  }

  return {
    port: address.port,
    setTarget: (port) => {
      target = port;
    },
    setState: (next) => {
      state = next;
      for (const pair of pairs) {
        if (next === 'cut') {
          pair.near.destroy();
          pair.far.destroy();
        } else if (next === 'silent') {
          pair.silenced = true;
        } else if (pair.silenced) {
          pair.far.destroy();
        }
      }
    },
    close: async () => {
      server.close();
      for (const { near, far } of pairs) {
        near.destroy();
        far.destroy();
      }
      await once(server, 'close');
    },
  };
}
