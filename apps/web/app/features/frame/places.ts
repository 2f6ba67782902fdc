import type { Role } from '@hawker/core';
import {
  Activity,
  Layers,
  LayoutDashboard,
  ListOrdered,
  type LucideIcon,
  Settings,
  Store,
  Tag,
  Upload,
} from 'lucide-react';

export interface Place {
  to: string;
  word: string;
  icon: LucideIcon;
  /** After `g`. */
  key: string;
  /** Only this very address, not what lies under it. */
  exact?: true;
  /** Below the others, at the foot of the rail. */
  foot?: true;
  /** Nobody else is shown a door that is locked. */
  ownersOnly?: true;
}

const places: readonly Place[] = [
  { to: '/', word: 'Overview', icon: LayoutDashboard, key: 'o', exact: true },
  { to: '/posts', word: 'Posts', icon: Layers, key: 'p' },
  { to: '/listings', word: 'Listings', icon: Tag, key: 'l' },
  { to: '/upload', word: 'Upload', icon: Upload, key: 'u' },
  { to: '/accounts', word: 'Accounts', icon: Store, key: 'a' },
  { to: '/queue', word: 'Queue', icon: ListOrdered, key: 'q' },
  { to: '/diagnostics', word: 'Diagnostics', icon: Activity, key: 'd', foot: true, ownersOnly: true },
  { to: '/settings', word: 'Settings', icon: Settings, key: 's', foot: true },
];

export function placesOf(role: Role): readonly Place[] {
  return role === 'owner' ? places : places.filter((place) => !place.ownersOnly);
}

/** One key, from anywhere but a field. */
export const directKeys: Readonly<Record<string, { to: string; word: string }>> = {
  n: { to: '/listings/new', word: 'New listing' },
  u: { to: '/upload', word: 'Upload a file' },
};
