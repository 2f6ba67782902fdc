import type { Way } from './ways.ts';

/** How long the loader goes on after the write; longer than a clock's tick, by which some libraries tell before from after. */
const goesOnForMs = 5;
/** Whoever stores behind the answer has had the time to. */
const restMs = 5;

/**
 * How often a write is lost that comes while a load is under way: the loader has read what was, the write is made and
 * invalidated, the loader ends. Whoever asks afterwards must get what was written.
 */
export async function countLostWrites(way: Way, tries: number): Promise<number> {
  let lost = 0;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const key = `race:${attempt}`;
    const tags = [`race-tag:${attempt}`, 'race-tag'];
    const database = { version: 1 };
    let end: () => void = () => undefined;
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const slow = new Promise<void>((resolve) => {
      end = resolve;
    });
    const first = way.get(key, tags, async () => {
      const read = { ...database };
      begin();
      await slow;
      return read;
    });
    await begun;
    database.version = 2;
    await way.forget(tags, [key]);
    await waited(goesOnForMs);
    end();
    await first;
    await waited(restMs);
    const got = await way.get(key, tags, () => ({ ...database }));
    lost += JSON.stringify(got) === JSON.stringify({ version: 2 }) ? 0 : 1;
  }
  return lost;
}

function waited(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
