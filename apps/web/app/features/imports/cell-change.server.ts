import type { Inputs } from '@hawker/api';

type CellChange = Omit<Inputs['uploads']['changeCell'], 'id'>;

/** What the grid sends for one cell. The router's schema has the last word on it. */
export function cellChangeFrom(form: FormData): CellChange {
  const [expect, mark] = [form.get('expect'), form.get('mark')];
  return {
    row: Number(form.get('row')),
    column: String(form.get('column')) as CellChange['column'],
    text: String(form.get('text') ?? ''),
    ...(expect === null ? {} : { expect: String(expect) }),
    ...(mark === null ? {} : { mark: mark === 'none' ? null : (String(mark) as 'mended') }),
  };
}

/** What it sends for cells that are pasted together. */
export function cellChangesFrom(form: FormData): CellChange[] {
  try {
    return JSON.parse(String(form.get('changes')));
  } catch {
    throw new Response(null, { status: 400 });
  }
}
