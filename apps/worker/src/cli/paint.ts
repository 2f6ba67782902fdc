/** Colours of the terminal's own palette, or none. */
export interface Paint {
  green(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  bold(text: string): string;
  dim(text: string): string;
}

const codes = { green: 32, red: 31, yellow: 33, bold: 1, dim: 2 } as const satisfies Record<keyof Paint, number>;

export function createPaint(colours: boolean): Paint {
  const with_ = (name: keyof typeof codes) => (text: string) =>
    colours && text !== '' ? `\u001b[${codes[name]}m${text}\u001b[0m` : text;
  return {
    green: with_('green'),
    red: with_('red'),
    yellow: with_('yellow'),
    bold: with_('bold'),
    dim: with_('dim'),
  };
}
