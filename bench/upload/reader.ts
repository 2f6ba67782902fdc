/** Somebody who reads one page of posts after the other, each a page that is not in the cache. */

import { get } from 'node:http';

export interface ReaderOptions {
  url: string;
  headers: Record<string, string>;
  /** A page begins after each of these, in turn. */
  postIds: readonly string[];
}

export interface Reader {
  /** In milliseconds, one a page; until `stop` or until so many are read. */
  read(options: { pages: number } | { until: Promise<unknown> }): Promise<number[]>;
}

export function createReader({ url, headers, postIds }: ReaderOptions): Reader {
  let next = 0;
  const readPage = async () => {
    const cursor = postIds[next % postIds.length];
    next += 1;
    const input = encodeURIComponent(JSON.stringify({ 0: { json: { limit: 100, cursor } } }));
    const began = performance.now();
    await requireAnswer(`${url}/api/trpc/posts.list?batch=1&input=${input}`, headers);
    return performance.now() - began;
  };
  return {
    read: async (options) => {
      const state = { done: false };
      if ('until' in options) {
        const stop = () => {
          state.done = true;
        };
        options.until.then(stop, stop);
      }
      const times: number[] = [];
      while (!state.done && (!('pages' in options) || times.length < options.pages)) {
        times.push(await readPage());
      }
      return times;
    },
  };
}

function requireAnswer(url: string, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers }, (response) => {
      if (response.statusCode !== 200) {
        reject(new Error(`${url} answered ${response.statusCode}`));
      }
      response.on('error', reject).on('end', resolve).resume();
    });
    request.on('error', reject);
  });
}
