import { RemixBrowser } from '@remix-run/react';
import { type ReactNode, StrictMode, startTransition, useEffect } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { DocumentProvider, factsFromAttributes } from './features/frame/document-context.tsx';
import { takeEarlyInput } from './features/frame/early-input.ts';

/**
 * Remix decodes the data of the page when it is first rendered, and suspends meanwhile. The root of React 18 cannot
 * suspend when a key or a click makes it hydrate at once: it throws "Root did not complete" and never tries again, so the
 * page stays dead. Hence Remix is asked here, before there is a root: it throws what it waits for, ahead of any hook.
 */
async function dataIsDecoded(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (waitedFor) {
    await waitedFor;
  }
}

function Hydrated({ then, children }: { then: () => void; children: ReactNode }) {
  // Outside of React's own work: what is told here is to be handled as any event is.
  useEffect(() => queueMicrotask(then), [then]);
  return children;
}

async function hydrate(): Promise<void> {
  await dataIsDecoded();
  const facts = factsFromAttributes(document.documentElement.dataset);
  const tellEarlyInput = takeEarlyInput();
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <Hydrated then={tellEarlyInput}>
          <DocumentProvider value={facts}>
            <RemixBrowser />
          </DocumentProvider>
        </Hydrated>
      </StrictMode>,
    );
  });
}

void hydrate();
