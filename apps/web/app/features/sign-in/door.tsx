import type { ReactNode } from 'react';
import { Mark } from '../frame/rail.tsx';

interface DoorProps {
  title: string;
  /** One or two sentences under the title. */
  lead?: ReactNode;
  children: ReactNode;
}

/** A page outside the frame: one card in the middle, for whoever is not signed in. */
export function Door({ title, lead, children }: DoorProps) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-md">
        <div className="mb-6 flex items-center justify-center gap-2.5 font-semibold text-base">
          <Mark /> Hawker
        </div>
        <div className="rounded-md border bg-surface p-6 sm:p-8">
          <h1 className="font-semibold text-lg tracking-[-0.015em]">{title}</h1>
          {lead ? <div className="mt-1 text-ink-muted text-sm">{lead}</div> : null}
          <div className="mt-6">{children}</div>
        </div>
      </div>
    </main>
  );
}
