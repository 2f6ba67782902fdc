import {
  across,
  bothSides,
  cast,
  circle,
  down,
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
  turned,
  within,
} from '../shapes.ts';

const rubber = '#2f2d33';
const steel = '#c3c8ce';

function wheel(x: number, y: number, radius: number, spokes: number): string {
  const wires = Array.from({ length: spokes }, (_, index) =>
    rotated((index * 180) / spokes, x, y, rect(x - 1, y - radius + 12, 2, 2 * radius - 24, '#9aa1a8')),
  );
  return [
    ...wires,
    ring(x, y, radius - 9, rubber, 18),
    ring(x, y, radius - 24, steel, 9),
    circle(x, y, 15, shade(steel, -0.3)),
  ].join('');
}

/** A diamond frame, or with `lowStep` one to get on in a skirt, with a basket. */
export function bicycle({ main, second, detail }: Paints, lowStep: boolean): string {
  const tube = (d: string, width = 20) => line(d, main, width) + line(d, shade(main, 0.3), width / 5);
  return [
    shadow(300, 150),
    shadow(900, 150),
    wheel(300, 772, 196, 10),
    wheel(900, 772, 196, 10),
    line('M112 740 Q130 590 300 574 Q420 570 478 660', shade(main, -0.2), 12),
    tube('M300 772 L556 772', 14),
    tube('M300 772 L492 500', 14),
    tube('M556 772 L470 436'),
    lowStep
      ? tube('M556 772 Q600 600 822 520') + tube('M536 690 Q600 580 816 480', 14)
      : tube('M486 500 L806 470') + tube('M556 772 L818 530'),
    tube('M796 410 L830 560', 24),
    line('M830 560 Q846 700 900 772', shade(main, -0.16), 18),
    line('M300 760 L556 748 M300 784 L556 800', '#55565c', 5),
    circle(556, 772, 44, shade(steel, -0.16)),
    circle(556, 772, 26, '#4c4d54'),
    line('M556 772 L604 862', shade(steel, -0.3), 15),
    rect(574, 856, 78, 17, rubber, 8),
    path(
      'M376 420 Q382 392 470 404 Q560 392 562 412 Q560 432 488 432 Q440 460 400 456 Q372 450 376 420 Z',
      lit(second, 0.16),
    ),
    lowStep
      ? line('M796 412 L786 366 Q790 342 830 344 H880', steel, 15) + basket(detail)
      : line('M796 412 L782 356 L830 342', steel, 16) + line('M820 346 L872 332', rubber, 25) + bottle(detail),
  ].join('');
}

/** On the down tube. */
function bottle(colour: string): string {
  return rotated(47, 662, 626, rect(642, 566, 40, 116, turned(colour, 0.2), 12), rect(649, 546, 26, 26, rubber, 6));
}

function basket(colour: string): string {
  const weave: string[] = [];
  for (let y = 420; y < 540; y += 26) {
    weave.push(line(`M836 ${y} H1010`, shade(colour, -0.24), 4));
  }
  for (let x = 850; x < 1010; x += 28) {
    weave.push(line(`M${x} 400 V548`, shade(colour, -0.18), 4));
  }
  return (
    within(
      'basket',
      path('M824 396 H1022 L1000 548 H846 Z', '#000'),
      rect(820, 390, 210, 170, turned(colour, 0.16)),
      ...weave,
    ) + rect(816, 384, 214, 20, lit(shade(colour, 0.1), 0.12), 10)
  );
}

export function guitar({ main, second, detail }: Paints): string {
  const strings = [-15, -9, -3, 3, 9, 15].map((x) => rect(600 + x - 1, 130, 2, 700, '#efe6d2'));
  const frets = Array.from({ length: 12 }, (_, fret) =>
    rect(576, 226 + fret * 26 + fret * fret * 0.2, 48, 3, '#cdb98c'),
  );
  return [
    shadow(640, 210),
    rotated(
      9,
      600,
      700,
      path(
        'M600 486 C506 452 432 496 440 580 C446 640 470 650 446 700 C420 752 384 780 396 866 C410 954 500 976 600 976 C700 976 790 954 804 866 C816 780 780 752 754 700 C730 650 754 640 760 580 C768 496 694 452 600 486 Z',
        shade(main, -0.34),
      ),
      path(
        'M600 498 C512 468 446 506 454 580 C460 636 484 652 460 704 C434 760 400 784 410 862 C424 942 506 962 600 962 C694 962 776 942 790 862 C800 784 766 760 740 704 C716 652 740 636 746 580 C754 506 688 468 600 498 Z',
        lit(main, 0.16),
      ),
      circle(600, 672, 76, shade(detail, 0.1)),
      circle(600, 672, 64, '#2a1d18'),
      path('M664 690 Q720 730 704 800 Q660 800 640 742 Z', shade(main, -0.46)),
      rect(570, 196, 60, 420, across(shade(second, 0.1), shade(second, -0.2)), 4),
      ...frets,
      path('M562 80 Q600 62 638 80 L632 200 H568 Z', lit(shade(second, -0.1), 0.12)),
      ...[100, 134, 168].map((y) => circle(548, y, 13, lit(steel, 0.3)) + circle(652, y, 13, lit(steel, 0.3))),
      rect(520, 834, 160, 30, shade(second, -0.1), 10),
      ...strings,
    ),
  ].join('');
}

export function backpack({ main, second, detail }: Paints): string {
  return [
    shadow(middle, 270),
    line('M540 290 Q540 210 600 210 Q660 210 660 290', shade(second, -0.1), 26),
    bothSides(middle, path('M340 560 Q262 620 282 820 Q290 880 340 890 Z', lit(shade(main, -0.2)))),
    path(
      'M336 930 V480 Q340 270 600 262 Q860 270 864 480 V930 Q864 968 824 968 H376 Q336 968 336 930 Z',
      turned(main, 0.18),
    ),
    path(
      'M336 560 V480 Q340 270 600 262 Q860 270 864 480 V560 Q864 590 830 590 H370 Q336 590 336 560 Z',
      down(shade(main, 0.18), shade(main, -0.02)),
    ),
    line('M352 596 H848', shade(main, -0.3), 6),
    bothSides(
      middle,
      rect(430, 470, 42, 250, turned(second, 0.16), 8),
      rect(420, 612, 62, 54, lit(detail, 0.3), 10),
      rect(436, 626, 30, 26, shade(second, -0.2), 5),
    ),
    rect(392, 690, 416, 240, down(shade(main, 0.1), shade(main, -0.14)), 40),
    line('M420 760 H780', shade(main, -0.34), 8),
    rect(770, 750, 18, 54, lit(detail, 0.2), 8),
    rect(560, 800, 80, 60, lit(second, 0.1), 10),
    bothSides(middle, rect(430, 690, 42, 40, shade(second, -0.1), 4)),
  ].join('');
}

export function suitcase({ main, second, detail }: Paints): string {
  const ribs = [400, 460, 520, 680, 740, 800].map((x) =>
    rect(x - 8, 410, 16, 490, across(shade(main, -0.16), shade(main, 0.14)), 8),
  );
  return [
    shadow(middle, 250),
    bothSides(middle, rect(506, 190, 18, 210, turned(steel, 0.2)), rect(380, 920, 66, 52, shade(rubber, 0.1), 18)),
    rect(486, 164, 228, 44, lit(second, 0.2), 20),
    rect(340, 366, 520, 574, turned(main, 0.16), 62),
    ...ribs,
    rect(340, 640, 520, 10, shade(main, -0.34)),
    rect(340, 636, 520, 5, shade(main, 0.3)),
    bothSides(
      middle,
      path('M340 470 V428 Q340 366 402 366 H446 Q440 460 340 470 Z', shade(second, 0.06)),
      path('M340 836 V878 Q340 940 402 940 H446 Q440 846 340 836 Z', shade(second, -0.06)),
    ),
    rect(544, 352, 112, 26, shade(second, -0.1), 12),
    rect(560, 606, 80, 72, lit(steel, 0.2), 14),
    circle(600, 642, 14, shade(detail, -0.1)),
  ].join('');
}

/** Its underside, leaning on the wall. */
export function skateboard({ main, second, detail }: Paints): string {
  const board = rect(494, 150, 212, 820, '#000', 106);
  const truck = (y: number) =>
    rect(566, y - 50, 68, 100, lit(steel, 0.2), 12) +
    rect(470, y - 14, 260, 28, turned(steel, 0.2), 10) +
    bothSides(middle, rect(446, y - 42, 54, 84, turned(detail, 0.24), 20));
  return [
    shadow(650, 150),
    rotated(
      11,
      600,
      700,
      cast(board, 34, 6),
      within(
        'board',
        board,
        rect(494, 150, 212, 820, turned(main, 0.14)),
        poly(
          [
            [494, 640],
            [706, 480],
            [706, 580],
            [494, 740],
          ],
          second,
        ),
        poly(
          [
            [494, 780],
            [706, 620],
            [706, 660],
            [494, 820],
          ],
          shade(second, 0.4),
        ),
        circle(600, 420, 74, shade(second, 0.2)),
        circle(600, 420, 46, main),
      ),
      truck(300),
      truck(830),
    ),
  ].join('');
}
