import { localTime, minuteToClock, type PostStatus } from '@hawker/core';
import type { Paint } from './paint.ts';

const numbers = new Intl.NumberFormat('en');

/** `1 post`, `1,250 posts`; another plural is given where an s does not make it. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${numbers.format(n)} ${n === 1 ? noun : plural}`;
}

export function number(n: number): string {
  return numbers.format(n);
}

/** `2026-12-01 09:00 Europe/Berlin`: whose time it is stands beside it. */
export function zonedTime(at: Date, zone: string): string {
  const { date, minuteOfDay } = localTime(at, zone);
  return `${date} ${minuteToClock(minuteOfDay)} ${zone}`;
}

const ownWords: Partial<Record<PostStatus, string>> = { published: 'live', awaiting_upload: 'upload at Facebook' };

export function statusWord(status: PostStatus): string {
  return ownWords[status] ?? status.replaceAll('_', ' ');
}

export function statusColour(status: PostStatus): keyof Paint | null {
  switch (status) {
    case 'published':
      return 'green';
    case 'failed':
      return 'red';
    case 'awaiting_upload':
    case 'needs_review':
    case 'auth_blocked':
      return 'yellow';
    case 'draft':
    case 'canceled':
    case 'sold':
    case 'delisted':
      return 'dim';
    case 'scheduled':
    case 'queued':
    case 'publishing':
    case 'retry_wait':
    case 'rate_limited':
    case 'unknown':
      return null;
  }
}

/** `2 seconds ago` */
export function ago(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 90) {
    return `${count(seconds, 'second')} ago`;
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) {
    return `${count(minutes, 'minute')} ago`;
  }
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${count(hours, 'hour')} ago` : `${count(Math.round(hours / 24), 'day')} ago`;
}
