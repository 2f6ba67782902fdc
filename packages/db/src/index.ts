export * from './client.ts';
export { copyLine } from './copy.ts';
export type * from './generated/client.ts';
export { newId } from './id.ts';
export * from './listener.ts';
export * from './migrate.ts';
export * from './queries/accounts.ts';
export * from './queries/actions.ts';
export * from './queries/audit.ts';
export * from './queries/batches.ts';
export * from './queries/by-hand.ts';
export * from './queries/due.ts';
export * from './queries/explain.ts';
export * from './queries/held-posts.ts';
export * from './queries/jobs.ts';
export * from './queries/listing-selection.ts';
export * from './queries/listings.ts';
export * from './queries/made-skus.ts';
export * from './queries/overview.ts';
export * from './queries/photo-contents.ts';
export * from './queries/plan-schedule.ts';
export * from './queries/post-edits.ts';
export * from './queries/post-moves.ts';
export * from './queries/post-notes.ts';
export * from './queries/post-pages.ts';
export * from './queries/post-selection.ts';
export * from './queries/posts.ts';
export * from './queries/queue.ts';
export * from './queries/sheet-rows.ts';
export {
  findSheetOfPost,
  listPostsOfSheet,
  listSheetPhotos,
  listSheets,
  type PostOfSheet,
  type PostSheetRow,
  type SheetContents,
  type SheetPhoto,
  type SheetRow,
} from './queries/sheets.ts';
export * from './queries/staged-listings.ts';
export * from './queries/staged-posts.ts';
export * from './queries/system.ts';
export * from './queries/upload-decisions.ts';
export * from './queries/upload-rows.ts';
export * from './queries/upload-troubles.ts';
export * from './queries/uploaded-posts.ts';
export * from './queries/uploads.ts';
export * from './queries/varied-posts.ts';
export { queuePool } from './queue-pool.ts';
export * from './sql.ts';
export { isWork, recordStatements, type StatementWatch, watchStatements, workStatements } from './statements.ts';
export { storableJson, storableText } from './storable-text.ts';
