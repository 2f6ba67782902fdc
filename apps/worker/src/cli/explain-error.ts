/** Turns whatever a command threw into one sentence and an exit code. */

import { errorDetailOf } from '@hawker/api/client';
import { DomainError, type DomainErrorCode, type FieldErrors } from '@hawker/core';
import { CommandError, type ExitCode, exitCodes } from './exit-codes.ts';

export interface Explanation {
  exitCode: ExitCode;
  /** For scripts that read `--json`. */
  code: DomainErrorCode | 'internal' | 'wrong_use' | 'unreachable';
  message: string;
  fields?: FieldErrors;
}

/** Whom a command speaks to. */
export type Place = { kind: 'remote'; url: string } | { kind: 'database'; host: string };

const exitCodeOf: Readonly<Record<DomainErrorCode, ExitCode>> = {
  bad_input: exitCodes.wrongUse,
  unauthenticated: exitCodes.unreachable,
  forbidden: exitCodes.failed,
  not_found: exitCodes.wrongUse,
  conflict: exitCodes.failed,
  too_large: exitCodes.wrongUse,
  rate_limited: exitCodes.failed,
  unavailable: exitCodes.failed,
};

export function explainError(error: unknown, place: Place | null): Explanation {
  if (error instanceof CommandError) {
    const { exitCode, message } = error;
    return { exitCode, code: codeOfExit(exitCode), message };
  }
  const chain = causesOf(error);
  const detail = errorDetailOf(error);
  const known = detail && detail.code !== 'internal' ? detail : chain.find((cause) => cause instanceof DomainError);
  if (known && known.code !== 'internal') {
    return explainKnown(known.code, known.message, known.fields, place);
  }
  if (place?.kind === 'remote') {
    if (detail) {
      return { exitCode: exitCodes.failed, code: 'internal', message: detail.message };
    }
    // No connection, or an answer that is not Hawker's: of a proxy that has nobody behind it, say.
    if (isClientError(error) || chain.some((cause) => connectionCodes.test(codeOf(cause)))) {
      return unreachable(
        `Hawker does not answer at ${place.url}${reasonOf(chain)}. Is HAWKER_URL right, and does it run?`,
      );
    }
  }
  return explainLocal(chain, place);
}

function explainKnown(
  code: DomainErrorCode,
  message: string,
  fields: FieldErrors | undefined,
  place: Place | null,
): Explanation {
  const sentence =
    code === 'unauthenticated' && place?.kind === 'remote'
      ? `Hawker at ${place.url} does not accept the token. Make one there (Settings, or \`hawker token create\`) and set HAWKER_TOKEN.`
      : message;
  return { exitCode: exitCodeOf[code], code, message: sentence, ...(fields === undefined ? {} : { fields }) };
}

/** SQLSTATEs and Prisma's name of a table or a column that is not there. */
const missingTable = new Set(['42P01', '42703', '3F000', 'P2021', 'P2022']);

/** Refused by the server itself: password, database, limit of connections, starting up or shutting down. */
const refusedByServer = /^(28\w{3}|3D000|53300|57P0[1-3])$/;

const connectionCodes = /^(ECONN\w+|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_\w+|EPIPE|ENOENT|UND_ERR_\w+)$/;

function explainLocal(chain: readonly unknown[], place: Place | null): Explanation {
  const codes = chain.map(codeOf);
  if (place && codes.some((code) => missingTable.has(code))) {
    return {
      exitCode: exitCodes.failed,
      code: 'conflict',
      message: `The database at ${place.kind === 'database' ? place.host : place.url} is empty or of an older Hawker. Bring it up to date with \`pnpm hawker migrate\`.`,
    };
  }
  const refused = chain.find((cause) => refusedByServer.test(codeOf(cause)));
  const timedOut = chain.find((cause) => /timeout exceeded|connection timeout|timeout expired/i.test(messageOf(cause)));
  if (place?.kind === 'database' && (refused ?? timedOut ?? codes.some((code) => connectionCodes.test(code)))) {
    const reason = refused ? ` (${messageOf(refused)})` : reasonOf(chain);
    return unreachable(`The database at ${place.host} cannot be reached${reason}.`);
  }
  const root = chain.at(-1);
  return { exitCode: exitCodes.failed, code: 'internal', message: `${messageOf(root)} LOG_LEVEL=debug shows more.` };
}

function unreachable(message: string): Explanation {
  return { exitCode: exitCodes.unreachable, code: 'unreachable', message };
}

function codeOfExit(exitCode: ExitCode): Explanation['code'] {
  switch (exitCode) {
    case exitCodes.wrongUse:
      return 'wrong_use';
    case exitCodes.unreachable:
      return 'unreachable';
    case exitCodes.ok:
    case exitCodes.failed:
    case exitCodes.interrupted:
      return 'conflict';
  }
}

function isClientError(error: unknown): boolean {
  return error instanceof Error && error.name === 'TRPCClientError';
}

/** The error, its cause, the cause of that; of several reasons (one for each address tried) the first. */
function causesOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  let current = error;
  while (current !== undefined && current !== null && !chain.includes(current)) {
    chain.push(current);
    current = current instanceof AggregateError ? current.errors[0] : current instanceof Error ? current.cause : null;
  }
  return chain;
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) {
    return '';
  }
  if ('code' in error && typeof error.code === 'string') {
    return error.code;
  }
  // How Prisma's driver adapter passes on what Postgres said.
  return 'originalCode' in error && typeof error.originalCode === 'string' ? error.originalCode : '';
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function reasonOf(chain: readonly unknown[]): string {
  const code = chain.map(codeOf).findLast((candidate) => connectionCodes.test(candidate));
  return code === undefined ? '' : ` (${code})`;
}
