import { afterEach, beforeEach } from 'vitest';

/**
 * Output that no test expects is a warning nobody reads, so it fails the test. A test that is about output replaces the
 * method itself (`vi.spyOn(console, 'warn')`) and asserts what was said.
 */
const methods = ['debug', 'info', 'log', 'warn', 'error', 'trace'] as const;

let said: string[] = [];

for (const method of methods) {
  console[method] = (...args: unknown[]) => {
    said.push(`console.${method}: ${args.map((arg) => (arg instanceof Error ? arg.stack : String(arg))).join(' ')}`);
  };
}

beforeEach(() => {
  said = [];
});

afterEach(() => {
  if (said.length > 0) {
    throw new Error(`Unexpected output:\n${said.join('\n')}`);
  }
});
