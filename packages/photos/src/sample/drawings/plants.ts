import {
  across,
  ground,
  line,
  lit,
  middle,
  type Paints,
  path,
  rect,
  rotated,
  shade,
  shadow,
  type TwoPaints,
  turned,
} from '../shapes.ts';

function pot(x: number, top: number, half: number, colour: string): string {
  return [
    path(
      `M${x - half} ${top} H${x + half} L${x + half * 0.76} ${ground - 14} Q${x + half * 0.72} ${ground} ${x + half * 0.6} ${ground} H${x - half * 0.6} Q${x - half * 0.72} ${ground} ${x - half * 0.76} ${ground - 14} Z`,
      turned(colour, 0.2),
    ),
    rect(x - half - 14, top - 22, 2 * half + 28, 56, turned(shade(colour, 0.06), 0.2), 16),
  ].join('');
}

/** One leaf of a monstera, from its stalk at `x`, `y`, pointing up before it is turned. */
function monsteraLeaf(x: number, y: number, size: number, angle: number, colour: string): string {
  const s = size;
  // From the stalk up one side to the tip: a lobe, a slit towards the middle, a lobe ...
  const outline = (side: 1 | -1) => {
    const at = (dx: number, dy: number) => `${(x + side * s * dx).toFixed(1)} ${(y + s * dy).toFixed(1)}`;
    const lobe = (from: number, out: number) =>
      `L${at(out * 0.4, from)} L${at(out, from - 0.03)} Q${at(out * 1.05, from - 0.16)} ${at(out * 0.92, from - 0.23)}`;
    return `M${at(0, 0)} C${at(0.16, 0.2)} ${at(0.5, 0.16)} ${at(0.56, -0.1)} ${lobe(-0.16, 0.62)} ${lobe(-0.43, 0.6)} L${at(0.24, -0.7)} L${at(0.5, -0.74)} Q${at(0.36, -1)} ${at(0, -1.16)} Z`;
  };
  return rotated(
    angle,
    x,
    y,
    path(`${outline(1)} ${outline(-1)}`, lit(colour, 0.16)),
    line(`M${x} ${y} V${y - s}`, shade(colour, 0.3), 5),
    ...[0.24, 0.46, 0.68].map((at) =>
      line(
        `M${x} ${y - s * (at - 0.1)} L${x + s * 0.42} ${y - s * (at + 0.12)} M${x} ${y - s * (at - 0.1)} L${x - s * 0.42} ${y - s * (at + 0.12)}`,
        shade(colour, 0.18),
        4,
      ),
    ),
  );
}

export function monstera({ main, second }: TwoPaints): string {
  const leaves: readonly [x: number, y: number, size: number, angle: number, light: number][] = [
    [430, 520, 190, -64, -0.2],
    [780, 540, 190, 62, -0.22],
    [520, 400, 200, -24, -0.06],
    [700, 420, 210, 30, -0.1],
    [600, 340, 180, 2, 0.06],
    [470, 610, 170, -96, 0.04],
    [742, 640, 170, 92, 0.06],
  ];
  return [
    shadow(middle, 190),
    ...leaves.map(([x, y]) => line(`M600 780 Q${(x + 600) / 2} ${y + 60} ${x} ${y}`, shade(second, -0.16), 11)),
    ...leaves.map(([x, y, size, angle, tone]) => monsteraLeaf(x, y, size, angle, shade(second, tone))),
    pot(600, 770, 170, main),
  ].join('');
}

/** Upright blades with pale edges. */
export function snakePlant({ main, second, detail }: Paints): string {
  const blades: readonly [x: number, height: number, angle: number][] = [
    [520, 460, -15],
    [680, 470, 14],
    [560, 580, -6],
    [642, 560, 6],
    [600, 500, 0],
    [480, 330, -26],
    [722, 340, 25],
  ];
  return [
    shadow(middle, 180),
    ...blades.map(([x, height, angle]) => {
      const blade = (half: number, fill: string) =>
        path(
          `M${x - half * 0.7} 790 Q${x - half * 1.3} ${790 - height * 0.5} ${x} ${790 - height} Q${x + half * 1.3} ${790 - height * 0.5} ${x + half * 0.7} 790 Z`,
          fill,
        );
      const stripes = [0.25, 0.4, 0.55, 0.68].map((at) =>
        line(
          `M${x - 20} ${790 - height * at} Q${x} ${776 - height * at} ${x + 18} ${792 - height * at}`,
          shade(second, -0.24),
          5,
        ),
      );
      return rotated(
        angle,
        x,
        800,
        blade(44, shade(detail, 0.1)),
        blade(31, across(second, shade(second, -0.22))),
        ...stripes,
      );
    }),
    pot(600, 760, 166, main),
  ].join('');
}
