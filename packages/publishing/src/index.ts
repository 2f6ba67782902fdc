export { cancelPosts } from './cancel.ts';
export { beat, heartbeatEveryMs, signOff, type WorkerIdentity } from './heartbeat.ts';
export type { CredentialBox, EngineLog, EngineOptions } from './options.ts';
export { fetchPendingPhoto, type PhotoJobOptions } from './photo-job.ts';
export { publishNext, type Step } from './publish-next.ts';
export { pump } from './pump.ts';
export { type Swept, sweep } from './sweep.ts';
