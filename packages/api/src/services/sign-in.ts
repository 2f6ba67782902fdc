/** Signing in and out: owner account, sessions, API tokens. The only code that sees a password or a token. */

import { cachedAnswers, DomainError, type OwnerInput, type Role } from '@hawker/core';
import { firstRow, writeAudit } from '@hawker/db';
import { hash, verify } from '@node-rs/argon2';
import { type Actor, type ApiContext, type App, actorLabel } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';
import { hashToken, newPassword, newToken, sameToken, tokenDigest } from '../secrets/tokens.ts';

/** A session ends so long after it was last used, in milliseconds. */
export const sessionLifetimeMs = 30 * 86_400_000;

/** argon2id, 19 MiB, 2 passes, 1 lane. Source: OWASP's password storage cheat sheet. */
const hashing = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Failures within the window after which a sign-in is refused unread. */
const limits = { perEmail: 5, perAddress: 30, windowMinutes: 15 } as const;

/** Compared with when no such user exists, so that the time it takes says nothing. */
const nobodysHash = hash('nobody has this password', hashing);

export interface NewSession {
  /** For the cookie; stored nowhere else. */
  token: string;
  expiresAt: Date;
}

export interface Credentials {
  email: string;
  password: string;
}

export async function signIn(ctx: ApiContext, given: Credentials, userAgent: string | null): Promise<NewSession> {
  const { database } = ctx.app;
  const keys = [`email:${given.email}`, ...(ctx.address === null ? [] : [`address:${ctx.address}`])];
  await refuseTooMany(ctx.app, keys);
  const user = await database.prisma.user.findUnique({ where: { email: given.email } });
  const matches = await verify(user?.passwordHash ?? (await nobodysHash), given.password);
  if (!user || !matches) {
    await database.prisma.signInFailure.createMany({ data: keys.map((key) => ({ key })) });
    throw new DomainError('unauthenticated', 'The email address or the password is not right.');
  }
  await database.prisma.signInFailure.deleteMany({ where: { key: `email:${given.email}` } });
  const session = await startSession(ctx.app, user.id, userAgent);
  await writeAudit(database.sql, {
    actor: `user:${user.id}`,
    userId: user.id,
    action: 'sign_in',
    entity: 'user',
    entityId: user.id,
  });
  return session;
}

async function refuseTooMany({ database }: App, keys: readonly string[]): Promise<void> {
  const rows = await database.sql.rows<{ key: string; n: number }>(
    `SELECT key, count(*)::int AS n FROM sign_in_failure
     WHERE key = ANY($1::text[]) AND at > now() - $2 * interval '1 minute' GROUP BY key`,
    [keys, limits.windowMinutes],
  );
  const tooMany = rows.some((row) => row.n >= (row.key.startsWith('email:') ? limits.perEmail : limits.perAddress));
  if (tooMany) {
    throw new DomainError(
      'rate_limited',
      `Too many failed sign-ins. Wait ${limits.windowMinutes} minutes, then try again.`,
      {
        retryAfterMs: limits.windowMinutes * 60_000,
      },
    );
  }
}

async function startSession({ database }: App, userId: string, userAgent: string | null): Promise<NewSession> {
  const token = newToken('hws');
  const expiresAt = new Date(Date.now() + sessionLifetimeMs);
  await database.prisma.$transaction([
    database.prisma.session.create({
      data: { userId, tokenHash: hashToken(token), expiresAt, userAgent: userAgent?.slice(0, 300) ?? null },
    }),
    database.prisma.user.update({ where: { id: userId }, data: { lastSignInAt: new Date() } }),
  ]);
  return { token, expiresAt };
}

export async function signOut(app: App, sessionToken: string): Promise<void> {
  await app.database.prisma.session.deleteMany({ where: { tokenHash: hashToken(sessionToken) } });
  await forgetAnswers(app, ['session']);
}

interface KnownActor {
  actor: Actor;
  expiresAtMs: number | null;
}

/** Who has this token, or null. Remembered for a moment: every request asks. */
export async function findActor(app: App, token: string): Promise<Actor | null> {
  const known = await app.cache.get<KnownActor | null>(`sign-in:${tokenDigest(token)}`, {
    ...cachedAnswers.signIn,
    label: 'findActor',
    load: () => {
      const tokenHash = hashToken(token);
      return token.startsWith('hws_') ? findBySession(app, tokenHash) : findByApiToken(app, tokenHash);
    },
  });
  if (!known || (known.expiresAtMs !== null && known.expiresAtMs <= Date.now())) {
    return null;
  }
  return known.actor;
}

interface UserRow {
  id: string;
  name: string;
  email: string;
  role: Role;
  expiresAt: Date | null;
  /** Of an API token. */
  tokenId?: string;
}

async function findBySession({ database }: App, tokenHash: Uint8Array): Promise<KnownActor | null> {
  // A session in use lives on; written at most once an hour.
  const row = await firstRow<UserRow>(
    database.sql,
    `WITH used AS (
       UPDATE session SET last_seen_at = now(), expires_at = now() + $2 * interval '1 millisecond'
       WHERE token_hash = $1 AND expires_at > now() AND last_seen_at < now() - interval '1 hour'
     )
     SELECT "user".id, "user".name, email, role, session.expires_at AS "expiresAt"
     FROM session JOIN "user" ON "user".id = session.user_id WHERE token_hash = $1 AND expires_at > now()`,
    [tokenHash, sessionLifetimeMs],
  );
  return row && known(row, 'session');
}

async function findByApiToken({ database }: App, tokenHash: Uint8Array): Promise<KnownActor | null> {
  const row = await firstRow<UserRow>(
    database.sql,
    `WITH used AS (
       UPDATE api_token SET last_used_at = now()
       WHERE token_hash = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
     )
     SELECT "user".id, "user".name, email, role, api_token.expires_at AS "expiresAt", api_token.id AS "tokenId"
     FROM api_token JOIN "user" ON "user".id = api_token.user_id
     WHERE token_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    [tokenHash],
  );
  return row && known(row, 'token');
}

function known(row: UserRow, kind: 'session' | 'token'): KnownActor {
  const { id, name, email, role, expiresAt, tokenId } = row;
  const actor: Actor = { kind, userId: id, name, email, role, ...(tokenId === undefined ? {} : { tokenId }) };
  return { actor, expiresAtMs: expiresAt?.getTime() ?? null };
}

/** Whether the first owner is still to be made. */
export async function needsSetUp({ database }: App): Promise<boolean> {
  return (await database.prisma.user.count()) === 0;
}

/** Whether this is the token of the set-up link that this start printed. */
export function isSetUpToken({ setupToken }: App, given: string): boolean {
  return setupToken !== null && sameToken(given, setupToken);
}

/** Makes the first owner with the one-time set-up token. */
export async function setUpOwner(ctx: ApiContext, setupToken: string, owner: OwnerInput): Promise<NewSession> {
  const { app } = ctx;
  if (!isSetUpToken(app, setupToken)) {
    throw new DomainError('forbidden', 'This set-up link is no longer good. Start Hawker again to get a new one.');
  }
  const userId = await createOwner(app, owner);
  if (userId === null) {
    throw new DomainError('conflict', 'This Hawker has an owner already. Sign in instead.');
  }
  return startSession(app, userId, null);
}

/** Makes the owner unless there is a user already; null then. Concurrent callers make one. */
export async function createOwner(app: App, owner: OwnerInput): Promise<string | null> {
  const passwordHash = await hash(owner.password, hashing);
  return app.database.transaction(async (tx) => {
    await tx.rows('LOCK TABLE "user" IN SHARE ROW EXCLUSIVE MODE');
    const made = await firstRow<{ id: string }>(
      tx,
      `INSERT INTO "user" (email, name, password_hash, role)
       SELECT $1, $2, $3, 'owner' WHERE NOT EXISTS (SELECT 1 FROM "user") RETURNING id`,
      [owner.email, owner.name, passwordHash],
    );
    if (made) {
      await writeAudit(tx, { actor: 'system', userId: made.id, action: 'create', entity: 'user', entityId: made.id });
    }
    return made?.id ?? null;
  });
}

export async function changePassword(app: App, actor: Actor, current: string, wanted: string): Promise<void> {
  const userId = requireUser(actor);
  const user = await app.database.prisma.user.findUniqueOrThrow({ where: { id: userId } });
  if (!(await verify(user.passwordHash, current))) {
    throw new DomainError('bad_input', 'The current password is not right.', {
      fields: { current: 'The current password is not right.' },
    });
  }
  await storePassword(app, { actor, action: 'change_password', userId, password: wanted });
}

/**
 * Makes a new password for somebody who has lost theirs, for whoever runs Hawker: it is in the answer and nowhere else.
 * Without an address it is the only user's. API tokens go on.
 */
export async function resetPassword(
  app: App,
  actor: Actor,
  email?: string,
): Promise<{ email: string; password: string }> {
  const users = await app.database.prisma.user.findMany({
    ...(email === undefined ? {} : { where: { email } }),
    select: { id: true, email: true },
    take: 2,
  });
  const [user, another] = users;
  if (user === undefined) {
    throw new DomainError(
      'not_found',
      email === undefined ? 'There is no user yet.' : `Nobody here has the address ${email}.`,
    );
  }
  if (another !== undefined) {
    throw new DomainError('bad_input', 'There are several users. Say whose password it is, by the email address.');
  }
  const password = newPassword();
  await storePassword(app, { actor, action: 'reset_password', userId: user.id, password });
  // Whoever tried too often with the lost one is let in with the new one.
  await app.database.prisma.signInFailure.deleteMany({ where: { key: `email:${user.email}` } });
  return { email: user.email, password };
}

/** Every session ends with it: whoever knew the old password is out. */
async function storePassword(
  app: App,
  { actor, action, userId, password }: { actor: Actor; action: string; userId: string; password: string },
): Promise<void> {
  const { database } = app;
  const passwordHash = await hash(password, hashing);
  await database.prisma.$transaction([
    database.prisma.user.update({ where: { id: userId }, data: { passwordHash } }),
    database.prisma.session.deleteMany({ where: { userId } }),
  ]);
  await writeAudit(database.sql, { actor: actorLabel(actor), userId, action, entity: 'user', entityId: userId });
  await forgetAnswers(app, ['session', 'user']);
}

export interface ApiTokenRow {
  id: string;
  name: string;
  /** Its last characters. */
  hint: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

export function listTokens(app: App, actor: Actor): Promise<ApiTokenRow[]> {
  return app.database.prisma.apiToken.findMany({
    where: { revokedAt: null, ...(actor.userId === null ? {} : { userId: actor.userId }) },
    select: { id: true, name: true, hint: true, createdAt: true, lastUsedAt: true },
    orderBy: { id: 'desc' },
    take: 200,
  });
}

const maxTokens = 50;

/** The token is in the answer and never again. */
export async function createToken(app: App, actor: Actor, name: string): Promise<{ id: string; token: string }> {
  const userId = actor.userId ?? (await ownerId(app));
  const count = await app.database.prisma.apiToken.count({ where: { userId, revokedAt: null } });
  if (count >= maxTokens) {
    throw new DomainError('conflict', `You have ${maxTokens} tokens already. Revoke one that is no longer used.`);
  }
  const token = newToken('hwt');
  const { id } = await app.database.prisma.apiToken.create({
    data: { userId, name, tokenHash: hashToken(token), hint: token.slice(-4) },
  });
  await writeAudit(app.database.sql, {
    actor: actorLabel(actor),
    userId,
    action: 'create',
    entity: 'api_token',
    entityId: id,
    detail: { name },
  });
  return { id, token };
}

export async function revokeToken(app: App, actor: Actor, id: string): Promise<void> {
  const { count } = await app.database.prisma.apiToken.updateMany({
    where: { id, revokedAt: null, ...(actor.userId === null ? {} : { userId: actor.userId }) },
    data: { revokedAt: new Date() },
  });
  if (count === 0) {
    throw new DomainError('not_found', 'This token does not exist, or was revoked already.');
  }
  await writeAudit(app.database.sql, {
    actor: actorLabel(actor),
    userId: actor.userId,
    action: 'revoke',
    entity: 'api_token',
    entityId: id,
  });
  await forgetAnswers(app, ['api_token']);
}

async function ownerId({ database }: App): Promise<string> {
  const owner = await database.prisma.user.findFirst({ where: { role: 'owner' }, orderBy: { id: 'asc' } });
  if (!owner) {
    throw new DomainError('conflict', 'Make the owner account first: open the set-up link that `npm start` prints.');
  }
  return owner.id;
}

function requireUser(actor: Actor): string {
  if (actor.userId === null) {
    throw new DomainError('bad_input', 'The command line beside the database has no password of its own.');
  }
  return actor.userId;
}
