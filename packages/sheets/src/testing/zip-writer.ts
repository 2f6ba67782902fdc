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
  const end = Buffer.alloc(22);
  const directoryBytes = directory.reduce((sum, one) => sum + one.length, 0);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(items.length, 8);
  end.writeUInt16LE(items.length, 10);
  end.writeUInt32LE(directoryBytes, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
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
  shared.writeUInt16LE(item.stored === true ? 0 : 8, 4);
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
