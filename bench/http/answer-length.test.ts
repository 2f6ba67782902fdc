import { expect, test } from 'vitest';
import { answerLength } from './answer-length.ts';

const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n';

test.each([
  ['an unfinished head', head, null],
  ['a body that is still to come', `${head}Content-Length: 5\r\n\r\nhell`, null],
  ['a whole answer', `${head}Content-Length: 5\r\n\r\nhello`, head.length + 26],
  ['an answer and more', `${head}Content-Length: 5\r\n\r\nhello!`, head.length + 26],
  ['chunks without the last', `${head}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`, null],
  ['chunks', `${head}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`, head.length + 45],
])('%s', (_name, text, length) => {
  expect(answerLength(Buffer.from(text))).toBe(length);
});
