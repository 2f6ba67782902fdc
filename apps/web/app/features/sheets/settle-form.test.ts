import { expect, test } from 'vitest';
import { settlementOfForm } from './settle-form.ts';

function formOf(fields: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) {
    form.append(name, value);
  }
  return form;
}

const shown = ['a', 'b', 'c'].map((id) => ['shown', id] as const);

test('all but these: what is not ticked was refused, with the reason where one was given', () => {
  const form = formOf([
    ...shown,
    ['live', 'a'],
    ['reason.b', ' Not allowed '],
    ['reason.c', ''],
    ['others', 'refused'],
  ]);
  expect(settlementOfForm('s', form)).toEqual({
    ...{ id: 's', live: ['a'] },
    refused: [{ postId: 'b', reason: 'Not allowed' }, { postId: 'c' }],
  });
});

test('of what waits on nothing is said', () => {
  const form = formOf([...shown, ['live', 'a'], ['reason.b', 'x'], ['others', 'waiting']]);
  expect(settlementOfForm('s', form)).toEqual({ id: 's', live: ['a'], refused: [] });
});
