/** Where photos are kept when it is a bucket, as the environment of every process says it. */

import { z } from 'zod';

export interface PhotoBucket {
  bucket: string;
  region: string;
  /** Of a store that speaks S3 and is not Amazon's; null for Amazon's own. */
  endpoint: string | null;
  /** Before every name: empty, or ending with a slash. */
  prefix: string;
  /** The bucket in the path instead of in the host name, as most stores of one's own want it. */
  forcePathStyle: boolean;
}

/** For the schema of an environment; its check is {@link hasWholePhotoBucket}. */
export const photoBucketVariables = () => ({
  HAWKER_PHOTOS_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket: 3 to 63 of a-z, 0-9, "." and "-"')
    .optional(),
  HAWKER_PHOTOS_S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be a region such as eu-central-1')
    .optional(),
  HAWKER_PHOTOS_S3_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://s3.example.com' })
    .optional(),
  HAWKER_PHOTOS_S3_PREFIX: z
    .string()
    .max(500, 'may have at most 500 letters')
    .regex(/^(?!\/)(?!.*\/\/)[^\\]*$/, 'must be a path such as hawker/photos, without a slash at its start')
    .optional(),
  HAWKER_PHOTOS_S3_PATH_STYLE: z.enum(['true', 'false'], { error: 'must be true or false' }).optional(),
});

type PhotoBucketEnv = { [Name in keyof ReturnType<typeof photoBucketVariables>]?: string | undefined };

/** The others mean nothing without the bucket: whoever set them believes that their photos are in one. */
export function hasWholePhotoBucket(env: PhotoBucketEnv): boolean {
  const isAnySet = [
    env.HAWKER_PHOTOS_S3_REGION,
    env.HAWKER_PHOTOS_S3_ENDPOINT,
    env.HAWKER_PHOTOS_S3_PREFIX,
    env.HAWKER_PHOTOS_S3_PATH_STYLE,
  ].some((value) => value !== undefined);
  return env.HAWKER_PHOTOS_S3_BUCKET !== undefined || !isAnySet;
}

export const whyPhotoBucketIsPartial = {
  message: 'is missing, while other variables of the bucket of photos are set',
  path: ['HAWKER_PHOTOS_S3_BUCKET'],
};

/** Null where photos are kept in the data folder. */
export function photoBucketOf(env: PhotoBucketEnv): PhotoBucket | null {
  const { HAWKER_PHOTOS_S3_BUCKET: bucket, HAWKER_PHOTOS_S3_PREFIX: prefix = '' } = env;
  if (bucket === undefined) {
    return null;
  }
  return {
    bucket,
    region: env.HAWKER_PHOTOS_S3_REGION ?? 'us-east-1',
    endpoint: env.HAWKER_PHOTOS_S3_ENDPOINT ?? null,
    prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`,
    forcePathStyle: env.HAWKER_PHOTOS_S3_PATH_STYLE === 'true',
  };
}
