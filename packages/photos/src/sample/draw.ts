import sharp from 'sharp';
import { backdrop } from './backdrop.ts';
import type { SamplePicture } from './sample-item.ts';
import { canvas, gradientsIn, ground, middle, moved } from './shapes.ts';

const blur = (name: string, deviation: number) =>
  `<filter id="${name}" x="-50%" y="-150%" width="200%" height="400%"><feGaussianBlur stdDeviation="${deviation}"/></filter>`;

/** What the drawings refer to by name: three blurs, and the light of a lamp. */
const definitions = [
  blur('soft', 20),
  blur('contact', 6),
  blur('halo', 70),
  '<linearGradient id="beam" x2="0" y2="1"><stop stop-color="#fff1c9" stop-opacity="0.65"/><stop offset="1" stop-color="#fff1c9" stop-opacity="0"/></linearGradient>',
].join('');

/** A picture as an SVG document that refers to nothing outside itself: no fonts, no files. */
export function pictureSvg({ studio, setting, zoom = 1, draw }: SamplePicture): string {
  // Enlarged about the point where the thing stands.
  const content = backdrop(studio, setting) + moved(middle * (1 - zoom), ground * (1 - zoom), zoom, draw());
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${canvas}" height="${canvas}" viewBox="0 0 ${canvas} ${canvas}">`,
    `<defs>${definitions}${gradientsIn(content)}</defs>`,
    content,
    '</svg>',
  ].join('');
}

/** JPEG, 1200 x 1200. The same bytes each time on one machine. */
export async function renderPicture(picture: SamplePicture): Promise<Buffer> {
  return await sharp(Buffer.from(pictureSvg(picture)))
    .removeAlpha()
    .jpeg({ quality: 88 })
    .toBuffer();
}
