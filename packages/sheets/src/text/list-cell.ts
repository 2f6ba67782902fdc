/**
 * Several values in one cell: `oak|shelf`. A value that has a separator, a quotation mark or a line break in it stands
 * in quotation marks, as in a CSV, so that every list comes back as it was.
 */

/** Written and always read. */
const separator = '|';

export function joinList(values: readonly string[]): string {
  return values.map((value) => (/[|,;"\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(separator);
}

/** Splits at `|`, line breaks and the given others. Values are trimmed, empty ones left out. */
export function splitList(text: string, otherSeparators = ''): string[] {
  if (!text.includes('"')) {
    return splitPlain(text, otherSeparators);
  }
  const separators = `|\n${otherSeparators}`;
  const values: string[] = [];
  let at = 0;
  while (at < text.length) {
    const value = quotedAt(text, at, separators) ?? plainAt(text, at, separators);
    if (value.text !== '') {
      values.push(value.text);
    }
    at = value.end + 1;
  }
  return values;
}

/** What stands in quotation marks, which is left alone, or what separates an image from an address after it, or ends it. */
const quotedOrBetween = /"(?:[^"]|"")*"|(?<![,;\s])[,;\s]+(?=https?:\/\/|[|\n]|$)/gi;

/** As `splitList`, of images: before an address a comma, a semicolon or a blank separates too. */
export function splitImages(text: string): string[] {
  // Nearly all cells have only what is written: looking first is quicker.
  if (!/[,;\s"]/.test(text)) {
    return splitPlain(text, '');
  }
  return splitList(text.replace(quotedOrBetween, (found) => (found.startsWith('"') ? found : separator)));
}

/** Without quotation marks, as nearly all lists are. */
function splitPlain(text: string, otherSeparators: string): string[] {
  let pattern = patterns.get(otherSeparators);
  if (pattern === undefined) {
    pattern = new RegExp(`[|\\n${otherSeparators}]`);
    patterns.set(otherSeparators, pattern);
  }
  const values: string[] = [];
  for (const part of text.split(pattern)) {
    const value = part.trim();
    if (value !== '') {
      values.push(value);
    }
  }
  return values;
}

/** By the other separators, of which there are three sets in all. */
const patterns = new Map<string, RegExp>();

interface Found {
  text: string;
  /** Where the separator after it is, or the end. */
  end: number;
}

/** Null when the value is not one in quotation marks from end to end: `27" screen` and `"oak" table` are not. */
function quotedAt(text: string, start: number, separators: string): Found | null {
  const match = /\s*"((?:[^"]|"")*)"[^\S\n]*/y;
  match.lastIndex = start;
  const found = match.exec(text);
  const end = match.lastIndex;
  if (!found || (end < text.length && !separators.includes(text.charAt(end)))) {
    return null;
  }
  return { text: (found[1] ?? '').replaceAll('""', '"').trim(), end };
}

function plainAt(text: string, start: number, separators: string): Found {
  let end = start;
  while (end < text.length && !separators.includes(text.charAt(end))) {
    end++;
  }
  return { text: text.slice(start, end).trim(), end };
}
