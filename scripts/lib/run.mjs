/** What is started and stopped in one run of Hawker. */
import { randomBytes } from 'node:crypto';
import { join, relative } from 'node:path';
import { ensureInstalled } from './bootstrap.mjs';
import { ensureBuilt, ensureGenerated } from './build.mjs';
import { checkoutDir, toolEnvironment } from './checkout.mjs';
import { runCommand } from './command.mjs';
import { followLog, prepareLog } from './logs.mjs';
import { firstFreePort } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { signalProcess } from './processes.mjs';
import { migrateEntry, partEnvironment, parts } from './product.mjs';
import { writeRunFile } from './run-file.mjs';
import { startService } from './service.mjs';
import { restartOnChange } from './watch.mjs';

/**
 * Up: packages, build, database, migrations, practice market, then worker and web app. Down, in this order: web app and
 * worker together (they finish what is under way), the market they may still talk to, and the database that all of
 * them write to.
 */
export class Run {
  /**
   * @param {import('./settings.mjs').StartSettings} settings
   * @param {import('./progress.mjs').Progress} progress
   * @param {boolean} dev
   */
  constructor(settings, progress, dev) {
    this.settings = settings;
    this.progress = progress;
    this.dev = dev;
    /** @type {import('./postgres.mjs').RunningPostgres | null} */
    this.postgres = null;
    /** @type {Partial<Record<keyof typeof parts, import('./service.mjs').Service>>} */
    this.services = {};
    /** @type {(() => void)[]} */
    this.closers = [];
  }

  /** @param {AbortSignal} signal */
  async start(signal) {
    const { settings, progress, dev } = this;
    await ensureInstalled(progress, signal);
    await (dev ? ensureGenerated : ensureBuilt)(progress, signal);

    const databaseUrl = settings.databaseUrl ?? (await this.startDatabase(signal));
    const { users } = await this.migrate(databaseUrl, signal);
    const marketPort = await this.freePort('MARKET_PORT', settings.marketPort);
    const port = await this.freePort('PORT', settings.port);
    const setupToken = users === 0 && !settings.ownerEmail ? randomBytes(24).toString('base64url') : null;
    const origin = settings.origin ?? `http://localhost:${port}`;
    const marketUrl = settings.marketUrl ?? `http://localhost:${marketPort}`;
    const env = partEnvironment({
      ...{ base: process.env, dev, dataDir: settings.dataDir, databaseUrl },
      ...{ port, origin, marketPort, marketUrl, setupToken },
    });

    if (!settings.marketUrl) {
      await progress.step('Starting the practice market', () => this.startPart('market', env, signal));
    }
    await progress.step('Starting the worker and the web app', () =>
      Promise.all([this.startPart('worker', env, signal), this.startPart('web', env, signal)]),
    );
    writeRunFile(settings.dataDir, { databaseUrl, origin, marketUrl, pid: process.pid });

    progress.say('');
    progress.say(`  Hawker is at ${origin}`);
    if (setupToken) {
      progress.say(`  Make your account: ${origin}/setup?token=${setupToken}`);
    } else if (settings.ownerEmail) {
      progress.say(`  Sign in as ${settings.ownerEmail}`);
    }
    progress.say(`  The practice market is at ${marketUrl}`);
    progress.say(`  Data and logs are in ${shortPath(settings.dataDir)}. Ctrl-C stops everything.`);
    progress.say('');
  }

  /** @param {AbortSignal} signal */
  async startDatabase(signal) {
    const { settings, progress } = this;
    const logFile = join(settings.dataDir, 'logs/postgres.log');
    prepareLog(logFile);
    const postgres = await progress.step('Starting the database', () =>
      startPostgres({ dataDir: settings.dataDir, logFile }),
    );
    this.postgres = postgres;
    signal.throwIfAborted();
    if (postgres.elsewhere) {
      progress.say(`  Its files are in ${postgres.clusterDir}, because only root can reach ${settings.dataDir}.`);
    }
    return postgres.url;
  }

  /**
   * @param {string} databaseUrl
   * @param {AbortSignal} signal
   * @returns {Promise<{ applied: number, users: number }>}
   */
  migrate(databaseUrl, signal) {
    return this.progress.step('Applying migrations', async () => {
      const output = await runCommand(process.execPath, ['--import', 'tsx', migrateEntry], {
        cwd: checkoutDir,
        what: 'The migration of the database',
        env: { ...toolEnvironment(), DATABASE_URL: databaseUrl },
        signal,
      });
      return JSON.parse(output.trim().split('\n').at(-1) ?? '');
    });
  }

  /**
   * @param {string} name
   * @param {number} wanted
   */
  async freePort(name, wanted) {
    const port = await firstFreePort(wanted);
    if (port !== wanted) {
      this.progress.say(`  Port ${wanted} is taken by another program; using ${port} (${name} chooses another).`);
    }
    return port;
  }

  /**
   * @param {keyof typeof parts} key
   * @param {NodeJS.ProcessEnv} env
   * @param {AbortSignal} signal
   */
  async startPart(key, env, signal) {
    const part = parts[key];
    const { say } = this.progress;
    const logFile = join(this.settings.dataDir, 'logs', `${part.log}.log`);
    signal.throwIfAborted();
    const service = startService({
      ...{ name: part.name, entry: part.entry, cwd: part.folder, stopTimeoutMs: part.stopTimeoutMs },
      ...{ env, logFile, say },
    });
    this.services[key] = service;
    if (this.settings.verbose) {
      this.closers.push(
        followLog(logFile, (text) => process.stdout.write(text.replaceAll(/^(?=.)/gm, `[${part.log}] `))),
      );
    }
    await Promise.race([service.ready, rejectWhenAborted(signal)]);
    if (this.dev) {
      this.closers.push(restartOnChange({ paths: part.watched(), service, say }));
    }
  }

  async drain() {
    const { market, web, worker } = this.services;
    const { say } = this.progress;
    if (!this.postgres && !market) {
      return;
    }
    say('Stopping: work under way is being finished. Ctrl-C again ends it at once.');
    await Promise.all([web?.stop(), worker?.stop()]);
    await market?.stop();
    await this.postgres?.stop();
    for (const close of this.closers) {
      close();
    }
    say('Everything has stopped.');
  }

  /** Ends everything at once; at most a no-op after {@link drain}. */
  kill() {
    for (const service of Object.values(this.services)) {
      service.kill();
    }
    if (this.postgres?.running()) {
      signalProcess(this.postgres.pid, 'SIGQUIT');
    }
  }
}

/** @param {AbortSignal} signal */
function rejectWhenAborted(signal) {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/**
 * As a person in this folder would name it.
 * @param {string} path
 */
function shortPath(path) {
  const short = relative(process.cwd(), path);
  return short === '' || short.startsWith('..') ? path : short;
}
