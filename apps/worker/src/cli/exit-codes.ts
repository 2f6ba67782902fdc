/** What a script may rely on. Also printed by `hawker --help`. */
export const exitCodes = {
  ok: 0,
  /** It did not work, or what was asked about is not well. */
  failed: 1,
  /** A wrong command, option or variable, or input that cannot be used. */
  wrongUse: 2,
  /** Nothing runs here, nothing answers there, or the token is not accepted. */
  unreachable: 3,
  /** Ctrl-C, as a shell counts it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const exitCodesHelp = `Exit codes:
  0    it worked
  1    it did not work, or something is not well: posts of a watched batch failed
       or need you, or nothing can be published
  2    wrong use, or input that cannot be used: nothing was changed
  3    Hawker cannot be reached, or does not accept the token
  130  stopped with Ctrl-C`;

/** Ends a command with a sentence for the person and a code for the script. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

export function wrongUse(message: string): CommandError {
  return new CommandError(exitCodes.wrongUse, message);
}
