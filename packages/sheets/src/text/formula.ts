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

/*
 * A program that separates cells by semicolons or tabs, as Excel does in half of the world, sees no quotation marks in the
 * middle of a line: for it cells begin inside the texts of a CSV too, behind each semicolon, tab and line break.
 */

const innerFormula = /(?<=[;\t\r\n])(?=['"]*[=+\-@＝＋－＠])/g;
const innerApostrophe = /(?<=[;\t\r\n])'(?=['"]*[=+\-@＝＋－＠])/g;

/** For a cell of a CSV. */
export function guardFormulas(text: string): string {
  return guardFormula(text.replace(innerFormula, "'"));
}

/** For a cell of a workbook, in which nothing separates: only what `unguardFormulas` would take for a guard gets one. */
export function keepApostrophes(text: string): string {
  return guardFormula(text.replace(innerApostrophe, "''"));
}

/** Of a cell that Hawker wrote, in either way, also where somebody saved the one as the other. */
export function unguardFormulas(text: string): string {
  // Looked for first: it is quick, and nearly no text has one.
  return text.includes("'") ? unguardFormula(text).replace(innerApostrophe, '') : text;
}
