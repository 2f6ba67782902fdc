/**
 * The one error that services throw. Its message is a sentence the user can act on; it is shown as it is.
 * Anything else that is thrown is a defect: people see a request id, and only the log has the text.
 */

export const domainErrorCodes = [
  'bad_input',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'too_large',
  'rate_limited',
  'unavailable',
] as const;

export type DomainErrorCode = (typeof domainErrorCodes)[number];

/** Sentences by field name, for forms and sheets. */
export type FieldErrors = Readonly<Record<string, string>>;

export interface DomainErrorOptions {
  fields?: FieldErrors;
  /** For `rate_limited` and `unavailable`: when another try makes sense, in milliseconds. */
  retryAfterMs?: number;
  cause?: unknown;
}

export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: DomainErrorCode;
  readonly fields: FieldErrors | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: DomainErrorCode, message: string, options: DomainErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.fields = options.fields;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** For what a caller named by id and may not be there. */
export function notFound(what: string): DomainError {
  return new DomainError('not_found', `This ${what} does not exist, or was deleted.`);
}
