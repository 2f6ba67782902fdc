import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * Workspace packages stay outside the server bundle: some bring native addons, and server.ts and the pages must share
 * one instance of each. Node runs their source through tsx. (`ssr.external` passes TypeScript sources over.)
 */
const workspacePackagesOutside: Plugin = {
  name: 'hawker:workspace-packages-outside',
  enforce: 'pre',
  resolveId: (id, _importer, { ssr }) => (ssr && id.startsWith('@hawker/') ? { id, external: true } : null),
};

export default defineConfig({
  plugins: [
    workspacePackagesOutside,
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
  },
  optimizeDeps: { include: ['@trpc/client', 'superjson'] },
});
