import { expect, test } from 'vitest';
import { jsonLine, type Measurement, table } from './report.ts';

const page: Measurement = {
  part: 'posts',
  name: 'Posts page',
  unit: 'ms',
  target: { atMost: 1.5 },
  floor: 2,
  hawker: 2.50001,
  ratio: 1.250005,
  spread: { low: 1.1, high: 1.4 },
  rounds: 9,
};
const http: Measurement = { ...page, part: 'http', name: 'HTTP', unit: 'requests/s', target: { atLeast: 0.3 } };

test('draws a table whose last column says which targets are met', () => {
  expect(table([page, { ...http, floor: 40_000, hawker: 8_000, ratio: 0.2 }])).toBe(
    [
      '               floor   Hawker  ratio   half within  target',
      'Posts page   2.00 ms  2.50 ms   1.25  1.10 to 1.40  <= 1.5    ok',
      'HTTP        40,000/s  8,000/s   0.20  1.10 to 1.40  >= 0.3  over',
    ].join('\n'),
  );
});

test('says nothing of what has no target, and no ratio to nothing', () => {
  const felt: Measurement = { ...page, name: 'Press', hawker: 80, ratio: 40, target: { hawkerAtMost: 75 } };
  const none: Measurement = {
    ...{ ...page, name: 'Missed', unit: 'count', floor: 0, hawker: 0 },
    ...{ target: null, ratio: Number.NaN, spread: { low: Number.NaN, high: Number.NaN } },
  };
  expect(table([felt, none])).toBe(
    [
      '          floor    Hawker  ratio   half within       target',
      'Press   2.00 ms  80.00 ms  40.00  1.10 to 1.40  <= 75.00 ms  over',
      'Missed        0         0',
    ].join('\n'),
  );
});

test('writes everything as one line of JSON', () => {
  const line = jsonLine([page, { ...http, ratio: 0.2 }], { quick: true, node: 'v20.19.0', cores: 2 });
  expect(line).not.toContain('\n');
  expect(JSON.parse(line)).toMatchObject({
    quick: true,
    ok: false,
    measurements: [
      { name: 'Posts page', hawker: 2.5, ratio: 1.25, target: { atMost: 1.5 }, ok: true },
      { name: 'HTTP', ok: false },
    ],
  });
});
