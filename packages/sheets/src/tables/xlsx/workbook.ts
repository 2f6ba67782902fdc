/** The parts of a workbook that say where its sheets are, which texts cells share, and which numbers are dates. */

import { badInput, sheetLimits, tooLarge, xlsxLimits } from '../../limits.ts';
import type { Archive, ArchiveEntry } from '../../zip/archive.ts';
import { decodeEscapes, parseXml } from './xml.ts';

export interface Workbook {
  sheets: readonly { name: string; isHidden: boolean; entry: ArchiveEntry }[];
  sharedTexts: readonly string[];
  /** By the style of a cell: whether its number is a day. */
  dateStyles: readonly boolean[];
  /** Day 0 is in 1904 and not in 1900. */
  from1904: boolean;
}

export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const part = (name: string) => archive.entries.find((entry) => entry.name === name);
  const main = part('xl/workbook.xml');
  if (main === undefined) {
    throw badInput('This is no XLSX workbook. In your spreadsheet program, choose “Save as XLSX”.');
  }
  const targets = await readRelations(part('xl/_rels/workbook.xml.rels'));
  const { sheets, from1904 } = await readSheetList(main);
  return {
    from1904,
    sheets: sheets.flatMap(({ name, isHidden, relation }) => {
      const entry = part(targets.get(relation) ?? '');
      return entry === undefined ? [] : [{ name, isHidden, entry }];
    }),
    sharedTexts: await readSharedTexts(part('xl/sharedStrings.xml')),
    dateStyles: await readDateStyles(part('xl/styles.xml')),
  };
}

async function readRelations(entry: ArchiveEntry | undefined): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  await readPart(entry, (name, { Id: id, Target: target }) => {
    if (name === 'Relationship' && id !== undefined && target !== undefined) {
      targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    }
  });
  return targets;
}

async function readSheetList(entry: ArchiveEntry) {
  const sheets: { name: string; isHidden: boolean; relation: string }[] = [];
  let from1904 = false;
  await readPart(entry, (name, attributes) => {
    if (name === 'sheet') {
      // `hidden`, or `veryHidden`, which no menu shows.
      const isHidden = /hidden$/i.test(attributes.state ?? '');
      sheets.push({ name: attributes.name ?? '', isHidden, relation: attributes['r:id'] ?? relationIn(attributes) });
    } else if (name === 'workbookPr') {
      from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
    }
  });
  return { sheets, from1904 };
}

/** The prefix of the attribute is the program's choice. */
function relationIn(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
}

async function readPart(
  entry: ArchiveEntry | undefined,
  open: (name: string, attributes: Readonly<Record<string, string>>) => void,
): Promise<void> {
  if (entry !== undefined) {
    await parseXml(entry.chunks(), { open, text: () => {}, close: () => {} });
  }
}

/** A text may come in runs of different looks, and with a reading aid (`rPh`) that is not part of it. */
async function readSharedTexts(entry: ArchiveEntry | undefined): Promise<string[]> {
  const texts: string[] = [];
  let text = '';
  let inText = false;
  let inAid = false;
  let characters = 0;
  if (entry === undefined) {
    return texts;
  }
  await parseXml(entry.chunks(), {
    open(name) {
      if (name === 'si') {
        text = '';
      } else if (name === 'rPh') {
        inAid = true;
      }
      inText = name === 't' && !inAid;
    },
    text(data) {
      if (inText) {
        text += data;
      }
    },
    close(name) {
      inText = false;
      if (name === 'rPh') {
        inAid = false;
      } else if (name === 'si') {
        characters += text.length;
        if (characters > xlsxLimits.maxSharedCharacters) {
          throw tooLarge('The workbook has too much text for one file. Split it, or save it as CSV.');
        }
        // Longer than any cell is refused where a cell shows it; there is no need to hold all of it.
        texts.push(decodeEscapes(text.slice(0, sheetLimits.maxCellCharacters + 1)));
      }
    },
  });
  return texts;
}

/** Of the built-in number formats, those that are days; times alone are none. */
const builtInDates = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

async function readDateStyles(entry: ArchiveEntry | undefined): Promise<boolean[]> {
  const styles: boolean[] = [];
  const customDates = new Set<number>();
  let inCells = false;
  if (entry === undefined) {
    return styles;
  }
  await parseXml(entry.chunks(), {
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt' && isDateFormat(formatCode ?? '')) {
        customDates.add(Number(numFmtId));
      } else if (name === 'cellXfs') {
        inCells = true;
      } else if (name === 'xf' && inCells) {
        styles.push(builtInDates.has(Number(numFmtId)) || customDates.has(Number(numFmtId)));
      }
    },
    text: () => {},
    close(name) {
      if (name === 'cellXfs') {
        inCells = false;
      }
    },
  });
  return styles;
}

/** Without what stands in quotation marks, brackets or behind a backslash: a format with days, months or years. */
function isDateFormat(code: string): boolean {
  return /[dy]|mmm/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
}
