import { expect, test } from 'vitest';
import { createPaint } from './paint.ts';
import { type Column, renderTable } from './table.ts';
import { cutText, oneLine, textWidth } from './text-width.ts';

interface Row {
  title: string;
  price: string;
}

const columns: Column<Row>[] = [
  { title: 'Title', text: ({ title }) => title, cut: true },
  { title: 'Price', text: ({ price }) => price, align: 'right', paint: () => 'green' },
];
const plain = createPaint(false);
const rows: Row[] = [
  { title: 'Oak chair', price: '€5.00' },
  { title: '木の椅子 from Kyoto', price: '€1,250.00' },
];

test('columns line up, wide characters included', () => {
  expect(renderTable(rows, columns, { paint: plain, width: null })).toBe(
    ['Title                    Price', 'Oak chair                €5.00', '木の椅子 from Kyoto  €1,250.00'].join('\n'),
  );
});

test('on a narrow terminal only what may be cut is cut, and no line is too long', () => {
  const lines = renderTable(rows, columns, { paint: plain, width: 24 }).split('\n');
  expect(lines).toContain('木の椅子 fro…  €1,250.00');
  expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(24);
});

test('colours do not move columns', () => {
  const painted = renderTable(rows, columns, { paint: createPaint(true), width: null }).split('\n');
  expect(painted[1]).toContain('\u001b[32m€5.00\u001b[0m');
  expect(new Set(painted.map(textWidth))).toEqual(new Set([30]));
});

test('what a marketplace wrote cannot move the cursor', () => {
  expect(oneLine('Nice\n\u001b[2Jchair\u0007  \u001b[31mred')).toBe('Nice [2Jchair [31mred');
});

test('cutting counts cells, not characters', () => {
  expect(cutText('木の椅子', 5)).toBe('木の…');
  expect(cutText('chair', 5)).toBe('chair');
  expect(textWidth('e\u0301')).toBe(1);
});
