import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { DocumentProvider, factsFromAttributes } from './features/frame/document-context.tsx';

const facts = factsFromAttributes(document.documentElement.dataset);

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <DocumentProvider value={facts}>
        <RemixBrowser />
      </DocumentProvider>
    </StrictMode>,
  );
});
