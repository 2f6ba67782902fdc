import type { Condition } from '@hawker/core';
import { Field } from '../../components/field.tsx';
import { Input, Select, Textarea } from '../../components/input.tsx';
import { conditionWords } from '../posts/condition-words.ts';
import { type Channel, tightestLimit } from './tightest-limits.ts';

/** The form's text fields, as they are typed. */
export interface ListingValues {
  sku: string;
  title: string;
  description: string;
  price: string;
  currency: string;
  quantity: string;
  condition: Condition;
  category: string;
  brand: string;
  location: string;
  tags: string;
}

export const emptyListing: ListingValues = {
  sku: '',
  title: '',
  description: '',
  price: '',
  currency: 'EUR',
  quantity: '1',
  condition: 'good',
  category: '',
  brand: '',
  location: '',
  tags: '',
};

interface ListingFieldsProps {
  values: ListingValues;
  onChange: (values: ListingValues) => void;
  errors: Readonly<Record<string, string>>;
  /** Those that the listing goes to: the tightest limit stands at each field. */
  channels: readonly Channel[];
}

export function ListingFields({ values, onChange, errors, channels }: ListingFieldsProps) {
  const bind = (name: keyof ListingValues) => ({
    name,
    value: values[name],
    onChange: (event: { target: { value: string } }) => onChange({ ...values, [name]: event.target.value }),
  });
  const limitOf = (name: 'titleMax' | 'descriptionMax', used: string) => {
    const { max, channel } = tightestLimit(name, channels);
    return { used: [...used.trim()].length, max, ...(channel ? { channel } : {}) };
  };
  return (
    <>
      <Field label="Title" required error={errors.title} limit={limitOf('titleMax', values.title)}>
        {(control) => <Input {...control} {...bind('title')} dir="auto" autoComplete="off" />}
      </Field>
      <div className="grid items-start grid-cols-[minmax(0,1fr)_6rem] gap-4 sm:grid-cols-[12rem_6rem_minmax(0,1fr)]">
        <Field label="Price" required error={errors.price}>
          {(control) => (
            <Input {...control} {...bind('price')} inputMode="decimal" autoComplete="off" placeholder="12.50" />
          )}
        </Field>
        <Field label="Currency" required error={errors.currency}>
          {(control) => (
            <Input {...control} {...bind('currency')} maxLength={3} autoComplete="off" className="uppercase" />
          )}
        </Field>
        <Field label="Condition" required error={errors.condition} className="max-sm:col-span-2">
          {(control) => (
            <Select {...control} {...bind('condition')}>
              {Object.entries(conditionWords).map(([value, word]) => (
                <option key={value} value={value}>
                  {word}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Field label="Description" error={errors.description} limit={limitOf('descriptionMax', values.description)}>
        {(control) => <Textarea {...control} {...bind('description')} dir="auto" rows={7} />}
      </Field>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Field label="Category" error={errors.category} hint="A path, such as Furniture > Sofas">
          {(control) => <Input {...control} {...bind('category')} dir="auto" />}
        </Field>
        <Field label="Brand" error={errors.brand}>
          {(control) => <Input {...control} {...bind('brand')} dir="auto" />}
        </Field>
        <Field label="Location" error={errors.location}>
          {(control) => <Input {...control} {...bind('location')} dir="auto" />}
        </Field>
        <Field label="Quantity" required error={errors.quantity}>
          {(control) => <Input {...control} {...bind('quantity')} inputMode="numeric" autoComplete="off" />}
        </Field>
        <Field label="SKU" error={errors.sku} hint="Your own key. Made from the title when you give none.">
          {(control) => <Input {...control} {...bind('sku')} autoComplete="off" />}
        </Field>
        <Field label="Tags" error={errors.tags} hint="Separated by commas">
          {(control) => <Input {...control} {...bind('tags')} dir="auto" autoComplete="off" />}
        </Field>
      </div>
    </>
  );
}
