import type { ShouldRevalidateFunction } from '@remix-run/react';

/** Loads again after what the person did, and not because something moved elsewhere. */
export const leaveAloneWhileLive: ShouldRevalidateFunction = ({ formMethod, currentUrl, nextUrl }) =>
  formMethod !== undefined || currentUrl.href !== nextUrl.href;
