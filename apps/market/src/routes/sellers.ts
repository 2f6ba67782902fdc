import { Router } from 'express';
import { z } from 'zod';
import { admitSeller } from '../admission.ts';
import { marketFull } from '../api-error.ts';
import type { MarketContext } from '../context.ts';
import { createJsonReader } from '../http.ts';
import { parseFields } from '../listing-input.ts';
import { createId, createToken, sha256Hex } from '../random.ts';

const newSellerSchema = z.object(
  { name: z.string('Give a name.').trim().min(1, 'Give a name.').max(80, 'Shorten the name to 80 characters.') },
  'Send a JSON object.',
);

export function sellerRoutes(context: MarketContext): Router {
  const { store, random, limits } = context;
  const readJson = createJsonReader(limits.jsonBodyBytes);
  const router = Router();

  // Open to everyone: it is a practice market. The token is shown in this answer and never again.
  router.post('/v1/sellers', async (request, response) => {
    const { name } = parseFields(newSellerSchema, await readJson(request, response));
    if (store.state.sellers.size >= limits.sellers) {
      throw marketFull('sellers');
    }
    const id = createId(random);
    const token = createToken(random);
    await store.append({
      kind: 'seller_registered',
      sellerId: id,
      listingId: null,
      reference: null,
      idempotencyKey: null,
      name,
      tokenHash: sha256Hex(token),
    });
    response.status(201).json({ id, name, token });
  });

  router.get('/v1/seller', async (request, response) => {
    const { id, name } = await admitSeller(context, request);
    response.json({ id, name });
  });

  return router;
}
