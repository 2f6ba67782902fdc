/**
 * Finds every post that failed and tries it again.
 *
 *     HAWKER_URL=http://localhost:3000 HAWKER_TOKEN=hwt_... node --import tsx packages/api/examples/typed-client.ts
 *
 * Make the token on the settings page, or with `pnpm hawker token create "My program"`. Whatever the dashboard can do,
 * the client can do: your editor completes the procedures, their inputs and their answers.
 */

import { createClient, errorDetailOf } from '@hawker/api/client';

const { HAWKER_URL: url = 'http://localhost:3000', HAWKER_TOKEN: token } = process.env;
if (!token) {
  process.stderr.write('Set HAWKER_TOKEN to a token of your Hawker.\n');
  process.exit(2);
}
const hawker = createClient({ url, token });

try {
  let cursor: string | null = null;
  do {
    // Annotated because each page is asked for with the cursor of the page before.
    const page: Awaited<ReturnType<typeof hawker.posts.list.query>> = await hawker.posts.list.query({
      filter: { statuses: ['failed'] },
      limit: 100,
      ...(cursor === null ? {} : { cursor }),
    });
    for (const post of page.posts) {
      process.stdout.write(`${post.title} on ${post.accountName}: ${post.lastSentence ?? 'no reason given'}\n`);
    }
    if (page.posts.length > 0) {
      const { moved, left } = await hawker.posts.retry.mutate({ ids: page.posts.map((post) => post.id) });
      process.stdout.write(`Trying ${moved} again; ${left} had moved on.\n`);
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
} catch (error) {
  const detail = errorDetailOf(error);
  process.stderr.write(`${detail?.message ?? `Hawker does not answer at ${url}.`}\n`);
  process.exit(1);
}
