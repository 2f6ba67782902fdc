export * from './client.ts';
export type * from './generated/client.ts';
export { newId } from './id.ts';
export * from './migrate.ts';
export * from './sql.ts';
export { recordStatements, workStatements } from './statements.ts';
