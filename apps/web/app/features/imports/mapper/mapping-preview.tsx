import { conditionNames, parseCondition, parseMoney } from '@hawker/core';
import { Money } from '../../../components/number.tsx';
import { type Mapping, readSample } from './mapping-state.ts';

/** So many of the first rows are shown as listings. */
const shownRows = 4;

interface MappingPreviewProps {
  header: readonly string[];
  sample: readonly (readonly string[])[];
  mapping: Mapping;
  /** Of prices that name none. */
  currency: string;
}

/** The first rows as the listings that they would be. */
export function MappingPreview({ header, sample, mapping, currency }: MappingPreviewProps) {
  return (
    <ol className="divide-y">
      {sample.slice(0, shownRows).map((row, index) => (
        <PreviewedRow key={index} cells={readSample(row, header, mapping)} currency={currency} />
      ))}
    </ol>
  );
}

function PreviewedRow({ cells, currency }: { cells: ReturnType<typeof readSample>; currency: string }) {
  const { title, price = '', description, images, category } = cells;
  const currencyIs = cells.currency === undefined ? 'usual' : 'said';
  const money = parseMoney(price, (cells.currency ?? currency).toUpperCase(), currencyIs);
  const condition = parseCondition(cells.condition ?? '');
  const details = [
    condition === null ? '' : conditionNames[condition],
    category,
    cells.location,
    images === undefined ? '' : 'with pictures',
    cells.sku,
  ];
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-0.5 px-4 py-3 text-sm">
      <span className="flex items-baseline justify-between gap-4">
        <span dir="auto" className="min-w-0 truncate font-medium">
          {title ?? <span className="font-normal text-ink-muted">No title yet</span>}
        </span>
        <span className="shrink-0">
          {money.ok ? (
            <Money amountMinor={money.money.amountMinor} currency={money.money.currency} className="font-medium" />
          ) : price === '' ? (
            <span className="text-ink-muted">No price yet</span>
          ) : (
            <span className="text-caution-ink">“{price.slice(0, 20)}” is no price</span>
          )}
        </span>
      </span>
      <span dir="auto" className="truncate text-left text-ink-muted">
        {details.filter(Boolean).join(' · ')}
      </span>
      {condition === null && cells.condition !== undefined ? (
        <span className="text-caution-ink">“{cells.condition.slice(0, 40)}” is no condition that Hawker knows</span>
      ) : null}
      {description ? (
        <span dir="auto" className="line-clamp-2 text-ink-muted">
          {description}
        </span>
      ) : null}
    </li>
  );
}
