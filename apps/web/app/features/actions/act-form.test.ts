import { expect, test } from 'vitest';
import { jsonIn } from './act-form.server.ts';

test('what is not JSON is left to the schema to refuse, and is no defect', () => {
  const form = new FormData();
  form.set('variation', '{');
  expect(jsonIn(form, 'variation')).toBeUndefined();
  expect(jsonIn(form, 'missing')).toBeUndefined();
});
