import { describeVariation, type Variation, type VariedListing } from '@hawker/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { useToast } from '../../components/toast.tsx';
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
  /** In several currencies an amount is not the same everywhere; null where there is one. */
  priceNotice: string | null;
  /** Throws what was refused. */
  save: (variation: Variation | null) => Promise<void>;
  onSaved: () => void;
  /** The button that leaves it as it was. */
  cancel: ReactNode;
}

/** How one account says listings differently: templates with variables, and a price rule; with a preview as it is typed. */
export function VariationForm({ account, listings, priceNotice, save, onSaved, cancel }: VariationFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(() => draftOf(account.variation));
  const { variation, errors } = readDraft(draft);
  const change = (changes: Partial<VariationDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const { send, isSaving, refused } = useSave(save, onSaved);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (variation === null) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    void send(describeVariation(variation) === null ? null : variation);
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className="grid gap-5">
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
      <div className="grid gap-3">
        <PriceFields draft={draft} errors={errors} onChange={change} />
        {priceNotice !== null && (draft.amount.trim() !== '' || draft.ending !== '') ? (
          <Banner tone="caution" title={priceNotice} />
        ) : null}
      </div>
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
          <Button type="submit" variant="primary" busy={isSaving}>
            Save variation
          </Button>
        </div>
      </div>
    </form>
  );
}

/** Sends what was typed. A form that was closed meanwhile says in a toast what was refused. */
function useSave(save: VariationFormProps['save'], onSaved: () => void) {
  const toast = useToast();
  const [isSaving, setSaving] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const send = async (variation: Variation | null) => {
    setSaving(true);
    setRefused(null);
    try {
      await save(variation);
      if (isHere.current) {
        onSaved();
      }
    } catch (problem) {
      const sentence = problem instanceof Error ? problem.message : 'It could not be saved. Try again.';
      setSaving(false);
      setRefused(sentence);
      if (!isHere.current) {
        toast({ text: sentence, tone: 'bad' });
      }
    }
  };
  return { send, isSaving, refused };
}

function isEmpty(draft: VariationDraft): boolean {
  return Object.values(draft).every((text) => text === '');
}
