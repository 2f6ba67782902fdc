/** The events of one XML part of a workbook, by local names: some programs write `x:row` for `row`. */

import { StringDecoder } from 'node:string_decoder';
import { Parser } from 'htmlparser2';
import { badInput } from '../../limits.ts';

export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(data: string): void;
  close(name: string): void;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** A part of a workbook is some ten elements deep. Each open one costs more the more there are. */
const maxDepth = 100;

/** htmlparser2 expands no entities of a document's own, so a part cannot grow while it is read. */
export function createXmlParser(handler: XmlHandler): { write(chunk: Uint8Array): void; end(): void } {
  const decoder = new StringDecoder('utf8');
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth++;
        if (depth > maxDepth) {
          throw badInput('The workbook is damaged, or made to do harm. Save it again as XLSX, or as CSV.');
        }
        handler.open(localName(name), attributes);
      },
      ontext: (data) => handler.text(data),
      onclosetag(name) {
        depth--;
        handler.close(localName(name));
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  return {
    write(chunk) {
      const data = decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      parser.write(data.includes('\u0000') ? data.replaceAll('\u0000', '') : data);
    },
    end: () => parser.end(decoder.end()),
  };
}

export async function parseXml(chunks: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> {
  const parser = createXmlParser(handler);
  for await (const chunk of chunks) {
    parser.write(chunk);
  }
  parser.end();
}

/** XLSX writes what XML cannot hold as `_x000D_`; and so it escapes the underscore of a text that looks like that. */
export function decodeEscapes(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex: string) => characterOf(Number.parseInt(hex, 16)))
    : text;
}

function characterOf(code: number): string {
  return code === 0 ? '' : String.fromCharCode(code);
}

export function encodeEscapes(text: string): string {
  return text.includes('_x') ? text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : text;
}
