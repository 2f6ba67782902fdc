import { ArrowRight } from 'lucide-react';
import { cn } from '../../components/cn.ts';
import { countOf, formatCount, Money } from '../../components/number.tsx';
import { keptSentences } from './price-words.ts';
import type { PricePreview } from './use-price-preview.ts';

interface PriceExamplesProps {
  preview: PricePreview;
  what: 'post' | 'listing';
  /** Whether a change was chosen; without one the prices are as they are. */
  isChanged: boolean;
  /** Something else was typed since. */
  isOld: boolean;
}

/** The first few with their price before and after, then how many there are and which keep theirs. */
export function PriceExamples({ preview, what, isChanged, isOld }: PriceExamplesProps) {
  const { examples, able, kept } = preview;
  const total = able + kept.other_currency + kept.out_of_range;
  const rest = total - examples.length;
  return (
    <div className={cn('rounded-md border text-sm transition-opacity', isOld && 'opacity-55')}>
      <table className="w-full" aria-label="Prices before and after">
        <thead className="sr-only">
          <tr>
            <th scope="col">Title</th>
            <th scope="col">Price</th>
          </tr>
        </thead>
        <tbody>
          {examples.map(({ id, title, accountName, currency, before, after }) => (
            <tr key={id} className="border-b">
              <td className="w-full max-w-0 px-3 py-2">
                <span dir="auto" title={title} className="block truncate">
                  {title}
                </span>
                {accountName === null ? null : (
                  <span dir="auto" className="block truncate text-ink-muted text-xs">
                    {accountName}
                  </span>
                )}
              </td>
              <td className="whitespace-nowrap px-3 py-2 text-right">
                {isChanged && after !== before ? (
                  <span className="inline-flex items-center gap-1.5">
                    <Money amountMinor={before} currency={currency} className="text-ink-muted" />
                    <ArrowRight aria-hidden className="size-3.5 text-ink-muted" />
                    <span className="sr-only">becomes</span>
                    {after === null ? (
                      <span className="text-caution-ink">stays</span>
                    ) : (
                      <Money amountMinor={after} currency={currency} className="font-medium" />
                    )}
                  </span>
                ) : (
                  <Money amountMinor={before} currency={currency} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div role="status" className="grid gap-1 px-3 py-2 text-ink-muted">
        <p>
          {isChanged ? `${countOf(able, 'price')} will change` : countOf(total, what)}
          {rest > 0 ? `; ${formatCount(rest)} more than these` : ''}.
        </p>
        {isChanged ? keptSentences(kept).map((sentence) => <p key={sentence}>{sentence}</p>) : null}
      </div>
    </div>
  );
}
