import { expect, it } from 'vitest';
import { readReport, sum, verdict } from './tally.mjs';

const file = (status: string, ...assertions: string[]) => ({
  status,
  assertionResults: assertions.map((assertion) => ({ status: assertion })),
});
const report = (...testResults: ReturnType<typeof file>[]) => JSON.stringify({ testResults });

it('counts what passed and failed, and not what was skipped', () => {
  const text = report(file('passed', 'passed', 'skipped'), file('failed', 'passed', 'failed', 'failed'));
  expect(readReport(text, false)).toEqual({ passed: 2, failed: 2 });
});

it('counts a file that could not be loaded as one failure', () => {
  expect(readReport(report(file('failed'), file('passed', 'passed')), false)).toEqual({ passed: 1, failed: 1 });
});

it('counts a bad end as a failure when no test shows one', () => {
  expect(readReport(report(file('passed', 'passed')), false)).toEqual({ passed: 1, failed: 1 });
  expect(readReport(null, false)).toEqual({ passed: 0, failed: 1 });
  expect(readReport(report(file('passed', 'passed')), true)).toEqual({ passed: 1, failed: 0 });
});

it('adds up', () => {
  expect(sum([])).toEqual({ passed: 0, failed: 0 });
  expect(
    sum([
      { passed: 1, failed: 2 },
      { passed: 10, failed: 20 },
    ]),
  ).toEqual({ passed: 11, failed: 22 });
});

it('is content only with a run that had tests and no failure', () => {
  const good = { passed: 3, failed: 0 };
  const bad = { passed: 3, failed: 1 };
  const none = { passed: 0, failed: 0 };
  expect(verdict(good, good)).toEqual({ line: '6 passed, 0 failed', status: 0 });
  expect(verdict(bad, good)).toEqual({ line: '6 passed, 1 failed', status: 1 });
  expect(verdict(good, bad)).toEqual({ line: '6 passed, 1 failed', status: 1 });
  expect(verdict(good, none)).toEqual({ line: '3 passed, 0 failed', status: 1 });
});
