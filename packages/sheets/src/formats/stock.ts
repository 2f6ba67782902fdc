/** What shops write where there is none left: 0, or below it what was sold beyond that. */
export function isNoneInStock(quantity: string): boolean {
  return /^(?:-\d+(?:\.\d+)?|0+(?:\.0+)?)$/.test(quantity);
}
