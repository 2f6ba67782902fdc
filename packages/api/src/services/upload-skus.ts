/** SKUs for rows that give none: made from the title, and the same whenever the same file is read. */

import { createHash } from 'node:crypto';
import { skuFromTitle, skuSchema } from '@hawker/core';
import type { Cells } from '@hawker/sheets';

/** The SKU that a row gives; null where it gives none, or none that can be kept. */
export function givenSku({ sku }: Cells): string | null {
  const parsed = skuSchema.safeParse(sku);
  return parsed.success ? parsed.data : null;
}

/** As long as an SKU made from a title is; room is left for a number behind it. */
const madeCharacters = 40;
const digestCharacters = 6;

/**
 * `Oak bookcase` -> `oak-bookcase`; null without a title. Where the words do not tell the title apart, because they were
 * cut or there are none, a digest of it does: two chairs of two files must not become one listing.
 */
export function skuBase({ title = '' }: Cells): string | null {
  const plain = title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  if (plain === '') {
    return null;
  }
  const words = [...skuFromTitle(title)];
  if (/[\p{L}\p{N}]/u.test(plain) && words.length < madeCharacters - 1) {
    return words.join('');
  }
  const digest = createHash('sha256').update(plain).digest('hex').slice(0, digestCharacters);
  const kept = words.slice(0, madeCharacters - digestCharacters - 1).join('');
  return `${kept.replace(/-$/, '')}-${digest}`;
}

export interface ChosenSku {
  sku: string | null;
  /** The row above that gives the same; null where there is none. */
  firstRow: number | null;
}

interface Place {
  position: number;
  row: number;
}

interface RowOfSku extends Place {
  given: boolean;
}

/** Chooses the SKUs of one file, row by row. What it holds is the SKUs, and nothing else of the rows. */
export class SkuChooser {
  readonly #rows = new Map<string, RowOfSku>();
  readonly #lastNumber = new Map<string, number>();
  readonly #displaced: number[] = [];

  /** A row that is left out keeps no other from the SKU that it gives. */
  choose(cells: Cells, { position, row, isOut = false }: Place & { isOut?: boolean }): ChosenSku {
    const given = givenSku(cells);
    if (given === null) {
      return { sku: this.#make(cells, position, row), firstRow: null };
    }
    if (isOut) {
      return { sku: given, firstRow: null };
    }
    const first = this.#rows.get(given);
    if (first?.given) {
      return { sku: given, firstRow: first.row };
    }
    if (first !== undefined) {
      this.#displaced.push(first.position);
    }
    this.#rows.set(given, { position, row, given: true });
    return { sku: given, firstRow: null };
  }

  /** Rows that must have another: a row below them gives the SKU that was made for them. */
  get displaced(): readonly number[] {
    return this.#displaced;
  }

  #make(cells: Cells, position: number, row: number): string | null {
    const base = skuBase(cells);
    if (base === null) {
      return null;
    }
    let number = this.#lastNumber.get(base) ?? 0;
    let sku: string;
    do {
      number++;
      sku = number === 1 ? base : `${base}-${number}`;
    } while (this.#rows.has(sku));
    this.#lastNumber.set(base, number);
    this.#rows.set(sku, { position, row, given: false });
    return sku;
  }
}
