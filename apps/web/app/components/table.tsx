import { type ComponentProps, createContext, type ReactNode, useContext } from 'react';
import { Checkbox } from './choice.tsx';
import { cn } from './cn.ts';

/**
 * A table whose rows become two-line cards under 640 px. Each cell says where it goes there (`card`); a cell that says
 * nothing is not shown on a phone. Roles are written out, because a table laid out as a grid loses them.
 *
 *   [select] [photo] [title         ] [end ]
 *   [select] [photo] [status  meta  ] [end2]
 */
export type CardArea = 'select' | 'photo' | 'title' | 'end' | 'status' | 'meta' | 'end2';

const areaStyles: Record<CardArea, string> = {
  select: 'max-sm:[grid-area:select] max-sm:pr-3',
  photo: 'max-sm:[grid-area:photo] max-sm:pr-3',
  title: 'max-sm:[grid-area:title] max-sm:pr-3',
  end: 'max-sm:[grid-area:end] max-sm:text-right',
  status: 'max-sm:[grid-area:status] max-sm:pr-2',
  meta: 'max-sm:[grid-area:meta] max-sm:truncate max-sm:text-ink-muted max-sm:text-xs',
  end2: 'max-sm:[grid-area:end2] max-sm:text-right max-sm:text-ink-muted max-sm:text-xs',
};

/** Columns that leave first when the room gets small. */
type From = 'md' | 'lg' | 'xl';

const fromStyles: Record<From, string> = {
  md: 'sm:max-md:hidden',
  lg: 'sm:max-lg:hidden',
  xl: 'sm:max-xl:hidden',
};

const CompactContext = createContext(false);

interface TableProps {
  /** Read out as the table's name. */
  label: string;
  /** Rows of 32 px instead of 40 px. */
  compact?: boolean;
  children: ReactNode;
}

export function Table({ label, compact = false, children }: TableProps) {
  return (
    <CompactContext.Provider value={compact}>
      {/* biome-ignore lint/a11y/noRedundantRoles: see the top of the file. */}
      <table role="table" aria-label={label} className="w-full border-separate border-spacing-0 text-sm max-sm:block">
        {children}
      </table>
    </CompactContext.Provider>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see the top of the file.
    <thead role="rowgroup" className="max-sm:sr-only">
      {/* biome-ignore lint/a11y/noRedundantRoles: see the top of the file. */}
      <tr role="row">{children}</tr>
    </thead>
  );
}

interface ThProps {
  children?: ReactNode;
  /** For a column whose heading is not shown. */
  label?: string;
  numeric?: boolean;
  from?: From;
  className?: string;
}

export function Th({ children, label, numeric = false, from, className }: ThProps) {
  return (
    <th
      // biome-ignore lint/a11y/noRedundantRoles: see the top of the file.
      role="columnheader"
      scope="col"
      className={cn(
        // The shadow fills what rounding leaves open between two headings.
        'sticky top-14 z-10 h-9 border-b bg-sunken not-last:shadow-[1px_0_var(--sunken)] px-3 font-medium text-ink-muted text-xs first:rounded-tl-md first:pl-4 last:rounded-tr-md last:pr-4',
        numeric ? 'text-right' : 'text-left',
        from && fromStyles[from],
        className,
      )}
    >
      {label ? <span className="sr-only">{label}</span> : null}
      {children}
    </th>
  );
}

export function TableBody({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see the top of the file.
    <tbody role="rowgroup" className="max-sm:block [&>tr:last-child>td]:border-b-0">
      {children}
    </tbody>
  );
}

export function Tr({ selected = false, className, ...rest }: ComponentProps<'tr'> & { selected?: boolean }) {
  return (
    <tr
      {...rest}
      // biome-ignore lint/a11y/noRedundantRoles: see the top of the file.
      role="row"
      {...(selected ? { 'aria-selected': true } : {})}
      className={cn(
        'group/row max-sm:grid max-sm:grid-cols-[auto_auto_auto_minmax(0,1fr)_auto] max-sm:items-center max-sm:gap-y-1 max-sm:border-b max-sm:px-4 max-sm:py-2.5 max-sm:last:border-b-0',
        "max-sm:[grid-template-areas:'select_photo_title_title_end'_'select_photo_status_meta_end2']",
        selected ? 'bg-accent-tint' : 'hover:bg-hover',
        className,
      )}
    />
  );
}

interface TdProps {
  card?: CardArea;
  numeric?: boolean;
  from?: From;
  className?: string;
  children?: ReactNode;
}

export function Td({ card, numeric = false, from, className, children }: TdProps) {
  const compact = useContext(CompactContext);
  return (
    <td
      // biome-ignore lint/a11y/noRedundantRoles: see the top of the file.
      role="cell"
      className={cn(
        'min-w-0 sm:border-b sm:px-3 sm:last:pr-4 sm:first:pl-4',
        compact ? 'sm:h-8' : 'sm:h-10',
        numeric && 'whitespace-nowrap sm:text-right',
        from && fromStyles[from],
        card ? areaStyles[card] : 'max-sm:hidden',
        className,
      )}
    >
      {children}
    </td>
  );
}

interface SelectCellProps {
  /** The row's name: read as `Select Oak table`. */
  name: string;
  checked: boolean;
  onChange: (checked: boolean, event: { shiftKey: boolean }) => void;
}

export function SelectTd({ name, checked, onChange }: SelectCellProps) {
  return (
    <Td card="select" className="sm:w-10 sm:pr-0">
      <Checkbox
        aria-label={`Select ${name}`}
        checked={checked}
        onChange={(event) => {
          const { nativeEvent } = event;
          onChange(event.target.checked, { shiftKey: nativeEvent instanceof MouseEvent && nativeEvent.shiftKey });
        }}
      />
    </Td>
  );
}

interface SelectAllProps {
  /** What is selected: `all 100 posts on this page`. */
  name: string;
  state: 'none' | 'some' | 'all';
  onChange: (checked: boolean) => void;
}

export function SelectAllTh({ name, state, onChange }: SelectAllProps) {
  return (
    <Th className="w-10 pr-0">
      <Checkbox
        aria-label={`Select ${name}`}
        checked={state === 'all'}
        indeterminate={state === 'some'}
        onChange={(event) => onChange(event.target.checked)}
      />
    </Th>
  );
}

/** One line, whole in its tooltip, and in its own direction. */
function RowTitle({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <span dir="auto" title={text} className="block truncate text-left font-medium">
      {children ?? text}
    </span>
  );
}

/** The name of a row, usually a link in it. The cell takes the room that the others leave. */
export function TitleTd({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <Td card="title" className="sm:w-full sm:max-w-0">
      <RowTitle text={text}>{children}</RowTitle>
    </Td>
  );
}
