import { applyVariation, type Variation, type VariedListing } from '@hawker/core';
import { ArrowRight } from 'lucide-react';
import { formatAmount } from '../../components/number.tsx';

interface VariationPreviewProps {
  /** Null while they are loaded. */
  listings: readonly VariedListing[] | null;
  accountName: string;
  /** Null while something in the form cannot be read: then as the listings are. */
  variation: Variation | null;
}

/** The first listings as the account would say them, by the very rules that making posts applies. */
export function VariationPreview({ listings, accountName, variation }: VariationPreviewProps) {
  if (listings === null) {
    return <div className="appear-late h-32 rounded-md bg-pressed" />;
  }
  if (listings.length === 0) {
    return <p className="text-ink-muted text-sm">There is no listing yet to show it with.</p>;
  }
  return (
    <ul className="divide-y rounded-md border" aria-live="polite">
      {listings.map((listing) => (
        <PreviewRow key={listing.sku} listing={listing} accountName={accountName} variation={variation} />
      ))}
    </ul>
  );
}

interface PreviewRowProps extends Omit<VariationPreviewProps, 'listings'> {
  listing: VariedListing;
}

function PreviewRow({ listing, accountName, variation }: PreviewRowProps) {
  const { overrides, errors } =
    variation === null
      ? { overrides: { title: null, description: null, priceMinor: null }, errors: {} }
      : applyVariation(listing, accountName, variation);
  const { currency } = listing;
  const isOtherText = overrides.title !== null || overrides.description !== null;
  return (
    <li className="grid gap-1 px-3 py-2.5 text-sm">
      <span className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span dir="auto" className="min-w-0 wrap-anywhere font-medium">
          {overrides.title ?? listing.title}
        </span>
        <span className="flex shrink-0 items-center gap-1.5">
          {overrides.priceMinor === null ? null : (
            <>
              <del className="text-ink-muted">{formatAmount(listing.priceMinor, currency)}</del>
              <ArrowRight aria-hidden className="size-3.5 text-ink-muted" />
              <span className="sr-only">becomes</span>
            </>
          )}
          <span className="font-medium">{formatAmount(overrides.priceMinor ?? listing.priceMinor, currency)}</span>
        </span>
      </span>
      {isOtherText && overrides.description !== null ? (
        <span dir="auto" className="line-clamp-3 whitespace-pre-line wrap-anywhere text-ink-muted">
          {overrides.description}
        </span>
      ) : null}
      {Object.values(errors).map((sentence) => (
        <span key={sentence} className="text-bad-ink">
          {sentence}
        </span>
      ))}
    </li>
  );
}
