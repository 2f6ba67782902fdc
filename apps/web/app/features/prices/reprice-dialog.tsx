import type { PriceChange } from '@hawker/core';
import { type FormEvent, useId, useState } from 'react';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { RadioCards } from '../../components/choice.tsx';
import { Dialog, DialogClose } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Input, Select } from '../../components/input.tsx';
import { countOf } from '../../components/number.tsx';
import { PriceFields } from '../variation/price-fields.tsx';
import { emptyDraft } from '../variation/variation-draft.ts';
import { emptyPriceDraft, readPriceDraft } from './price-draft.ts';
import { PriceExamples } from './price-examples.tsx';
import { usePricePreview } from './use-price-preview.ts';

interface RepriceDialogProps {
  what: 'post' | 'listing';
  /** How many it is for. */
  count: number;
  /** Where the preview is asked for. */
  address: string;
  appendSelection: (form: URLSearchParams) => void;
  onClose: () => void;
  onReprice: (change: PriceChange) => void;
}

const hints = {
  post: 'Each post gets a price of its own; its listing keeps the one that it has.',
  listing: 'Their posts follow, but for those with a price of their own. What is live keeps its price at the channel.',
} as const;

/** A price for all, or a rule that makes each from its own; what comes of it is shown before anything is done. */
export default function RepriceDialog({
  what,
  count,
  address,
  appendSelection,
  onClose,
  onReprice,
}: RepriceDialogProps) {
  const formId = useId();
  const [draft, setDraft] = useState(() => emptyPriceDraft(''));
  const [isPressed, setPressed] = useState(false);
  // Until it is known what currencies there are, nothing with an amount can be meant.
  const [currencies, setCurrencies] = useState<readonly string[]>([]);
  const currency = draft.currency || (currencies[0] ?? 'EUR');
  const { change, errors } = readPriceDraft({ ...draft, currency });
  const { preview, isOld, problem } = usePricePreview(address, appendSelection, change);
  if (preview && currencies.length === 0 && preview.currencies.length > 0) {
    setCurrencies(preview.currencies.map((one) => one.currency));
  }
  const able = change !== null && preview && !isOld ? preview.able : null;
  const isAmount = draft.kind === 'set' || draft.rule.amount.trim() !== '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setPressed(true);
    if (change !== null && able !== null && able > 0) {
      onReprice(change);
    }
  };
  return (
    <Dialog
      title={`Change the price of ${countOf(count, what)}`}
      description={hints[what]}
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      footer={
        <>
          <DialogClose asChild>
            <Button>Keep the prices</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" disabled={able === null || able === 0}>
            {able === null ? 'Change prices' : `Change ${countOf(able, 'price')}`}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="grid gap-4">
        <RadioCards
          name="kind"
          legend="New price"
          columns={2}
          value={draft.kind}
          onChange={(kind) => setDraft({ ...draft, kind: kind === 'set' ? 'set' : 'rule' })}
          options={[
            { value: 'rule', label: 'From the price it has' },
            { value: 'set', label: 'One price for all' },
          ]}
        />
        {draft.kind === 'rule' ? (
          <PriceFields
            draft={{ ...emptyDraft, ...draft.rule }}
            errors={errors}
            onChange={(changes) => setDraft({ ...draft, rule: { ...draft.rule, ...changes } })}
          />
        ) : (
          <Field
            label={`Price in ${currency}`}
            required
            error={errors.price ?? (isPressed && change === null ? 'Give a price.' : undefined)}
          >
            {(control) => (
              <Input
                {...control}
                name="price"
                inputMode="decimal"
                autoComplete="off"
                className="sm:max-w-48"
                value={draft.price}
                onChange={(event) => setDraft({ ...draft, price: event.target.value })}
              />
            )}
          </Field>
        )}
        {currencies.length > 1 && isAmount ? (
          <Field label="Currency of the amount" required hint="What is priced in another one keeps its price.">
            {(control) => (
              <Select
                {...control}
                className="sm:max-w-48"
                value={currency}
                onChange={(event) => setDraft({ ...draft, currency: event.target.value })}
              >
                {currencies.map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
        {problem === null ? null : <Banner tone="bad" title={problem} />}
        {preview ? <PriceExamples preview={preview} what={what} isChanged={change !== null} isOld={isOld} /> : null}
      </form>
    </Dialog>
  );
}
