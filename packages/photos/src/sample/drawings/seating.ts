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
  type TwoPaints,
  turned,
} from '../shapes.ts';

export function sofa({ main, second, detail }: Paints, seats: 2 | 3, tufted: boolean): string {
  const half = seats === 3 ? 475 : 385;
  const left = middle - half;
  const arm = 118;
  const width = (2 * half - 2 * arm) / seats;
  const backs: string[] = [];
  const cushions: string[] = [];
  for (let seat = 0; seat < seats; seat += 1) {
    const x = left + arm + seat * width;
    backs.push(rect(x + 4, 505, width - 8, 260, down(shade(main, 0.1), shade(main, -0.12)), 46));
    cushions.push(rect(x + 2, 712, width - 4, 104, down(shade(main, 0.2), shade(main, 0.02)), 34));
    if (tufted) {
      for (const [dx, dy] of [
        [0.25, 590],
        [0.75, 590],
        [0.5, 650],
      ] as const) {
        backs.push(
          circle(x + width * dx, dy, 9, shade(main, -0.34)),
          circle(x + width * dx - 2, dy - 2, 5, shade(main, 0.08)),
        );
      }
    }
  }
  return [
    shadow(middle, half - 30),
    bothSides(middle, leg(left + 74, 880, 34, lit(second), -16)),
    rect(left + 40, 482, 2 * half - 80, 360, down(shade(main, 0.02), shade(main, -0.22)), 62),
    ...backs,
    rect(left + 60, 790, 2 * half - 120, 106, down(shade(main, -0.2), shade(main, -0.12)), 20),
    ...cushions,
    rect(left, 610, arm, 290, across(shade(main, 0.16), shade(main, -0.04)), 56),
    rect(left + 2 * half - arm, 610, arm, 290, across(shade(main, 0.04), shade(main, -0.18)), 56),
    rotated(-14, left + 210, 660, rect(left + 122, 590, 160, 150, lit(detail, 0.14), 34)),
    tufted
      ? ''
      : rotated(
          9,
          left + 2 * half - 205,
          670,
          rect(left + 2 * half - 280, 600, 150, 140, lit(shade(detail, 0.35), 0.1), 32),
        ),
  ].join('');
}

/** Upholstered all round, on short legs. */
export function armchair({ main, second, detail }: Paints): string {
  return [
    shadow(middle, 270),
    bothSides(middle, leg(405, 870, 34, lit(second), -22)),
    path('M372 800 V520 Q372 360 520 352 H680 Q828 360 828 520 V800 Z', down(shade(main, 0.12), shade(main, -0.16))),
    path('M428 760 V540 Q430 420 540 414 H660 Q770 420 772 540 V760 Z', down(shade(main, 0.02), shade(main, -0.24))),
    rect(372, 790, 456, 100, down(shade(main, -0.16), shade(main, -0.08)), 26),
    rect(412, 700, 376, 116, down(shade(main, 0.22), shade(main, 0.02)), 40),
    path(
      'M306 880 V660 Q306 590 372 590 Q438 590 438 660 V896 H330 Q306 896 306 880 Z',
      across(shade(main, 0.2), shade(main, -0.02)),
    ),
    path(
      'M762 896 V660 Q762 590 828 590 Q894 590 894 660 V880 Q894 896 870 896 Z',
      across(shade(main, 0.06), shade(main, -0.18)),
    ),
    rotated(-8, 600, 620, rect(502, 560, 196, 160, lit(detail, 0.14), 38)),
  ].join('');
}

/** A wooden frame with two loose cushions. */
export function loungeChair({ main, second }: TwoPaints): string {
  const wood = lit(second, 0.14);
  return [
    shadow(middle, 300),
    bothSides(middle, line('M392 640 L432 960', shade(second, -0.22), 30)),
    rotated(-3, 600, 520, rect(408, 360, 384, 400, down(shade(main, 0.16), shade(main, -0.12)), 60)),
    line('M420 480 H780', shade(main, -0.14), 5),
    line('M414 600 H786', shade(main, -0.14), 5),
    rect(372, 790, 456, 40, shade(second, -0.14), 14),
    rect(386, 704, 428, 112, down(shade(main, 0.24), shade(main, -0.02)), 44),
    bothSides(
      middle,
      path('M300 606 Q300 590 318 590 H430 Q452 590 452 610 Q452 628 430 628 H318 Q300 628 300 606 Z', wood),
      path('M322 624 H366 L346 970 H322 Z', wood),
    ),
  ].join('');
}

export function spindleChair({ main, second }: TwoPaints): string {
  const back = shade(main, -0.18);
  const spindles = [-96, -48, 0, 48, 96].map((x) => line(`M${600 + x * 0.9} 660 L${600 + x * 1.22} 330`, back, 15));
  return [
    shadow(middle, 210),
    bothSides(middle, line('M478 700 L462 930', shade(main, -0.34), 26)),
    line('M470 840 H730', shade(main, -0.3), 18),
    ...spindles,
    bothSides(middle, line('M446 668 L418 322', lit(main), 30)),
    path('M388 300 Q600 232 812 300 L806 372 Q600 310 394 372 Z', down(shade(main, 0.18), main)),
    path('M424 640 Q600 622 776 640 L818 706 Q600 726 382 706 Z', down(shade(second, 0.18), second)),
    path('M382 706 Q600 726 818 706 L814 732 Q600 752 386 732 Z', shade(second, -0.24)),
    bothSides(middle, leg(424, 730, 40, turned(main), -26)),
    line('M416 860 H784', shade(main, -0.1), 18),
  ].join('');
}

export function stool({ main, second }: TwoPaints): string {
  return [
    shadow(middle, 190),
    bothSides(middle, line('M540 560 L500 930', shade(second, -0.3), 22)),
    line('M440 800 Q600 750 760 800', shade(second, -0.34), 14),
    bothSides(middle, leg(486, 540, 38, turned(second), -58)),
    line('M440 800 Q600 866 760 800', lit(second), 18),
    path('M410 500 V532 A190 54 0 0 0 790 532 V500 Z', across(main, shade(main, -0.28))),
    ellipse(600, 500, 190, 54, lit(shade(main, 0.14), 0.1)),
    ellipse(600, 492, 128, 30, lit(shade(main, 0.06), 0.06)),
  ].join('');
}
