/**
 * A format is how one program writes a sheet of products. It knows its header, and turns rows into drafts: the text
 * of a listing's columns in our words. What is right and wrong about a draft is the business of the checks, the same for all.
 */

import type { Cells, Column } from '../columns.ts';
import type { TableRow } from '../tables/table.ts';
import type { Header } from './header.ts';

export const formatNames = [
  'hawker',
  'facebook-sheet',
  'shopify',
  'woocommerce',
  'meta-catalog',
  'ebay',
  'plain',
  'mapped',
  'unknown',
] as const;
export type FormatName = (typeof formatNames)[number];

export interface Draft {
  /** Of the first row when several make one listing. */
  rowNumber: number;
  cells: Cells;
  /** What a person should know and need not mend, by column. */
  warnings: Cells;
  /** What only this format has, by its own names: `offerShipping`. */
  attributes: Readonly<Record<string, string>>;
}

/** Why rows are no listings, in a sentence about one of them and in one about several. */
export interface SkipReason {
  one: string;
  many: string;
}

export interface Skipped {
  rowNumber: number;
  /** The same object for the same reason: rows are told together by it. */
  reason: SkipReason;
}

export interface RowReader {
  /** Drafts that are complete with this row: none, one, or one that an earlier row began. */
  take(row: TableRow): readonly Draft[];
  /** What was begun and not given yet. */
  end(): readonly Draft[];
}

export interface SheetFormat {
  readonly name: FormatName;
  /** As people call it. */
  readonly title: string;
  /** It writes rows of its own above the header, of which nobody needs to be told. */
  readonly hasInfoAbove?: true;
  matches(header: Header, sheetName: string | null): boolean;
  /** A reader for one pass over one file; `skip` hears of rows that are left out. */
  open(header: Header, skip: (skipped: Skipped) => void): RowReader;
}

/** A draft of texts: what is empty is left out. */
export function draft(
  rowNumber: number,
  texts: Readonly<Record<Column, string>> | Cells,
  warnings: Cells = {},
  attributes: Readonly<Record<string, string>> = noAttributes,
): Draft {
  const cells: Cells = {};
  for (const column in texts) {
    const text = texts[column as Column];
    if (text !== undefined && text !== '') {
      cells[column as Column] = text;
    }
  }
  return { rowNumber, cells, warnings, attributes };
}

/** As `draft`, of cells that have no empty text. */
export function filledDraft(rowNumber: number, cells: Cells): Draft {
  return { rowNumber, cells, warnings: noWarnings, attributes: noAttributes };
}

const noWarnings: Cells = Object.freeze({});
const noAttributes: Readonly<Record<string, string>> = {};

/** For formats where each row is a listing; null is a row that was left out. */
export function rowByRow(read: (row: TableRow) => Draft | null): RowReader {
  return {
    take(row) {
      const made = read(row);
      return made === null ? [] : [made];
    },
    end: () => [],
  };
}
