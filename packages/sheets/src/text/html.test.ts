import { expect, test } from 'vitest';
import { looksLikeHtml, textFromHtml } from './html.ts';

test.each([
  ['no markup at all, 3 < 4 & <3', 'no markup at all, 3 < 4 & <3'],
  ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
  ['<p>One\n  line</p>\n\n<p>Two</p>', 'One line\n\nTwo'],
  ['One<br>Two<br/><br />Four', 'One\nTwo\n\nFour'],
  ['<ul><li>a</li><li><b>b</b> c</li></ul>after', '- a\n- b c\n\nafter'],
  ['<div>a</div><div>b</div>', 'a\nb'],
  [
    '<table><tr><td>Width</td><td>90 cm</td></tr><tr><td>Height</td><td>2 m</td></tr></table>',
    'Width 90 cm\nHeight 2 m',
  ],
  ['typed line\nanother <b>bold</b> one', 'typed line\nanother bold one'],
  ['a&nbsp;b &eacute; &#8364; &#x41; &amp;lt;', 'a b é € A &lt;'],
  ['x<script>alert("<p>no</p>")</script>y<style>p{color:red}</style>z', 'xyz'],
  ['<!-- hidden -->seen', 'seen'],
  ['<p onclick="x()">a</p><iframe src="x">no</iframe><svg><text>no</text></svg>', 'a'],
  ['<p>never closed <b>bold', 'never closed bold'],
  // No tag is left of it, only words.
  ['<scr<script>ipt>alert(1)</script>', 'ipt>alert(1)'],
  ['', ''],
])('%j', (html, text) => {
  expect(textFromHtml(html)).toBe(text);
});

test('hundreds of thousands of open tags are no trouble', () => {
  expect(textFromHtml(`${'<div>'.repeat(200_000)}end`)).toBe('end');
});

test.each([
  ['a <b>bold</b> claim', true],
  ['line<br>line', true],
  ['3 < 4 and 5 > 2', false],
  ['I <3 it', false],
  ['<email@example.com>', false],
])('whether %j is HTML', (text, is) => {
  expect(looksLikeHtml(text)).toBe(is);
});
