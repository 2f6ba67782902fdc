import { DomainError, type FieldErrors, type ListingInput, listingInputSchema, parseMoney } from '@hawker/core';

/** What the form sends, as the router takes it. The price is text there: its sentence must stand at its field. */
export function listingFrom(form: FormData): ListingInput {
  const text = (name: string) => String(form.get(name) ?? '');
  const price = parseMoney(text('price'), text('currency').trim().toUpperCase(), 'said');
  const parsed = listingInputSchema.safeParse({
    sku: text('sku').trim() || null,
    title: text('title'),
    description: text('description'),
    priceMinor: price.ok ? price.money.amountMinor : 1,
    currency: price.ok ? price.money.currency : text('currency'),
    quantity: /^\d+$/.test(text('quantity').trim()) ? Number(text('quantity')) : Number.NaN,
    condition: text('condition'),
    category: text('category'),
    brand: text('brand'),
    location: text('location'),
    tags: text('tags')
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    photoIds: form.getAll('photoId').map(String),
  });
  if (parsed.success && price.ok) {
    return parsed.data;
  }
  const fields: Record<string, string> = {};
  for (const issue of parsed.error?.issues ?? []) {
    fields[String(issue.path[0])] ??= issue.message;
  }
  if (!price.ok) {
    fields[price.about === 'currency' ? 'currency' : 'price'] = price.error;
  }
  throw badFields(fields);
}

function badFields(fields: FieldErrors): DomainError {
  return new DomainError('bad_input', 'Some fields need mending.', { fields });
}
