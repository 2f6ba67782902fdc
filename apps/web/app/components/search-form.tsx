import { Form, useSubmit } from '@remix-run/react';
import { type ReactNode, useEffect, useRef } from 'react';
import { SearchInput } from './search-input.tsx';
import { useFollowedValue } from './use-followed-value.ts';

/** How long typing pauses before the list follows, in milliseconds. */
const typingMs = 300;

interface SearchFormProps {
  /** The page's own address, without filters. */
  address: string;
  label: string;
  /** As the address has it. */
  search: string;
  searchLabel: string;
  className?: string;
  /** Other filters, as fields with a name: each is followed when it is chosen. */
  children?: ReactNode;
}

/** A form that goes to its own page: every choice is in the address at once, and a search when typing pauses. */
export function SearchForm({ address, label, search, searchLabel, className, children }: SearchFormProps) {
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const typing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useFollowedValue(input, search);
  useEffect(() => () => clearTimeout(typing.current), []);

  // A choice can be gone back from; every pause in typing cannot.
  const follow = (replace = false) => {
    clearTimeout(typing.current);
    if (form.current) {
      submit(withoutEmpty(form.current), { action: address, replace, preventScrollReset: true });
    }
  };
  const followSoon = () => {
    clearTimeout(typing.current);
    typing.current = setTimeout(() => isLeaving(address) || follow(search !== ''), typingMs);
  };
  return (
    <Form
      ref={form}
      action={address}
      role="search"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        follow();
      }}
      onChange={({ target }) => (target === input.current ? followSoon() : follow())}
      className={className}
    >
      <SearchInput
        ref={input}
        name="q"
        aria-label={searchLabel}
        placeholder="Title or SKU"
        defaultValue={search}
        className="col-span-2 md:w-64"
      />
      {children}
    </Form>
  );
}

/** A link was followed before typing paused: to follow the words then would call the person back. */
function isLeaving(address: string): boolean {
  const { location } = window.__remixRouter.state.navigation;
  return location !== undefined && location.pathname !== address;
}

function withoutEmpty(form: HTMLFormElement): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value.trim() !== '') {
      params.set(name, value.trim());
    }
  }
  return params;
}
