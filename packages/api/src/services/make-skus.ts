/** SKUs for stored rows that have none: those that gave theirs to another row, and those that are another listing than was thought. */

import { listTakenSkus, type RowToCheck, type Transaction } from '@hawker/db';
import { givenSku, skuBase } from './upload-skus.ts';

/** Rows that want an SKU of the same words. */
interface Wanting {
  base: string;
  /** No listing may have it, of whichever file; otherwise it may be that of a listing, which the row then changes. */
  isAnother: boolean;
  positions: number[];
}

interface OfUpload {
  uploadId: string;
  /** What the other rows of the file have become. */
  batchIds: readonly string[];
}

/** For one check of an upload, however many rows at a time: what it made once it makes for no other row. */
export class SkuMaker {
  readonly #tx: Transaction;
  readonly #upload: OfUpload;
  readonly #made = new Set<string>();
  /** The number from which on one of the same words may be free. */
  readonly #next = new Map<string, number>();

  constructor(tx: Transaction, upload: OfUpload) {
    this.#tx = tx;
    this.#upload = upload;
  }

  /** An SKU that was made once stays, whatever becomes of the title: the file has it the next time too. */
  async withSkus(rows: readonly RowToCheck[]): Promise<RowToCheck[]> {
    const wanting = new Map<string, Wanting>();
    for (const row of rows) {
      const isNeeded = row.sku === null && givenSku(row.cells) === null;
      const base = isNeeded ? (skuBase(row.cells) ?? row.anotherThan) : null;
      if (base !== null) {
        const isAnother = row.anotherThan !== null;
        const key = keyOf({ base, isAnother });
        const known = wanting.get(key) ?? { base, isAnother, positions: [] };
        known.positions.push(row.position);
        wanting.set(key, known);
      }
    }
    const made = await this.#make([...wanting.values()]);
    return rows.map((row) => ({ ...row, sku: givenSku(row.cells) ?? row.sku ?? made.get(row.position) ?? null }));
  }

  /** By position. Where many numbers are taken, each round looks at twice as many. */
  async #make(all: readonly Wanting[]): Promise<Map<number, string>> {
    const result = new Map<number, string>();
    let open = [...all];
    for (let width = 1; open.length > 0; width *= 2) {
      const asked = open.map((one) => ({ ...one, candidates: this.#candidates(one, one.positions.length * width) }));
      const skus = [...new Set(asked.flatMap(({ candidates }) => candidates.map(({ sku }) => sku)))];
      const taken = await listTakenSkus(this.#tx, this.#upload.uploadId, { skus, batchIds: this.#upload.batchIds });
      const ofFile = new Set(taken.filter(({ isOfFile }) => isOfFile).map(({ sku }) => sku));
      const ofAny = new Set(taken.map(({ sku }) => sku));
      for (const { candidates, ...one } of asked) {
        for (const { sku, number } of candidates) {
          const position = one.positions[0];
          if (position === undefined) {
            break;
          }
          this.#next.set(keyOf(one), number + 1);
          if (!this.#made.has(sku) && !(one.isAnother ? ofAny : ofFile).has(sku)) {
            this.#made.add(sku);
            result.set(position, sku);
            one.positions.shift();
          }
        }
      }
      open = open.filter(({ positions }) => positions.length > 0);
    }
    return result;
  }

  /** Number 1 is not said. */
  #candidates(one: Wanting, count: number): { sku: string; number: number }[] {
    const from = this.#next.get(keyOf(one)) ?? 1;
    return Array.from({ length: count }, (_, index) => {
      const number = from + index;
      return { number, sku: number === 1 ? one.base : `${one.base}-${number}` };
    });
  }
}

function keyOf({ base, isAnother }: Pick<Wanting, 'base' | 'isAnother'>): string {
  return `${isAnother ? 'another' : 'any'} ${base}`;
}
