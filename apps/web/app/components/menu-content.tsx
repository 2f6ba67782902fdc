import { Link } from '@remix-run/react';
import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactElement } from 'react';
import { cn } from './cn.ts';
import type { MenuChoice, MenuEntry } from './menu.tsx';

const itemStyles =
  'relative flex min-h-9 w-full cursor-pointer select-none items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-left text-sm outline-none data-disabled:cursor-not-allowed data-highlighted:bg-hover data-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0';

export interface OpenableMenuProps {
  trigger: ReactElement;
  align: 'start' | 'end';
  entries: readonly MenuEntry[];
  /** Drawn for the first time because it was asked for. */
  startsOpen: boolean;
}

/** The part of a menu that weighs something; menu.tsx loads it. */
export default function OpenableMenu({ trigger, align, entries, startsOpen }: OpenableMenuProps) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen={startsOpen}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      {/* In place, not at the end of the document: it stays within its landmark. */}
      <DropdownMenu.Content
        align={align}
        sideOffset={6}
        collisionPadding={8}
        className="appear z-50 min-w-48 max-w-80 rounded-md border bg-raised p-1 text-left font-normal text-ink shadow-raised"
      >
        {entries.map((entry) => (
          <Entry key={keyOf(entry)} entry={entry} />
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

function keyOf(entry: MenuEntry): string {
  if (entry.kind === 'separator') {
    return `separator ${entry.before}`;
  }
  return `${entry.kind} ${entry.label}`;
}

function Entry({ entry }: { entry: MenuEntry }) {
  switch (entry.kind) {
    case 'act':
      return (
        <DropdownMenu.Item
          disabled={entry.disabled ?? false}
          onSelect={entry.onSelect}
          className={cn(itemStyles, entry.danger && 'text-bad-ink')}
        >
          {entry.icon ? <entry.icon aria-hidden /> : null}
          {entry.label}
        </DropdownMenu.Item>
      );
    case 'link':
      return (
        <DropdownMenu.Item asChild className={itemStyles}>
          <Link to={entry.to} prefetch="intent">
            {entry.icon ? <entry.icon aria-hidden /> : null}
            {entry.label}
          </Link>
        </DropdownMenu.Item>
      );
    case 'download':
      return (
        <DropdownMenu.Item asChild className={itemStyles}>
          <a href={entry.href} download>
            {entry.label}
          </a>
        </DropdownMenu.Item>
      );
    case 'choice':
      return <Choice entry={entry} />;
    case 'heading':
      return (
        <DropdownMenu.Label className="px-2.5 py-1.5 text-ink-muted text-xs">
          {entry.label}
          {entry.detail ? <span className="block truncate font-medium text-ink text-sm">{entry.detail}</span> : null}
        </DropdownMenu.Label>
      );
    case 'separator':
      return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
  }
}

function Choice({ entry }: { entry: MenuChoice }) {
  return (
    <DropdownMenu.RadioGroup value={entry.value} aria-label={entry.label} onValueChange={entry.onChange}>
      {entry.options.map(({ value, label, icon: Icon }) => (
        <DropdownMenu.RadioItem key={value} value={value} className={cn(itemStyles, 'pr-8')}>
          {Icon ? <Icon aria-hidden /> : null}
          {label}
          <DropdownMenu.ItemIndicator className="absolute right-2.5">
            <Check aria-hidden />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
