import { expect, test } from 'vitest';
import { formatPrice } from './format.ts';
import { html, jsonScript } from './html.ts';

test('text is escaped, templates are not, lists are joined and nothing is nothing', () => {
  const title = `<img src=x onerror="alert('1')">&`;
  expect(html`<p title="${title}">${[html`<b>${1}</b>`, 'a<']}${null}${undefined}${false}</p>`.markup).toBe(
    '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;"><b>1</b>a&lt;</p>',
  );
});

test('data in a script element cannot close it', () => {
  expect(jsonScript('a', { text: '</script><script>' }).markup).not.toContain('</script><script>');
});

test('prices use the minor units of their currency', () => {
  expect(formatPrice({ amountMinor: 45_000, currency: 'EUR' })).toBe('€450');
  expect(formatPrice({ amountMinor: 45_050, currency: 'EUR' })).toBe('€450.50');
  expect(formatPrice({ amountMinor: 1_500, currency: 'JPY' })).toBe('¥1,500');
  expect(formatPrice({ amountMinor: 1_234_567, currency: 'KWD' }).replace('\u00a0', ' ')).toBe('KWD 1,234.567');
});
