import interLatin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import { Links, Meta, type MetaFunction, Outlet, Scripts, ScrollRestoration } from '@remix-run/react';
import type { LinksFunction } from '@remix-run/server-runtime';
import type { ReactNode } from 'react';
import { ClockProvider } from './components/clock.tsx';
import { ConfirmProvider } from './components/confirm.tsx';
import { ToastProvider } from './components/toast.tsx';
import { factsToAttributes, useDocumentFacts } from './features/frame/document-context.tsx';
import { keepEarlyClick } from './features/frame/early-input.ts';
import { ErrorPage } from './features/frame/error-page.tsx';
import { NavigationProgress } from './features/frame/navigation-progress.tsx';
import favicon from './styles/favicon.svg?url';
import theme from './styles/theme.css?url';

export const links: LinksFunction = () => [
  { rel: 'preload', href: interLatin, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'stylesheet', href: theme },
  { rel: 'icon', href: favicon, type: 'image/svg+xml' },
];

export const meta: MetaFunction = () => [{ title: 'Hawker' }];

export function Layout({ children }: { children: ReactNode }) {
  const facts = useDocumentFacts();
  return (
    <html lang="en" {...factsToAttributes(facts)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <script nonce={facts.nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: keepEarlyClick }} />
        <Meta />
        <Links />
      </head>
      <body>
        <NavigationProgress />
        <ClockProvider server={facts}>
          <ToastProvider>
            <ConfirmProvider>{children}</ConfirmProvider>
          </ToastProvider>
        </ClockProvider>
        <ScrollRestoration nonce={facts.nonce} />
        <Scripts nonce={facts.nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <ErrorPage />
    </main>
  );
}
