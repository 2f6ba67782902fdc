/** Numbers of machines, as text that the core's `parseMoney` reads as what they are. */

/**
 * A point is always the decimal sign in these formats, and three digits after it are no thousands: `12.500` is twelve
 * and a half. A fourth digit tells `parseMoney` so.
 */
export function pointIsDecimal(text: string): string {
  return text.replace(/^([^\d,]*\d+\.\d{3})(?![\d.,])/, '$10');
}

/** A number cell, without what binary fractions add: 0.1 + 0.2 is 0.3. No exponent below 1e21. */
export function numberText(number: number): string {
  const rounded = Number(number.toPrecision(15));
  return Number.isInteger(rounded) ? rounded.toLocaleString('en', { useGrouping: false }) : String(rounded);
}
