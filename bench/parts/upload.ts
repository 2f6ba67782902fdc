/**
 * Bulk upload: the press of "Confirm" on a sheet that has been read (every row is checked again, then all is made in
 * one transaction and five accounts are woken), against multi-row INSERTs of the same rows, sent by pg alone in one
 * transaction. Both go into the same tables, with their indexes and triggers, and both are synced to the disk.
 */

import type { Desk } from '../desk/create-desk.ts';
import type { Measurement } from '../report.ts';
import { compare, type Series, sampleInTurns } from '../sampling.ts';
import { bareUploadStatements, type Statement } from '../upload/bare-statements.ts';
import { makeSheet } from '../upload/sheet.ts';

const accountsChosen = 5;

export interface UploadRounds {
  listings: number;
  warmUp: number;
  measured: number;
}

export async function measureUpload(desk: Desk, sizes: readonly UploadRounds[]): Promise<Measurement[]> {
  const accountIds = (await desk.caller.accounts.list()).slice(0, accountsChosen).map((account) => account.id);
  const measurements: Measurement[] = [];
  for (const { listings, ...rounds } of sizes) {
    const times = await sampleInTurns(
      { floor: bareUpload(desk, accountIds, listings), hawker: serviceUpload(desk, accountIds, listings) },
      rounds,
    );
    measurements.push({
      part: 'upload',
      name: `Bulk upload of ${(listings * accountIds.length).toLocaleString('en')} posts`,
      unit: 'ms',
      target: { atMost: 2 },
      ...compare(times.floor, times.hawker),
    });
  }
  return measurements;
}

let sheets = 0;

function serviceUpload({ caller }: Desk, accountIds: string[], listings: number): Series {
  let id = '';
  return {
    prepare: async () => {
      sheets += 1;
      const sheet = Buffer.from(makeSheet(sheets, listings)).toString('base64');
      ({ id } = await caller.uploads.create({ fileName: `stock-${sheets}.csv`, contentBase64: sheet }));
    },
    run: () => caller.uploads.confirm({ id, accountIds, publish: { when: 'now' } }),
  };
}

function bareUpload({ bare }: Desk, accountIds: string[], listings: number): Series {
  let statements: Statement[] = [];
  return {
    prepare: async () => {
      sheets += 1;
      statements = bareUploadStatements(sheets, listings, accountIds);
    },
    run: async () => {
      const client = await bare.connect();
      await client.query('BEGIN');
      for (const { text, values } of statements) {
        await client.query(text, values);
      }
      await client.query('COMMIT');
      client.release();
    },
  };
}
