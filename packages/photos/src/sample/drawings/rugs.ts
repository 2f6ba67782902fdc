import { cast, circle, line, type Paints, poly, rect, rotated, shade, slant, within } from '../shapes.ts';

/** Woven, with diamonds and fringes; seen from above. */
export function wovenRug({ main, second, detail }: Paints): string {
  const parts: string[] = [];
  for (let x = 306; x <= 894; x += 14) {
    parts.push(line(`M${x} 196 V168 M${x} 1004 V1032`, shade(second, 0.1), 5));
  }
  const diamond = (x: number, y: number, w: number, h: number, fill: string) =>
    poly(
      [
        [x, y - h],
        [x + w, y],
        [x, y + h],
        [x - w, y],
      ],
      fill,
    );
  const pattern: string[] = [];
  for (const y of [400, 600, 800]) {
    pattern.push(
      diamond(600, y, 210, 100, second),
      diamond(600, y, 156, 74, main),
      diamond(600, y, 104, 50, detail),
      diamond(600, y, 44, 22, second),
    );
    pattern.push(...[310, 890].map((x) => diamond(x, y, 70, 100, shade(detail, 0.1))));
  }
  for (let x = 316; x < 900; x += 48) {
    pattern.push(
      poly(
        [
          [x, 262],
          [x + 24, 226],
          [x + 48, 262],
        ],
        second,
      ),
      poly(
        [
          [x, 938],
          [x + 24, 974],
          [x + 48, 938],
        ],
        second,
      ),
    );
  }
  return rotated(
    -7,
    600,
    600,
    cast(rect(300, 196, 600, 808, '#2a1f2e', 8), 16, 20),
    ...parts,
    within(
      'rug',
      rect(300, 196, 600, 808, '#000', 8),
      rect(300, 196, 600, 808, slant(shade(main, 0.06), shade(main, -0.1))),
      ...pattern,
      ...[276, 916].map((y) => rect(300, y, 600, 10, detail)),
    ),
  );
}

/** Rings of braid; seen from above. */
export function roundRug({ main, second, detail }: Paints): string {
  const rings: string[] = [];
  for (let radius = 400; radius > 20; radius -= 38) {
    const step = (400 - radius) / 38;
    const colour = step % 5 === 3 ? detail : step % 2 === 0 ? main : second;
    rings.push(
      circle(600, 600, radius, slant(shade(colour, 0.08), shade(colour, -0.08))),
      `<circle cx="600" cy="600" r="${radius - 19}" fill="none" stroke="${shade(colour, -0.16)}" stroke-width="5" stroke-dasharray="16 12"/>`,
    );
  }
  return cast(circle(600, 600, 400, '#2a1f2e'), 16, 22) + rings.join('');
}
