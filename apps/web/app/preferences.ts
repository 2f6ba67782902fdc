/** What a person's browser remembers about looks and time. Neither is secret; the page itself sets both. */

/** `system` follows the device. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const oneYearS = 31_536_000;
const themeName = 'hawker_theme';
const zoneName = 'hawker_zone';

/** In a cookie, so that the server already answers in the right colours. */
export function themeCookie(theme: Theme): string {
  return preference(themeName, theme);
}

export function themeFromCookies(header: string | null): Theme {
  const value = cookieValue(header, themeName);
  return themes.find((theme) => theme === value) ?? 'system';
}

export function zoneCookie(zone: string): string {
  return preference(zoneName, zone);
}

/** The viewer's time zone as the browser last told it; UTC before the first visit, and for nonsense. */
export function zoneFromCookies(header: string | null): string {
  const value = cookieValue(header, zoneName);
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value ?? 'UTC' }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

function preference(name: string, value: string): string {
  return `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${oneYearS}; SameSite=Lax`;
}

function cookieValue(header: string | null, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const [key, value = ''] = part.trim().split('=', 2);
    if (key === name) {
      try {
        return decodeURIComponent(value);
      } catch {
        return null;
      }
    }
  }
  return null;
}
