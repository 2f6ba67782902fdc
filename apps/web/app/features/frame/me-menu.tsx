import type { Role } from '@hawker/core';
import { useSubmit } from '@remix-run/react';
import { Activity, CircleUserRound, Keyboard, LogOut, Settings } from 'lucide-react';
import { IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';

export interface Me {
  email: string;
  role: Role;
}

const diagnostics = { kind: 'link', label: 'Diagnostics', to: '/diagnostics', icon: Activity } as const;

export function MeMenu({ me, onShowShortcuts }: { me: Me; onShowShortcuts: () => void }) {
  const submit = useSubmit();
  const signOut = () => submit(null, { method: 'post', action: '/sign-out' });
  return (
    <Menu
      trigger={<IconButton icon={CircleUserRound} label={`Signed in as ${me.email}`} />}
      entries={[
        { kind: 'heading', label: 'Signed in as', detail: me.email },
        { kind: 'separator', before: 'settings' },
        ...(me.role === 'owner' ? [diagnostics] : []),
        { kind: 'link', label: 'Settings', to: '/settings', icon: Settings },
        { kind: 'act', label: 'Keyboard shortcuts', icon: Keyboard, onSelect: onShowShortcuts },
        { kind: 'separator', before: 'sign out' },
        { kind: 'act', label: 'Sign out', icon: LogOut, onSelect: signOut },
      ]}
    />
  );
}
