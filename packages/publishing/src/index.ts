export { cancelPosts } from './cancel.ts';
export { type ChannelStateRow, findChannelState } from './circuit.ts';
export { type Ending, endableStatuses, endListing, relistPosts } from './end-listing.ts';
export { handOver, leaveOut } from './hand-over.ts';
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
export { rememberPhotos, sweepPhotos } from './photo-sweep.ts';
export { publishNext, type Step } from './publish-next.ts';
export { pump } from './pump.ts';
export { type Rescued, rescue } from './rescue.ts';
export { type Swept, sweep } from './sweep.ts';
export { wakeWaiting } from './wake.ts';
