import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { zoneCookie } from '../preferences.ts';

export interface Clock {
  /** Milliseconds since the epoch. The same on the server and while hydrating, then it ticks. */
  nowMs: number;
  /** The viewer's time zone, IANA. */
  zone: string;
}

/** Relative times change every half minute. */
const tickMs = 30_000;

const ClockContext = createContext<Clock>({ nowMs: 0, zone: 'UTC' });

/**
 * Time for everything that is drawn. The first render uses what the server said, so nothing differs while hydrating;
 * after that the browser's own time and zone take over, and the zone is remembered for the next document.
 */
export function ClockProvider({ server, children }: { server: Clock; children: ReactNode }) {
  const [clock, setClock] = useState(server);
  useEffect(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support.
    document.cookie = zoneCookie(timeZone);
    const tick = () => setClock({ nowMs: Date.now(), zone: timeZone });
    tick();
    const timer = setInterval(tick, tickMs);
    return () => clearInterval(timer);
  }, []);
  return <ClockContext.Provider value={clock}>{children}</ClockContext.Provider>;
}

export function useClock(): Clock {
  return useContext(ClockContext);
}
