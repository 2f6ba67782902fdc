import {
  across,
  circle,
  ellipse,
  faded,
  ground,
  leg,
  line,
  lit,
  middle,
  path,
  poly,
  rect,
  rotated,
  shade,
  shadow,
  type TwoPaints,
  turned,
} from '../shapes.ts';

const glow = '#fff1c9';

function halo(x: number, y: number, radius: number): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${glow}" opacity="0.5" filter="url(#halo)"/>`;
}

function beam(corners: readonly (readonly [number, number])[]): string {
  return `<g filter="url(#contact)">${poly(corners, 'url(#beam)')}</g>`;
}

/** A cloth shade on a tripod. */
export function tripodLamp({ main, second }: TwoPaints): string {
  return [
    shadow(middle, 220),
    halo(600, 330, 250),
    line('M600 520 L604 940', shade(second, -0.34), 20),
    leg(586, 520, 30, turned(second), -190),
    leg(614, 520, 30, turned(shade(second, -0.1)), 190),
    circle(600, 530, 28, lit(shade(second, -0.2), 0.2)),
    rect(592, 420, 16, 100, '#b08d57'),
    path('M470 190 H730 L812 440 H388 Z', across(main, shade(main, -0.1))),
    faded(0.75, path('M470 190 H730 L812 440 H388 Z', across('#fff8e4', shade(main, 0.1)))),
    rect(386, 430, 428, 14, shade(main, -0.16), 7),
    rect(468, 182, 264, 14, shade(main, -0.08), 7),
  ].join('');
}

/** A long arc from a heavy foot. */
export function arcLamp({ main, second }: TwoPaints): string {
  return [
    shadow(390, 160),
    halo(800, 480, 200),
    path('M240 950 Q240 926 390 926 Q540 926 540 950 V966 Q540 978 390 978 Q240 978 240 966 Z', turned(second, 0.2)),
    line('M390 930 V470 Q396 190 610 190 Q800 196 800 360', shade(second, -0.1), 17),
    line('M386 930 V470 Q392 184 610 184', shade(second, 0.4), 4),
    beam([
      [656, 486],
      [944, 486],
      [1010, 930],
      [590, 930],
    ]),
    path('M636 486 Q640 350 800 346 Q960 350 964 486 Z', turned(main, 0.22)),
    ellipse(800, 486, 164, 22, glow),
    rect(780, 330, 40, 30, shade(second, -0.1), 8),
  ].join('');
}

/** Two arms with joints, and a head to turn. */
export function deskLamp({ main, second }: TwoPaints): string {
  return [
    shadow(470, 180),
    beam([
      [604, 528],
      [800, 424],
      [1150, 970],
      [690, 970],
    ]),
    path('M300 950 Q300 916 470 916 Q640 916 640 950 V962 Q640 976 470 976 Q300 976 300 962 Z', turned(main, 0.2)),
    rect(450, 870, 40, 56, turned(second), 8),
    line('M470 880 L340 610', second, 22),
    line('M464 876 L336 612', shade(second, 0.4), 5),
    line('M340 610 L600 350', second, 22),
    line('M336 604 L596 344', shade(second, 0.4), 5),
    circle(340, 610, 30, lit(main, 0.2)),
    circle(340, 610, 11, shade(second, 0.3)),
    rotated(
      -28,
      660,
      400,
      path('M612 276 H708 Q732 280 734 320 L790 486 H530 L586 320 Q588 280 612 276 Z', turned(main, 0.22)),
      ellipse(660, 486, 130, 26, shade(main, -0.34)),
      ellipse(660, 488, 108, 18, glow),
      rect(636, 250, 48, 32, shade(second, 0.1), 10),
    ),
    circle(604, 350, 26, lit(second, 0.2)),
  ].join('');
}

/** One dome on a stem, all of a colour. */
export function domeLamp({ main, second }: TwoPaints): string {
  return [
    shadow(middle, 190),
    halo(600, 540, 260),
    path(
      'M430 968 Q424 880 520 838 Q556 816 560 700 V560 H640 V700 Q644 816 680 838 Q776 880 770 968 Z',
      turned(second, 0.22),
    ),
    faded(0.5, ellipse(600, 620, 150, 60, glow)),
    path('M270 580 Q280 280 600 276 Q920 280 930 580 Q930 606 900 610 H300 Q270 606 270 580 Z', turned(main, 0.2)),
    faded(0.35, path('M330 520 Q352 340 540 316 Q420 380 400 540 Q360 552 330 520 Z', '#fffaf0')),
    path('M282 598 Q600 640 918 598 L900 612 Q600 654 300 612 Z', glow),
    rect(430, 956, 340, ground - 952, shade(second, -0.2), 8),
  ].join('');
}
