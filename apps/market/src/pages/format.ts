import type { Condition } from '../entries.ts';
import { type Html, html } from './html.ts';

const formatters = new Map<string, { format: Intl.NumberFormat; minorPerMajor: number }>();

/** `450` for a round price and `450.50` for another, with the sign of the currency. */
export function formatPrice({ amountMinor, currency }: { amountMinor: number; currency: string }): string {
  let known = formatters.get(currency);
  if (known === undefined) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' });
    known = { format, minorPerMajor: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2) };
    formatters.set(currency, known);
  }
  return known.format.format(amountMinor / known.minorPerMajor);
}

const wholeNumber = new Intl.NumberFormat('en');

export function formatCount(count: number, one: string, many: string): string {
  return `${wholeNumber.format(count)} ${count === 1 ? one : many}`;
}

const dateTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
const clockTime = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'UTC' });

export function timeElement(iso: string): Html {
  return html`<time datetime="${iso}">${dateTime.format(new Date(iso))} UTC</time>`;
}

export function clockTimeElement(iso: string): Html {
  return html`<time datetime="${iso}" title="${dateTime.format(new Date(iso))} UTC">${clockTime.format(new Date(iso))}</time>`;
}

export const conditionNames: Record<Condition, string> = {
  new: 'New',
  like_new: 'Used, like new',
  good: 'Used, good',
  fair: 'Used, fair',
};
