import type { AccountStatus, PostStatus } from '@hawker/core';
import {
  Archive,
  Ban,
  CalendarClock,
  CircleCheck,
  CirclePause,
  CircleX,
  Clock,
  Gauge,
  Hand,
  HandCoins,
  KeyRound,
  LoaderCircle,
  type LucideIcon,
  PencilLine,
  RotateCw,
  SearchCheck,
  Upload,
} from 'lucide-react';

/** The four status hues, and grey for what needs nobody's attention. */
export type Hue = 'neutral' | 'progress' | 'good' | 'caution' | 'bad';

export interface StatusLook {
  word: string;
  icon: LucideIcon;
  hue: Hue;
  /** The icon turns: something is under way right now. */
  moving?: true;
}

export const postStatusLooks: Readonly<Record<PostStatus, StatusLook>> = {
  draft: { word: 'Draft', icon: PencilLine, hue: 'neutral' },
  scheduled: { word: 'Scheduled', icon: CalendarClock, hue: 'neutral' },
  queued: { word: 'Queued', icon: Clock, hue: 'neutral' },
  // The one channel of this kind is Facebook's; another would bring a word for both.
  awaiting_upload: { word: 'Upload at Facebook', icon: Upload, hue: 'caution' },
  publishing: { word: 'Publishing', icon: LoaderCircle, hue: 'progress', moving: true },
  published: { word: 'Published', icon: CircleCheck, hue: 'good' },
  retry_wait: { word: 'Trying again', icon: RotateCw, hue: 'caution' },
  rate_limited: { word: 'Slowed down', icon: Gauge, hue: 'caution' },
  auth_blocked: { word: 'Sign-in needed', icon: KeyRound, hue: 'bad' },
  failed: { word: 'Failed', icon: CircleX, hue: 'bad' },
  unknown: { word: 'Checking', icon: SearchCheck, hue: 'progress' },
  needs_review: { word: 'Needs you', icon: Hand, hue: 'caution' },
  sold: { word: 'Sold', icon: HandCoins, hue: 'good' },
  delisted: { word: 'Delisted', icon: Archive, hue: 'neutral' },
  canceled: { word: 'Canceled', icon: Ban, hue: 'neutral' },
};

export const accountStatusLooks: Readonly<Record<AccountStatus, StatusLook>> = {
  active: { word: 'Active', icon: CircleCheck, hue: 'good' },
  paused: { word: 'Paused', icon: CirclePause, hue: 'neutral' },
  blocked: { word: 'Blocked', icon: KeyRound, hue: 'bad' },
};
