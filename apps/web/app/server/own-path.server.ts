/**
 * Where to go after signing in: only ever a page of our own. A browser reads `//host`, `/\host` and even `/.//host` as
 * another site, so the address is resolved first and judged as what it became.
 */
export function ownPath(wanted: string | null): string {
  const base = 'http://own.invalid';
  if (wanted === null || !wanted.startsWith('/') || !URL.canParse(wanted, base)) {
    return '/';
  }
  const { origin, pathname, search } = new URL(wanted, base);
  if (origin !== base || pathname.startsWith('//') || notAfterSignIn.has(pathname)) {
    return '/';
  }
  return `${pathname}${search}`;
}

const notAfterSignIn: ReadonlySet<string> = new Set(['/sign-in', '/sign-out', '/setup']);
