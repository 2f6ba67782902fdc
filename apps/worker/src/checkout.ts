import { fileURLToPath } from 'node:url';

/** The top folder of the checkout: what `HAWKER_DATA_DIR` is relative to, and where `.env` lies. */
export const checkoutDirectory = fileURLToPath(new URL('../../..', import.meta.url));
