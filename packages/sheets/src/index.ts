export {
  type CellErrors,
  type CheckedCells,
  createRowCheck,
  type KnownOfRow,
  type RowRules,
} from './check/check-cells.ts';
export { hasScheme, ownPhotoHash } from './check/check-images.ts';
export type { AccountRules, ChannelRules, ExistingListing } from './check/check-limits.ts';
export { createPhotoNames } from './check/photo-names.ts';
export { picturesIn } from './check/picture-names.ts';
export { type Cells, type Column, columnFor, columns } from './columns.ts';
export { headerCandidates, noteAboveHeader } from './find-header.ts';
export { formatTitles } from './formats/all.ts';
export { facebookCategory } from './formats/categories.ts';
export { conditionWords } from './formats/conditions.ts';
export { type Draft, type FormatName, formatNames } from './formats/format.ts';
export { headerNames } from './formats/header.ts';
export { sheetLimits, xlsxLimits, zipLimits } from './limits.ts';
export { columnsByMapping, fingerprintOf, type Mapping } from './mapping.ts';
export { type DraftReader, type DraftSummary, leftOutSentence, readDrafts, readRawRows } from './read-drafts.ts';
export { applyMapping, type RecognisedFile, readingByMapping, recognise, withHeader } from './recognise.ts';
export { type SheetSource, sourceOfBytes, sourceOfFile, spool } from './source.ts';
export { suggestMapping } from './suggest-mapping.ts';
export type { Cell, Table, TableRow } from './tables/table.ts';
export { joinList, splitImages } from './text/list-cell.ts';
export { writeCsv } from './write/csv.ts';
export { type FacebookFile, type FacebookListing, writeFacebookTemplates } from './write/facebook.ts';
export { columnTitles, type ExportRow, rowOfErrors, rowOfListing, type SheetOptions } from './write/rows.ts';
export { writeXlsx, type XlsxOptions } from './write/xlsx.ts';
export type { PhotoFile } from './zip/bundle.ts';
