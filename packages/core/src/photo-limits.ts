/** What a photo may be, for the browser's first check and the server's last one. */
export const photoRules = {
  maxBytes: 8 * 1024 * 1024,
  minSidePx: 500,
  maxPerListing: 20,
  accept: ['image/jpeg', 'image/png', 'image/webp'],
} as const;
