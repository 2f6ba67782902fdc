import type { MarketContext } from '../context.ts';
import { type AttemptEntry, isAttempt } from '../entries.ts';
import { defaultFaults, describeFaults, type FaultSettings, faultPresets } from '../faults.ts';
import { clockTimeElement, formatCount } from './format.ts';
import { type Html, html, jsonScript } from './html.ts';
import { icon } from './icons.ts';
import type { Page } from './layout.ts';

const LOG_TAIL = 200;
const ATTEMPTS_SHOWN = 12;
const SELLERS_SHOWN = 100;

export async function faultsPage(context: MarketContext): Promise<Page> {
  const { faults, store } = context;
  const tail = await store.readEntries(Math.max(0, store.lastSeq - LOG_TAIL), LOG_TAIL);
  const attempts = tail.filter(isAttempt).slice(-ATTEMPTS_SHOWN).reverse();
  const { seed, ...resetTo } = defaultFaults;
  return {
    title: 'Faults',
    section: 'faults',
    script: 'faults.js',
    main: html`<div class="head"><div>
  <h1>Faults</h1>
  <p class="summary">Make this market misbehave on purpose, to see what the program that posts here does about it. The storefront itself always works.</p>
</div></div>
<noscript><p class="notice">${icon('alert')}This page needs scripts. Without them, send <code>PUT /v1/faults</code> yourself.</p></noscript>
<div class="faults">
  <section class="panel" aria-labelledby="now-title">
    <h2 id="now-title">Right now</h2>
    <div data-refresh="summary" aria-live="polite">${summary(faults.settings)}</div>
    <h3>Change it in one press</h3>
    <div class="presets">
      ${faultPresets.map(({ id, label }) => html`<button class="button quiet" type="button" data-preset="${id}">${label}</button>`)}
      <button class="button quiet" type="button" data-preset="reset">Reset</button>
    </div>
    <p class="hint">These take effect at once and keep the seed. Reset also sets the seed to ${seed}.</p>
  </section>
  ${faultForm(context)}
  <section class="panel" aria-labelledby="attempts-title">
    <h2 id="attempts-title">Latest attempts to publish</h2>
    <div data-refresh="attempts">${attemptTable(context, attempts)}</div>
  </section>
</div>
${jsonScript('settings', faults.settings)}
${jsonScript('presets', { ...Object.fromEntries(faultPresets.map(({ id, settings }) => [id, settings])), reset: { ...resetTo, seed } })}`,
  };
}

function summary(settings: FaultSettings): Html {
  const sentences = describeFaults(settings);
  return sentences.length === 0
    ? html`<p class="state well">${icon('check')}All well. No fault is on.</p>`
    : html`<p class="state">${icon('alert')}${formatCount(sentences.length, 'fault is on', 'faults are on')}.</p>
<ul class="sentences">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
}

const outcomeNames: Record<AttemptEntry['kind'], string> = {
  accepted: 'Accepted',
  dropped_reply: 'Reply lost',
  replayed: 'Repeated',
  refused: 'Refused',
  rate_limited: 'Told to wait',
  unavailable: 'Down',
  unauthorized: 'Token refused',
};

function attemptTable(context: MarketContext, attempts: readonly AttemptEntry[]): Html {
  if (attempts.length === 0) {
    return html`<p class="hint">None yet. Each call of <code>POST /v1/listings</code> appears here with its outcome.</p>`;
  }
  const row = (attempt: AttemptEntry) => {
    const label = attempt.reference ?? 'no reference';
    const seller = attempt.sellerId === null ? undefined : context.store.state.sellers.get(attempt.sellerId)?.name;
    return html`<tr><td class="exact">${clockTimeElement(attempt.endedAt)}</td><td>${attempt.listingId === null ? html`<bdi>${label}</bdi>` : html`<a href="/listings/${attempt.listingId}"><bdi>${label}</bdi></a>`}${seller && html`<bdi class="small block">${seller}</bdi>`}</td><td class="exact"><span class="outcome ${attempt.kind}">${outcomeNames[attempt.kind]}</span></td></tr>`;
  };
  return html`<table><thead><tr><th class="exact" scope="col">Time, UTC</th><th scope="col">Reference</th><th scope="col">Outcome</th></tr></thead><tbody>${attempts.map(row)}</tbody></table>`;
}

interface FieldOptions {
  path: string;
  label: string;
  value: number | string;
  unit?: string;
  /** How the number on the screen relates to the one in the document: percent is shown, a fraction is sent. */
  scale?: number;
  max?: number;
  step?: string;
}

function field({ path, label, value, unit, scale = 1, max, step = '1' }: FieldOptions): Html {
  const id = path.replace('.', '-');
  const numeric = typeof value === 'number';
  const shown = numeric ? Number((value * scale).toFixed(4)) : value;
  const attributes = numeric
    ? html`type="number" inputmode="decimal" min="0" max="${max ?? 100}" step="${step}" data-scale="${scale}"`
    : html`type="text" maxlength="200"`;
  return html`<div class="field${numeric ? ' number' : ''}">
  <label for="${id}">${label}</label>
  <div class="with-unit"><input id="${id}" name="${path}" ${attributes} value="${shown}" required autocomplete="off" aria-describedby="${id}-error">${unit && html`<span>${unit}</span>`}</div>
  <p class="error" id="${id}-error" hidden></p>
</div>`;
}

function percentField(path: string, label: string, value: number): Html {
  return field({ path, label, value, unit: '%', scale: 100, step: 'any' });
}

function group(title: string, text: Html | string, body: Html | readonly Html[]): Html {
  return html`<fieldset><legend>${title}</legend><p class="hint">${text}</p><div class="fields">${body}</div></fieldset>`;
}

function faultForm(context: MarketContext): Html {
  const { settings } = context.faults;
  const { latencyMs, unavailable, rateLimit, refuse, dropReply, lookupLagMs, honourIdempotencyKeys, seed } = settings;
  return html`<form class="panel" id="faults" novalidate>
  <h2>Each fault</h2>
  ${group(
    'Slow answers',
    'Every call with a seller token waits this long before it is handled. The market finishes a call even when the caller gives up.',
    [
      field({ path: 'latencyMs.min', label: 'At least', value: latencyMs.min, unit: 'ms', max: 60_000 }),
      field({ path: 'latencyMs.max', label: 'At most', value: latencyMs.max, unit: 'ms', max: 60_000 }),
    ],
  )}
  ${group('Down', 'This share of calls is answered with 503. Nothing is stored.', percentField('unavailable.probability', 'Share of calls', unavailable.probability))}
  ${group('Too many calls', 'This share of calls is answered with 429 and a Retry-After header. Nothing is stored.', [
    percentField('rateLimit.probability', 'Share of calls', rateLimit.probability),
    field({
      path: 'rateLimit.retryAfterSeconds',
      label: 'Ask to wait',
      value: rateLimit.retryAfterSeconds,
      unit: 's',
      max: 3_600,
    }),
  ])}
  ${group('Refused listings', 'This share of new listings is answered with 422, with a sentence for one field.', [
    percentField('refuse.probability', 'Share of new listings', refuse.probability),
    field({ path: 'refuse.field', label: 'Field', value: refuse.field }),
    field({ path: 'refuse.message', label: 'Sentence', value: refuse.message }),
  ])}
  ${group('Lost replies', 'This share of new listings is accepted and stored, and then the connection is cut before the reply. The caller cannot know that it worked.', percentField('dropReply.probability', 'Share of new listings', dropReply.probability))}
  ${group('Late look-ups', 'A new listing stays hidden from GET /v1/listings?reference= for this long, as in a search index that lags behind.', field({ path: 'lookupLagMs', label: 'Hidden for', value: lookupLagMs, unit: 'ms', max: 60_000 }))}
  ${group('Idempotency keys', 'When they are ignored, the same call made twice makes two listings.', html`<label class="choice"><input type="checkbox" name="honourIdempotencyKeys"${honourIdempotencyKeys && html` checked`}>Honour idempotency keys</label>`)}
  ${group('Expired tokens', 'Calls with these tokens are answered with 401, token_expired.', expiredChoices(context))}
  ${group('Seed', 'The same seed and the same order of calls give the same faults again. Saving starts the order anew.', field({ path: 'seed', label: 'Seed', value: seed, max: 0xffff_ffff }))}
  <div class="form-end"><button class="button" type="submit">Save faults</button><p role="status" id="said"></p></div>
</form>`;
}

function expiredChoices(context: MarketContext): Html {
  const { expiredTokens } = context.faults.settings;
  const chosen = Array.isArray(expiredTokens) ? expiredTokens : [];
  const mode = Array.isArray(expiredTokens) ? 'some' : expiredTokens;
  const sellers = [...context.store.state.sellers.values()].slice(-SELLERS_SHOWN).reverse();
  const choice = (value: string, label: string) =>
    html`<label class="choice"><input type="radio" name="expiredTokens" value="${value}"${mode === value && html` checked`}>${label}</label>`;
  return html`<div class="choices">
  ${choice('none', 'None')}
  ${choice('all', 'All')}
  ${choice('some', 'Those of chosen sellers')}
  <div class="seller-choices" id="seller-choices"${mode !== 'some' && html` hidden`}>
    ${sellers.length === 0 && html`<p class="hint">No seller is registered yet.</p>`}
    ${sellers.map(({ id, name }) => html`<label class="choice"><input type="checkbox" name="expiredSeller" value="${id}"${chosen.includes(id) && html` checked`}><bdi>${name}</bdi></label>`)}
  </div>
</div>`;
}
