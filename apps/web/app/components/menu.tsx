import type { LucideIcon } from 'lucide-react';
import { type ComponentType, cloneElement, type HTMLAttributes, type ReactElement, useState } from 'react';
import type { OpenableMenuProps } from './menu-content.tsx';

export interface MenuChoice {
  kind: 'choice';
  label: string;
  value: string;
  options: ReadonlyArray<{ value: string; label: string; icon?: LucideIcon }>;
  onChange: (value: string) => void;
}

export type MenuEntry =
  | { kind: 'act'; label: string; onSelect: () => void; icon?: LucideIcon; danger?: boolean; disabled?: boolean }
  | { kind: 'link'; label: string; to: string; icon?: LucideIcon }
  /** A file that the browser saves. */
  | { kind: 'download'; label: string; href: string }
  | MenuChoice
  | { kind: 'heading'; label: string; detail?: string }
  /** `before` names what follows, so that each separator has a key of its own. */
  | { kind: 'separator'; before: string };

interface MenuProps {
  /** A Button or an IconButton. */
  trigger: ReactElement<HTMLAttributes<HTMLButtonElement>>;
  align?: 'start' | 'end';
  entries: readonly MenuEntry[];
}

const loadMenu = () => import('./menu-content.tsx');

/**
 * A button that opens a short list of acts. What places the list and moves the focus in it is loaded when the pointer
 * or the focus first comes near: a page full of rows starts without it. Until it is there the button stays as it is,
 * with the focus, and Escape calls the list off.
 */
export function Menu({ trigger, align = 'end', entries }: MenuProps) {
  const [wanted, setWanted] = useState(false);
  const [Openable, setOpenable] = useState<ComponentType<OpenableMenuProps> | null>(null);
  const open = () => {
    setWanted(true);
    loadMenu().then(
      (loaded) => setOpenable(() => loaded.default),
      // Thrown where React draws: the page says that it failed.
      (problem: unknown) =>
        setOpenable(() => {
          throw problem;
        }),
    );
  };
  if (wanted && Openable !== null) {
    return <Openable trigger={trigger} align={align} entries={entries} startsOpen />;
  }
  return cloneElement(trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: () => void loadMenu(),
    onFocus: () => void loadMenu(),
    onClick: open,
    onKeyDown: (event) => {
      if (event.key === 'ArrowDown') {
        event.preventDefault();
        open();
      } else if (event.key === 'Escape') {
        setWanted(false);
      }
    },
  });
}
