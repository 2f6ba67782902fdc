/**
 * The difference between a migrated database and prisma/schema.prisma, as SQL. Prisma's schema engine finds it; the
 * engine comes as WebAssembly from npm, because the binary that `prisma migrate diff` would use is downloaded at run
 * time. Only its diff is used: its own way of applying migrations splits on `;` and breaks `$$` bodies.
 * A tool of development: the product never loads it.
 */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const schemaPath = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url));

/** Kept by triggers, and the migrations' own book: no model reads them, so the schema does not have them. */
export const tablesWithoutModel: readonly string[] = ['_prisma_migrations', 'batch_count', 'post_count', 'post_day'];

/** The statements that would turn the database into what the schema says; none when the two agree. */
export async function schemaDifference(url: string, schemaText?: string): Promise<string[]> {
  const { failed } = await loadEngine();
  const schema = { path: schemaPath, content: schemaText ?? (await readFile(schemaPath, 'utf8')) };
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const adapter = bindMigrationAwareSqlAdapterFactory(introspectionAdapter(pool));
  try {
    const engine = await engineModule.SchemaEngine.new(
      { datamodels: [[schema.path, schema.content]] },
      () => undefined,
      adapter,
    );
    const diff = engine.diff({
      from: { tag: 'schemaDatasource', files: [schema], configDir: '.' },
      to: { tag: 'schemaDatamodel', files: [schema] },
      script: true,
      exitCode: null,
      filters: { externalTables: tablesWithoutModel.map((name) => `public.${name}`), externalEnums: [] },
    });
    const { stdout } = await Promise.race([diff, failed]);
    return statementsOf(stdout ?? '');
  } finally {
    await pool.end();
  }
}

/** The engine writes each statement as a paragraph with a comment above it, and no function bodies. */
function statementsOf(script: string): string[] {
  return script
    .split(/;\s*$/m)
    .map((part) => part.replace(/^--.*$/gm, '').trim())
    .filter((statement) => statement !== '');
}

/**
 * The engine reads columns of Postgres' one-byte type `"char"` from the catalogue, which the adapter does not know. To
 * the adapter they are announced as text, and to the engine as the single characters that it wants.
 */
function introspectionAdapter(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  /** By the array of rows, which the adapter hands on as it is: the positions of such columns. */
  const characterColumns = new WeakMap<object, number[]>();
  const send: (...args: unknown[]) => unknown = pool.query.bind(pool);
  Object.defineProperty(pool, 'query', {
    value: async (...args: unknown[]) => {
      const result = await send(...args);
      if (isQueryResult(result)) {
        const positions = result.fields.flatMap(({ dataTypeID }, n) => (dataTypeID === characterOid ? [n] : []));
        characterColumns.set(result.rows, positions);
        for (const field of positions.flatMap((n) => result.fields[n] ?? [])) {
          field.dataTypeID = pg.types.builtins.TEXT;
        }
      }
      return result;
    },
  });
  const factory = new PrismaPg(pool);
  const connect = async () => {
    const adapter = await factory.connect();
    const query = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (request) => {
      const result = await query(request);
      const positions = characterColumns.get(result.rows) ?? [];
      const columnTypes = result.columnTypes.map((type, n) =>
        positions.includes(n) ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    return adapter;
  };
  return { provider: factory.provider, adapterName: factory.adapterName, connect, connectToShadowDb: connect };
}

const characterOid = pg.types.builtins.CHAR;

function isQueryResult(result: unknown): result is { fields: { dataTypeID: number }[]; rows: unknown[] } {
  return typeof result === 'object' && result !== null && 'fields' in result && Array.isArray(result.fields);
}

/** TypeScript declares it for browsers only. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

interface LoadedEngine {
  /** Rejects when the engine fails: it cannot do so itself, whatever it was asked is then never answered. */
  failed: Promise<never>;
}

let loaded: Promise<LoadedEngine> | undefined;

/** Once a process: a second instance would overwrite the memory of the first. */
function loadEngine(): Promise<LoadedEngine> {
  loaded ??= instantiate();
  return loaded;
}

async function instantiate(): Promise<LoadedEngine> {
  const failed = new Promise<never>((_resolve, reject) => {
    Reflect.set(globalThis, 'PRISMA_WASM_PANIC_REGISTRY', {
      set_message: (message: string) => reject(new Error(`Prisma's schema engine failed: ${message}`)),
    });
  });
  failed.catch(() => undefined);
  const resolve = createRequire(import.meta.url).resolve;
  const modulePath = resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(modulePath.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...engineModule } });
  engineModule.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: start } = instance.exports;
  if (typeof start === 'function') {
    start();
  }
  return { failed };
}
