import type { MarketContext } from '../context.ts';
import { describeFaults } from '../faults.ts';
import { formatCount } from './format.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';

export type Section = 'browse' | 'sell' | 'faults' | 'none';

export interface Page {
  title: string;
  section: Section;
  main: Html;
  /** What the search field holds. */
  query?: string;
  script?: 'sell.js' | 'faults.js';
}

/** The frame around every page: awning, header with search, and the footer that says what this place is. */
export function renderPage(context: MarketContext, nonce: string, page: Page): string {
  const { assets, faults } = context;
  const faultCount = describeFaults(faults.settings).length;
  const tab = (section: Section, href: string, label: Html | string) =>
    html`<a href="${href}"${page.section === section && html` aria-current="page"`}>${label}</a>`;
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${page.title} · Practice market</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
${(['market.css', 'storefront.css', 'forms.css'] as const).map(
  (name) => html`<link rel="stylesheet" href="${assets[name].href}" nonce="${nonce}">
`,
)}${page.script && html`<script type="module" src="${assets[page.script].href}" nonce="${nonce}"></script>`}
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="site">
  <div class="awning" aria-hidden="true"></div>
  <div class="site-row">
    <a class="brand" href="/">${icon('stall')}<span>Practice market</span></a>
    <form class="search" action="/" method="get" role="search">
      <label class="unseen" for="q">Search the market</label>
      ${icon('search')}
      <input id="q" name="q" type="search" maxlength="200" placeholder="Search the market" value="${page.query ?? ''}" autocomplete="off">
    </form>
    <nav aria-label="Main">
      ${tab('browse', '/', 'Browse')}
      ${tab('sell', '/sell', 'Sell')}
      ${tab('faults', '/faults', html`Faults<span data-refresh="fault-count">${faultCount > 0 && html` <span class="count" title="${formatCount(faultCount, 'fault is on', 'faults are on')}">${faultCount}<span class="unseen"> on</span></span>`}</span>`)}
    </nav>
  </div>
</header>
<main id="main" tabindex="-1">
${page.main}
</main>
<footer class="site-foot">
  <p>A marketplace for practice. Nothing here is really for sale.</p>
</footer>
</body>
</html>
`;
  return document.markup;
}
