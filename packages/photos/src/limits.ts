import { photoRules } from '@hawker/core';

/** What a photo must be: the rules of the core, and what only the server that decodes it has to know. */
export const photoLimits = {
  /** What may be uploaded, by content; names and declared types are never believed. */
  types: photoRules.accept,
  maxBytes: photoRules.maxBytes,
  minSidePx: photoRules.minSidePx,
  /** 50 megapixels: more than any phone or camera a seller is likely to hold, and 150 MB of memory when decoded. */
  maxPixels: 50_000_000,
  /**
   * The longer side by the shorter one. A photo is stored with its longer side at most 2048 px, so at 4:1 the shorter
   * one is still 512 px: every stored photo passes `minSidePx` again at a marketplace that has the same rule.
   */
  maxAspectRatio: 4,
  maxStoredSidePx: 2048,
  /** 8 MB read the strict way (decimal), so that every marketplace that says "8 MB" takes what is stored. */
  maxStoredBytes: 8_000_000,
  thumbnailSidePx: 320,
} as const;

export type UploadedPhotoType = (typeof photoLimits.types)[number];

/** What photos are stored as: JPEG, or PNG where the picture is see-through. */
export type StoredPhotoType = 'image/jpeg' | 'image/png';
