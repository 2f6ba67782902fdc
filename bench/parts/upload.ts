/**
 * Bulk upload. The file is read, checked row by row and staged in a table; on "Confirm" listings, photos, posts, their
 * first events and the wakes are made from there, in one transaction. Against COPY of the same rows by pg alone, in one
 * transaction too. Both go into the same tables, with their indexes and triggers, and both are synced to the disk.
 *
 * The large file also as the first one of all: of tables that were empty until then Postgres knows nothing, and a plan that
 * suits a hundred thousand rows is another than it would guess. And with accounts that say each listing in their own way.
 */

import type { BenchPlace } from '../bench.ts';
import { createDesk, type Desk } from '../desk/create-desk.ts';
import { fillFreshDesk } from '../desk/fill.ts';
import type { Measurement } from '../report.ts';
import { compare, type Series, sampleInTurns } from '../sampling.ts';
import { type BareUpload, bareUpload, writeBareUpload } from '../upload/bare-copy.ts';
import { makeSheet } from '../upload/sheet.ts';

const accountsChosen = 5;

export interface UploadRounds {
  listings: number;
  warmUp: number;
  measured: number;
  /** How many times the floor confirming may take. */
  atMost: number;
}

export async function measureUpload(desk: Desk, sizes: readonly UploadRounds[]): Promise<Measurement[]> {
  const accountIds = await chosenAccounts(desk);
  const measurements: Measurement[] = [];
  for (const { listings, atMost, ...rounds } of sizes) {
    const times = await sampleInTurns(
      {
        floor: bareCopy(desk, accountIds, listings),
        whole: wholeUpload(desk, accountIds, listings),
        confirmed: confirmedUpload(desk, accountIds, listings),
      },
      rounds,
    );
    const posts = (listings * accountIds.length).toLocaleString('en');
    const shared = { part: 'upload', unit: 'ms' } as const;
    measurements.push(
      {
        ...shared,
        name: `Making ${posts} posts of a checked file`,
        target: { atMost },
        ...compare(times.floor, times.confirmed),
      },
      {
        ...shared,
        name: 'The same, and the file read, checked and staged',
        target: null,
        ...compare(times.floor, times.whole),
      },
    );
  }
  return measurements;
}

/** A few rounds suffice: each has new databases, and what is looked for is a plan that takes many times as long. */
export async function measureUnusualUploads(
  place: BenchPlace,
  desk: Desk,
  { listings, atMost, ...rounds }: UploadRounds,
): Promise<Measurement[]> {
  const posts = (listings * accountsChosen).toLocaleString('en');
  const shared = { part: 'upload', unit: 'ms', target: { atMost } } as const;
  const first = await sampleInTurns(
    {
      floor: onFreshDesk(place, (fresh, accountIds) => bareCopy(fresh, accountIds, listings)),
      confirmed: onFreshDesk(place, (fresh, accountIds) => confirmedUpload(fresh, accountIds, listings)),
    },
    rounds,
  );
  const accountIds = await chosenAccounts(desk);
  await varyAccounts(desk, accountIds, {
    title: '{title} in {category}',
    description: null,
    price: { basisPoints: 500, ending: 99 },
  });
  const varied = await sampleInTurns(
    { floor: bareCopy(desk, accountIds, listings), confirmed: confirmedUpload(desk, accountIds, listings) },
    rounds,
  );
  await varyAccounts(desk, accountIds, null);
  return [
    { ...shared, name: `${posts} posts, the first on the desk`, ...compare(first.floor, first.confirmed) },
    {
      ...shared,
      name: `${posts} posts, each with a title and a price of its own`,
      ...compare(varied.floor, varied.confirmed),
    },
  ];
}

async function chosenAccounts({ caller }: Desk): Promise<string[]> {
  return (await caller.accounts.list()).slice(0, accountsChosen).map((account) => account.id);
}

type Vary = Parameters<Desk['caller']['accounts']['setVariation']>[0]['variation'];

async function varyAccounts({ caller }: Desk, accountIds: readonly string[], variation: Vary): Promise<void> {
  for (const id of accountIds) {
    await caller.accounts.setVariation({ id, variation });
  }
}

/** Each sample on a new desk, which is gone after it. */
function onFreshDesk(place: BenchPlace, seriesOf: (desk: Desk, accountIds: string[]) => Series): Series {
  let desk: Desk | undefined;
  let series: Series | undefined;
  return {
    prepare: async () => {
      const { serverUrl, workDirectory: dataDirectory } = place;
      desk = await createDesk({ serverUrl, posts: 0, dataDirectory, fill: fillFreshDesk });
      series = seriesOf(desk, await chosenAccounts(desk));
      await series.prepare?.();
    },
    run: async () => series?.run(),
    cleanUp: async () => desk?.close(),
  };
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
      await desk.caller.uploads.choose({ id: uploadId, accountIds });
    },
    run: () => confirm(desk, uploadId, accountIds),
  };
}

function bareCopy(desk: Desk, accountIds: string[], listings: number): Series {
  let upload: BareUpload;
  return {
    prepare: async () => {
      await emptyQueue(desk);
      upload = bareUpload(nextSheet(), listings, accountIds);
    },
    run: async () => {
      const client = await desk.bare.connect();
      await writeBareUpload(client, upload);
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
