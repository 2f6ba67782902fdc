import { describe, expect, it } from 'vitest';
import { freezeDeep } from './freeze.ts';

describe('freezeDeep', () => {
  it('freezes objects and arrays all the way down', () => {
    const value = { rows: [{ tags: ['a'] }] };
    freezeDeep(value);
    expect(() => value.rows[0]?.tags.push('b')).toThrow(TypeError);
    expect(() => value.rows.pop()).toThrow(TypeError);
  });

  it('goes into an object that came frozen', () => {
    const inner = { name: 'a' };
    freezeDeep(Object.freeze({ inner }));
    expect(Object.isFrozen(inner)).toBe(true);
  });

  it('ends on cycles and on very deep values', () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    freezeDeep(loop);
    expect(Object.isFrozen(loop)).toBe(true);
    let deep: unknown = null;
    for (let depth = 0; depth < 100_000; depth += 1) deep = { deep };
    expect(freezeDeep(deep)).toBeGreaterThan(100_000);
  });

  it('leaves everything that is not plain data as it is', () => {
    class Money {
      amountMinor = 1;
    }
    const values = { at: new Date(0), names: new Set(['a']), bytes: Buffer.from('abc'), money: new Money() };
    freezeDeep(values);
    expect(Object.isFrozen(values)).toBe(true);
    values.names.add('b');
    values.money.amountMinor = 2;
    expect([values.at, values.names, values.money].some(Object.isFrozen)).toBe(false);
  });

  it('measures about what a value takes', () => {
    expect(freezeDeep('x'.repeat(1_000))).toBe(1_000);
    expect(freezeDeep(Buffer.alloc(500))).toBe(500);
    const rows = freezeDeep(Array.from({ length: 100 }, () => ({ title: 'x'.repeat(100) })));
    expect(rows).toBeGreaterThan(10_000);
    expect(rows).toBeLessThan(20_000);
  });
});
