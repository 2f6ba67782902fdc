const counts = new Intl.NumberFormat('en');

/** 12431 -> `12,431` */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** `one('post', 'posts')`-free plural: `countOf(1, 'post')` -> `1 post`, `countOf(250, 'post')` -> `250 posts`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

interface MoneyProps {
  /** Minor units: cents for EUR, yen for JPY. */
  amountMinor: number;
  currency: string;
  className?: string;
}

const money = new Map<string, Intl.NumberFormat>();

/** The browser's own formatter; core's money module would bring the schema library into every page. */
export function formatAmount(amountMinor: number, currency: string): string {
  let format = money.get(currency);
  if (!format) {
    format = new Intl.NumberFormat('en', { style: 'currency', currency });
    money.set(currency, format);
  }
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

export function Money({ amountMinor, currency, className }: MoneyProps) {
  return (
    <data value={`${amountMinor} ${currency}`} className={className}>
      {formatAmount(amountMinor, currency)}
    </data>
  );
}
