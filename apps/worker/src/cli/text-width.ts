import { stripVTControlCharacters } from 'node:util';

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u;
const invisible = /[\p{Mn}\p{Me}\p{Cf}]/u;
const controls = /\p{Cc}/gu;

/** How many cells of a terminal the text takes. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of stripVTControlCharacters(text)) {
    width += invisible.test(character) ? 0 : wide.test(character) ? 2 : 1;
  }
  return width;
}

/** Cut to at most so many cells, with an ellipsis where something is missing. */
export function cutText(text: string, width: number): string {
  if (textWidth(text) <= width) {
    return text;
  }
  let kept = '';
  let used = 0;
  for (const character of text) {
    const next = used + textWidth(character);
    if (next > width - 1) {
      break;
    }
    kept += character;
    used = next;
  }
  return width < 1 ? '' : `${kept.trimEnd()}…`;
}

/** What a marketplace or a sheet wrote must not be able to move the cursor: one line, no control characters. */
export function oneLine(text: string): string {
  return text.replace(controls, ' ').replace(/ {2,}/g, ' ').trim();
}
