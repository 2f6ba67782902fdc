import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
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
  let child = await spawnRedis(folder, address);
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
        child = await spawnRedis(folder, address);
      },
    },
    stop: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function spawnRedis(folder: string, socket: string): Promise<ChildProcess> {
  const settings = { port: '0', unixsocket: socket, save: '', appendonly: 'no', dir: folder, daemonize: 'no' };
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
      if (output.includes('ready to accept connections')) resolve();
    });
  });
  return child;
}
