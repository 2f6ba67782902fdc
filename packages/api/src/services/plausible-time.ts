/** Times that people choose: of a batch that is made, and of posts that are there. */

import { DomainError, implausibleTime, type PublishTime } from '@hawker/core';

/** What a person mistyped is told at its field, before anything is done. */
export function requirePlausibleTime(at: Date, field: string, now = new Date()): void {
  const sentence = implausibleTime(at, now);
  if (sentence !== null) {
    throw new DomainError('bad_input', sentence, { fields: { [field]: sentence } });
  }
}

export function requirePlausiblePublish(publish: PublishTime, now = new Date()): void {
  if (publish.when === 'at') {
    requirePlausibleTime(publish.at, 'at', now);
  }
}
