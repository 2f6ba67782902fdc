/** What every command has in common: its environment, its connection, and how it ends. */

import type { CommandEnv, Environment } from '../env.ts';
import { readCommandEnv } from '../env.ts';
import { type Connection, type ConnectOptions, connect, placeOf } from './connect.ts';
import { type ExitCode, exitCodes, wrongUse } from './exit-codes.ts';
import { explainError, type Place } from './explain-error.ts';
import type { Terminal } from './terminal.ts';

export interface CommandContext {
  env: CommandEnv;
  /** As the process got it, for what reads it by itself. */
  environment: Environment;
  terminal: Terminal;
  /** The command's result: as JSON when `--json` was given, else as `show` prints it. */
  report(result: object, show: () => void): void;
}

export interface HawkerContext extends CommandContext, Omit<Connection, 'close'> {}

/** Commander calls what it gets back with the arguments and options of the command. */
export interface Runner {
  act<Args extends unknown[]>(
    work: (context: CommandContext, ...args: Args) => Promise<ExitCode>,
  ): (...args: Args) => Promise<void>;
  /** The same, with a connection that is closed afterwards. */
  actOnHawker<Args extends unknown[]>(
    options: ConnectOptions,
    work: (context: HawkerContext, ...args: Args) => Promise<ExitCode>,
  ): (...args: Args) => Promise<void>;
  readonly exitCode: ExitCode;
}

export interface RunnerOptions {
  environment: Environment;
  terminal: Terminal;
  isJson(): boolean;
}

export function createRunner({ environment, terminal, isJson }: RunnerOptions): Runner {
  let exitCode: ExitCode = exitCodes.ok;

  const fail = (error: unknown, place: Place | null) => {
    const { exitCode: code, ...explained } = explainError(error, place);
    exitCode = code;
    terminal.note(`${terminal.notePaint.red('Error:')} ${explained.message}`);
    if (/^(debug|trace)$/.test(environment.LOG_LEVEL ?? '') && error instanceof Error) {
      terminal.note(describeFully(error));
    }
    if (isJson()) {
      terminal.print(toJson({ error: explained }));
    }
  };

  const act: Runner['act'] =
    (work) =>
    async (...args) => {
      let place: Place | null = null;
      try {
        const env = readEnv(environment);
        place = placeOf(env);
        const report: CommandContext['report'] = (result, show) => {
          if (isJson()) {
            terminal.print(toJson(result));
          } else {
            show();
          }
        };
        exitCode = await work({ env, environment, terminal, report }, ...args);
      } catch (error) {
        fail(error, place);
      }
    };

  return {
    act,
    actOnHawker: (options, work) =>
      act(async (context, ...args) => {
        const { close, ...connection } = await connect(context.env, options);
        try {
          return await work({ ...context, ...connection }, ...args);
        } finally {
          await close();
        }
      }),
    get exitCode() {
      return exitCode;
    },
  };
}

function readEnv(environment: Environment): CommandEnv {
  try {
    return readCommandEnv(environment);
  } catch (error) {
    throw wrongUse(error instanceof Error ? error.message : String(error));
  }
}

function toJson(value: object): string {
  return JSON.stringify(value, null, 2);
}

function describeFully(error: Error): string {
  const stack = error.stack ?? error.message;
  return error.cause instanceof Error ? `${stack}\nCaused by: ${describeFully(error.cause)}` : stack;
}
