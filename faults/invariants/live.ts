/** I6: a screen that reconnects ends up showing what is so, and never goes back in time. */

import type { Evidence, Finding } from './evidence.ts';

export function liveReachesAll({ live, posts, events }: Evidence): Finding {
  return {
    id: 'I6',
    says: 'every event reaches the reconnected client, and versions only grow',
    checked: `${events.length} events; ${live.messages.length} messages over ${live.connections} connections`,
    breaches: [
      ...posts.flatMap(({ id, version, status }) => {
        const shown = live.shown.get(id);
        return shown?.version === version && shown.status === status
          ? []
          : [`post ${id} is ${status} (version ${version}) and is shown as ${shown?.status} (${shown?.version})`];
      }),
      ...fallsBack(
        live.messages.map(({ connection, postId, version }) => ({ of: `${connection} ${postId}`, version })),
      ).map(({ of, version }) => `connection and post ${of} heard of version ${version} too late`),
      ...fallsBack(events.map(({ postId, version }) => ({ of: postId, version }))).map(
        ({ of, version }) => `post ${of} has an event of version ${version} after a later one`,
      ),
    ],
  };
}

function fallsBack(steps: readonly { of: string; version: number }[]): { of: string; version: number }[] {
  const highest = new Map<string, number>();
  return steps.filter(({ of, version }) => {
    const before = highest.get(of);
    highest.set(of, Math.max(before ?? version, version));
    return before !== undefined && version <= before;
  });
}
