/**
 * A cell that begins with one of these is a formula to a spreadsheet program, which would run what a stranger typed
 * as a title. An apostrophe in front makes it text; reading takes exactly one away, so that nothing is lost.
 */

const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;
const guarded = /^'+[=+\-@\t\r\n＝＋－＠]/;
const plainNumber = /^-?\d+(?:[.,]\d+)?$/;

export function guardFormula(text: string): string {
  return formula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

export function unguardFormula(text: string): string {
  return text.startsWith("'") && guarded.test(text) ? text.slice(1) : text;
}
