import { CircleCheck, CircleDashed } from 'lucide-react';
import { columnNames } from '../grid/sheet-columns.ts';
import { type Mapping, namesFor, requiredColumns } from './mapping-state.ts';

/** What must be said before the rows can be read, and what was said of it. */
export function RequiredColumns({ header, mapping }: { header: readonly string[]; mapping: Mapping }) {
  return (
    <ul className="grid gap-1.5 text-sm" aria-live="polite">
      {requiredColumns.map((column) => {
        const names = namesFor(column, header, mapping);
        const isSaid = names.length > 0;
        const Icon = isSaid ? CircleCheck : CircleDashed;
        return (
          <li key={column} className="flex items-start gap-2">
            <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${isSaid ? 'text-good-ink' : 'text-caution-ink'}`} />
            <span className="min-w-0 wrap-anywhere">
              <span className="font-medium">{columnNames[column]}</span>{' '}
              <span className="text-ink-muted">
                {isSaid ? `is ${names.map((name) => `“${name}”`).join(', ')}` : 'is wanted: choose its column'}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
