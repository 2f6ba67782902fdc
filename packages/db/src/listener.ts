/**
 * One LISTEN connection a process. It comes back by itself; whoever listens is told when it was lost, because what was
 * announced meanwhile was not heard.
 */

import pg from 'pg';

export interface Listener {
  readonly connected: boolean;
  close(): Promise<void>;
}

export interface ListenerOptions {
  url: string;
  channel: string;
  onMessage(payload: string): void;
  /** Called after every connect, the first one included. */
  onConnected(): void;
  /** Called when the connection is gone: from now on messages may be missed. */
  onLost(error: Error): void;
}

const reconnectAfterMs = 500;
/** A connection that a firewall forgot says nothing: it is asked this often. */
const probeEveryMs = 10_000;
const probeTimeoutMs = 5_000;

export async function listen(options: ListenerOptions): Promise<Listener> {
  const state: { client: pg.Client | null; closed: boolean; timer: NodeJS.Timeout | null } = {
    client: null,
    closed: false,
    timer: null,
  };

  const connect = async (): Promise<void> => {
    const client = new pg.Client({
      connectionString: options.url,
      application_name: 'hawker listen',
      keepAlive: true,
      connectionTimeoutMillis: probeTimeoutMs,
      query_timeout: probeTimeoutMs,
    });
    const lose = (error: Error) => {
      if (state.client !== client) {
        return;
      }
      state.client = null;
      client.end().catch(() => undefined);
      if (!state.closed) {
        options.onLost(error);
        later();
      }
    };
    client.on('error', lose);
    client.on('end', () => lose(new Error('The connection ended')));
    client.on('notification', (message) => options.onMessage(message.payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${pg.escapeIdentifier(options.channel)}`);
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    if (state.closed) {
      await client.end();
      return;
    }
    state.client = client;
    options.onConnected();
    probe(client, lose);
  };

  const probe = (client: pg.Client, lose: (error: Error) => void) => {
    state.timer = setTimeout(() => {
      client.query('SELECT 1').then(
        () => state.client === client && probe(client, lose),
        (error: unknown) => lose(error instanceof Error ? error : new Error(String(error))),
      );
    }, probeEveryMs);
    state.timer.unref();
  };

  const later = () => {
    state.timer = setTimeout(() => {
      connect().catch(() => {
        if (!state.closed) {
          later();
        }
      });
    }, reconnectAfterMs);
  };

  await connect();

  return {
    get connected() {
      return state.client !== null;
    },
    close: async () => {
      state.closed = true;
      if (state.timer) {
        clearTimeout(state.timer);
      }
      const { client } = state;
      state.client = null;
      await client?.end();
    },
  };
}
