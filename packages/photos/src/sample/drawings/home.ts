import {
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
