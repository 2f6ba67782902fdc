export {
  type CellErrors,
  type CheckedCells,
  createRowCheck,
  hasScheme,
  isAddress,
  type KnownOfRow,
  ownPhotoHash,
  type RowRules,
} from './check/check-cells.ts';
export type { AccountRules, ChannelRules, ExistingListing } from './check/check-limits.ts';
export { createPhotoNames } from './check/photo-names.ts';
export { type Cells, type Column, columnFor, columns } from './columns.ts';
export { formatTitles } from './formats/all.ts';
export { facebookCategory } from './formats/categories.ts';
export { conditionWords, parseCondition } from './formats/conditions.ts';
export { type Draft, type FormatName, formatNames, type Skipped } from './formats/format.ts';
export { sheetLimits, xlsxLimits, zipLimits } from './limits.ts';
export { columnsByMapping, fingerprintOf, type Mapping } from './mapping.ts';
export { type DraftReader, type DraftSummary, readDrafts, readRawRows } from './read-drafts.ts';
export { type ListingReader, type ReadRow, type ReadSummary, readListings, sameSkuSentence } from './read-listings.ts';
export { applyMapping, type RecognisedFile, readingByMapping, recognise } from './recognise.ts';
export { type SheetSource, sourceOfBytes, sourceOfFile, spool } from './source.ts';
export { suggestMapping } from './suggest-mapping.ts';
export type { Cell, Table, TableRow } from './tables/table.ts';
export { joinList, splitList } from './text/list-cell.ts';
export { writeCsv } from './write/csv.ts';
export { type FacebookFile, type FacebookListing, writeFacebookTemplates } from './write/facebook.ts';
export { columnTitles, type ExportRow, rowOfErrors, rowOfListing, type SheetOptions } from './write/rows.ts';
export { writeXlsx, type XlsxOptions } from './write/xlsx.ts';
export type { PhotoFile } from './zip/bundle.ts';
