import { expect, test } from 'vitest';
import { type ForecastAccount, readForecast } from './schedule-forecast.ts';

const account = (name: string, finishesAt: string | null, problem: string | null = null): ForecastAccount => ({
  ...{ accountId: name, name, posts: 10, postsPerDay: 280, finishesAt, problem },
});
const toMs = Date.parse('2026-05-04T11:00:00Z');
const plan = {
  accounts: [
    account('paused', null, 'Paused: its posts wait until you resume it.'),
    account('in time', '2026-05-04T11:00:00.000Z'),
    account('late', '2026-05-05T08:00:00.000Z'),
    account('latest', '2026-05-06T08:00:00.000Z'),
    account('by hand', null),
  ],
};
const names = (found: readonly { account: ForecastAccount }[]) => found.map((one) => one.account.name);

test('who cannot follow the window was not told', () => {
  const { late, held, last } = readForecast(plan, toMs);
  expect(names(late)).toEqual(['latest', 'late']);
  expect(held.map(({ name }) => name)).toEqual(['paused']);
  expect(last?.account.name).toBe('latest');
});

test('all from one time on is never too fast; a moment after the end is not late', () => {
  expect(readForecast(plan, null).late).toEqual([]);
  expect(readForecast(plan, Date.parse('2026-05-06T07:59:30Z')).late).toEqual([]);
});
