import { expect, test } from 'vitest';
import { z } from 'zod';
import { hasWholePhotoBucket, photoBucketOf, photoBucketVariables, whyPhotoBucketIsPartial } from './photo-bucket.ts';

const schema = z.object(photoBucketVariables()).refine(hasWholePhotoBucket, whyPhotoBucketIsPartial);
const bucketFrom = (env: Record<string, string>) => photoBucketOf(schema.parse(env));

test('photos are in the data folder where no bucket is named', () => {
  expect(bucketFrom({})).toBeNull();
});

test('a bucket needs no more than its name', () => {
  expect(bucketFrom({ HAWKER_PHOTOS_S3_BUCKET: 'desk-photos' })).toEqual({
    bucket: 'desk-photos',
    region: 'us-east-1',
    endpoint: null,
    prefix: '',
    forcePathStyle: false,
  });
});

test('and takes what a store of one’s own wants', () => {
  expect(
    bucketFrom({
      HAWKER_PHOTOS_S3_BUCKET: 'desk',
      HAWKER_PHOTOS_S3_REGION: 'eu-central-1',
      HAWKER_PHOTOS_S3_ENDPOINT: 'http://10.0.0.8:9000',
      HAWKER_PHOTOS_S3_PREFIX: 'hawker/photos',
      HAWKER_PHOTOS_S3_PATH_STYLE: 'true',
    }),
  ).toEqual({
    bucket: 'desk',
    region: 'eu-central-1',
    endpoint: 'http://10.0.0.8:9000',
    prefix: 'hawker/photos/',
    forcePathStyle: true,
  });
});

test.each([
  [{ HAWKER_PHOTOS_S3_BUCKET: 'Desk Photos' }, 'must be the name of a bucket'],
  [{ HAWKER_PHOTOS_S3_BUCKET: 'desk', HAWKER_PHOTOS_S3_ENDPOINT: 's3.example.com' }, 'must be an address such as'],
  [
    { HAWKER_PHOTOS_S3_BUCKET: 'desk', HAWKER_PHOTOS_S3_ENDPOINT: 'ftp://s3.example.com' },
    'must be an address such as',
  ],
  [{ HAWKER_PHOTOS_S3_BUCKET: 'desk', HAWKER_PHOTOS_S3_REGION: 'Frankfurt am Main' }, 'must be a region such as'],
  [{ HAWKER_PHOTOS_S3_BUCKET: 'desk', HAWKER_PHOTOS_S3_PREFIX: '/photos' }, 'must be a path such as'],
  [{ HAWKER_PHOTOS_S3_BUCKET: 'desk', HAWKER_PHOTOS_S3_PATH_STYLE: 'yes' }, 'must be true or false'],
  [{ HAWKER_PHOTOS_S3_ENDPOINT: 'https://s3.example.com' }, 'is missing, while other variables'],
])('%j is refused with a sentence', (env, sentence) => {
  expect(
    schema
      .safeParse(env)
      .error?.issues.map((issue) => issue.message)
      .join(),
  ).toContain(sentence);
});
