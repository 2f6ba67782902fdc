/** The engine in the bench's own process: to look at single steps of it. */

import { type OpenApp, openApp } from '@hawker/api';
import { channelsOf } from '@hawker/channels';
import { newId } from '@hawker/db';
import { defaultTimes, type EngineOptions } from '@hawker/publishing';
import type { EngineDesk } from './engine-desk.ts';
import { createInstantChannel } from './instant-channel.ts';

export interface InProcessEngine {
  app: OpenApp;
  engine: EngineOptions;
}

export async function openEngine(desk: EngineDesk, dataDirectory: string): Promise<InProcessEngine> {
  const silent = () => undefined;
  const log = { info: silent, warn: silent, error: silent };
  const app = await openApp({
    databaseUrl: desk.databaseUrl,
    dataDirectory,
    secretKey: desk.secretKey,
    marketUrl: null,
    origin: 'http://localhost:3000',
    setupToken: null,
    applicationName: 'hawker bench',
    log,
  });
  const engine: EngineOptions = {
    ...app,
    channels: channelsOf(createInstantChannel()),
    onChange: () => Promise.resolve(),
    random: () => 0.5,
    times: defaultTimes,
    workerId: newId(),
    silentForMs: () => 0,
    log,
    shutdown: new AbortController().signal,
  };
  return { app, engine };
}
