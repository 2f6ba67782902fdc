import { practicePace } from '@hawker/core';
import { describe, expect, it } from 'vitest';
import { accountUpdateOfForm, newAccountOfForm } from './account-form-data.ts';

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    data.set(name, value);
  }
  return data;
}

const typed = {
  channel: 'practice',
  name: 'North Street Finds',
  timeZone: 'Europe/Berlin',
  gap: '0',
  gapUnit: 'seconds',
  postsPerDay: '10000',
};

describe('the form of an account', () => {
  it('becomes a new account', () => {
    expect(newAccountOfForm(form({ ...typed, 'credentials.token': 'mkt_1' }))).toEqual({
      channel: 'practice',
      name: 'North Street Finds',
      timeZone: 'Europe/Berlin',
      credentials: { token: 'mkt_1' },
      pace: practicePace,
    });
  });

  it('leaves the stored credentials when none were typed', () => {
    expect(accountUpdateOfForm(form({ ...typed, 'credentials.token': '  ' }))).not.toHaveProperty('credentials');
    expect(accountUpdateOfForm(form({ ...typed, 'credentials.token': 'mkt_2' }))).toMatchObject({
      credentials: { token: 'mkt_2' },
    });
  });
});
