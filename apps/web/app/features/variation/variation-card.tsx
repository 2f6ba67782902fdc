import { Card } from '../../components/page.tsx';
import type { VariedAccount } from './variation-form.tsx';
import { VaryButton } from './vary-button.tsx';

interface VariationCardProps {
  account: VariedAccount;
  /** `title, price +5 %`; null where nothing is varied. */
  varied: string | null;
  mayEdit: boolean;
}

/** How this account says listings differently, if it does. */
export function VariationCard({ account, varied, mayEdit }: VariationCardProps) {
  return (
    <Card title="Variation" aside={mayEdit ? <VaryButton account={account} /> : null}>
      <p className="wrap-anywhere text-sm">
        {varied === null
          ? 'Says listings as they are. Templates and a price rule can make it say them in its own way.'
          : `Varied: ${varied}. It counts for new posts; those that are there stay as they are until their listing changes.`}
      </p>
    </Card>
  );
}
