import { clsx } from 'clsx';

/**
 * Class names in one string. Nothing is merged (a merger weighs as much as the rest of a page): classes that would
 * set the same property are chosen between, and a primitive's `className` is only for its place in the layout.
 */
export const cn = clsx;
