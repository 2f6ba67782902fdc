import { type Request, type Response, Router } from 'express';
import { notFound } from '../api-error.ts';
import { isAssetName } from '../assets.ts';
import { findListings, type ListingsPage, type Shelf } from '../browse.ts';
import type { MarketContext } from '../context.ts';
import { queryCount, queryText } from '../http.ts';
import { browsePage, sellerPage } from '../pages/browse-page.ts';
import { faultsPage } from '../pages/faults-page.ts';
import { favicon } from '../pages/icons.ts';
import { type Page, renderPage } from '../pages/layout.ts';
import { delistedPage, listingPage } from '../pages/listing-page.ts';
import { sellPage } from '../pages/sell-page.ts';

export function storefrontRoutes(context: MarketContext): Router {
  const { assets, store } = context;
  const router = Router();

  router.get('/', (request, response) => {
    sendPage(context, response, browsePage(context, readBrowsing(context, request, null)));
  });

  router.get('/listings/:id', (request, response) => {
    const listing = store.state.listings.get(request.params.id);
    if (listing === undefined) {
      throw notFound('listing');
    }
    const delisted = listing.status === 'delisted';
    response.status(delisted ? 410 : 200);
    sendPage(context, response, delisted ? delistedPage(listing) : listingPage(context, listing));
  });

  router.get('/sellers/:id', (request, response) => {
    const seller = store.state.sellers.get(request.params.id);
    if (seller === undefined) {
      throw notFound('seller');
    }
    sendPage(context, response, sellerPage(context, seller, readBrowsing(context, request, seller.id)));
  });

  router.get('/sell', (_request, response) => {
    sendPage(context, response, sellPage(context));
  });

  router.get('/faults', async (_request, response) => {
    sendPage(context, response, await faultsPage(context));
  });

  router.get('/assets/:name', (request, response) => {
    const { name } = request.params;
    if (!isAssetName(name)) {
      throw notFound('file');
    }
    const { body, contentType } = assets[name];
    response.set({ 'Content-Type': contentType, 'Cache-Control': 'public, max-age=31536000, immutable' }).send(body);
  });

  router.get('/favicon.svg', (_request, response) => {
    response.set({ 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=86400' }).send(favicon);
  });

  return router;
}

interface Browsing {
  shelf: Shelf;
  search: string;
  before: number | null;
  page: ListingsPage;
}

function readBrowsing(context: MarketContext, request: Request, sellerId: string | null): Browsing {
  const shelf: Shelf = queryText(request, 'show') === 'sold' ? 'sold' : 'live';
  const search = queryText(request, 'q');
  const before = queryCount(request, 'before');
  const limit = context.limits.pageSize;
  return { shelf, search, before, page: findListings(context.store.state, { sellerId, shelf, search, before, limit }) };
}

export function sendPage(context: MarketContext, response: Response, page: Page): void {
  const nonce = String(response.locals.cspNonce);
  response.type('html').send(renderPage(context, nonce, page));
}
