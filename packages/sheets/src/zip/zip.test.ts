import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { zipLimits } from '../limits.ts';
import { recognise } from '../recognise.ts';
import { sourceOfFile, spool } from '../source.ts';
import { readBytes, recogniseBytes, rules } from '../testing/read.ts';
import { readListings } from '../testing/read-listings.ts';
import { asZip64, writeOverlappingZip, writeZip, type ZipItem } from '../testing/zip-writer.ts';
import { writeXlsx } from '../write/xlsx.ts';

const sheet: ZipItem = {
  name: 'stock/listings.csv',
  content: 'title,price,image\nChair,5,chair.jpg\nTable,6,b/top.png',
};
const photo = (name: string, content = name): ZipItem => ({ name, content, stored: true });

test('a sheet with its photos, in folders, with what macOS and Windows add', async () => {
  const zip = writeZip([
    { name: 'stock/', content: '', stored: true },
    photo('stock/photos/Chair.JPG', 'chair'),
    photo('a/top.png'),
    photo('b/top.png'),
    { name: '__MACOSX/stock/._listings.csv', content: 'x' },
    { name: 'stock/.DS_Store', content: 'x' },
    { name: 'stock/Thumbs.db', content: 'x' },
    { name: 'stock/notes.pdf', content: 'x' },
    { name: 'stock/read me.txt', content: 'x' },
    sheet,
  ]);
  const { rows } = await readBytes(zip);
  expect(rows.map(({ listing }) => listing?.images)).toEqual([['stock/photos/Chair.JPG'], ['b/top.png']]);
  const file = await recogniseBytes(zip);
  expect(file.photos.map(({ name }) => name)).toEqual(['stock/photos/Chair.JPG', 'a/top.png', 'b/top.png']);
  expect(file.otherNames).toEqual(['stock/notes.pdf', 'stock/read me.txt']);
  const [first] = file.photos;
  expect((await buffer(Readable.from(first?.chunks() ?? []))).toString()).toBe('chair');
  file.close();
});

test('an image that is not in the ZIP is an error in its row', async () => {
  const { rows } = await readBytes(writeZip([photo('other.jpg'), sheet]));
  expect(rows[0]?.errors.images).toContain('“chair.jpg” is not among the files');
});

test('names in UTF-8 that do not say so, and in the letters of DOS', async () => {
  const file = await recogniseBytes(
    writeZip([
      { name: Buffer.from('Stühle.jpg'), content: 'x', stored: true },
      { name: Buffer.from('T\x81r.jpg', 'latin1'), content: 'x', stored: true },
      sheet,
    ]),
  );
  expect(file.photos.map(({ name }) => name)).toEqual(['Stühle.jpg', 'Tür.jpg']);
});

test.each([
  [
    'a name that climbs out',
    [{ name: '../../etc/passwd', content: 'x' }],
    /“\.\.\/\.\.\/etc\/passwd”, which points outside/,
  ],
  ['one with backslashes', [{ name: 'a\\..\\..\\b.jpg', content: 'x' }], /points outside/],
  ['an absolute name', [{ name: '/etc/cron.d/x', content: 'x' }], /points outside/],
  ['one with a drive', [{ name: 'C:/x.jpg', content: 'x' }], /points outside/],
  ['a symbolic link', [{ name: 'a.jpg', content: '/etc/passwd', mode: 0o120777 }], /has a link, “a\.jpg”/],
  ['a password', [{ name: 'a.jpg', content: 'x', flags: 1 }], /protected by a password/],
  ['another ZIP', [{ name: 'more.zip', content: writeZip([]) }], /another archive inside, “more\.zip”/],
  ['one name twice', [photo('a/x.jpg', 'one'), photo('a/x.jpg', 'other')], /two entries named “a\/x\.jpg”/],
  ['one name twice, written in two ways', [photo('a/x.jpg'), photo('a\\x.jpg')], /two entries named/],
  [
    'a way of packing that nobody uses',
    [{ name: 'a.jpg', content: 'x', method: 12 }],
    /packed in a way that is not read/,
  ],
  ['a name with a zero in it', [{ name: 'a.jpg\0.csv', content: 'x' }], /points outside/],
  ['another archive', [{ name: 'more.tar.gz', content: 'x' }], /another archive inside/],
  ['two sheets', [{ name: 'other.csv', content: 'x' }], /2 sheets in the ZIP: “other\.csv”, “stock\/listings\.csv”/],
  [
    'a bomb that says so',
    [{ name: 'a.csv', content: Buffer.alloc(16 * 1024 * 1024) }],
    /unpacks to [\d,]+ times its size/,
  ],
  [
    'a photo that is too large',
    [photo('a.jpg', 'x'.repeat(zipLimits.maxPhotoBytes + 1))],
    /photo “a\.jpg” has 8\.0 MB/,
  ],
] as const)('%s is refused with a sentence', async (_what, items, sentence) => {
  await expect(recogniseBytes(writeZip([...items, sheet]))).rejects.toThrow(
    expect.objectContaining({ name: 'DomainError', message: expect.stringMatching(sentence) }),
  );
});

test('a ZIP without a sheet says so', async () => {
  await expect(recogniseBytes(writeZip([photo('a.jpg')]))).rejects.toThrow('no sheet in the ZIP');
});

test('a ZIP under the name of a workbook is no way round', async () => {
  const inner = writeZip([photo('a.jpg'), sheet]);
  await expect(recogniseBytes(writeZip([{ name: 'stock.xlsx', content: inner }]))).rejects.toThrow(
    'another archive inside',
  );
  await expect(recogniseBytes(writeZip([{ name: 'stock.csv', content: inner }]))).rejects.toThrow(
    'another archive inside',
  );
});

test('a workbook in a ZIP, also under a wrong name', async () => {
  const rows = [{ cells: { title: 'Chair', price: '5', images: 'chair.jpg' } }];
  const content = await buffer(writeXlsx(rows));
  const { file, rows: read } = await readBytes(writeZip([photo('chair.jpg'), { name: 'stock.csv', content }]));
  expect([file.format, file.sheetName]).toEqual(['hawker', 'Listings']);
  expect(read[0]?.listing).toMatchObject({ title: 'Chair', images: ['chair.jpg'] });
});

test('too many entries, and too many photos', async () => {
  const entries = Array.from({ length: zipLimits.maxEntries + 1 }, (_, index) => photo(`${index}.txt`, ''));
  await expect(recogniseBytes(writeZip(entries))).rejects.toThrow('20,001 entries; at most 20,000');
  const photos = Array.from({ length: zipLimits.maxPhotos + 1 }, (_, index) => photo(`${index}.jpg`, ''));
  await expect(recogniseBytes(writeZip([sheet, ...photos]))).rejects.toThrow('10,001 photos; at most 10,000');
});

test.each([-1_000, -1, 1])(
  'what unpacks to other than the directory says is not read to its end (%i bytes)',
  async (off) => {
    const content = `title,price\n${'Chair,5\n'.repeat(50_000)}`;
    const zip = writeZip([{ name: 'a.csv', content, declaredBytes: content.length + off }]);
    await expect(readBytes(zip)).rejects.toThrow('The ZIP is damaged');
  },
);

test('a ZIP of the large kind (zip64) is read, and held to the same limits', async () => {
  const { rows } = await readBytes(
    asZip64(writeZip([photo('chair.jpg'), photo('a/top.png'), photo('b/top.png'), sheet])),
  );
  expect(rows.map(({ listing }) => listing?.images)).toEqual([['chair.jpg'], ['b/top.png']]);
  const bomb = writeZip([{ name: 'a.csv', content: Buffer.alloc(16 * 1024 * 1024) }, sheet]);
  await expect(recogniseBytes(asZip64(bomb))).rejects.toThrow(/unpacks to [\d,]+ times its size/);
  await expect(recogniseBytes(asZip64(writeZip([sheet]), { entries: 2 ** 40 }))).rejects.toThrow(/entries; at most/);
});

test('a bomb of many names for the same few bytes is refused by what it would unpack to', async () => {
  const content = Buffer.alloc(zipLimits.maxPhotoBytes);
  const count = zipLimits.maxUnpackedBytes / content.length + 1;
  await expect(recogniseBytes(writeOverlappingZip('photo.jpg', content, count))).rejects.toThrow(
    'unpacks to more than',
  );
});

test('packed bytes that are none', async () => {
  const zip = writeZip([{ name: 'a.csv', content: 'title,price\nChair,5\n'.repeat(100) }]);
  zip.fill(0xff, 40, 60);
  await expect(readBytes(zip)).rejects.toThrow('damaged');
});

test('an upload that streams in is spooled to a file, and read from there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hawker-sheets-'));
  try {
    const zip = writeZip([photo('chair.jpg'), photo('b/top.png'), sheet]);
    const path = join(folder, 'upload');
    const file = await recognise(await spool(Readable.from([zip.subarray(0, 100), zip.subarray(100)]), path), 'x');
    const hash = createHash('sha256');
    for await (const { cells } of readListings(file, { ...rules, fileNames: new Set(['b/top.png']) })) {
      hash.update(JSON.stringify(cells));
    }
    expect(hash.digest('hex')).toHaveLength(64);
    file.close();
    expect((await sourceOfFile(path)).byteLength).toBe(zip.length);
    await expect(spool(Readable.from([zip]), join(folder, 'second'), 10)).rejects.toThrow('larger than');
    await expect(spool(Readable.from([zip]), path)).rejects.toThrow('EEXIST');
  } finally {
    await rm(folder, { recursive: true });
  }
});
