import { Download } from 'lucide-react';
import { buttonStyles } from '../../components/button.tsx';
import { Card } from '../../components/page.tsx';

const described: readonly (readonly [string, string])[] = [
  ['title', 'what buyers read first'],
  ['price', '12.50, 12,50 or 12.50 EUR'],
  ['description', 'plain text'],
  ['image', 'web addresses or file names, several separated by |'],
  ['sku', 'your own key; made from the title when missing'],
  ['condition', 'new, like new, good or fair'],
];

/** Which columns are read, and a sheet to try it with. */
export function ColumnsCard() {
  return (
    <Card title="Columns">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-sm">
        {described.map(([name, meaning]) => (
          <div key={name} className="contents">
            <dt className="font-medium">{name}</dt>
            <dd className="text-ink-muted">{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-ink-muted text-sm">
        Only title and price must be there, in any order. Also read: quantity, category, brand, location, currency and
        tags.
      </p>
      <p className="mt-3 text-ink-muted text-sm">
        Read as they are: exports of Shopify and WooCommerce, Meta and Google catalogs, eBay drafts, and Facebook
        Marketplace’s bulk template. Of anything else you say once which column is which.
      </p>
      <a href="/example-sheet" download className={`${buttonStyles({ variant: 'secondary' })} mt-4`}>
        <Download aria-hidden />
        Download an example
      </a>
    </Card>
  );
}
