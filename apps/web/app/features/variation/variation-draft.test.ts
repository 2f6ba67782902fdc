import { describeVariation } from '@hawker/core';
import { expect, test } from 'vitest';
import { draftOf, emptyDraft, readDraft } from './variation-draft.ts';

test.each([
  ['5', 500],
  ['+5', 500],
  ['-10', -1_000],
  ['−2,5 %', -250],
  ['0.25', 25],
])('reads a percentage of %s', (percent, basisPoints) => {
  expect(readDraft({ ...emptyDraft, percent }).variation?.price).toEqual({ basisPoints, amountMinor: 0, ending: null });
});

test('a draft that says nothing changes nothing', () => {
  const { variation, errors } = readDraft({ ...emptyDraft, title: '  ' });
  expect(errors).toEqual({});
  expect(describeVariation(variation)).toBeNull();
});

test('what is stored comes back as it was typed, in one writing', () => {
  const draft = { title: '{title}, {location}', description: '', percent: '-2.5', amount: '+1.50', ending: '99' };
  expect(draftOf(readDraft(draft).variation)).toEqual(draft);
  expect(draftOf(null)).toEqual(emptyDraft);
});

test('each field has its own sentence, and nothing is saved meanwhile', () => {
  const { variation, errors } = readDraft({
    title: '{colour}',
    description: '',
    percent: 'a lot',
    amount: '1.234',
    ending: '',
  });
  expect(variation).toBeNull();
  expect(errors).toEqual({
    title: expect.stringContaining('There is no {colour}. Use {title}'),
    percent: 'Write it like 5 or -10.',
    amount: 'Write it like 2.50 or -1.',
  });
  expect(readDraft({ ...emptyDraft, percent: '-100' }).errors).toEqual({ percent: 'At most 99 % less.' });
});
