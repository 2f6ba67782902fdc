import { currencySchema, publishTimeSchema, uploadLimits } from '@hawker/core';
import { columns, sheetLimits, sourceOfBytes } from '@hawker/sheets';
import { z } from 'zod';
import { askColumns } from '../services/ask-columns.ts';
import { createUpload } from '../services/bring-upload.ts';
import { changeCell, changeCells } from '../services/change-cell.ts';
import { acceptUpdate, leaveRowOut } from '../services/change-row.ts';
import { confirmUpload } from '../services/confirm-upload.ts';
import { fillable, fillColumn, silentRows } from '../services/fill-column.ts';
import { leaveColumnOut, uploadTroubles } from '../services/leave-out-column.ts';
import { mapUpload } from '../services/map-upload.ts';
import { tellAllOthers, tellAnother } from '../services/other-listings.ts';
import { planUpload } from '../services/plan-upload.ts';
import { previewUpload } from '../services/preview-upload.ts';
import { sampleSheet } from '../services/sample.ts';
import { listRows } from '../services/upload-pages.ts';
import * as uploads from '../services/uploads.ts';
import { editProcedure, readProcedure, router } from '../trpc.ts';
import { accountIds } from './inputs.ts';

const mebibyte = 1024 * 1024;

const byId = z.object({ id: z.uuid() });

/** As a spreadsheet program counts. */
const row = z.int().min(1).max(2_000_000_000);
const cellText = z.string().max(sheetLimits.maxCellCharacters);

const cellChange = z.object({
  row,
  column: z.enum(columns),
  text: cellText,
  /** For a change that is taken back: what it wrote, and as what the cell was marked before it. */
  expect: cellText.optional(),
  mark: z.enum(['mended', 'filled']).nullable().optional(),
});

/** More are brought as a file. */
const maxCellsAtOnce = 200;

/** Which of our columns each column of a file is, by the name in its header; null is left out. */
const mapping = z
  .record(z.string().max(sheetLimits.maxCellCharacters), z.enum(columns).nullable())
  .refine((answer) => Object.keys(answer).length <= sheetLimits.maxColumns, {
    error: `At most ${sheetLimits.maxColumns} columns.`,
  });

export const uploadsRouter = router({
  list: readProcedure.query(({ ctx }) => uploads.listUploads(ctx.app, ctx.actor)),
  /** Its head and its numbers, checked by the rules of now; the rows come by `rows`. */
  get: readProcedure.input(byId).query(({ ctx, input }) => uploads.getUpload(ctx.app, ctx.actor, input.id)),
  rows: readProcedure
    .input(
      byId.extend({
        show: z.enum(['all', 'bad', 'updates', 'out', 'taken']).default('all'),
        offset: z.int().min(0).max(uploadLimits.maxRows).default(0),
        limit: z.int().min(1).max(200, 'At most 200 rows at once.').default(100),
      }),
    )
    .query(({ ctx, input }) => listRows(ctx.app, ctx.actor, input)),
  /** A sheet in any format that is recognised, alone or in a ZIP with its photos. */
  create: editProcedure
    .input(
      z.object({
        fileName: z.string().trim().min(1).max(300),
        /** The file as it is, in base64: its encoding is found out here. */
        contentBase64: z
          .base64()
          .max(
            Math.ceil(uploadLimits.maxSheetBytes / 3) * 4,
            `The file is larger than ${uploadLimits.maxSheetBytes / mebibyte} MB. Split it, or drop a ZIP with photos on the Upload page.`,
          ),
        currency: currencySchema.default('EUR'),
      }),
    )
    .mutation(({ ctx, input: { contentBase64, ...input } }) =>
      createUpload(ctx.app, ctx.actor, { ...input, source: sourceOfBytes(Buffer.from(contentBase64, 'base64')) }),
    ),
  /** Says which column is which; remembered for every file with these columns. */
  map: editProcedure
    .input(byId.extend({ mapping, headerRow: row.optional() }))
    .mutation(({ ctx, input }) => mapUpload(ctx.app, ctx.actor, input)),
  /** What there is to say of its columns, also where its headers are in another row than was found. */
  columns: readProcedure
    .input(byId.extend({ headerRow: row.optional() }))
    .query(({ ctx, input }) => askColumns(ctx.app, ctx.actor, input)),
  /** Columns that fail in most rows, each once with its commonest reason. */
  troubles: readProcedure
    .input(byId.extend({ which: z.enum(['most', 'any']).optional() }))
    .query(({ ctx, input }) => uploadTroubles(ctx.app, ctx.actor, input.id, input.which)),
  /** A column is left out of all rows, or one that was is taken back as it was. */
  leaveOut: editProcedure
    .input(z.union([byId.extend({ leave: z.enum(columns) }), byId.extend({ takeBack: z.enum(columns) })]))
    .mutation(({ ctx, input }) => leaveColumnOut(ctx.app, ctx.actor, input)),
  /** The rows that stay behind, as a CSV with what is wrong with each. */
  rowsToMend: readProcedure.input(byId).query(({ ctx, input }) => uploads.rowsToMend(ctx.app, ctx.actor, input.id)),
  changeCell: editProcedure
    .input(byId.extend(cellChange.shape))
    .mutation(({ ctx, input: { id, ...change } }) => changeCell(ctx.app, ctx.actor, id, change)),
  /** Cells that are pasted together. */
  changeCells: editProcedure
    .input(byId.extend({ changes: z.array(cellChange).min(1).max(maxCellsAtOnce) }))
    .mutation(({ ctx, input: { id, changes } }) => changeCells(ctx.app, ctx.actor, id, changes)),
  /** A row that stayed behind, because its SKU was in the file twice, shall change the listing that the other has become, or not. */
  acceptUpdate: editProcedure
    .input(byId.extend({ row, isAccepted: z.boolean().default(true) }))
    .mutation(({ ctx, input: { id, ...change } }) => acceptUpdate(ctx.app, ctx.actor, id, change)),
  /** A row does not go and is nothing to mend, or it is taken back. */
  leaveRowOut: editProcedure
    .input(byId.extend({ row, isOut: z.boolean() }))
    .mutation(({ ctx, input: { id, ...change } }) => leaveRowOut(ctx.app, ctx.actor, id, change)),
  /** A row that says no SKU is another listing than the one that has the SKU of its title, or is not. */
  another: editProcedure
    .input(byId.extend({ row, isAnother: z.boolean() }))
    .mutation(({ ctx, input: { id, ...change } }) => tellAnother(ctx.app, ctx.actor, id, change)),
  /** So are all rows that were taken for listings by their title. */
  others: editProcedure
    .input(byId.extend({ areOthers: z.boolean() }))
    .mutation(({ ctx, input: { id, ...change } }) => tellAllOthers(ctx.app, ctx.actor, id, change)),
  /** The pictures that rows name and that are not here, the first of them. */
  missingImages: readProcedure
    .input(byId)
    .query(({ ctx, input }) => uploads.missingImages(ctx.app, ctx.actor, input.id)),
  /** What all rows say that say nothing in a column, or nothing again. */
  fill: editProcedure
    .input(
      z.union([
        byId.extend({ column: z.enum(fillable), text: cellText.trim().min(1, 'Say something.') }),
        byId.extend({ takeBack: z.enum(fillable) }),
      ]),
    )
    .mutation(({ ctx, input }) => fillColumn(ctx.app, ctx.actor, input)),
  /** Rows that say nothing where their listing then says something all the same. */
  silent: readProcedure.input(byId).query(({ ctx, input }) => silentRows(ctx.app, ctx.actor, input.id)),
  /** Which accounts the rows go to; they are checked again where those take something else. */
  choose: editProcedure
    .input(byId.extend({ accountIds }))
    .mutation(({ ctx, input }) => uploads.chooseAccounts(ctx.app, ctx.actor, input.id, input.accountIds)),
  /** What confirming it would do, for the accounts that are chosen. */
  plan: readProcedure.input(byId).query(({ ctx, input }) => planUpload(ctx.app, ctx.actor, input.id)),
  /** The first rows that go, for a look at what an account makes of them. */
  preview: readProcedure.input(byId).query(({ ctx, input }) => previewUpload(ctx.app, ctx.actor, input.id)),
  confirm: editProcedure
    .input(
      byId.extend({
        /** None: the listings are saved, and nothing is posted. */
        accountIds,
        publish: publishTimeSchema,
        /** Of the plan that was looked at: refused where it is another one by now. */
        planToken: z.string().max(64).optional(),
      }),
    )
    .mutation(({ ctx, input }) => confirmUpload(ctx.app, ctx.actor, input)),
  discard: editProcedure.input(byId).mutation(({ ctx, input }) => uploads.discardUpload(ctx.app, ctx.actor, input.id)),
  /** A sheet to try it with. */
  sampleSheet: readProcedure.query(({ ctx }) => sampleSheet(ctx.app.origin)),
});
