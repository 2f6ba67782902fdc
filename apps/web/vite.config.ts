import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Rollup } from 'vite';
import { workspacePackagesOutside } from './vite-workspace-packages.ts';

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * What the frame of every page loads anyway, React included, is one file. Rollup would make each small component a
 * request of its own, and those cost more in headers than they weigh. What is loaded on demand (dialogs, menus, the
 * stream) stays apart.
 */
const frame =
  /\/app\/(components\/(banner|button|charts|clock|cn|confirm|error-state|input|menu|number|page|progress-bar|relative-time|status-pill|statuses|table|text-link|tile|time-words|toast)|features\/frame\/(?!shortcuts-dialog)[\w-]+|features\/live\/(?!live-stream)[\w-]+|preferences)\.tsx?$/;

function ofTheFrame(id: string, { getModuleInfo }: Rollup.ManualChunkMeta): string | undefined {
  const isIcon = id.includes('/lucide-react/');
  const isFrame = isIcon ? getModuleInfo(id)?.importers.some((importer) => frame.test(importer)) : frame.test(id);
  return isFrame || /\/(class-variance-authority|clsx)\//.test(id) ? 'frame' : undefined;
}

export default defineConfig({
  plugins: [
    workspacePackagesOutside(),
    tailwindcss(),
    remix({
      future: {
        v3_fetcherPersist: true,
        // Off: a live reload that meets a navigation to a route not discovered yet drops the navigation. The whole manifest
        // is about 2 kB gzipped.
        v3_lazyRouteDiscovery: false,
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
    rollupOptions: { output: { manualChunks: ofTheFrame } },
  },
  // While developing: what the browser needs is known before the first page asks for it. Otherwise Vite finds it in the
  // middle of a load, bundles again, and the page runs with two copies of React.
  optimizeDeps: {
    entries: ['app/entry.client.tsx', 'app/components/**/*.tsx', 'app/features/**/*.tsx', '!**/*.test.*'],
    include: ['@trpc/client', 'zod'],
  },
});
