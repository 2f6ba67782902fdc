import { parseMoney } from '@hawker/core';
import { Money } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { Photo } from '../../components/photo.tsx';
import { conditionWords } from '../posts/condition-words.ts';
import type { ListingValues } from './listing-fields.tsx';

/** About what buyers will see, while it is written. */
export function LivePreview({ values, photo }: { values: ListingValues; photo: string | null }) {
  const price = parseMoney(values.price, values.currency.trim().toUpperCase(), 'said');
  return (
    <Card title="What buyers see">
      <div className="grid gap-3">
        <Photo src={photo} alt="" size="fill" className="rounded-md" />
        <div>
          <p className="font-semibold text-lg">
            {price.ok ? (
              <Money amountMinor={price.money.amountMinor} currency={price.money.currency} />
            ) : (
              <span className="text-ink-muted">No price yet</span>
            )}
          </p>
          <p dir="auto" className="wrap-anywhere font-medium text-sm">
            {values.title.trim() || <span className="text-ink-muted">No title yet</span>}
          </p>
          <p dir="auto" className="text-ink-muted text-sm">
            {[conditionWords[values.condition], values.location.trim()].filter((word) => word !== '').join(', ')}
          </p>
        </div>
        <p dir="auto" className="line-clamp-6 whitespace-pre-line wrap-anywhere text-sm">
          {values.description}
        </p>
      </div>
    </Card>
  );
}
