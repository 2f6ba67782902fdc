import { useNavigate, useNavigation } from '@remix-run/react';
import { useId } from 'react';
import { Select } from '../../../components/input.tsx';
import { type HeaderRowChoice, headerRowWords } from './mapping-state.ts';

interface HeaderRowProps {
  headerRow: number;
  choices: readonly HeaderRowChoice[];
}

/** In which row of the file the headers are: found by itself, and said otherwise here. */
export function HeaderRow({ headerRow, choices }: HeaderRowProps) {
  const id = useId();
  const navigate = useNavigate();
  const { location } = useNavigation();
  const wanted = new URLSearchParams(location?.search).get('headers');
  return (
    <div className="grid items-center gap-x-6 gap-y-2 border-b bg-sunken px-4 py-3 sm:grid-cols-[minmax(0,1fr)_13rem]">
      <div className="min-w-0">
        <label htmlFor={id} className="block font-medium text-sm">
          The headers are in
        </label>
        <p id={`${id}-hint`} className="text-ink-muted text-sm">
          What stands above them is not read.
        </p>
      </div>
      <Select
        id={id}
        controlSize="bar"
        aria-describedby={`${id}-hint`}
        value={wanted ?? headerRow}
        onChange={(event) => navigate(`?headers=${event.target.value}`, { replace: true, preventScrollReset: true })}
      >
        {choices.map((choice) => (
          <option key={choice.row} value={choice.row}>
            {headerRowWords(choice)}
          </option>
        ))}
      </Select>
    </div>
  );
}
