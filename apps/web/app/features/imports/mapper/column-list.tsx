import { useId } from 'react';
import { Select } from '../../../components/input.tsx';
import { allColumns, columnNames } from '../grid/sheet-columns.ts';
import type { Column } from '../upload-types.ts';
import { type Mapping, namesIn, samplesOf } from './mapping-state.ts';

interface ColumnListProps {
  header: readonly string[];
  sample: readonly (readonly string[])[];
  mapping: Mapping;
  onChange: (name: string, column: Column | null) => void;
}

/** The columns of the file, each with what stands in it and what it is to be. */
export function ColumnList({ header, sample, mapping, onChange }: ColumnListProps) {
  return (
    <ul className="divide-y">
      {namesIn(header).map((name) => (
        <ColumnChoice
          key={name}
          name={name}
          samples={samplesOf(name, header, sample)}
          chosen={mapping[name] ?? null}
          onChange={(column) => onChange(name, column)}
        />
      ))}
    </ul>
  );
}

interface ColumnChoiceProps {
  name: string;
  samples: readonly string[];
  chosen: Column | null;
  onChange: (column: Column | null) => void;
}

function ColumnChoice({ name, samples, chosen, onChange }: ColumnChoiceProps) {
  const id = useId();
  return (
    <li className="grid items-center gap-x-6 gap-y-2 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_13rem]">
      <div className="min-w-0">
        <label htmlFor={id} dir="auto" className="block wrap-anywhere text-left font-medium text-sm">
          {name}
        </label>
        <p id={`${id}-samples`} dir="auto" className="truncate text-left text-ink-muted text-sm">
          {samples.length === 0 ? 'Empty in the first rows' : samples.join(' · ')}
        </p>
      </div>
      <Select
        id={id}
        controlSize="bar"
        aria-describedby={`${id}-samples`}
        value={chosen ?? ''}
        onChange={(event) => onChange(allColumns.find((column) => column === event.target.value) ?? null)}
      >
        <option value="">Leave out</option>
        {allColumns.map((column) => (
          <option key={column} value={column}>
            {columnNames[column]}
          </option>
        ))}
      </Select>
    </li>
  );
}
