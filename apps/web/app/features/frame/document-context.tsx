import { createContext, useContext } from 'react';
import type { Theme } from '../../preferences.ts';

/** What the server knew when it made this document. The same while hydrating, so that nothing differs. */
export interface DocumentFacts {
  requestId: string;
  theme: Theme;
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** The viewer's time zone as far as the server knows it. */
  zone: string;
  /** For the Content-Security-Policy. A browser hides it from the page, so it is empty there. */
  nonce: string;
}

const DocumentContext = createContext<DocumentFacts>({
  requestId: '',
  theme: 'system',
  nowMs: 0,
  zone: 'UTC',
  nonce: '',
});

export const DocumentProvider = DocumentContext.Provider;

export function useDocumentFacts(): DocumentFacts {
  return useContext(DocumentContext);
}

/** Written as `data-*` attributes of `<html>`, and read back from there by the browser. */
export function factsToAttributes({ requestId, theme, nowMs, zone }: DocumentFacts) {
  return {
    'data-request-id': requestId,
    'data-theme': theme,
    'data-now': String(nowMs),
    'data-zone': zone,
  };
}

export function factsFromAttributes({
  requestId = '',
  theme = '',
  now = '0',
  zone = 'UTC',
}: DOMStringMap): DocumentFacts {
  return {
    requestId,
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    nowMs: Number(now),
    zone,
    nonce: '',
  };
}
