/** In which encoding a text file was saved, and its bytes as UTF-8. */

import { isUtf8 } from 'node:buffer';
import { headOf, type SheetSource } from '../source.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const headBytes = 64 * 1024;

/**
 * Null: this is no text. A byte order mark decides. Without one, text of Latin letters in UTF-16 has a zero in every
 * other byte. The rest is UTF-8 when all of it is: an `é` far down tells it from what Excel saves on a Western Windows.
 */
export async function detectEncoding(source: SheetSource): Promise<Encoding | null> {
  const head = await headOf(source, headBytes);
  if (head[0] === 0xff && head[1] === 0xfe) {
    return 'utf-16le';
  }
  if (head[0] === 0xfe && head[1] === 0xff) {
    return 'utf-16be';
  }
  const { evenZeros, oddZeros, controls } = census(head);
  const pairs = head.length / 2;
  if (oddZeros > pairs * 0.4 && evenZeros < pairs * 0.05) {
    return 'utf-16le';
  }
  if (evenZeros > pairs * 0.4 && oddZeros < pairs * 0.05) {
    return 'utf-16be';
  }
  // A stray one in a sheet is somebody's accident; many are not text.
  if (evenZeros + oddZeros + controls > Math.max(2, head.length * 0.005)) {
    return null;
  }
  return (await isAllUtf8(source)) ? 'utf-8' : 'windows-1252';
}

function census(head: Uint8Array) {
  let evenZeros = 0;
  let oddZeros = 0;
  let controls = 0;
  head.forEach((byte, index) => {
    if (byte === 0) {
      index % 2 === 0 ? evenZeros++ : oddZeros++;
    } else if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) {
      controls++;
    }
  });
  return { evenZeros, oddZeros, controls };
}

async function isAllUtf8(source: SheetSource): Promise<boolean> {
  let carried: Uint8Array = new Uint8Array(0);
  for await (const chunk of source.chunks()) {
    const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
    const whole = bytes.length - bytesOfUnfinishedCharacter(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) {
      return false;
    }
    carried = bytes.subarray(whole);
  }
  return carried.length === 0;
}

/** How many bytes at the end begin a character that the next chunk finishes: 0 to 3. */
function bytesOfUnfinishedCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
    if (byte < 0x80) {
      return 0;
    }
  }
  return 0;
}

/** The bytes as UTF-8, chunk by chunk; those that are so already pass as they are. */
export async function* toUtf8(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') {
    yield* chunks;
    return;
  }
  const decoder = createDecoder(encoding);
  for await (const chunk of chunks) {
    yield Buffer.from(decoder.decode(chunk));
  }
  yield Buffer.from(decoder.end());
}

/** The beginning of a file as text, for looking at. What is cut off at its end is left out. */
export function decodeHead(head: Uint8Array, encoding: Encoding): string {
  const decoder = createDecoder(encoding);
  return decoder.decode(head).replace(/^\ufeff/, '');
}

function createDecoder(encoding: Encoding): { decode(chunk: Uint8Array): string; end(): string } {
  if (encoding === 'windows-1252') {
    return { decode: decodeWindows1252, end: () => '' };
  }
  const decoder = new TextDecoder(encoding);
  return { decode: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() };
}

/** What Windows-1252 has where Latin-1 has control characters. Five of the 32 places are not used. */
const windows1252 = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f', ...'\u0090‘’“”•–—˜™š›œ\u009džŸ'];

/** By hand: some releases of Node take `windows-1252` for Latin-1 and lose € and all curly quotation marks. */
function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (character) => windows1252[character.charCodeAt(0) - 0x80] ?? character);
}
