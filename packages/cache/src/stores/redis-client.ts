/**
 * The part of a Redis client that the store uses, by shape alone: an ioredis connection or Cluster has it. The store
 * never opens or closes a connection, and never asks what class a client is.
 */
export interface RedisClient {
  mget(keys: string[]): Promise<(string | null)[]>;
  get(key: string): Promise<string | null>;
  set(key: string, value: string, unit: 'PX', lifeMs: number): Promise<unknown>;
  unlink(keys: string[]): Promise<unknown>;
  pipeline(): RedisPipeline;
}

/** Commands that travel together. The answers come in the order of the commands, each with its own error. */
export interface RedisPipeline {
  set(key: string, value: string, unit: 'PX', lifeMs: number, condition: 'NX'): unknown;
  exec(): Promise<[error: Error | null, result: unknown][] | null>;
}
