import { describe, expect, it } from 'vitest';
import { themeCookie, themeFromCookies, themes, zoneCookie, zoneFromCookies } from './preferences.ts';

/** What the browser sends back for a Set-Cookie line. */
const sentBack = (cookie: string) => `other=1; ${cookie.split(';')[0]}; last=2`;

describe('preferences in cookies', () => {
  it.each(themes)('keep the theme %s', (theme) => {
    expect(themeFromCookies(sentBack(themeCookie(theme)))).toBe(theme);
  });

  it('follow the device when nothing or nonsense was kept', () => {
    expect(themeFromCookies(null)).toBe('system');
    expect(themeFromCookies('hawker_theme=purple')).toBe('system');
    expect(themeFromCookies('hawker_theme=%')).toBe('system');
  });

  it('keep the time zone, and fall back to UTC', () => {
    expect(zoneFromCookies(sentBack(zoneCookie('America/Argentina/Buenos_Aires')))).toMatch(/Buenos_Aires$/);
    expect(zoneFromCookies(null)).toBe('UTC');
    expect(zoneFromCookies('hawker_zone=Mars/Olympus')).toBe('UTC');
  });
});
