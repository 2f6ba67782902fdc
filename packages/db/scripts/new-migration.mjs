/**
 * `pnpm db:new add_note_to_batch`: a new migration. Applies the migrations there are to a throwaway Postgres and writes
 * down what schema.prisma says beyond them. A draft: read it, and add by hand what Prisma cannot express (triggers,
 * functions, partial indexes, checks, and the moving of rows).
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { register } from 'tsx/esm/api';
import { startThrowawayPostgres } from '../../../scripts/lib/throwaway-postgres.mjs';

register();
const { migrate, migrationsDirectory, readMigrations } = await import('../src/migrate.ts');
const { schemaDifference } = await import('../src/testing/schema-diff.ts');

const name = process.argv
  .slice(2)
  .join('_')
  .toLowerCase()
  .replaceAll(/[\s-]+/g, '_');
if (!/^[a-z][a-z0-9_]{2,60}$/.test(name)) {
  console.error('Name the migration after what it does, such as: pnpm db:new add_note_to_batch');
  process.exit(2);
}

const emptyDraft = '-- What changes, and why.\n';

const postgres = await startThrowawayPostgres();
let statements;
try {
  await migrate(postgres.url);
  statements = await schemaDifference(postgres.url);
} finally {
  await postgres.stop();
}

const folder = join(migrationsDirectory, `${nextStamp(await readMigrations())}_${name}`);
const file = join(folder, 'migration.sql');
await mkdir(folder);
await writeFile(file, statements.length > 0 ? statements.map((text) => `${text};\n`).join('\n') : emptyDraft);

console.log(`${relative(process.cwd(), file)}`);
console.log(
  statements.length > 0
    ? 'A draft of what schema.prisma says beyond the migrations. Read it, then: pnpm exec turbo run generate'
    : 'schema.prisma and the migrations agree, so it is empty: write the SQL by hand.',
);

/**
 * Now, in UTC, as Prisma stamps its folders; but always after the last one, whatever this machine's clock says.
 * @param {readonly { name: string }[]} migrations
 */
function nextStamp(migrations) {
  const now = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const last = Number(migrations.at(-1)?.name.slice(0, 14) ?? 0);
  return Number(now) > last ? now : String(last + 1);
}
