import type { SystemStatus } from './live-store.ts';

/** Whether it is what our own server answers; a proxy's error page is not. */
export function isSystemStatus(value: unknown): value is SystemStatus {
  return typeof value === 'object' && value !== null && 'workers' in value && 'problem' in value;
}
