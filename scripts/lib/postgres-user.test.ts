import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { canReach } from './postgres-user.mjs';

it('knows which folders a user can walk to, also one that is yet to be made', () => {
  const top = mkdtempSync(join(tmpdir(), 'hawker-reach-'));
  const inner = join(top, 'inner');
  mkdirSync(inner, { mode: 0o755 });
  const { uid, gid } = statSync(top);
  const stranger = { uid: uid + 1, gid: gid + 1 };

  chmodSync(top, 0o711);
  expect(canReach(join(inner, 'new', 'newer'), stranger)).toBe(true);
  chmodSync(top, 0o700);
  expect(canReach(join(inner, 'new', 'newer'), stranger)).toBe(false);
  expect(canReach(inner, { uid, gid })).toBe(true);
  chmodSync(top, 0o710);
  expect(canReach(inner, { uid: uid + 1, gid })).toBe(true);
  rmSync(top, { recursive: true });
});
