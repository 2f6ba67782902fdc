import { newPasswordSchema, ownerInputSchema, signInSchema, tokenNameSchema } from '@hawker/core';
import { z } from 'zod';
import * as signIn from '../services/sign-in.ts';
import { openProcedure, ownerProcedure, readProcedure, router } from '../trpc.ts';

/** Set-up of the first owner: open while there is no user, and only with the one-time token. */
export const setUpRouter = router({
  needed: openProcedure.query(({ ctx }) => signIn.needsSetUp(ctx.app)),
  createOwner: openProcedure
    .input(z.object({ setupToken: z.string().max(200), owner: ownerInputSchema }))
    .mutation(({ ctx, input }) => signIn.setUpOwner(ctx, input.setupToken, input.owner)),
});

export const signInRouter = router({
  signIn: openProcedure
    .input(signInSchema.extend({ userAgent: z.string().max(1_000).nullish() }))
    .mutation(({ ctx, input }) => signIn.signIn(ctx, input, input.userAgent ?? null)),
  me: readProcedure.query(({ ctx }) => ctx.actor),
  changePassword: readProcedure
    .input(z.object({ current: z.string().max(200), wanted: newPasswordSchema }))
    .mutation(({ ctx, input }) => signIn.changePassword(ctx.app, ctx.actor, input.current, input.wanted)),
});

export const tokensRouter = router({
  list: ownerProcedure.query(({ ctx }) => signIn.listTokens(ctx.app, ctx.actor)),
  create: ownerProcedure
    .input(z.object({ name: tokenNameSchema }))
    .mutation(({ ctx, input }) => signIn.createToken(ctx.app, ctx.actor, input.name)),
  revoke: ownerProcedure
    .input(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => signIn.revokeToken(ctx.app, ctx.actor, input.id)),
});
