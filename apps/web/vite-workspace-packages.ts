import type { Plugin } from 'vite';

const prefix = '\0workspace:';
const loaded = new Map<string, unknown>();
const registryKey = 'hawkerWorkspacePackages';

/**
 * Keeps workspace packages out of the server bundle: some bring native addons, and server.ts and the pages must share
 * one instance of each. Node runs their source through tsx. (Vite's own `ssr.external` passes TypeScript over.)
 *
 * For a build they are simply external. While developing Vite cannot leave a TypeScript file to Node, so a page gets a
 * small module that hands on what this process has already imported.
 */
export function workspacePackagesOutside(): Plugin {
  let isBuild = true;
  return {
    name: 'hawker:workspace-packages-outside',
    enforce: 'pre',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    resolveId(id, _importer, { ssr }) {
      if (!ssr || !id.startsWith('@hawker/')) {
        return null;
      }
      return isBuild ? { id, external: true } : prefix + id;
    },
    async load(id) {
      if (!id.startsWith(prefix)) {
        return null;
      }
      const name = id.slice(prefix.length);
      const exported: object = await import(name);
      loaded.set(name, exported);
      Reflect.set(globalThis, registryKey, loaded);
      const names = Object.keys(exported).filter((key) => key !== 'default');
      return `export const { ${names.join(', ')} } = globalThis.${registryKey}.get(${JSON.stringify(name)});`;
    },
  };
}
