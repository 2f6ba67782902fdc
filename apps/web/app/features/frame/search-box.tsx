import { Form, useLocation, useSearchParams } from '@remix-run/react';
import { Search } from 'lucide-react';
import type { RefObject } from 'react';
import { Input } from '../../components/input.tsx';
import { Kbd } from '../../components/page.tsx';
import { useFollowedValue } from '../../components/use-followed-value.ts';

/** Looks through posts from anywhere; on the posts page it shows what is being looked for. */
export function SearchBox({ field }: { field: RefObject<HTMLInputElement> }) {
  const { pathname } = useLocation();
  const [params] = useSearchParams();
  const current = pathname === '/posts' ? (params.get('q') ?? '') : '';
  useFollowedValue(field, current);
  return (
    <Form action="/posts" role="search" className="relative min-w-0 max-w-md flex-1">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-muted"
      />
      <Input
        ref={field}
        type="search"
        name="q"
        aria-label="Search posts"
        aria-keyshortcuts="/"
        placeholder="Search posts"
        defaultValue={current}
        autoComplete="off"
        controlSize="bar"
        look="quiet"
        className="peer pl-8.5 sm:pr-9"
      />
      <span
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 peer-focus:hidden max-sm:hidden"
      >
        <Kbd>/</Kbd>
      </span>
    </Form>
  );
}
