import { runService } from '@hawker/lifecycle';
import { pino } from 'pino';
import { parseEnv } from './env.ts';
import { createMarket } from './server.ts';

// Until the environment is read, problems are told at the level they always deserve.
let logger = pino({ name: 'market', level: 'warn' });

await runService({
  name: 'market',
  async start() {
    const env = parseEnv(process.env);
    logger = pino({ name: 'market', level: env.logLevel });
    const { dataDir, origin } = env;
    const market = await createMarket({ dataDir, logger, ...(origin !== undefined && { origin }) });
    const url = await market.listen(env.port);
    logger.info({ url, dataDir }, 'serving');
    return { url, drain: () => market.close(), failed: market.failed };
  },
  onError: (error) => logger.fatal({ err: error }, error instanceof Error ? error.message : 'failed'),
});
