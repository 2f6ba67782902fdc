import type { PostStatus } from '@hawker/core';
import { expect, test } from 'vitest';
import { uploadedQuestion } from './uploaded-question.ts';

const post = { title: 'Oak chair', accountName: 'Kitchen table' };
const sheet = {
  id: 's',
  number: 3,
  downloadedAt: new Date(),
  waiting: 1,
  isWritten: true,
  isRefused: false,
  isChanged: false,
};
const asked = (act: 'publish' | 'retry' | 'cancel', status: PostStatus, isWritten = true) =>
  uploadedQuestion(act, post, status, { ...sheet, isWritten });

test('one press published again what may be listed already: it is asked first, with its title and its sheet', () => {
  expect(asked('retry', 'canceled')).toMatchObject({
    title: 'Publish “Oak chair” again?',
    description: expect.stringContaining('Sheet 3 of “Kitchen table” was downloaded'),
  });
  // It no longer fitted its sheet when that was downloaded once more.
  expect(asked('retry', 'failed')?.title).toMatch('again?');
  expect(asked('cancel', 'awaiting_upload')?.title).toBe('Cancel “Oak chair”?');
});

test('what nobody can have uploaded is not asked about', () => {
  expect(asked('retry', 'canceled', false)).toBeNull();
  expect(asked('cancel', 'awaiting_upload', false)).toBeNull();
  expect(asked('publish', 'draft')).toBeNull();
  expect(uploadedQuestion('retry', post, 'canceled', null)).toBeNull();
  // Nor what was uploaded and not taken.
  expect(uploadedQuestion('retry', post, 'failed', { ...sheet, isRefused: true })).toBeNull();
});
