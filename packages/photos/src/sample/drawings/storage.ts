import {
  across,
  bothSides,
  circle,
  down,
  ellipse,
  leg,
  line,
  lit,
  middle,
  type Paints,
  path,
  rect,
  rotated,
  shade,
  shadow,
  turned,
} from '../shapes.ts';

const spines = [
  '#c8553d',
  '#e8b04a',
  '#588b8b',
  '#f2e3c9',
  '#2d4654',
  '#d98c7a',
  '#93a984',
  '#7b5e7b',
  '#e3d5b8',
  '#3f6c8f',
];

/** A row of books of the widths and heights that books have: always the same ones for the same `seed`. */
function books(x: number, shelf: number, count: number, seed: number, tallest: number): string {
  const parts: string[] = [];
  let left = x;
  for (let index = 0; index < count; index += 1) {
    const turn = (seed * 7 + index * 5 + ((seed * index) % 3)) % 11;
    const width = 20 + (turn % 4) * 6;
    const height = tallest * (0.74 + (turn % 6) * 0.05);
    const colour = spines[(seed + index * 3 + turn) % spines.length] ?? '#c8553d';
    parts.push(rect(left, shelf - height, width, height, turned(colour, 0.12), 3));
    parts.push(rect(left, shelf - height * 0.84, width, 6, shade(colour, 0.4)));
    left += width + 2;
  }
  return parts.join('');
}

function jar(x: number, shelf: number, colour: string): string {
  return path(
    `M${x - 20} ${shelf - 96} H${x + 20} Q${x + 22} ${shelf - 76} ${x + 40} ${shelf - 56} Q${x + 50} ${shelf - 6} ${x + 24} ${shelf} H${x - 24} Q${x - 50} ${shelf - 6} ${x - 40} ${shelf - 56} Q${x - 22} ${shelf - 76} ${x - 20} ${shelf - 96} Z`,
    turned(colour, 0.2),
  );
}

function smallPlant(x: number, shelf: number, pot: string): string {
  return [
    ...[-62, -34, 0, 34, 62].map((angle) =>
      rotated(
        angle,
        x,
        shelf - 50,
        path(
          `M${x} ${shelf - 46} Q${x - 26} ${shelf - 100} ${x} ${shelf - 140} Q${x + 26} ${shelf - 100} ${x} ${shelf - 46} Z`,
          lit(angle % 4 ? '#5f8d5e' : '#78a46f'),
        ),
      ),
    ),
    path(`M${x - 40} ${shelf - 62} H${x + 40} L${x + 30} ${shelf} H${x - 30} Z`, turned(pot, 0.16)),
  ].join('');
}

/** Open shelves, filled. With `legs` it stands clear of the floor. */
export function bookcase({ main, second, detail }: Paints, shelves: 4 | 5): string {
  const top = 210;
  const bottom = 950;
  const height = (bottom - top - 24) / shelves;
  const rows: string[] = [];
  for (let row = 0; row < shelves; row += 1) {
    const floor = top + 24 + (row + 1) * height - 24;
    rows.push(
      rect(354, floor - height + 24, 492, 22, shade(second, -0.2)),
      fillShelf(row, floor, Math.min(118, height - 46), detail),
      rect(354, floor, 492, 24, down(shade(main, 0.2), shade(main, -0.06))),
    );
  }
  return [
    shadow(middle, 290),
    rect(330, top, 540, bottom - top + 20, across(shade(main, 0.12), shade(main, -0.12)), 8),
    rect(354, top + 24, 492, bottom - top - 24, second),
    ...rows,
    rect(322, top - 14, 556, 28, down(shade(main, 0.26), shade(main, 0.02)), 6),
  ].join('');
}

function fillShelf(row: number, floor: number, tallest: number, detail: string): string {
  switch (row % 5) {
    case 0:
      return books(372, floor, 9, 1, tallest) + jar(754, floor, detail);
    case 1:
      return smallPlant(430, floor, shade(detail, 0.3)) + books(530, floor, 10, 4, tallest);
    case 2:
      return (
        books(372, floor, 7, 6, tallest) +
        rect(604, floor - 34, 190, 34, lit('#e8dcc4'), 4) +
        rect(618, floor - 62, 160, 28, lit('#3f6c8f'), 4) +
        circle(700, floor - 84, 22, lit(detail, 0.2))
      );
    case 3:
      return jar(436, floor, '#f1e8d8') + jar(524, floor, shade(detail, -0.1)) + books(604, floor, 8, 3, tallest);
  }
  return books(372, floor, 15, 8, tallest);
}

export function chestOfDrawers({ main, second, detail }: Paints, rows: 2 | 3 | 4, columns: 1 | 2): string {
  const half = columns === 2 ? 390 : 230;
  const left = middle - half;
  const top = 890 - rows * 118 - 24;
  const width = (2 * half - 24 - columns * 12) / columns;
  const drawers: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const x = left + 18 + column * (width + 12);
      const y = top + 40 + row * 114;
      drawers.push(
        rect(x, y + 5, width, 102, shade(main, -0.3), 10),
        rect(x, y, width, 102, lit(shade(main, 0.12), 0.09), 10),
      );
      for (const knob of columns === 2 ? [0.5] : [0.28, 0.72]) {
        drawers.push(
          circle(x + width * knob + 3, y + 57, 15, shade(main, -0.3)),
          circle(x + width * knob, y + 51, 15, lit(second, 0.3)),
        );
      }
    }
  }
  return [
    shadow(middle, half - 10),
    bothSides(middle, leg(left + 56, 880, 40, lit(second), -14)),
    rect(left, top + 10, 2 * half, 890 - top - 10 + 6, across(main, shade(main, -0.16)), 14),
    ...drawers,
    rect(left - 16, top - 6, 2 * half + 32, 34, down(shade(main, 0.3), shade(main, 0.04)), 10),
    jar(left + 110, top - 6, detail),
    columns === 2 ? books(left + 480, top - 6, 6, 2, 120) : smallPlant(left + 320, top - 6, shade(detail, 0.3)),
  ].join('');
}

/** Low and long, on splayed legs: slatted doors outside, drawers in the middle. */
export function sideboard({ main, second, detail }: Paints): string {
  const slats: string[] = [];
  for (let x = 152; x < 420; x += 22) {
    slats.push(rect(x, 606, 15, 232, across(shade(main, 0.14), shade(main, -0.12)), 5));
  }
  return [
    shadow(middle, 440),
    bothSides(middle, leg(236, 850, 36, lit(second), -34)),
    rect(110, 562, 980, 302, across(shade(main, 0.04), shade(main, -0.16)), 18),
    rect(138, 592, 924, 254, shade(main, -0.36), 8),
    bothSides(middle, ...slats),
    ...[600, 684, 768].map(
      (y) => rect(436, y, 328, 74, lit(shade(main, 0.1), 0.08), 8) + rect(560, y + 16, 80, 10, shade(second, -0.3), 5),
    ),
    rect(100, 548, 1000, 30, down(shade(main, 0.26), shade(main, 0.02)), 12),
    jar(250, 548, detail),
    jar(346, 548, shade(detail, 0.4)),
    books(700, 548, 7, 5, 128),
    tableSphere(980, 548),
  ].join('');
}

function tableSphere(x: number, floor: number): string {
  return (
    rect(x - 44, floor - 22, 88, 22, lit('#8a6a4a'), 6) +
    circle(x, floor - 92, 74, lit('#fbf0d9', 0.3)) +
    ellipse(x - 22, floor - 118, 22, 16, '#fffaf0')
  );
}

export function bed({ main, second, detail }: Paints): string {
  return [
    shadow(middle, 470),
    rect(130, 400, 940, 480, down(shade(main, 0.14), shade(main, -0.16)), 60),
    ...[0, 1, 2, 3, 4].map((panel) => line(`M${287 + panel * 157} 424 V640`, shade(main, -0.18), 5)),
    bothSides(middle, leg(176, 880, 40, lit(shade(main, -0.3)))),
    rect(150, 640, 900, 230, down('#fbf7ef', '#ddd5c8'), 40),
    bothSides(middle, rotated(-3, 380, 590, rect(212, 520, 350, 150, down('#fffdf8', '#e2dacd'), 60))),
    rotated(4, 600, 610, rect(476, 560, 248, 120, lit(detail, 0.14), 46)),
    path(
      'M132 860 Q120 690 210 668 Q600 628 990 668 Q1080 690 1068 860 Q1068 906 1020 906 H180 Q132 906 132 860 Z',
      down(shade(second, 0.22), shade(second, -0.06)),
    ),
    path(
      'M150 736 Q160 682 214 668 Q600 628 986 668 Q1040 682 1050 736 Q600 690 150 736 Z',
      lit(shade(second, 0.5), 0.08),
    ),
    line('M330 760 Q340 830 322 896', shade(second, -0.1), 5),
    line('M640 740 Q656 820 640 900', shade(second, -0.1), 5),
    line('M880 760 Q866 830 884 896', shade(second, -0.1), 5),
  ].join('');
}
