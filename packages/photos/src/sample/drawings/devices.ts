import {
  across,
  bothSides,
  cast,
  circle,
  down,
  ellipse,
  faded,
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
  turned,
  within,
} from '../shapes.ts';

const steel = '#c6cbd1';

/** A rangefinder camera. */
export function camera({ main, second, detail }: Paints): string {
  return [
    shadow(middle, 400),
    rect(310, 410, 110, 60, turned(shade(second, -0.1), 0.24), 12),
    rect(760, 400, 130, 70, turned(second, 0.24), 14),
    rect(640, 424, 80, 50, turned(shade(second, -0.2), 0.2), 12),
    rect(190, 450, 820, 516, turned(second, 0.14), 64),
    rect(190, 570, 820, 300, down(main, shade(main, -0.2)), 0),
    ...Array.from({ length: 9 }, (_, row) => faded(0.12, line(`M200 ${592 + row * 32} H1000`, '#fffaf0', 3))),
    rect(500, 476, 200, 70, shade(second, -0.5), 14),
    rect(512, 486, 176, 50, slant('#7f98a6', '#2d3b46'), 8),
    rect(820, 482, 110, 60, shade(second, -0.5), 12),
    rect(830, 490, 90, 44, slant('#8fa7b3', '#3a4a55'), 8),
    circle(270, 512, 28, lit(detail, 0.2)),
    circle(600, 736, 232, shade(second, -0.4)),
    circle(600, 730, 228, slant(shade(second, 0.3), shade(second, -0.3))),
    circle(600, 730, 196, '#2b2c31'),
    ring(600, 730, 176, '#4b4c53', 10),
    circle(600, 730, 140, slant('#4a4d57', '#15161b')),
    circle(600, 730, 108, slant('#345269', '#0d1620')),
    circle(600, 730, 66, slant('#5a7f98', '#142230')),
    ellipse(562, 690, 34, 22, '#dcebf2'),
    circle(640, 776, 11, '#a9c4d2'),
    ring(600, 730, 207, shade(second, -0.2), 4),
    bothSides(middle, rect(170, 540, 30, 60, shade(second, -0.3), 10)),
  ].join('');
}

/** Seen from above, with a record on. */
export function recordPlayer({ main, second, detail }: Paints): string {
  const grooves = [236, 220, 204, 188, 172, 156, 140, 124].map((radius) => ring(510, 600, radius, '#3a393f', 3));
  return [
    cast(rect(170, 260, 860, 680, '#2a1f2e', 40)),
    rect(170, 260, 860, 680, slant(shade(main, 0.16), shade(main, -0.14)), 40),
    rect(194, 284, 812, 632, slant(shade(main, 0.26), shade(main, 0.02)), 26),
    circle(516, 610, 278, shade(main, -0.3)),
    circle(510, 600, 278, slant(steel, shade(steel, -0.3))),
    circle(510, 600, 262, '#232228'),
    ...grooves,
    faded(
      0.16,
      path('M510 600 L360 386 A262 262 0 0 1 474 340 Z', '#ffffff'),
      path('M510 600 L660 814 A262 262 0 0 1 546 860 Z', '#ffffff'),
    ),
    circle(510, 600, 92, lit(detail, 0.12)),
    ring(510, 600, 70, shade(detail, -0.16), 3),
    circle(510, 600, 10, '#e9e4da'),
    circle(888, 400, 70, slant(shade(second, 0.2), shade(second, -0.3))),
    circle(888, 400, 40, lit(steel, 0.3)),
    line('M888 400 L880 640 Q872 720 760 764', shade(steel, -0.12), 20),
    line('M884 400 L876 640', shade(steel, 0.5), 5),
    rotated(24, 744, 770, rect(690, 748, 92, 46, lit(second, 0.2), 10)),
    rect(874, 316, 28, 60, shade(second, -0.1), 8),
    circle(900, 834, 40, lit(steel, 0.3)),
    circle(800, 850, 22, lit(second, 0.3)),
    circle(250, 340, 18, lit(detail, 0.2)),
  ].join('');
}

/** A screen with hills at sunset on it. */
export function monitor({ main, second, detail }: Paints): string {
  return [
    shadow(middle, 230),
    path('M540 780 H660 L680 930 H520 Z', across(shade(main, 0.1), shade(main, -0.2))),
    path('M400 966 Q404 920 470 920 H730 Q796 920 800 966 Z', down(shade(main, 0.2), shade(main, -0.1))),
    rect(150, 280, 900, 530, lit(main, 0.12), 26),
    within(
      'screen',
      rect(174, 304, 852, 462, '#000', 8),
      rect(174, 304, 852, 462, down(shade(second, 0.1), shade(detail, 0.4))),
      circle(720, 560, 90, shade(detail, 0.55)),
      path('M174 640 Q340 520 500 620 T820 600 T1040 560 V770 H174 Z', shade(second, -0.1)),
      path('M174 700 Q380 600 600 690 T1040 650 V770 H174 Z', shade(second, -0.34)),
      path('M174 750 Q440 680 700 740 T1040 720 V770 H174 Z', shade(second, -0.56)),
      faded(
        0.1,
        poly(
          [
            [174, 304],
            [520, 304],
            [260, 770],
            [174, 770],
          ],
          '#ffffff',
        ),
      ),
    ),
    circle(600, 788, 7, shade(main, 0.5)),
  ].join('');
}

/** Over the ears, on a wooden stand. */
export function headphones({ main, second, detail }: Paints): string {
  return [
    shadow(middle, 210),
    path('M420 968 Q424 926 480 926 H720 Q776 926 780 968 Z', down(shade(detail, 0.16), shade(detail, -0.1))),
    rect(580, 330, 40, 606, turned(detail, 0.18), 12),
    rect(500, 296, 200, 60, turned(detail, 0.18), 28),
    line('M352 620 Q330 256 600 250 Q870 256 848 620', shade(main, -0.12), 42),
    line('M430 350 Q500 274 600 272 Q700 274 770 350', second, 46),
    line('M346 560 Q346 300 560 246', shade(main, 0.34), 7),
    bothSides(
      middle,
      rotated(
        5,
        360,
        690,
        rect(392, 570, 76, 250, turned(shade(second, -0.16), 0.14), 38),
        rect(272, 560, 136, 270, across(shade(main, 0.22), shade(main, -0.16)), 64),
        rect(300, 596, 60, 198, across(shade(main, 0.02), shade(main, 0.16)), 30),
        circle(330, 694, 14, shade(second, 0.3)),
      ),
    ),
  ].join('');
}

/** A table radio with a handle. */
export function radio({ main, second, detail }: Paints): string {
  const holes: string[] = [];
  for (let x = 252; x < 560; x += 30) {
    for (let y = 600; y < 890; y += 30) {
      if (Math.hypot(x - 402, y - 735) < 142) {
        holes.push(circle(x, y, 9, shade(second, -0.5)));
      }
    }
  }
  const scale = Array.from({ length: 15 }, (_, mark) =>
    rect(648 + mark * 20, 604, 4, mark % 4 === 0 ? 40 : 24, shade(detail, -0.5)),
  );
  return [
    shadow(middle, 400),
    line('M880 480 L990 190', shade(steel, -0.1), 10),
    circle(992, 184, 14, lit(steel, 0.3)),
    line('M320 500 Q320 400 420 400 H780 Q880 400 880 500', shade(second, -0.12), 34),
    bothSides(middle, rect(240, 940, 90, 32, '#3a3232', 8)),
    rect(160, 480, 880, 476, turned(main, 0.14), 70),
    rect(196, 516, 808, 404, lit(second, 0.08), 44),
    circle(402, 735, 168, shade(second, -0.12)),
    ...holes,
    rect(620, 570, 340, 130, lit(shade(detail, 0.3), 0.1), 20),
    ...scale,
    rect(790, 586, 7, 96, '#c8402f', 3),
    circle(700, 812, 62, shade(second, -0.3)),
    circle(696, 806, 60, slant(shade(main, 0.3), shade(main, -0.2))),
    circle(880, 812, 62, shade(second, -0.3)),
    circle(876, 806, 60, slant(shade(main, 0.3), shade(main, -0.2))),
    rect(692, 756, 8, 34, '#fff4dd', 4),
    rotated(48, 876, 806, rect(872, 756, 8, 34, '#fff4dd', 4)),
  ].join('');
}
