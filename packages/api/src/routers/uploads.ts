import { currencySchema, publishTimeSchema } from '@hawker/core';
import { z } from 'zod';
import { sampleSheet } from '../services/sample.ts';
import * as uploads from '../services/uploads.ts';
import { columns } from '../sheets/columns.ts';
import { sheetLimits } from '../sheets/read-sheet.ts';
import { editProcedure, readProcedure, router } from '../trpc.ts';
import { accountIds } from './inputs.ts';

const byId = z.object({ id: z.uuid() });

export const uploadsRouter = router({
  list: readProcedure.query(({ ctx }) => uploads.listUploads(ctx.app, ctx.actor)),
  /** Every row checked, against the limits of the chosen accounts' channels too. */
  get: readProcedure
    .input(byId.extend({ accountIds: accountIds.default([]) }))
    .query(({ ctx, input }) => uploads.getUpload(ctx.app, ctx.actor, input.id, input.accountIds)),
  create: editProcedure
    .input(
      z.object({
        fileName: z.string().trim().min(1).max(300),
        /** The file as it is, in base64: its encoding is found out here. */
        contentBase64: z.base64().max(Math.ceil(sheetLimits.maxBytes / 3) * 4, 'The file is too large.'),
        currency: currencySchema.default('EUR'),
      }),
    )
    .mutation(({ ctx, input: { contentBase64, ...input } }) =>
      uploads.createUpload(ctx.app, ctx.actor, { ...input, bytes: Buffer.from(contentBase64, 'base64') }),
    ),
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
