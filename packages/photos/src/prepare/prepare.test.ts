import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { photoLimits } from '../limits.ts';
import { PhotoError, type PhotoErrorCode } from '../photo-error.ts';
import { hugePng, noisyPicture, packedChunk, plainPicture } from '../testing/pictures.ts';
import { preparePhoto } from './prepare.ts';

async function refusal(input: Uint8Array): Promise<PhotoError> {
  const error = await preparePhoto(input).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PhotoError)) {
    throw new Error('The photo was taken, or something else went wrong', { cause: error });
  }
  return error;
}

async function expectRefused(input: Uint8Array, code: PhotoErrorCode, sentence: RegExp): Promise<void> {
  const error = await refusal(input);
  expect(error.code).toBe(code);
  expect(error.message).toMatch(sentence);
}

describe('a photo that is taken', () => {
  test('comes back with its hash, dimensions and a square WebP thumbnail', async () => {
    const photo = await preparePhoto(await plainPicture(1200, 900));
    expect(photo).toMatchObject({ mime: 'image/jpeg', width: 1200, height: 900 });
    expect(photo.hash).toBe(createHash('sha256').update(photo.bytes).digest('hex'));
    expect(await sharp(photo.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 900 });
    expect(await sharp(photo.thumbnail).metadata()).toMatchObject({ format: 'webp', width: 320, height: 320 });
  });

  test('has the same hash each time', async () => {
    const input = await noisyPicture(600, 600, 3, 'jpeg');
    const [first, second] = await Promise.all([preparePhoto(input), preparePhoto(input)]);
    expect(second.hash).toBe(first.hash);
    expect(second.thumbnail.equals(first.thumbnail)).toBe(true);
  });

  test.each(['jpeg', 'png', 'webp'] as const)('becomes a JPEG from a %s without transparency', async (format) => {
    expect((await preparePhoto(await plainPicture(500, 500, format))).mime).toBe('image/jpeg');
  });

  test('becomes a JPEG when its alpha channel hides nothing', async () => {
    const input = await sharp(await plainPicture(600, 600, 'png'))
      .ensureAlpha()
      .png()
      .toBuffer();
    expect((await sharp(input).metadata()).hasAlpha).toBe(true);
    expect((await preparePhoto(input)).mime).toBe('image/jpeg');
  });

  test.each(['png', 'webp'] as const)('stays see-through, as a PNG, from a %s', async (format) => {
    const input = await sharp({ create: { width: 600, height: 700, channels: 4, background: '#ff000080' } })
      .toFormat(format)
      .toBuffer();
    const photo = await preparePhoto(input);
    expect(photo.mime).toBe('image/png');
    const { data } = await sharp(photo.bytes).raw().toBuffer({ resolveWithObject: true });
    expect(data[3]).toBe(128);
    expect((await sharp(photo.thumbnail).metadata()).hasAlpha).toBe(false);
  });

  test('shrinks to the longest side that is stored, and never grows', async () => {
    expect(await preparePhoto(await plainPicture(5000, 2500))).toMatchObject({ width: 2048, height: 1024 });
    expect(await preparePhoto(await plainPicture(500, 800))).toMatchObject({ width: 500, height: 800 });
  });

  test('passes the same rules again after shrinking, at the narrowest', async () => {
    const photo = await preparePhoto(await plainPicture(6000, 1500));
    await expect(preparePhoto(photo.bytes)).resolves.toMatchObject({ width: 2048, height: 512 });
  });

  test('is stored in at most 8 MB even when it is see-through noise', async () => {
    const input = await noisyPicture(1500, 1500, 4, 'webp');
    expect(input.byteLength).toBeLessThan(photoLimits.maxBytes);
    const photo = await preparePhoto(input);
    expect(photo.mime).toBe('image/png');
    expect(photo.bytes.byteLength).toBeLessThanOrEqual(photoLimits.maxStoredBytes);
  }, 30_000);

  test('stands upright', async () => {
    // Left half red, right half blue, stored with "turn me a quarter to the right": red ends up on top.
    const blue = await sharp({ create: { width: 400, height: 600, channels: 3, background: '#0000ff' } })
      .png()
      .toBuffer();
    const input = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#ff0000' } })
      .composite([{ input: blue, left: 400, top: 0 }])
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const photo = await preparePhoto(input);
    expect(photo).toMatchObject({ width: 600, height: 800 });
    const { data, info } = await sharp(photo.bytes).raw().toBuffer({ resolveWithObject: true });
    const pixel = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
    expect(pixel(300, 50)[0]).toBeGreaterThan(240);
    expect(pixel(300, 750)[2]).toBeGreaterThan(240);
    expect((await sharp(photo.bytes).metadata()).orientation).toBeUndefined();
  });

  test.each(['jpeg', 'png', 'webp'] as const)(
    'says nothing of where and with what it was taken (%s)',
    async (format) => {
      const input = await sharp(await plainPicture(600, 600))
        .withExif({
          IFD0: { Make: 'Canary Camera', Copyright: 'Canary Owner' },
          IFD3: {
            GPSLatitudeRef: 'N',
            GPSLatitude: '51/1 30/1 0/1',
            GPSLongitudeRef: 'E',
            GPSLongitude: '4/1 28/1 0/1',
          },
        })
        .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><canary/></x:xmpmeta>')
        .withIccProfile('p3')
        .toFormat(format)
        .toBuffer();
      expect((await sharp(input).metadata()).exif?.includes('Canary')).toBe(true);

      const photo = await preparePhoto(input);
      for (const output of [photo.bytes, photo.thumbnail]) {
        const metadata = await sharp(output).metadata();
        expect(metadata.exif).toBeUndefined();
        expect(metadata.xmp).toBeUndefined();
        expect(metadata.icc).toBeUndefined();
        expect(output.includes('anary')).toBe(false);
      }
    },
  );

  test.each(['jpeg', 'png', 'webp'] as const)('carries nothing along behind its end (%s)', async (format) => {
    const hidden = '<script>alert("canary")</script>PK\x03\x04';
    const input = Buffer.concat([await plainPicture(600, 600, format), Buffer.from(hidden)]);
    const photo = await preparePhoto(input);
    expect(photo.bytes.includes('canary')).toBe(false);
    expect(photo.hash).toBe((await preparePhoto(await plainPicture(600, 600, format))).hash);
  });

  test('keeps its colours when it came with a wider colour space', async () => {
    const input = await sharp({ create: { width: 500, height: 500, channels: 3, background: '#b04020' } })
      .withIccProfile('p3')
      .png()
      .toBuffer();
    const { data } = await sharp((await preparePhoto(input)).bytes)
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(Math.abs((data[0] ?? 0) - 0xb0)).toBeLessThan(4);
    expect(Math.abs((data[1] ?? 0) - 0x40)).toBeLessThan(4);
  });

  test('may have 16 bits a colour, or only grey', async () => {
    const grey = sharp({ create: { width: 500, height: 500, channels: 3, background: '#808080' } });
    for (const input of [
      await grey.clone().toColourspace('rgb16').png().toBuffer(),
      await grey.clone().toColourspace('b-w').png().toBuffer(),
    ]) {
      const photo = await preparePhoto(input);
      const [red = 0] = await sharp(photo.bytes).toColourspace('srgb').raw().toBuffer();
      expect(Math.abs(red - 0x80)).toBeLessThan(6);
    }
  });

  test('may come from print (CMYK)', async () => {
    const cmyk = await sharp(await plainPicture(500, 500))
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer();
    const photo = await preparePhoto(cmyk);
    expect(await sharp(photo.bytes).metadata()).toMatchObject({ space: 'srgb', channels: 3 });
  });

  test('of an animation, is its first picture', async () => {
    const frames = Buffer.alloc(500 * 1000 * 3);
    frames.fill(255, 0, 500 * 500 * 3);
    const input = await sharp(frames, { raw: { width: 500, height: 1000, channels: 3, pageHeight: 500 } })
      .webp()
      .toBuffer();
    expect((await sharp(input).metadata()).pages).toBe(2);
    const photo = await preparePhoto(input);
    expect(photo).toMatchObject({ width: 500, height: 500 });
    expect((await sharp(photo.bytes).raw().toBuffer())[0]).toBe(255);
  });
});

describe('a photo that is refused', () => {
  test('is empty', () => expectRefused(new Uint8Array(), 'corrupt', /empty/));

  test('is something else, whatever its name would say', async () => {
    const gif = await sharp({ create: { width: 600, height: 600, channels: 3, background: '#fff' } })
      .gif()
      .toBuffer();
    await expectRefused(gif, 'unsupported_type', /is a GIF picture\. Save it as a JPEG, PNG or WebP/);
    await expectRefused(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'unsupported_type', /an SVG drawing/);
    await expectRefused(Buffer.from('not a photo at all'), 'unsupported_type', /Save it as a JPEG/);
    await expectRefused(Buffer.alloc(photoLimits.maxBytes + 1), 'unsupported_type', /not a JPEG/);
  });

  test('only begins like a photo', async () => {
    await expectRefused(Buffer.from('\xff\xd8\xffand then text', 'latin1'), 'corrupt', /damaged or incomplete/);
    await expectRefused(Buffer.from('\x89PNG\r\n\x1a\n<svg/>', 'latin1'), 'corrupt', /damaged or incomplete/);
  });

  test('is larger than 8 MB', async () => {
    const input = Buffer.alloc(photoLimits.maxBytes + 1);
    (await plainPicture(600, 600)).copy(input);
    await expectRefused(input, 'too_large', /is 8\.1 MB and may be 8 MB/);
  });

  test('is smaller than 500 x 500 on either side', async () => {
    await expectRefused(await plainPicture(499, 800), 'too_small', /499 x 800 pixels and must be at least 500 x 500/);
    await expectRefused(await plainPicture(800, 499), 'too_small', /800 x 499/);
  });

  test('is so narrow that shrinking it would make it too small', async () => {
    await expectRefused(await plainPicture(2404, 600), 'too_small', /at most 4 times the shorter one\. Crop it/);
  });

  test.each(['jpeg', 'png', 'webp'] as const)('ends in the middle (%s)', async (format) => {
    const whole = await noisyPicture(600, 600, 3, format);
    await expectRefused(whole.subarray(0, whole.length / 2), 'corrupt', /damaged or incomplete/);
  });

  test('is a small file of enormous dimensions, before a pixel of it is decoded', async () => {
    const bomb = hugePng(30_000, 30_000);
    expect(bomb.byteLength).toBeLessThan(photoLimits.maxBytes);
    const before = process.memoryUsage().rss;
    await expectRefused(bomb, 'too_many_pixels', /30000 x 30000 pixels, more than 50 megapixels/);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  test.each(['zTXt', 'iTXt', 'iCCP'] as const)(
    'or its pixels alone are taken: a %s that unpacks to a gigabyte',
    async (type) => {
      const bomb = hugePng(800, 600, packedChunk(type, 1024));
      expect(bomb.byteLength).toBeLessThan(photoLimits.maxBytes);
      const peakBefore = process.resourceUsage().maxRSS;
      await preparePhoto(bomb).catch((error: unknown) => expect(error).toMatchObject({ code: 'corrupt' }));
      // In kilobytes.
      expect(process.resourceUsage().maxRSS - peakBefore).toBeLessThan(100 * 1024);
    },
  );

  test('is an SVG, however it begins', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800"><image href="file:///etc/passwd"/></svg>';
    for (const start of ['', '\ufeff', '<?xml version="1.0"?>', '<!-- -->', '<!DOCTYPE svg>', '\n\n  ']) {
      await expectRefused(Buffer.from(start + svg), 'unsupported_type', /Save it as a JPEG/);
    }
  });

  test('is a TIFF, a PDF or an AVIF, which the picture library could read as well', async () => {
    const picture = sharp(await plainPicture(600, 600));
    for (const input of [
      await picture.clone().tiff().toBuffer(),
      await picture.clone().avif({ effort: 0 }).toBuffer(),
    ]) {
      await expectRefused(input, 'unsupported_type', /Save it as a JPEG, PNG or WebP/);
    }
    await expectRefused(Buffer.from('%PDF-1.7\n'), 'unsupported_type', /a PDF/);
  });

  test('does not stop the photos after it', async () => {
    const good = await plainPicture(600, 600);
    const bad = good.subarray(0, good.length / 2);
    const results = await Promise.allSettled([bad, bad, bad, good, bad, good].map((input) => preparePhoto(input)));
    expect(results.map(({ status }) => status === 'fulfilled')).toEqual([false, false, false, true, false, true]);
  });
});

test('a picture of just 50 megapixels passes', async () => {
  await expect(preparePhoto(hugePng(10_000, 5_000))).resolves.toMatchObject({ width: 2048, height: 1024 });
});
