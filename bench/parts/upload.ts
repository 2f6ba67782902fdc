/**
 * Bulk upload: the file is read, checked row by row and kept; on "Confirm" every row is checked again, all is made in
 * one transaction and five accounts are woken. Against multi-row INSERTs of the same rows, sent by pg alone in one
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
      {
        floor: bareUpload(desk, accountIds, listings),
        whole: wholeUpload(desk, accountIds, listings),
        confirmed: confirmedUpload(desk, accountIds, listings),
      },
      rounds,
    );
    const posts = (listings * accountIds.length).toLocaleString('en');
    const shared = { part: 'upload', unit: 'ms', target: { atMost: 2 } } as const;
    measurements.push(
      { ...shared, name: `Bulk upload of ${posts} posts`, ...compare(times.floor, times.whole) },
      { ...shared, name: `The same, file read before`, ...compare(times.floor, times.confirmed) },
    );
  }
  return measurements;
}

function wholeUpload(desk: Desk, accountIds: string[], listings: number): Series {
  let file = newFile(listings);
  return {
    prepare: async () => {
      await emptyQueue(desk);
      file = newFile(listings);
    },
    run: async () => confirm(desk, await bringFile(desk, file), accountIds),
  };
}

function confirmedUpload(desk: Desk, accountIds: string[], listings: number): Series {
  let uploadId = '';
  return {
    prepare: async () => {
      await emptyQueue(desk);
      uploadId = await bringFile(desk, newFile(listings));
    },
    run: () => confirm(desk, uploadId, accountIds),
  };
}

function bareUpload(desk: Desk, accountIds: string[], listings: number): Series {
  let statements: Statement[] = [];
  return {
    prepare: async () => {
      await emptyQueue(desk);
      statements = bareUploadStatements(nextSheet(), listings, accountIds);
    },
    run: async () => {
      const client = await desk.bare.connect();
      await client.query('BEGIN');
      for (const { text, values } of statements) {
        await client.query(text, values);
      }
      await client.query('COMMIT');
      client.release();
    },
  };
}

let sheets = 0;

function nextSheet(): number {
  sheets += 1;
  return sheets;
}

interface SheetFile {
  fileName: string;
  contentBase64: string;
}

function newFile(listings: number): SheetFile {
  const sheet = nextSheet();
  return {
    fileName: `stock-${sheet}.csv`,
    contentBase64: Buffer.from(makeSheet(sheet, listings)).toString('base64'),
  };
}

async function bringFile({ caller }: Desk, file: SheetFile): Promise<string> {
  return (await caller.uploads.create(file)).id;
}

function confirm({ caller }: Desk, id: string, accountIds: string[]): Promise<unknown> {
  return caller.uploads.confirm({ id, accountIds, publish: { when: 'now' } });
}

/** No worker runs here; one would have done the photos of the last round long ago. */
async function emptyQueue({ bare }: Desk): Promise<void> {
  await bare.query('TRUNCATE graphile_worker._private_jobs');
}
