import type { Outputs } from '@hawker/api';

export type Queue = Outputs['queue']['get'];
export type QueueWorker = Queue['workers'][number];
export type InFlightPost = Queue['inFlight'][number];
export type QueueAccount = Queue['accounts'][number];
export type QueueChannel = Queue['channels'][number];
export type FailureClass = Queue['failures']['byClass'][number]['class'];
export type Wait = QueueAccount['wait'];
