import type { ReactNode } from 'react';
import { Frame } from '../frame/frame.tsx';
import type { LiveState } from '../frame/live-indicator.tsx';
import type { Me } from '../frame/me-menu.tsx';
import { SystemBanners } from './system-banners.tsx';
import { useConnection, useSystem } from './use-live.ts';

/** The frame of every signed-in page, with what the stream and the system say. */
export function AppFrame({ me, children }: { me: Me; children: ReactNode }) {
  const connection = useConnection();
  const system = useSystem();
  const live: LiveState =
    connection.kind === 'stopped'
      ? { kind: 'stopped', sinceMs: connection.sinceMs }
      : { kind: 'live', publishing: system.publishing };
  return (
    <Frame me={me} live={live} banners={<SystemBanners />}>
      {children}
    </Frame>
  );
}
