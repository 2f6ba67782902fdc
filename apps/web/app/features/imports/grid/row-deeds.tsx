/** What can be said about a row by a button in one of its cells. Tab reaches it from its cell. */

import { Link2 } from 'lucide-react';
import { Button } from '../../../components/button.tsx';
import type { UploadRow } from '../upload-types.ts';
import { CellNote } from './cell-note.tsx';

interface AcceptUpdateProps {
  row: UploadRow;
  isActive: boolean;
  onAccept: (row: UploadRow) => void;
}

/** For a row that stayed because another with its SKU went: it may change that listing. */
export function AcceptUpdate({ row, isActive, onAccept }: AcceptUpdateProps) {
  return row.twinRow === null || row.isOut ? null : (
    <CellButton label="Update that listing" isActive={isActive} onPress={() => onAccept(row)} />
  );
}

interface TakenForProps {
  id: string;
  row: UploadRow;
  isActive: boolean;
  onAnother: (row: UploadRow) => void;
}

/** For a row that says no SKU and was taken for a listing by its title: it may be another one. */
export function TakenFor({ id, row, isActive, onAnother }: TakenForProps) {
  return (
    <>
      <CellNote
        id={id}
        icon={Link2}
        look="text-ink-muted"
        sentence={`Taken for the listing “${row.takenFor ?? ''}” that is here, because the file says no SKU.`}
      />
      <CellButton label="It is another one" isActive={isActive} onPress={() => onAnother(row)} />
    </>
  );
}

interface CellButtonProps {
  label: string;
  isActive: boolean;
  onPress: () => void;
}

function CellButton({ label, isActive, onPress }: CellButtonProps) {
  return (
    <span className="block px-3 pb-2">
      <Button
        size="sm"
        tabIndex={isActive ? 0 : -1}
        onClick={(event) => {
          // The button goes with the answer; the focus stays where it was.
          event.currentTarget.closest<HTMLElement>('[role="gridcell"]')?.focus();
          onPress();
        }}
      >
        {label}
      </Button>
    </span>
  );
}
