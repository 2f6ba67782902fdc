/** Who did something with a token: `Ann (token “Stock sync”)`. A program is its person's, and one of several. */
export function programWords(owner: string | null, tokenName: string): string {
  return `${owner ?? 'A program'} (token “${tokenName}”)`;
}
