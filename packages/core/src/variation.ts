/**
 * How one account says it differently: the same listing with another title, text or price on each account, by rules that
 * are set once an account and applied when posts are made. What comes out is kept with the post as its overrides, so a
 * rule that changes later changes no post that is there, until its listing says something else (variation-follow.ts).
 */

import { z } from 'zod';
import { type Condition, conditionNames, descriptionSchema, titleSchema } from './listing.ts';
import { formatMoney } from './money.ts';
import type { PostOverrides } from './post.ts';
import { applyPriceRule, priceRuleSchema } from './price-rule.ts';

/** What a template may name, in braces. */
export const variationVariables = [
  'title',
  'description',
  'price',
  'sku',
  'brand',
  'location',
  'condition',
  'category',
  'account',
] as const;
export type VariationVariable = (typeof variationVariables)[number];

function isVariable(name: string): name is VariationVariable {
  return variationVariables.some((variable) => variable === name);
}

const placeholder = /\{([^{}]*)\}/g;

/** The first name in braces that means nothing, or null. */
function unknownVariable(template: string): string | null {
  for (const [, name = ''] of template.matchAll(placeholder)) {
    if (!isVariable(name.trim().toLowerCase())) {
      return name;
    }
  }
  return null;
}

const templateSchema = (maxLength: number) =>
  z
    .string()
    .trim()
    .max(maxLength, `A template has at most ${maxLength} characters.`)
    .superRefine((template, context) => {
      const unknown = unknownVariable(template);
      if (unknown !== null) {
        context.addIssue({
          code: 'custom',
          message: `There is no {${unknown.slice(0, 30)}}. Use ${variationVariables.map((name) => `{${name}}`).join(', ')}.`,
        });
      }
    })
    .transform((template) => (template === '' ? null : template))
    .nullable()
    .default(null);

export const variationSchema = z.object({
  /** Null: as the listing has it. */
  title: templateSchema(300),
  description: templateSchema(5_000),
  price: priceRuleSchema.nullable().default(null),
});
export type Variation = z.infer<typeof variationSchema>;

/** What a variation is made from. */
export interface VariedListing {
  sku: string;
  title: string;
  description: string;
  priceMinor: number;
  currency: string;
  condition: Condition;
  category: string | null;
  brand: string | null;
  location: string | null;
}

/** Sentences by field, of what came out of a variation and is no listing any more. */
export type VariationErrors = Partial<Record<keyof PostOverrides, string>>;

export interface Varied {
  /** Null where the account says what the listing says. */
  overrides: PostOverrides;
  errors: VariationErrors;
}

/** The listing as the account would show it. Where a rule leads to nothing sensible, the sentence says so. */
export function applyVariation(listing: VariedListing, accountName: string, variation: Variation): Varied {
  const overrides: PostOverrides = { title: null, description: null, priceMinor: null };
  const errors: VariationErrors = {};
  const priceMinor =
    variation.price === null
      ? listing.priceMinor
      : applyPriceRule(listing.priceMinor, listing.currency, variation.price);
  if (priceMinor === null) {
    errors.priceMinor = `The price rule of ${accountName} makes no price of ${formatMoney(moneyOf(listing))}.`;
  } else if (priceMinor !== listing.priceMinor) {
    overrides.priceMinor = priceMinor;
  }
  const values = valuesOf({ ...listing, priceMinor: priceMinor ?? listing.priceMinor }, accountName);
  for (const [field, schema] of [
    ['title', titleSchema],
    ['description', descriptionSchema],
  ] as const) {
    const template = variation[field];
    if (template === null) {
      continue;
    }
    const parsed = schema.safeParse(fill(template, values));
    if (!parsed.success) {
      errors[field] = `As ${accountName} says it: ${parsed.error.issues[0]?.message ?? 'not as it should be.'}`;
    } else if (parsed.data !== listing[field]) {
      overrides[field] = parsed.data;
    }
  }
  return { overrides, errors };
}

function moneyOf({ priceMinor, currency }: VariedListing) {
  return { amountMinor: priceMinor, currency };
}

function valuesOf(listing: VariedListing, accountName: string): Record<VariationVariable, string> {
  return {
    title: listing.title,
    description: listing.description,
    price: formatMoney(moneyOf(listing)),
    sku: listing.sku,
    brand: listing.brand ?? '',
    location: listing.location ?? '',
    condition: conditionNames[listing.condition],
    category: listing.category ?? '',
    account: accountName,
  };
}

/** In one pass: what a variable brings in is not read for variables again. */
function fill(template: string, values: Record<VariationVariable, string>): string {
  return template.replace(placeholder, (whole, name: string) => {
    const variable = name.trim().toLowerCase();
    return isVariable(variable) ? values[variable] : whole;
  });
}

/** `Title, price +5 %`: what a variation changes, for a line beside the account. Null where it changes nothing. */
export function describeVariation(variation: Variation | null): string | null {
  if (variation === null) {
    return null;
  }
  const parts = [
    ...(variation.title === null ? [] : ['title']),
    ...(variation.description === null ? [] : ['description']),
    ...(variation.price === null ? [] : [describePrice(variation.price)]),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

function describePrice({ basisPoints, amountMinor, ending }: NonNullable<Variation['price']>): string {
  const sign = (value: number) => (value > 0 ? '+' : '−');
  const parts = [
    ...(basisPoints === 0 ? [] : [`${sign(basisPoints)}${Math.abs(basisPoints) / 100} %`]),
    ...(amountMinor === 0 ? [] : [`${sign(amountMinor)}${(Math.abs(amountMinor) / 100).toFixed(2)}`]),
    ...(ending === null ? [] : [`ending .${String(ending).padStart(2, '0')}`]),
  ];
  return parts.length === 0 ? 'price as it is' : `price ${parts.join(', ')}`;
}
