import { accountInputSchema, accountUpdateSchema, variationSchema } from '@hawker/core';
import { z } from 'zod';
import { setVariation } from '../services/account-variation.ts';
import * as accounts from '../services/accounts.ts';
import { editProcedure, readProcedure, router } from '../trpc.ts';

const byId = z.object({ id: z.uuid() });

export const accountsRouter = router({
  list: readProcedure.meta({ answersFromCache: true }).query(({ ctx }) => accounts.listAccounts(ctx.app)),
  get: readProcedure.input(byId).query(({ ctx, input }) => accounts.getAccount(ctx.app, input.id)),
  create: editProcedure
    .input(accountInputSchema)
    .mutation(({ ctx, input }) => accounts.createAccount(ctx.app, ctx.actor, input)),
  update: editProcedure
    .input(byId.extend({ update: accountUpdateSchema }))
    .mutation(({ ctx, input }) => accounts.updateAccount(ctx.app, ctx.actor, input.id, input.update)),
  checkSignIn: editProcedure
    .input(byId)
    .mutation(({ ctx, input }) => accounts.checkSignIn(ctx.app, ctx.actor, input.id)),
  pause: editProcedure.input(byId).mutation(({ ctx, input }) => accounts.setPaused(ctx.app, ctx.actor, input.id, true)),
  resume: editProcedure
    .input(byId)
    .mutation(({ ctx, input }) => accounts.setPaused(ctx.app, ctx.actor, input.id, false)),
  /** How the account says listings differently, from its next posts on. */
  setVariation: editProcedure
    .input(byId.extend({ variation: variationSchema.nullable() }))
    .mutation(({ ctx, input }) => setVariation(ctx.app, ctx.actor, input.id, input.variation)),
  remove: editProcedure.input(byId).mutation(({ ctx, input }) => accounts.removeAccount(ctx.app, ctx.actor, input.id)),
  restore: editProcedure
    .input(byId)
    .mutation(({ ctx, input }) => accounts.restoreAccount(ctx.app, ctx.actor, input.id)),
});
