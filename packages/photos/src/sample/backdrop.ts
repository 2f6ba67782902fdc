import { across, canvas, circle, down, faded, path, poly, rect, shade } from './shapes.ts';

/** The colours of the studio: its wall and its floor. */
const studios = {
  sand: ['#f0e7da', '#e0d0bb'],
  sage: ['#dde6da', '#c3d0c0'],
  blush: ['#f5e1da', '#e6c8bd'],
  sky: ['#dfeaf0', '#c3d5df'],
  lilac: ['#e9e3f0', '#d1c7df'],
  butter: ['#f8eece', '#ead9a6'],
  mist: ['#e9ebee', '#d1d6dc'],
  clay: ['#ebd0bd', '#d6b096'],
  dusk: ['#3b4856', '#2b3641'],
  pine: ['#41544a', '#304038'],
} as const satisfies Record<string, readonly [wall: string, floor: string]>;

export type Studio = keyof typeof studios;

/** What stands behind the thing: nothing, an arch or a disc painted on the wall, light from a window, a table's top. */
export type Setting = 'plain' | 'arch' | 'disc' | 'window' | 'above';

const horizon = 860;

export function backdrop(studio: Studio, setting: Setting): string {
  const [wall, floor] = studios[studio];
  if (setting === 'above') {
    return rect(0, 0, canvas, canvas, across(shade(wall, 0.12), floor)) + faded(0.35, windowLight(shade(wall, 0.6)));
  }
  return [
    rect(0, 0, canvas, canvas, down(shade(wall, 0.25), wall)),
    onTheWall(setting, wall, floor),
    rect(0, horizon, canvas, canvas - horizon, down(floor, shade(floor, 0.18))),
    faded(0.5, rect(0, horizon, canvas, 5, shade(floor, -0.1))),
  ].join('');
}

function onTheWall(setting: Exclude<Setting, 'above'>, wall: string, floor: string): string {
  switch (setting) {
    case 'plain':
      return '';
    case 'arch':
      return faded(
        0.75,
        path(`M270 ${horizon} V490 A330 330 0 0 1 930 490 V${horizon} Z`, down(shade(floor, 0.1), floor)),
      );
    case 'disc':
      return faded(0.7, circle(600, 500, 370, down(floor, shade(floor, 0.22))));
    case 'window':
      return faded(0.55, windowLight(shade(wall, 0.75)));
  }
}

/** Sun through a window with six panes, aslant. */
function windowLight(colour: string): string {
  const panes = [];
  for (const column of [0, 1]) {
    for (const row of [0, 1, 2]) {
      const x = 130 + column * 300;
      const y = 60 + row * 250 + column * 70;
      panes.push(
        poly(
          [
            [x + row * 80, y],
            [x + 270 + row * 80, y + 62],
            [x + 340 + row * 80, y + 285],
            [x + 70 + row * 80, y + 223],
          ],
          colour,
        ),
      );
    }
  }
  return panes.join('');
}
