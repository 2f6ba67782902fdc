/** What a shop does not sell itself is not put up for sale. */

import { expect, test } from 'vitest';
import { leftOutSentence } from '../read-drafts.ts';
import { readBytes } from '../testing/read.ts';

test('what a Shopify shop keeps as a draft was put up for sale', async () => {
  const header = 'Handle,Title,Variant SKU,Variant Price,Published,Status,Image Src';
  const { file, rows, summary } = await readBytes(
    `${header}\na,Chair,A,5,TRUE,active,\nb,Table,B,6,false,active,\nb,,B-2,7,,,\nc,Lamp,C,7,true,Draft,\nd,Rug,D,8,true,archived,\ne,Vase,E,9,,,\n`,
  );
  expect(rows.map(({ listing }) => listing?.title)).toEqual(['Chair', 'Vase']);
  expect(summary.skipped.map(leftOutSentence)).toEqual([
    '3 rows were left out: 3, 5 and 6. They are drafts, archived or not published in Shopify.',
  ]);
  expect(file.ignoredColumns).toEqual([]);
  const newer = await readBytes(
    'Title,URL handle,Price,Published on online store,Status\nChair,a,5,TRUE,Active\nRug,b,5,,Draft',
  );
  expect(newer.rows.map(({ listing }) => listing?.title)).toEqual(['Chair']);
});

test('of many rows that are left out a few are named', async () => {
  const drafts = Array.from({ length: 1_200 }, (_, n) => `d${n},Draft,5,draft`);
  const { summary } = await readBytes(['Handle,Title,Variant Price,Status', 'a,Chair,5,active', ...drafts].join('\n'));
  expect(summary.skipped.map(leftOutSentence)).toEqual([
    expect.stringMatching(/^1,200 rows were left out: 3, 4, 5, 6, 7 and 1,195 more\. They are drafts/),
  ]);
});

test('a file of nothing but drafts was said to have no rows', async () => {
  await expect(readBytes('Handle,Title,Variant Price,Status\na,Chair,5,draft')).rejects.toThrow(
    'There is nothing to list in the file. Row 2 was left out. It is a draft, archived or not published in Shopify.',
  );
});

test('drafts of WooCommerce and what it keeps private were put up for sale', async () => {
  const { rows, summary } = await readBytes(
    [
      'ID,Type,SKU,Name,Published,Regular price,Parent',
      '1,simple,S-1,Chair,1,5,',
      '2,simple,S-2,Draft,-1,5,',
      '3,simple,S-3,Private,0,5,',
      '4,variable,S-4,Rug,0,,',
      '5,variation,S-4-RED,Rug red,1,5,S-4',
      '6,variation,S-4-BLUE,Rug blue,1,5,id:4',
    ].join('\n'),
  );
  expect(rows.map(({ listing }) => listing?.title)).toEqual(['Chair']);
  expect(summary.skipped.map(leftOutSentence)).toEqual([
    '5 rows were left out: 3, 4, 5, 6 and 7. They are drafts or private in WooCommerce.',
  ]);
});

test('what a catalog hides was put up for sale', async () => {
  const { rows, summary } = await readBytes(
    [
      'id,title,price,image_link,link,status,visibility',
      'a,Chair,5 EUR,https://example.com/a.jpg,x,active,published',
      'b,Table,5 EUR,https://example.com/b.jpg,x,archived,published',
      'c,Lamp,5 EUR,https://example.com/c.jpg,x,,hidden',
    ].join('\n'),
  );
  expect(rows.map(({ listing }) => listing?.title)).toEqual(['Chair']);
  expect(summary.skipped.map(leftOutSentence)).toEqual([
    '2 rows were left out: 3 and 4. They are archived or hidden in the catalog.',
  ]);
});
