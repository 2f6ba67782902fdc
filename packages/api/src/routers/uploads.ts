import { currencySchema, publishTimeSchema, uploadLimits } from '@hawker/core';
import { columns, sheetLimits, sourceOfBytes } from '@hawker/sheets';
import { z } from 'zod';
import { createUpload } from '../services/bring-upload.ts';
import { sampleSheet } from '../services/sample.ts';
import * as uploads from '../services/uploads.ts';
import { editProcedure, readProcedure, router } from '../trpc.ts';
import { accountIds } from './inputs.ts';

const byId = z.object({ id: z.uuid() });

export const uploadsRouter = router({
  list: readProcedure.query(({ ctx }) => uploads.listUploads(ctx.app, ctx.actor)),
  /** Every row checked, against the limits of the chosen accounts' channels too. */
  get: readProcedure
    .input(byId.extend({ accountIds: accountIds.default([]) }))
    .query(({ ctx, input }) => uploads.getUpload(ctx.app, ctx.actor, input.id, input.accountIds)),
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
            'The file is larger than 10 MB. Split it, or drop a ZIP with photos on the Upload page.',
          ),
        currency: currencySchema.default('EUR'),
      }),
    )
    .mutation(({ ctx, input: { contentBase64, ...input } }) =>
      createUpload(ctx.app, ctx.actor, { ...input, source: sourceOfBytes(Buffer.from(contentBase64, 'base64')) }),
    ),
  /** The rows that stay behind, as a CSV with what is wrong with each. */
  rowsToMend: readProcedure
    .input(byId.extend({ accountIds: accountIds.default([]) }))
    .query(({ ctx, input }) => uploads.rowsToMend(ctx.app, ctx.actor, input.id, input.accountIds)),
  changeCell: editProcedure
    .input(byId.extend({ row: z.int(), column: z.enum(columns), text: z.string().max(sheetLimits.maxCellCharacters) }))
    .mutation(({ ctx, input: { id, ...change } }) => uploads.changeCell(ctx.app, ctx.actor, id, change)),
  plan: readProcedure
    .input(byId.extend({ accountIds }))
    .query(({ ctx, input }) => uploads.planUpload(ctx.app, ctx.actor, input.id, input.accountIds)),
  confirm: editProcedure
    .input(byId.extend({ accountIds: accountIds.min(1, 'Choose an account.'), publish: publishTimeSchema }))
    .mutation(({ ctx, input }) => uploads.confirmUpload(ctx.app, ctx.actor, input)),
  discard: editProcedure.input(byId).mutation(({ ctx, input }) => uploads.discardUpload(ctx.app, ctx.actor, input.id)),
  /** A sheet to try it with. */
  sampleSheet: readProcedure.query(({ ctx }) => sampleSheet(ctx.app.origin)),
});
