import {
  bothSides,
  circle,
  down,
  ellipse,
  faded,
  leg,
  line,
  lit,
  middle,
  type Paints,
  path,
  poly,
  rect,
  shade,
  shadow,
  turned,
} from '../shapes.ts';

/** A solid top on four legs, with a bowl of fruit in `detail`. */
export function diningTable({ main, second, detail }: Paints): string {
  return [
    shadow(middle, 430),
    bothSides(middle, leg(270, 600, 40, shade(second, -0.3), 10, 930)),
    fruitBowl(600, 500, detail),
    poly(
      [
        [230, 500],
        [970, 500],
        [1080, 574],
        [120, 574],
      ],
      down(shade(main, 0.06), shade(main, 0.22)),
    ),
    fruitBowl(600, 520, detail),
    rect(120, 574, 960, 34, down(main, shade(main, -0.14)), 6),
    rect(190, 608, 820, 46, shade(main, -0.26), 4),
    bothSides(middle, leg(190, 606, 64, turned(second), -24)),
  ].join('');
}

/** A round top on one turned column. */
export function pedestalTable({ main, second, detail }: Paints): string {
  return [
    shadow(middle, 200),
    path('M420 970 Q520 930 560 860 H640 Q680 930 780 970 Z', turned(second, 0.16)),
    path('M572 880 Q540 760 574 640 H626 Q660 760 628 880 Z', turned(second, 0.2)),
    path('M180 552 V572 A420 84 0 0 0 1020 572 V552 Z', turned(main, 0.14)),
    ellipse(600, 550, 420, 84, lit(shade(main, 0.12), 0.12)),
    faded(0.5, ellipse(600, 548, 330, 60, lit(shade(main, 0.16), 0.08))),
    fruitBowl(600, 530, detail),
  ].join('');
}

function fruitBowl(x: number, y: number, colour: string): string {
  return [
    circle(x - 44, y - 62, 36, lit('#d9822b', 0.16)),
    circle(x + 46, y - 60, 38, lit('#c9a227', 0.16)),
    circle(x + 2, y - 78, 40, lit('#a8b545', 0.16)),
    path(
      `M${x - 112} ${y - 62} Q${x - 96} ${y + 26} ${x - 30} ${y + 28} H${x + 30} Q${x + 96} ${y + 26} ${x + 112} ${y - 62} Z`,
      turned(colour, 0.16),
    ),
  ].join('');
}

/** Low and round, on hairpin legs, with two books and a cup. */
export function coffeeTable({ main, second, detail }: Paints): string {
  const wire = (foot: number) => `M${foot * 0.88 + 72} 720 L${foot} 960 L${foot * 0.88 + 128} 720`;
  return [
    shadow(middle, 330),
    bothSides(middle, line(wire(420).replaceAll('960', '920'), shade(second, -0.25), 11)),
    path('M190 690 V712 A410 74 0 0 0 1010 712 V690 Z', turned(main, 0.14)),
    ellipse(600, 688, 410, 74, lit(shade(main, 0.14), 0.12)),
    bothSides(middle, line(wire(276), second, 13)),
    rect(440, 634, 230, 34, lit(detail, 0.12), 5),
    rect(440, 640, 226, 22, '#f4ecdc', 3),
    rect(440, 662, 230, 8, shade(detail, -0.14), 4),
    rect(462, 594, 196, 40, lit(shade(detail, 0.45), 0.1), 5),
    path('M730 590 H812 L802 662 Q800 672 790 672 H752 Q742 672 740 662 Z', turned('#f3ede2', 0.1)),
    line('M810 606 Q846 606 838 636 Q832 652 806 650', '#dcd3c4', 10),
    ellipse(771, 590, 41, 8, '#6b4a35'),
  ].join('');
}

/** Drawers on one side, legs on the other; a plant and a pile of paper on top. */
export function desk({ main, second, detail }: Paints): string {
  const drawer = (y: number, height: number) =>
    rect(724, y, 252, height, lit(shade(second, 0.06), 0.06), 8) +
    rect(812, y + height / 2 - 5, 76, 10, shade(detail, -0.1), 5);
  return [
    shadow(middle, 420),
    leg(260, 600, 34, shade(main, -0.34), 4, 936),
    leg(212, 600, 46, turned(main), -18),
    leg(736, 860, 34, lit(main), -6),
    leg(966, 860, 34, lit(main), 8),
    rect(226, 600, 480, 52, shade(main, -0.2), 4),
    rect(704, 596, 292, 284, shade(second, -0.14), 12),
    drawer(618, 70),
    drawer(698, 70),
    drawer(778, 86),
    rect(130, 556, 940, 46, down(shade(main, 0.2), shade(main, -0.04)), 10),
    rect(300, 524, 200, 32, lit('#3f6c8f'), 4),
    rect(306, 530, 194, 20, '#f4ecdc', 3),
    rect(318, 498, 170, 26, lit('#c8755a'), 4),
    path('M842 470 H938 L926 556 H854 Z', turned(detail, 0.16)),
    path('M890 476 Q806 444 820 356 Q896 386 890 476 Z', lit('#5d8a5b')),
    path('M890 476 Q980 430 962 336 Q884 376 890 476 Z', lit('#7aa36f')),
    path('M890 476 Q850 390 892 310 Q930 396 890 476 Z', lit('#6b9767')),
  ].join('');
}
