import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { themeCookie, themes } from '../../preferences.ts';
import { useDocumentFacts } from './document-context.tsx';

const looks = {
  system: { value: 'system', label: 'Like the device', icon: Monitor },
  light: { value: 'light', label: 'Light', icon: Sun },
  dark: { value: 'dark', label: 'Dark', icon: Moon },
} as const;

export function ThemeMenu() {
  const [theme, setTheme] = useState(useDocumentFacts().theme);
  const choose = (value: string) => {
    const next = themes.find((known) => known === value) ?? 'system';
    setTheme(next);
    document.documentElement.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support.
    document.cookie = themeCookie(next);
  };
  return (
    <Menu
      trigger={<IconButton icon={looks[theme].icon} label={`Theme: ${looks[theme].label.toLowerCase()}`} />}
      entries={[
        {
          kind: 'choice',
          label: 'Theme',
          value: theme,
          options: themes.map((known) => looks[known]),
          onChange: choose,
        },
      ]}
    />
  );
}
