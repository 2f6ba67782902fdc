/** HTML descriptions as the plain text that a listing has: paragraphs, line breaks and list items kept, the rest gone. */

import { Tokenizer } from 'htmlparser2';

/** Their text is not for readers. */
const dropped = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'math',
]);

/** Line breaks that a tag makes before and after itself: 2 is an empty line between. */
const breaks: ReadonlyMap<string, 1 | 2> = new Map([
  ...['p', 'ul', 'ol', 'dl', 'table', 'blockquote', 'pre', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map(
    (tag) => [tag, 2] as const,
  ),
  ...['div', 'section', 'article', 'header', 'footer', 'main', 'aside', 'nav', 'address', 'figure', 'figcaption'].map(
    (tag) => [tag, 1] as const,
  ),
  ...['li', 'dt', 'dd', 'tr', 'caption', 'form', 'fieldset'].map((tag) => [tag, 1] as const),
]);

const anyTag = /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>/i;
const anyEntity = /&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]+);/i;
const knownTag =
  /<\/?(?:p|br|div|span|b|i|u|em|strong|ul|ol|li|h[1-6]|table|tr|td|th|tbody|a|img|font|hr|script|style|center)(?:\s[^<>]*)?\/?>/i;

/** Whether a text that need not be HTML is. `a < b` and `<3` are not. */
export function looksLikeHtml(text: string): boolean {
  return text.includes('<') && knownTag.test(text);
}

export function textFromHtml(html: string): string {
  if (!anyTag.test(html) && !anyEntity.test(html) && !html.includes('<!--')) {
    return html;
  }
  // Without a tag that breaks lines, those of the source are meant: shops type text and make a word bold.
  const keepsLines = !/<\/?(?:p|br|div|li|tr|h[1-6]|table)[\s/>]/i.test(html);
  const text = createText(keepsLines);
  const tags = createTags(text);
  let name = '';
  const nothing = () => {};
  // The tokenizer and not the parser: nobody needs the tree, and keeping one of a hundred thousand open tags takes minutes.
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname(start, end) {
        name = html.slice(start, end).toLowerCase();
        tags.open(name);
      },
      onselfclosingtag() {
        if (name === 'svg' || name === 'math') {
          tags.close(name);
        }
      },
      onclosetag: (start, end) => tags.close(html.slice(start, end).toLowerCase()),
      ontext: (start, end) => tags.text(html.slice(start, end)),
      ontextentity: (codePoint) => tags.text(String.fromCodePoint(codePoint)),
      oncdata: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onprocessinginstruction: nothing,
      onopentagend: nothing,
      onattribname: nothing,
      onattribdata: nothing,
      onattribentity: nothing,
      onattribend: nothing,
      onend: nothing,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return text.finish();
}

type PlainText = ReturnType<typeof createText>;

function createTags(text: PlainText) {
  let dropDepth = 0;
  return {
    open(name: string) {
      if (dropped.has(name)) {
        dropDepth++;
      } else if (name === 'br') {
        text.lineBreak();
      } else {
        text.atLeast(breaks.get(name) ?? 0);
      }
      if (name === 'li' || name === 'td' || name === 'th') {
        text.add(name === 'li' ? '- ' : ' ');
      }
    },
    close(name: string) {
      if (dropped.has(name)) {
        dropDepth = Math.max(0, dropDepth - 1);
      } else {
        text.atLeast(breaks.get(name) ?? 0);
      }
    },
    text(data: string) {
      if (dropDepth === 0) {
        text.add(data);
      }
    },
  };
}

function createText(keepsLines: boolean) {
  const parts: string[] = [];
  /** Line breaks that are due before the next text. */
  let due = 0;
  /** Whether the line has nothing on it yet, so that blanks at its start fall away. */
  let lineStart = true;
  return {
    atLeast(lines: number) {
      due = Math.max(due, lines);
    },
    lineBreak() {
      due = Math.min(due + 1, 2);
    },
    add(data: string) {
      const collapsed = keepsLines ? data.replace(/[^\S\n]+/g, ' ') : data.replace(/\s+/g, ' ');
      const words = lineStart || due > 0 ? collapsed.replace(/^ +/, '') : collapsed;
      if (words === '') {
        return;
      }
      if (parts.length > 0) {
        parts.push('\n'.repeat(due));
      }
      due = 0;
      parts.push(words);
      lineStart = words.endsWith(' ') || words.endsWith('\n');
    },
    finish: () =>
      parts
        .join('')
        .replace(/[^\S\n]+\n/g, '\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim(),
  };
}
