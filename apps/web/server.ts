import { runService } from '@hawker/lifecycle';
import { pino } from 'pino';
import { readWebEnv } from './server/env.ts';
import { startWeb } from './server/start.ts';

const log = pino({ name: 'web', level: 'warn' });

await runService({
  name: 'web',
  async start(shutdown) {
    const env = readWebEnv(process.env);
    log.level = env.logLevel;
    return startWeb(env, log, shutdown);
  },
  onError(error) {
    log.fatal({ err: error }, error instanceof Error ? error.message : 'The web app failed.');
  },
});
