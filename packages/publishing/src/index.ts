export { cancelPosts } from './cancel.ts';
export { type ChannelStateRow, findChannelState, wakeChannel } from './circuit.ts';
export { type Ending, endableStatuses, endListing, relistPosts } from './end-listing.ts';
export { beat, type Heart, signOff, startHeart, type WorkerIdentity } from './heartbeat.ts';
export {
  type CredentialBox,
  defaultTimes,
  type EngineLog,
  type EngineOptions,
  type EngineStep,
  type EngineTimes,
  engineSteps,
} from './options.ts';
export { fetchPendingPhoto, type PhotoJobOptions } from './photo-job.ts';
export { publishNext, type Step } from './publish-next.ts';
export { pump } from './pump.ts';
export { type Rescued, rescue } from './rescue.ts';
export { type Swept, sweep } from './sweep.ts';
