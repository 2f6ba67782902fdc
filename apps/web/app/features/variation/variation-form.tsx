import { describeVariation, type Variation, type VariedListing } from '@hawker/core';
import { useFetcher } from '@remix-run/react';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { type FormAnswer, formErrorOf } from '../../components/form-answer.ts';
import { PriceFields } from './price-fields.tsx';
import { TemplateField } from './template-field.tsx';
import { draftOf, emptyDraft, readDraft, type VariationDraft } from './variation-draft.ts';
import { VariationPreview } from './variation-preview.tsx';

export interface VariedAccount {
  id: string;
  name: string;
  variation: Variation | null;
}

interface VariationFormProps {
  account: VariedAccount;
  /** To show it with: the first few of what is about to be posted, or of what there is. */
  listings: readonly VariedListing[] | null;
  onSaved: () => void;
  /** The button that leaves it as it was. */
  cancel: ReactNode;
}

/** How one account says listings differently: templates with variables, and a price rule; with a preview as it is typed. */
export function VariationForm({ account, listings, onSaved, cancel }: VariationFormProps) {
  const fetcher = useFetcher<FormAnswer>();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(() => draftOf(account.variation));
  const { variation, errors } = readDraft(draft);
  const change = (changes: Partial<VariationDraft>) => setDraft((before) => ({ ...before, ...changes }));

  const told = useRef<FormAnswer | undefined>(undefined);
  useEffect(() => {
    if (fetcher.state === 'idle' && fetcher.data && told.current !== fetcher.data) {
      told.current = fetcher.data;
      if (fetcher.data.ok) {
        onSaved();
      }
    }
  }, [fetcher.state, fetcher.data, onSaved]);

  const save = (event: FormEvent) => {
    event.preventDefault();
    if (variation === null) {
      // After the sentences are there.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const rules = describeVariation(variation) === null ? null : variation;
    fetcher.submit(
      { variation: JSON.stringify(rules) },
      { method: 'post', action: `/accounts/${account.id}/variation` },
    );
  };
  const refused = formErrorOf(fetcher.data, []);
  return (
    <form ref={form} onSubmit={save} noValidate className="grid gap-5">
      {refused ? <Banner tone="bad" title={refused} /> : null}
      <TemplateField
        name="title"
        label="Title"
        hint="Empty: as the listing has it. What stands in braces is filled in for each listing."
        value={draft.title}
        error={errors.title}
        lines={1}
        onChange={(title) => change({ title })}
      />
      <PriceFields draft={draft} errors={errors} onChange={change} />
      <TemplateField
        name="description"
        label="Description"
        hint="Empty: as the listing has it."
        value={draft.description}
        error={errors.description}
        lines={3}
        onChange={(description) => change({ description })}
      />
      {/* Always in sight: it is what the fields are about. A phone has no room for both. */}
      <div className="-mx-5 -mb-5 grid gap-4 rounded-b-md border-t bg-raised px-5 py-4 sm:sticky sm:-bottom-5">
        <section aria-label="Preview" className="grid gap-2">
          <h3 className="font-medium text-sm">
            As <span dir="auto">{account.name}</span> says it
          </h3>
          <VariationPreview listings={listings} accountName={account.name} variation={variation} />
        </section>
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="ghost" className="mr-auto" disabled={isEmpty(draft)} onClick={() => setDraft(emptyDraft)}>
            Clear
          </Button>
          {cancel}
          <Button type="submit" variant="primary" busy={fetcher.state !== 'idle'}>
            Save variation
          </Button>
        </div>
      </div>
    </form>
  );
}

function isEmpty(draft: VariationDraft): boolean {
  return Object.values(draft).every((text) => text === '');
}
