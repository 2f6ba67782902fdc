/** The tests of the Redis store need a real server: REDIS_URL, or `redis-server` to start one of their own. */
import { ensureProgram } from './debian.mjs';
import { findOnPath } from './find-on-path.mjs';

/**
 * @param {import('./progress.mjs').Progress} progress
 * @param {AbortSignal} [signal]
 */
export async function ensureRedis(progress, signal) {
  if (process.env.REDIS_URL) {
    return;
  }
  await ensureProgram({
    progress,
    title: 'Installing Redis for the tests',
    debianPackage: 'redis-server',
    find: () => findOnPath('redis-server'),
    missing:
      'The tests need Redis. Install it (Debian: apt-get install redis-server, macOS: brew install redis), or set REDIS_URL to a server they may use.',
    ...(signal ? { signal } : {}),
  });
}
