import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RedisServer {
  /** What `new Redis(...)` takes: a URL, or the path of a socket. */
  readonly address: string;
  /** Undefined when the server is not ours (REDIS_URL): then it cannot be killed or frozen either. */
  readonly process: RedisProcess | undefined;
  /** Ends a server that was started here and removes its folder. */
  stop(): Promise<void>;
}

export interface RedisProcess {
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** The same server again, empty, at the same address. */
  restart(): Promise<void>;
}

/** A real Redis for tests: REDIS_URL when it is set, else a redis-server from PATH that keeps nothing on disk. */
export async function startRedis(): Promise<RedisServer> {
  const url = process.env.REDIS_URL;
  if (url !== undefined && url !== '') return { address: url, process: undefined, stop: async () => undefined };
  return startOwnRedis();
}

/** A redis-server that belongs to one test file, to be killed and frozen. Ignores REDIS_URL. */
export async function startOwnRedis(): Promise<RedisServer & { readonly process: RedisProcess }> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-'));
  // A socket in a folder of our own: no port to find, and none to lose to someone else before the server has it.
  const address = join(folder, 's');
  const settings = { port: '0', unixsocket: address };
  let child = await spawnRedis(folder, settings);
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  return {
    address,
    process: {
      kill,
      freeze: () => {
        child.kill('SIGSTOP');
      },
      thaw: () => {
        child.kill('SIGCONT');
      },
      restart: async () => {
        await kill();
        child = await spawnRedis(folder, settings);
      },
    },
    stop: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface RedisClusterNode {
  readonly host: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** A Cluster of one node that has all slots: as strict about keys of different slots as a large one. */
export async function startRedisCluster(): Promise<RedisClusterNode> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-'));
  const host = '127.0.0.1';
  const [port, busPort] = await findPorts(host);
  const child = await spawnRedis(folder, {
    bind: host,
    port: String(port),
    'cluster-enabled': 'yes',
    'cluster-port': String(busPort),
    'cluster-announce-ip': host,
  });
  return {
    host,
    port,
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Two ports that nobody had a moment ago: a Cluster node cannot do without. */
async function findPorts(host: string): Promise<[number, number]> {
  const servers = [createServer(), createServer()] as const;
  const ports = await Promise.all(
    servers.map(async (server) => {
      server.listen(0, host);
      await once(server, 'listening');
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : 0;
    }),
  );
  for (const server of servers) server.close();
  const [port = 0, busPort = 0] = ports;
  return [port, busPort];
}

async function spawnRedis(folder: string, own: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const settings = { ...own, save: '', appendonly: 'no', dir: folder, daemonize: 'no' };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    let output = '';
    child.once('error', (cause) => {
      const hint = 'Install it (Debian: apt-get install redis-server, macOS: brew install redis) or set REDIS_URL.';
      reject(new Error(`These tests need redis-server, which could not be started. ${hint}`, { cause }));
    });
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code} before it was ready:\n${output}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      // Read on after it is ready, so that a full pipe never blocks the server.
      if (output.length < 10_000) output += chunk.toString();
      if (/ready to accept connections/i.test(output)) resolve();
    });
  });
  return child;
}
