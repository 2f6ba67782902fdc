import type { MarketContext } from '../context.ts';
import { html } from './html.ts';
import { icon } from './icons.ts';
import type { Page } from './layout.ts';

/** Registering a seller by hand. The token comes back in one answer and is on this page until it is left. */
export function sellPage(context: MarketContext): Page {
  return {
    title: 'Sell',
    section: 'sell',
    script: 'sell.js',
    main: html`<div class="narrow">
  <h1>Sell here</h1>
  <p class="lead">A seller is a name and a token. Give the token to the program that posts for you, and the address of this market to one that asks where it is.</p>
  <noscript><p class="notice">${icon('alert')}This page needs scripts. Without them, send <code>POST /v1/sellers</code> yourself.</p></noscript>
  <form class="panel" id="register" novalidate>
    <label for="name">Name of the seller</label>
    <p class="hint" id="name-hint">Shown beside every listing. At most 80 characters.</p>
    <input id="name" name="name" type="text" maxlength="80" required autocomplete="off" aria-describedby="name-hint name-error">
    <p class="error" id="name-error" hidden></p>
    <p class="form-button"><button class="button" type="submit">Register seller</button></p>
  </form>
  <section class="panel" id="registered" hidden tabindex="-1" aria-labelledby="registered-title">
    <h2 id="registered-title"><bdi id="registered-name"></bdi> can sell</h2>
    <p class="notice">${icon('alert')}<span>Copy the token now. It is not kept here and cannot be shown again.</span></p>
    <label for="token">Token</label>
    <div class="copy-row"><input id="token" type="text" readonly spellcheck="false"><button class="button" type="button" data-copy="token">Copy token</button></div>
    <label for="address">Address of this market</label>
    <div class="copy-row"><input id="address" type="text" readonly spellcheck="false" value="${context.origin()}"><button class="button quiet" type="button" data-copy="address">Copy address</button></div>
    <p class="row"><a class="button quiet" id="seller-link" href="/">See the seller's page</a><button class="button quiet" type="button" id="another">Register another</button></p>
  </section>
  <p class="unseen" role="status" id="said"></p>
</div>`,
  };
}
