import { describe, expect, it } from 'vitest';
import { PendingTags } from './pending.ts';

describe('PendingTags', () => {
  it('blocks reads of its tags only, until they are acknowledged', () => {
    const pending = new PendingTags(10);
    pending.add(['a', 'b']);
    expect(pending.blocks(['c', 'a'])).toBe(true);
    expect(pending.blocks(['c'])).toBe(false);
    pending.acknowledge(['a', 'b'], pending.mark());
    expect(pending.isEmpty).toBe(true);
  });

  it('keeps a tag that failed again after the acknowledged call was sent', () => {
    const pending = new PendingTags(10);
    pending.add(['a']);
    const mark = pending.mark();
    pending.add(['a']);
    pending.acknowledge(['a'], mark);
    expect(pending.blocks(['a'])).toBe(true);
  });

  it('turns into "everything" past its bound, and stays there until the whole store was cleared', () => {
    const pending = new PendingTags(2);
    pending.add(['a', 'b', 'c']);
    expect(pending.isEverything).toBe(true);
    expect(pending.names()).toEqual([]);
    expect(pending.size).toBe(2);
    expect(pending.blocks(['unrelated'])).toBe(true);
    pending.acknowledge(['a', 'b', 'c'], pending.mark());
    expect(pending.blocks([])).toBe(true);
    const mark = pending.mark();
    pending.add(['d']);
    pending.acknowledgeEverything(mark);
    expect(pending.isEverything).toBe(true);
    pending.acknowledgeEverything(pending.mark());
    expect(pending.isEmpty).toBe(true);
  });
});
