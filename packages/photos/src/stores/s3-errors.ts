import type { PhotoBucket } from '@hawker/core';

/** What stands between Hawker and its bucket. */
export interface S3Trouble {
  /** For whoever runs this Hawker: what is wrong, and what to do. */
  sentence: string;
  /** True when only a change of settings helps; false when waiting may. */
  isLasting: boolean;
}

/** Of the answer; null where there was none. */
export function statusOf(error: unknown): number | null {
  if (error instanceof Error && '$metadata' in error) {
    const { $metadata: metadata } = error;
    if (typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata) {
      return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : null;
    }
  }
  return null;
}

/** That the bucket itself is missing is something else. */
export function isMissingObject(error: unknown): boolean {
  return statusOf(error) === 404 && error instanceof Error && error.name !== 'NoSuchBucket';
}

export function describeS3Trouble({ bucket, endpoint, region }: PhotoBucket, error: unknown): S3Trouble {
  const place = endpoint ?? `Amazon S3 in ${region}`;
  const name = error instanceof Error ? error.name : '';
  const status = statusOf(error);
  const lasting = (sentence: string): S3Trouble => ({ sentence, isLasting: true });
  if (name === 'CredentialsProviderError') {
    return lasting(
      'There are no credentials for the bucket of photos. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or another way that the AWS SDK knows.',
    );
  }
  switch (status) {
    case 301:
    case 400:
      return lasting(
        `The bucket "${bucket}" is not in ${region}, or ${place} is not its address. Set HAWKER_PHOTOS_S3_REGION.`,
      );
    case 401:
    case 403:
      return lasting(
        `${place} does not let these credentials use the bucket "${bucket}". They need s3:ListBucket on it, and s3:GetObject, s3:PutObject and s3:DeleteObject on what is in it.`,
      );
    case 404:
      return lasting(`There is no bucket "${bucket}" at ${place}. Make it, or change HAWKER_PHOTOS_S3_BUCKET.`);
  }
  return {
    sentence: status === null ? `${place} does not answer.` : `${place} answered ${status}.`,
    isLasting: false,
  };
}
