import {
  across,
  bothSides,
  cast,
  circle,
  down,
  ellipse,
  faded,
  ground,
  leg,
  line,
  lit,
  middle,
  type Paints,
  path,
  poly,
  rect,
  ring,
  rotated,
  shade,
  shadow,
  slant,
  type TwoPaints,
  turned,
  within,
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

export function roundMirror({ main, second }: TwoPaints): string {
  return [
    cast(circle(600, 450, 320, '#2a1f2e'), 18, 26),
    circle(600, 450, 320, slant(shade(main, 0.34), shade(main, -0.22))),
    circle(600, 450, 292, shade(main, -0.3)),
    within(
      'glass',
      circle(600, 450, 286, '#000'),
      rect(300, 150, 600, 600, slant('#f3f8fa', '#b9ccd6')),
      faded(
        0.5,
        poly(
          [
            [380, 150],
            [520, 150],
            [340, 760],
            [200, 760],
          ],
          '#ffffff',
        ),
        poly(
          [
            [570, 150],
            [610, 150],
            [430, 760],
            [390, 760],
          ],
          '#ffffff',
        ),
      ),
      faded(0.3, rect(300, 620, 600, 140, second)),
    ),
    shadow(middle, 330, 976),
    rect(220, 880, 760, 40, down(shade(second, 0.24), second), 8),
    bothSides(middle, leg(290, 920, 28, shade(second, -0.2), 0, 974)),
    rect(300, 858, 190, 22, lit('#f1e8d8'), 4),
    rect(312, 838, 160, 20, lit('#c8553d'), 4),
    path('M820 880 Q786 836 806 800 H864 Q884 836 850 880 Z', turned('#588b8b', 0.2)),
    line('M834 800 Q824 720 790 690 M836 800 Q850 720 882 700', '#7d8f63', 6),
    ellipse(786, 686, 20, 12, '#8fa273'),
    ellipse(888, 696, 20, 12, '#8fa273'),
  ].join('');
}

/** Stands on the floor and leans on the wall. */
export function archMirror({ main, second }: TwoPaints): string {
  const arch = (inset: number) =>
    `M${370 + inset} ${ground - inset} V440 A${230 - inset} ${230 - inset} 0 0 1 ${830 - inset} 440 V${ground - inset} Z`;
  return [
    cast(path(arch(0), '#2a1f2e'), 30, 10),
    shadow(middle, 240),
    path(arch(0), slant(shade(main, 0.3), shade(main, -0.2))),
    path(arch(22), shade(main, -0.34)),
    within(
      'glass',
      path(arch(27), '#000'),
      rect(370, 200, 460, 780, slant('#f4f8f9', '#b4c8d0')),
      faded(0.34, rect(370, 850, 460, 130, second)),
      faded(
        0.5,
        poly(
          [
            [430, 190],
            [560, 190],
            [380, 980],
            [250, 980],
          ],
          '#ffffff',
        ),
        poly(
          [
            [650, 190],
            [690, 190],
            [510, 980],
            [470, 980],
          ],
          '#ffffff',
        ),
      ),
    ),
  ].join('');
}

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

/** Three pieces of pottery, one with dry grass. */
export function vases({ main, second, detail }: Paints): string {
  const stalks = [-34, -20, -6, 8, 22, 36].map((angle, index) =>
    rotated(
      angle,
      500,
      560,
      line('M500 560 Q506 420 500 300', '#b79b6c', 6),
      ellipse(500, 280 - (index % 3) * 18, 15, 62, lit(index % 2 ? '#d9bd8b' : '#c9a671', 0.14)),
    ),
  );
  return [
    shadow(500, 170),
    shadow(760, 130),
    ...stalks,
    path(
      'M452 540 H548 Q552 620 606 680 Q676 770 640 880 Q620 960 580 968 H420 Q380 960 360 880 Q324 770 394 680 Q448 620 452 540 Z',
      turned(main, 0.22),
    ),
    ellipse(500, 540, 48, 11, shade(main, -0.4)),
    faded(0.26, path('M386 800 Q384 720 440 670 Q420 760 430 880 Q392 870 386 800 Z', '#fffaf0')),
    path(
      'M726 660 H794 Q800 720 850 770 Q900 850 850 968 H670 Q620 850 670 770 Q720 720 726 660 Z',
      turned(second, 0.2),
    ),
    ellipse(760, 660, 34, 8, shade(second, -0.4)),
    path('M664 780 Q760 810 856 780 L872 810 Q760 844 648 810 Z', shade(detail, 0.08)),
    circle(930, 912, 58, turned(detail, 0.2)),
    ellipse(930, 860, 26, 8, shade(detail, -0.4)),
  ].join('');
}

export function wallClock({ main, second, detail }: Paints): string {
  const marks = Array.from({ length: 12 }, (_, hour) =>
    rotated(hour * 30, 600, 560, rect(593, 290, 14, hour % 3 === 0 ? 56 : 32, shade(detail, -0.2), 7)),
  );
  return [
    cast(circle(600, 560, 350, '#2a1f2e')),
    circle(600, 560, 350, slant(shade(main, 0.2), shade(main, -0.18))),
    circle(600, 560, 306, shade(main, -0.3)),
    circle(600, 566, 300, slant(shade(second, 0.3), shade(second, -0.05))),
    ...marks,
    rotated(-56, 600, 560, rect(590, 396, 20, 190, shade(detail, -0.3), 10)),
    rotated(54, 600, 560, rect(592, 334, 16, 256, shade(detail, -0.3), 8)),
    rotated(168, 600, 560, rect(597, 320, 6, 280, '#c8553d', 3)),
    circle(600, 560, 20, '#c8553d'),
    ring(600, 560, 326, shade(main, 0.3), 4),
  ].join('');
}
