import { accountStatuses, postStatuses } from '@hawker/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { AccountStatusPill, PostStatusPill } from './status-pill.tsx';
import { accountStatusLooks, postStatusLooks } from './statuses.ts';

describe('status pills', () => {
  it('have a look for every status that core knows, and for no other', () => {
    expect(Object.keys(postStatusLooks).sort()).toEqual([...postStatuses].sort());
    expect(Object.keys(accountStatusLooks).sort()).toEqual([...accountStatuses].sort());
  });

  it('can be told apart without colour: no two share a word or an icon', () => {
    const looks = Object.values(postStatusLooks);
    expect(new Set(looks.map((look) => look.word)).size).toBe(looks.length);
    expect(new Set(looks.map((look) => look.icon)).size).toBe(looks.length);
  });

  it.each(postStatuses)('show an icon and a word for %s', (status) => {
    const html = renderToStaticMarkup(<PostStatusPill status={status} />);
    expect(html).toContain('<svg');
    expect(html).toContain(`${postStatusLooks[status].word}</span>`);
  });

  it.each(accountStatuses)('show an icon and a word for an account that is %s', (status) => {
    const html = renderToStaticMarkup(<AccountStatusPill status={status} />);
    expect(html).toContain('<svg');
    expect(html).toContain(`${accountStatusLooks[status].word}</span>`);
  });
});
