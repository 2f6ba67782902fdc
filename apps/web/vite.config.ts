import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { workspacePackagesOutside } from './vite-workspace-packages.ts';

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [
    workspacePackagesOutside(),
    tailwindcss(),
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
  ],
  build: {
    // Fonts and icons stay files, never data: URLs: the Content-Security-Policy can then be narrow.
    assetsInlineLimit: 0,
    // Otherwise every small component is a request of its own, and costs more in headers than it weighs. In bytes.
    rollupOptions: { output: { experimentalMinChunkSize: 12_000 } },
  },
  // While developing: what the browser needs is known before the first page asks for it. Otherwise Vite finds it in the
  // middle of a load, bundles again, and the page runs with two copies of React.
  optimizeDeps: {
    entries: ['app/entry.client.tsx', 'app/components/**/*.tsx', 'app/features/**/*.tsx', '!**/*.test.*'],
    include: ['@trpc/client', 'zod'],
  },
});
