/** How large an upload may be, for the browser's first check and the server's last one. The library of formats reads more. */

const mebibyte = 1024 * 1024;

export const uploadLimits = {
  /** A sheet as a file, and the text of its rows. 100,000 rows of 600 bytes. */
  maxSheetBytes: 60 * mebibyte,
  maxRows: 100_000,
  /** Rows times accounts; more goes in several files. */
  maxPostsPerBatch: 100_000,
  /** A ZIP of a sheet and its photos. */
  maxZipBytes: 200 * mebibyte,
  /** Each takes a processor for up to half a second. */
  maxZipPhotos: 500,
  /** With those that are dropped beside the sheet: what names them is looked for among all of them. */
  maxPhotos: 2_000,
} as const;
