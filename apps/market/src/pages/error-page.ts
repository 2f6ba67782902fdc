import type { ApiError } from '../api-error.ts';
import { emptyState } from './cards.ts';
import { html } from './html.ts';
import type { Page } from './layout.ts';

export function errorPage(error: ApiError): Page {
  const title = error.status === 404 ? 'Nothing at this address' : 'This did not work';
  const text = error.status === 404 ? 'It may have been removed, or the address may be incomplete.' : error.message;
  return {
    title,
    section: 'none',
    main: html`<h1 class="unseen">${title}</h1>${emptyState(title, text, { href: '/', label: 'Go to the market' })}`,
  };
}
