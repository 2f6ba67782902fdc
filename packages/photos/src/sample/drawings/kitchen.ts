import {
  across,
  bothSides,
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
  rotated,
  shade,
  shadow,
  type TwoPaints,
  turned,
} from '../shapes.ts';

const steel = '#c9ced3';

/** For the stove, with a whistle. */
export function kettle({ main, second, detail }: Paints): string {
  return [
    shadow(590, 260),
    line('M420 470 Q430 250 600 250 Q770 250 780 470', shade(second, -0.05), 34),
    line('M422 452 Q438 244 600 242', shade(second, 0.35), 8),
    path('M776 640 Q880 610 930 470 L984 494 Q970 690 810 790 Z', lit(main, 0.16)),
    poly(
      [
        [916, 478],
        [996, 500],
        [1004, 464],
        [934, 440],
      ],
      shade(detail, -0.05),
    ),
    path(
      'M346 560 Q370 430 600 424 Q830 430 854 560 L900 900 Q904 968 840 968 H360 Q296 968 300 900 Z',
      turned(main, 0.2),
    ),
    path(
      'M300 900 Q300 884 304 870 Q600 910 896 870 Q900 884 900 900 Q904 968 840 968 H360 Q296 968 300 900 Z',
      turned(shade(main, -0.2), 0.16),
    ),
    faded(0.4, path('M392 580 Q404 500 480 476 Q440 560 424 800 Q396 806 366 796 Z', '#fffaf0')),
    ellipse(600, 440, 150, 30, shade(main, -0.16)),
    path('M450 436 Q460 380 600 376 Q740 380 750 436 Q600 470 450 436 Z', turned(shade(main, 0.1), 0.18)),
    circle(600, 356, 32, lit(detail, 0.22)),
  ].join('');
}

/** For pouring coffee: a long thin spout. */
export function gooseneckKettle({ main, second, detail }: Paints): string {
  return [
    shadow(620, 240),
    line('M500 860 Q340 860 330 690 Q322 540 250 486 Q214 462 190 490', shade(main, -0.08), 40),
    line('M494 846 Q352 846 342 690 Q332 536 258 478', shade(main, 0.3), 8),
    line('M780 520 H900 Q950 520 946 580 L916 800', second, 42),
    line('M780 512 H896', shade(second, 0.3), 8),
    path(
      'M470 520 Q476 490 510 490 H750 Q784 490 790 520 L826 916 Q828 968 776 968 H484 Q432 968 434 916 Z',
      turned(main, 0.22),
    ),
    faded(0.35, path('M506 530 H556 L530 920 H478 Z', '#fffaf0')),
    rect(474, 462, 312, 40, turned(shade(main, -0.08), 0.16), 18),
    path('M510 462 Q520 420 630 418 Q740 420 750 462 Z', turned(shade(main, 0.06), 0.16)),
    circle(630, 396, 30, lit(detail, 0.2)),
    rect(430, 930, 400, 38, shade(second, -0.1), 16),
  ].join('');
}

/** Cast iron with a lid. */
export function casserole({ main, second }: TwoPaints): string {
  return [
    shadow(middle, 350),
    bothSides(
      middle,
      path(
        'M262 690 H190 Q150 690 150 726 Q150 770 190 770 H270 V734 H206 Q194 734 194 726 Q194 720 206 720 H262 Z',
        lit(main, 0.12),
      ),
    ),
    path('M236 640 H964 L938 890 Q928 968 846 968 H354 Q272 968 262 890 Z', turned(main, 0.2)),
    faded(0.28, path('M286 668 H366 L372 930 Q316 920 306 880 Z', '#fffaf0')),
    path('M238 610 Q250 480 600 470 Q950 480 962 610 Z', turned(shade(main, 0.04), 0.2)),
    faded(0.3, path('M310 576 Q340 520 500 504 Q390 546 372 590 Z', '#fffaf0')),
    rect(212, 600, 776, 46, turned(shade(main, -0.1), 0.16), 22),
    rect(578, 436, 44, 44, shade(second, -0.2), 8),
    path('M536 438 Q536 396 600 394 Q664 396 664 438 Q600 456 536 438 Z', turned(second, 0.26)),
  ].join('');
}

/** A pot and two cups. */
export function teaSet({ main, second, detail }: Paints): string {
  const cup = (x: number) =>
    line(`M${x + 74} 832 Q${x + 128} 828 ${x + 118} 880 Q${x + 108} 912 ${x + 62} 906`, shade(second, -0.06), 18) +
    path(
      `M${x - 84} 806 H${x + 84} Q${x + 80} 950 ${x + 36} 966 H${x - 36} Q${x - 80} 950 ${x - 84} 806 Z`,
      turned(second, 0.16),
    ) +
    ellipse(x, 806, 84, 17, shade(second, -0.2)) +
    ellipse(x, 809, 70, 11, '#a8642e');
  return [
    shadow(510, 290),
    shadow(900, 130),
    line('M322 600 Q170 590 180 730 Q190 850 340 850', shade(main, -0.06), 38),
    path('M690 800 Q800 770 812 640 Q816 590 856 556 L902 590 Q876 640 874 690 Q860 850 720 900 Z', lit(main, 0.14)),
    path('M510 520 Q770 530 766 770 Q760 930 640 966 H380 Q260 930 254 770 Q250 530 510 520 Z', turned(main, 0.2)),
    faded(0.35, path('M330 760 Q320 620 430 570 Q380 660 386 790 Q350 806 330 760 Z', '#fffaf0')),
    path('M380 560 Q390 480 510 476 Q630 480 640 560 Q510 590 380 560 Z', turned(shade(main, 0.1), 0.16)),
    circle(510, 456, 32, lit(detail, 0.2)),
    path('M262 690 Q510 740 758 690 L764 740 Q510 792 256 740 Z', shade(detail, 0.1)),
    cup(900),
  ].join('');
}

export function toaster({ main, second, detail }: Paints): string {
  const slice = (x: number) =>
    path(
      `M${x} 620 V430 Q${x - 26} 384 ${x + 40} 376 H${x + 240} Q${x + 306} 384 ${x + 280} 430 V620 Z`,
      down('#e3ab62', '#b9752f'),
    ) +
    path(
      `M${x + 24} 620 V444 Q${x + 6} 406 ${x + 50} 402 H${x + 230} Q${x + 274} 406 ${x + 256} 444 V620 Z`,
      down('#f2cf95', '#dda25a'),
    );
  return [
    shadow(middle, 360),
    slice(470),
    slice(420),
    rect(220, 930, 110, 40, shade(second, -0.2), 10),
    rect(870, 930, 110, 40, shade(second, -0.2), 10),
    path(
      'M190 700 Q190 520 360 520 H840 Q1010 520 1010 700 V900 Q1010 944 966 944 H234 Q190 944 190 900 Z',
      turned(main, 0.16),
    ),
    rect(350, 540, 500, 30, shade(main, -0.5), 15),
    faded(0.4, path('M234 690 Q240 580 350 566 Q300 620 296 860 Q260 880 234 850 Z', '#fffaf0')),
    rect(190, 880, 820, 64, turned(shade(second, -0.05), 0.14), 30),
    circle(820, 770, 62, lit(second, 0.2)),
    circle(820, 770, 44, lit(shade(second, 0.2), 0.2)),
    rect(815, 730, 10, 36, shade(detail, -0.1), 5),
    rect(400, 640, 14, 200, shade(main, -0.44), 7),
    rect(362, 668, 90, 34, lit(detail, 0.16), 14),
  ].join('');
}

/** The eight-sided coffee pot for the stove. */
export function mokaPot({ main, second, detail }: Paints): string {
  const facets = (top: number, bottom: number, wide: number, narrow: number) =>
    (
      [
        [-1, -0.52, 0.02],
        [-0.52, 0.08, 0.34],
        [0.08, 0.62, 0.06],
        [0.62, 1, -0.22],
      ] as const
    )
      .map(([from, to, tone]) =>
        poly(
          [
            [590 + wide * from, top],
            [590 + wide * to, top],
            [590 + narrow * to, bottom],
            [590 + narrow * from, bottom],
          ],
          down(shade(main, tone), shade(main, tone - 0.1)),
        ),
      )
      .join('');
  return [
    shadow(590, 190),
    path(
      'M748 420 H880 Q920 420 914 466 L876 690 Q866 720 836 712 Q812 704 820 676 L846 494 H752 Z',
      lit(second, 0.14),
    ),
    poly(
      [
        [404, 400],
        [470, 400],
        [460, 520],
      ],
      shade(main, -0.06),
    ),
    facets(680, 966, 134, 200),
    facets(400, 650, 190, 128),
    rect(440, 640, 300, 50, across(shade(main, 0.24), shade(main, -0.24)), 14),
    line('M446 665 H734', shade(main, -0.3), 4),
    poly(
      [
        [404, 400],
        [776, 400],
        [690, 330],
        [490, 330],
      ],
      across(shade(main, 0.3), shade(main, -0.16)),
    ),
    circle(590, 300, 34, lit(detail, 0.2)),
    circle(520, 860, 20, lit('#b98b3e', 0.3)),
  ].join('');
}

export function standMixer({ main, second, detail }: Paints): string {
  return [
    shadow(590, 350),
    path('M240 968 Q236 910 300 906 H880 Q950 908 950 968 Z', turned(main, 0.16)),
    path('M700 910 Q650 760 690 560 H890 Q930 740 900 910 Z', turned(main, 0.16)),
    rotated(
      -4,
      600,
      480,
      path(
        'M226 470 Q230 360 380 350 H820 Q960 366 962 480 Q960 600 840 604 H380 Q230 590 226 470 Z',
        down(shade(main, 0.2), shade(main, -0.14)),
      ),
      faded(0.35, path('M280 430 Q310 386 400 382 H760 Q600 404 420 420 Q330 430 280 430 Z', '#fffaf0')),
      rect(214, 430, 42, 90, lit(steel, 0.2), 16),
      rect(260, 520, 660, 16, lit(detail, 0.2), 8),
    ),
    rect(386, 590, 40, 110, turned(steel, 0.3), 8),
    path('M236 660 H590 Q590 900 480 906 H346 Q240 900 236 660 Z', turned(second, 0.28)),
    faded(0.5, path('M276 690 H330 Q330 830 376 880 Q290 860 276 690 Z', '#fffaf0')),
    rect(224, 646, 378, 24, turned(shade(second, -0.1), 0.24), 12),
    circle(790, 690, 26, lit(steel, 0.3)),
    line('M600 740 Q650 750 640 820 Q630 850 580 846', shade(second, -0.16), 16),
  ].join('');
}
