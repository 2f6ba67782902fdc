import { practicePace } from '@hawker/core';
import { afterAll, expect, test } from 'vitest';
import { actorOf, createTestApp, setupToken } from '../testing/test-app.ts';
import { findActor, resetPassword, signOut } from './sign-in.ts';

const bench = await createTestApp();
const { app } = bench;
const open = bench.callerOf(null);
afterAll(() => bench.close());

const owner = { name: 'Ann', email: 'ann@example.com', password: 'correct horse battery' };

test('the owner is made once, with the set-up token only, also when two try at once', async () => {
  await expect(open.setUp.createOwner({ setupToken: 'guess', owner })).rejects.toThrow(/no longer good/);
  const tries = await Promise.allSettled([1, 2].map(() => open.setUp.createOwner({ setupToken, owner })));
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await open.setUp.needed()).toBe(false);
});

test('a session works until it is signed out, at once', async () => {
  const { token } = await open.signIn.signIn({ email: 'Ann@Example.com ', password: owner.password });
  expect(await findActor(app, token)).toMatchObject({ name: 'Ann', role: 'owner', kind: 'session' });
  await signOut(app, token);
  expect(await findActor(app, token)).toBeNull();
});

test('a session that has expired is nobody’s, although it was remembered', async () => {
  const { token } = await open.signIn.signIn(owner);
  await app.database.sql.rows(`UPDATE session SET expires_at = now() - interval '1 second'`);
  expect(await findActor(app, token)).toBeNull();
});

test('a wrong password and an unknown address get the same answer', async () => {
  const wrong = open.signIn.signIn({ email: owner.email, password: 'wrong' });
  const unknown = open.signIn.signIn({ email: 'nobody@example.com', password: 'wrong' });
  const messages = await Promise.all([wrong, unknown].map((answer) => answer.catch((error: Error) => error.message)));
  expect(messages[0]).toBe(messages[1]);
});

test('after five failures the address is refused, even with the right password', async () => {
  await app.database.sql.rows('DELETE FROM sign_in_failure');
  for (let failure = 0; failure < 5; failure++) {
    await expect(open.signIn.signIn({ email: owner.email, password: 'wrong' })).rejects.toThrow(/not right/);
  }
  await expect(open.signIn.signIn(owner)).rejects.toThrow(/Wait 15 minutes/);
  await app.database.sql.rows(`UPDATE sign_in_failure SET at = now() - interval '16 minutes'`);
  await expect(open.signIn.signIn(owner)).resolves.toHaveProperty('token');
});

test('an API token is shown once, works, and ends with its revocation', async () => {
  const { id, token } = await bench.caller.tokens.create({ name: 'nightly' });
  expect(JSON.stringify(await bench.caller.tokens.list())).not.toContain(token);
  expect(await findActor(app, token)).toMatchObject({ kind: 'token', role: 'owner' });
  await bench.caller.tokens.revoke({ id });
  expect(await findActor(app, token)).toBeNull();
});

test('a changed password ends every session', async () => {
  const { token } = await open.signIn.signIn(owner);
  const actor = await findActor(app, token);
  if (!actor) throw new Error('not signed in');
  await bench.callerOf(actor).signIn.changePassword({ current: owner.password, wanted: 'another long password' });
  expect(await findActor(app, token)).toBeNull();
  await expect(open.signIn.signIn({ ...owner, password: 'another long password' })).resolves.toHaveProperty('token');
});

test('no password, token or credential is in the database, the log or an answer', async () => {
  const secret = 'a-very-secret-market-token';
  const input = { channel: 'silent', name: 'Sealed', timeZone: 'UTC', pace: practicePace };
  const { id } = await bench.caller.accounts.create({ ...input, credentials: { token: secret } });
  const { token } = await bench.caller.tokens.create({ name: 'x' });
  const rows = await app.database.sql.rows<{ text: string }>(
    `SELECT coalesce(string_agg(t::text, ' '), '') AS text FROM (
       SELECT account::text AS t FROM account UNION ALL SELECT audit_entry::text FROM audit_entry
       UNION ALL SELECT api_token::text FROM api_token UNION ALL SELECT session::text FROM session
       UNION ALL SELECT "user"::text FROM "user") AS everything`,
  );
  const answers = JSON.stringify([
    await bench.caller.accounts.list(),
    await bench.caller.accounts.get({ id }),
    await bench.caller.system.audit({}),
  ]);
  const hex = Buffer.from(secret).toString('hex');
  for (const place of [rows[0]?.text ?? '', answers, bench.logged.join('\n')]) {
    expect(place).not.toContain(secret);
    expect(place).not.toContain(hex);
    expect(place).not.toContain(token);
    expect(place).not.toContain(owner.password);
  }
});

test('a lost password gets a new one, which ends every session and every wait', async () => {
  await app.database.sql.rows('DELETE FROM sign_in_failure');
  const { email, password } = await resetPassword(app, actorOf('owner'));
  const { token } = await open.signIn.signIn({ email, password });
  for (let failure = 0; failure < 5; failure++) {
    await open.signIn.signIn({ email, password: 'wrong' }).catch(() => undefined);
  }
  const again = await resetPassword(app, actorOf('owner'), email);
  expect(again.password).not.toBe(password);
  expect(await findActor(app, token)).toBeNull();
  await expect(open.signIn.signIn({ email, password })).rejects.toThrow(/not right/);
  expect(await open.signIn.signIn(again)).toHaveProperty('token');
  const entries = await app.database.sql.rows<{ entry: string }>(
    'SELECT to_jsonb(audit_entry)::text AS entry FROM audit_entry',
  );
  expect(entries.map(({ entry }) => entry).join()).toContain('reset_password');
  expect(entries.map(({ entry }) => entry).join()).not.toContain(again.password);
});

test('whose password it is must be clear', async () => {
  await expect(resetPassword(app, actorOf('owner'), 'nobody@example.com')).rejects.toThrow(
    'Nobody here has the address',
  );
});
