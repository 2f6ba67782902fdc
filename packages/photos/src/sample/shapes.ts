/**
 * The few shapes that the sample pictures are drawn with: SVG as text. Units are pixels of the 1200 x 1200 picture,
 * light falls from the upper left, and things stand on `ground`.
 */

export const canvas = 1200;
export const middle = canvas / 2;
/** The height at which things stand. */
export const ground = 970;

/** What a drawing is coloured with. Six hex digits each: `#aabbcc`. */
export interface Paints {
  main: string;
  second: string;
  detail: string;
}

export type TwoPaints = Omit<Paints, 'detail'>;

const dark = [0x22, 0x1c, 0x2e] as const;
const light = [0xff, 0xfb, 0xf2] as const;

/** `colour` nearer to light (`amount` 0..1) or to dark (-1..0). Never to pure white or black: those look printed. */
export function shade(colour: string, amount: number): string {
  const target = amount < 0 ? dark : light;
  const share = Math.abs(amount);
  const channels = [1, 3, 5].map((start, index) => {
    const from = Number.parseInt(colour.slice(start, start + 2), 16);
    return Math.round(from + ((target[index] ?? 0) - from) * share);
  });
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** A fill that runs from one colour to another: down, to the right, or to the lower right. `gradientsIn` defines it. */
export function down(from: string, to: string): string {
  return `url(#d-${from.slice(1)}-${to.slice(1)})`;
}
export function across(from: string, to: string): string {
  return `url(#a-${from.slice(1)}-${to.slice(1)})`;
}
export function slant(from: string, to: string): string {
  return `url(#s-${from.slice(1)}-${to.slice(1)})`;
}

/** A flat face, lit from the upper left. */
export function lit(colour: string, depth = 0.1): string {
  return slant(shade(colour, depth), shade(colour, -depth));
}

/** A round thing, lit from the left. */
export function turned(colour: string, depth = 0.2): string {
  return across(shade(colour, depth), shade(colour, -depth));
}

const directions: Record<string, string> = { d: 'x2="0" y2="1"', a: 'x2="1" y2="0"', s: 'x2="1" y2="1"' };

/** The definitions of every gradient that a drawing uses. */
export function gradientsIn(svg: string): string {
  const used = new Set(Array.from(svg.matchAll(/url\(#([das]-[0-9a-f]{6}-[0-9a-f]{6})\)/g), ([, name = '']) => name));
  return Array.from(used, (name) => {
    const [direction = 'd', from, to] = name.split('-');
    return `<linearGradient id="${name}" ${directions[direction]}><stop stop-color="#${from}"/><stop offset="1" stop-color="#${to}"/></linearGradient>`;
  }).join('');
}

export function rect(x: number, y: number, width: number, height: number, fill: string, radius = 0): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${n(radius)}" fill="${fill}"/>`;
}

export function circle(x: number, y: number, radius: number, fill: string): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="${fill}"/>`;
}

export function ellipse(x: number, y: number, radiusX: number, radiusY: number, fill: string): string {
  return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(radiusX)}" ry="${n(radiusY)}" fill="${fill}"/>`;
}

export function ring(x: number, y: number, radius: number, colour: string, width: number): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="none" stroke="${colour}" stroke-width="${n(width)}"/>`;
}

/** A closed shape with straight sides. */
export function poly(points: readonly (readonly [number, number])[], fill: string): string {
  return `<polygon points="${points.map(([x, y]) => `${n(x)},${n(y)}`).join(' ')}" fill="${fill}"/>`;
}

export function path(d: string, fill: string): string {
  return `<path d="${d}" fill="${fill}"/>`;
}

/** A line with round ends. */
export function line(d: string, colour: string, width: number): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

export function faded(opacity: number, ...parts: string[]): string {
  return `<g opacity="${opacity}">${parts.join('')}</g>`;
}

export function rotated(degrees: number, x: number, y: number, ...parts: string[]): string {
  return `<g transform="rotate(${degrees} ${n(x)} ${n(y)})">${parts.join('')}</g>`;
}

export function moved(x: number, y: number, scale: number, ...parts: string[]): string {
  return `<g transform="translate(${n(x)} ${n(y)}) scale(${scale})">${parts.join('')}</g>`;
}

/** `parts`, and the same seen in a mirror that stands at `x`. */
export function bothSides(x: number, ...parts: string[]): string {
  const side = parts.join('');
  return `${side}<g transform="translate(${n(2 * x)} 0) scale(-1 1)">${side}</g>`;
}

/** `parts`, only where `shape` is. `name` must be the only one of its kind in the picture. */
export function within(name: string, shape: string, ...parts: string[]): string {
  return `<clipPath id="${name}">${shape}</clipPath><g clip-path="url(#${name})">${parts.join('')}</g>`;
}

/** The shadow of a thing that stands on the ground: a wide soft one, and a narrow dark one where it touches. */
export function shadow(x: number, halfWidth: number, y = ground): string {
  return [
    `<ellipse cx="${n(x + 26)}" cy="${n(y)}" rx="${n(halfWidth * 1.08)}" ry="34" fill="#2a1f2e" opacity="0.2" filter="url(#soft)"/>`,
    `<ellipse cx="${n(x + 6)}" cy="${n(y)}" rx="${n(halfWidth * 0.96)}" ry="11" fill="#2a1f2e" opacity="0.26" filter="url(#contact)"/>`,
  ].join('');
}

/** The shadow of a thing that hangs on the wall or lies on a table seen from above. */
export function cast(shape: string, offsetX = 22, offsetY = 30): string {
  return `<g transform="translate(${offsetX} ${offsetY})" opacity="0.22" filter="url(#soft)">${shape}</g>`;
}

/** A leg that narrows towards the floor. `lean` moves its foot sideways. */
export function leg(x: number, top: number, width: number, fill: string, lean = 0, bottom = ground): string {
  const foot = width * 0.55;
  return poly(
    [
      [x - width / 2, top],
      [x + width / 2, top],
      [x + lean + foot / 2, bottom],
      [x + lean - foot / 2, bottom],
    ],
    fill,
  );
}

/** Whole numbers and halves are all the precision that a picture of this size shows. */
function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
