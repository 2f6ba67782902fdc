/** Writes ZIPs for tests, also those that no honest program would: false sizes, links, names that climb out. */

import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipItem {
  name: string | Buffer;
  content: string | Uint8Array;
  stored?: boolean;
  /** What the directory says, when that is not the truth. */
  declaredBytes?: number;
  /** Of Unix, in the upper half: 0o120777 is a symbolic link. */
  mode?: number;
  flags?: number;
  /** How it says it is packed; else what is true. */
  method?: number;
}

const utf8Flag = 0x800;

export function writeZip(items: readonly ZipItem[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const item of items) {
    const { local, central, data } = entryOf(item, offset);
    parts.push(local, data);
    directory.push(central);
    offset += local.length + data.length;
  }
  return Buffer.concat([...parts, ...directory, endOf(directory, offset)]);
}

/** Many entries of the directory that all point to the same bytes. */
export function writeOverlappingZip(name: string, content: Uint8Array, count: number): Buffer {
  const { local, data } = entryOf({ name, content, stored: true }, 0);
  const directory = Array.from({ length: count }, (_, index) => {
    const { central } = entryOf({ name: `${index}-${name}`, content: '', stored: true }, 0);
    // Sizes and checksum as the one entry has them; its own are those of nothing.
    local.copy(central, 16, 14, 26);
    return central;
  });
  return Buffer.concat([local, data, ...directory, endOf(directory, local.length + data.length)]);
}

/** The same with the end that has 64 bits for each number, as large archives and some programs have it. */
export function asZip64(zip: Buffer, { entries = zip.readUInt16LE(zip.length - 12) } = {}): Buffer {
  const end = Buffer.from(zip.subarray(zip.length - 22));
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE(45, 12);
  end64.writeUInt16LE(45, 14);
  end64.writeBigUInt64LE(BigInt(entries), 24);
  end64.writeBigUInt64LE(BigInt(entries), 32);
  end64.writeBigUInt64LE(BigInt(end.readUInt32LE(12)), 40);
  end64.writeBigUInt64LE(BigInt(end.readUInt32LE(16)), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(zip.length - 22), 8);
  locator.writeUInt32LE(1, 16);
  end.fill(0xff, 8, 20);
  return Buffer.concat([zip.subarray(0, zip.length - 22), end64, locator, end]);
}

function endOf(directory: readonly Buffer[], offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, one) => sum + one.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return end;
}

function entryOf(item: ZipItem, offset: number) {
  const name = Buffer.isBuffer(item.name) ? item.name : Buffer.from(item.name);
  const content = Buffer.from(item.content);
  const data = item.stored === true ? content : deflateRawSync(content);
  const flags = item.flags ?? (Buffer.isBuffer(item.name) ? 0 : utf8Flag);
  // From `version needed` to the length of the name: the same in both headers.
  const shared = Buffer.alloc(24);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(flags, 2);
  shared.writeUInt16LE(item.method ?? (item.stored === true ? 0 : 8), 4);
  shared.writeUInt32LE(crc32(content), 10);
  shared.writeUInt32LE(data.length, 14);
  shared.writeUInt32LE(item.declaredBytes ?? content.length, 18);
  shared.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), shared, Buffer.alloc(2), name]);
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(((item.mode ?? 0o100644) << 16) >>> 0, 8);
  tail.writeUInt32LE(offset, 12);
  const madeBy = Buffer.from([20, 3]);
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002'), madeBy, shared, tail, name]);
  return { local, central, data };
}
