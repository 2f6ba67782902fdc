import { readFile } from 'node:fs/promises';
import { sha256Hex } from './random.ts';

export interface Asset {
  body: Buffer;
  contentType: string;
  /** Address with a mark of its content, so that browsers may keep it for ever. */
  href: string;
}

const names = ['market.css', 'storefront.css', 'forms.css', 'sell.js', 'faults.js'] as const;
export type AssetName = (typeof names)[number];
export type Assets = Record<AssetName, Asset>;

export function isAssetName(name: string): name is AssetName {
  return names.some((known) => known === name);
}

export async function loadAssets(): Promise<Assets> {
  const [market, storefront, forms, sell, faults] = await Promise.all([
    loadAsset('market.css'),
    loadAsset('storefront.css'),
    loadAsset('forms.css'),
    loadAsset('sell.js'),
    loadAsset('faults.js'),
  ]);
  return {
    'market.css': market,
    'storefront.css': storefront,
    'forms.css': forms,
    'sell.js': sell,
    'faults.js': faults,
  };
}

async function loadAsset(name: AssetName): Promise<Asset> {
  const body = await readFile(new URL(`./assets/${name}`, import.meta.url));
  const contentType = name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8';
  return { body, contentType, href: `/assets/${name}?v=${sha256Hex(body).slice(0, 12)}` };
}
