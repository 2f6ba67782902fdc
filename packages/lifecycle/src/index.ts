/**
 * The life of a long-lived process: it starts, says that it is ready, and drains exactly once.
 *
 * A process stops on SIGTERM, on SIGINT, and when the process that supervises it goes away. The last one matters
 * most: `npm` does not pass SIGTERM on, and a closed terminal kills the supervisor without a word, so a child that
 * only listened for signals would stay behind. The supervisor (scripts/start.mjs) opens an IPC channel to each
 * child; when it closes, for whatever reason, the child drains.
 */

export interface RunningService {
  /** Where the service can be reached, for the supervisor's log. Absent for a service without a port. */
  url?: string;
  /** Stops taking work, finishes what is under way and releases every connection. Called at most once. */
  drain(): Promise<void>;
  /** Settles (or rejects) when the service can no longer go on by itself. The process then exits non-zero. */
  failed?: Promise<unknown>;
}

export interface ServiceOptions {
  name: string;
  /** `shutdown` is aborted the moment draining begins, before `drain` is called. */
  start(shutdown: AbortSignal): Promise<RunningService>;
  /** How long `drain` may take before the process exits with status 1, in milliseconds. */
  drainTimeoutMs?: number;
  /** Called with what went wrong, before the process exits with status 1. */
  onError(error: unknown): void;
}

/** The message a child sends to its supervisor, once, when it serves. */
export interface ReadyMessage {
  type: 'ready';
  name: string;
  url: string | undefined;
}

/** What cannot go on can finish little, and its supervisor waits to start it again. In milliseconds. */
const failedDrainTimeoutMs = 10_000;

/** Starts the service and keeps the process alive until it has drained. Never rejects: it sets the exit status. */
export async function runService(options: ServiceOptions): Promise<void> {
  const { name, start, drainTimeoutMs = 10_000, onError } = options;
  const shutdown = new AbortController();
  let service: RunningService | undefined;
  let stopping = false;

  const stop = (exitCode: 0 | 1) => {
    if (stopping) {
      return;
    }
    stopping = true;
    shutdown.abort();
    const timeoutMs = exitCode === 0 ? drainTimeoutMs : Math.min(drainTimeoutMs, failedDrainTimeoutMs);
    const timer = setTimeout(() => {
      onError(new Error(`${name} did not drain within ${timeoutMs} ms`));
      process.exit(1);
    }, timeoutMs);
    timer.unref();
    Promise.resolve(service?.drain()).then(
      () => process.exit(exitCode),
      (error: unknown) => {
        onError(error);
        process.exit(1);
      },
    );
  };

  process.on('SIGTERM', () => stop(0));
  process.on('SIGINT', () => stop(0));
  process.on('disconnect', () => stop(0));

  try {
    service = await start(shutdown.signal);
  } catch (error) {
    onError(error);
    process.exit(1);
  }
  if (stopping) {
    // A signal came while starting: what has just been started must still be drained.
    await service.drain();
    process.exit(0);
  }
  service.failed?.then(
    () => stop(1),
    (error: unknown) => {
      onError(error);
      stop(1);
    },
  );
  const ready: ReadyMessage = { type: 'ready', name, url: service.url };
  process.send?.(ready);
}
