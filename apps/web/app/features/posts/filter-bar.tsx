import { attemptClasses, postStatuses } from '@hawker/core';
import { Form, useSubmit } from '@remix-run/react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { ClearFilters } from '../../components/clear-filters.tsx';
import { Select } from '../../components/input.tsx';
import { SearchInput } from '../../components/search-input.tsx';
import { postStatusLooks } from '../../components/statuses.ts';
import { useFollowedValue } from '../../components/use-followed-value.ts';
import { isFiltered, type PostFilters } from './post-filters.ts';
import { describeClass } from './post-words.ts';

interface Choice {
  value: string;
  label: string;
}

export interface FilterChoices {
  accounts: readonly Choice[];
  channels: readonly Choice[];
  batches: readonly Choice[];
}

interface FilterBarProps extends FilterChoices {
  filters: PostFilters;
  /** The page's own address, without filters. */
  address: string;
}

/** How long typing pauses before the list follows, in milliseconds. */
const typingMs = 300;

/** A form that goes to its own page: every choice is in the address at once, and a search when typing pauses. */
export function FilterBar({ filters, address, accounts, channels, batches }: FilterBarProps) {
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const typing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(typing.current), []);

  // A choice can be gone back from; every pause in typing cannot.
  const follow = (replace = false) => {
    clearTimeout(typing.current);
    if (form.current) {
      submit(withoutEmpty(form.current), { action: address, replace, preventScrollReset: true });
    }
  };
  const choose = () => follow();
  return (
    <Form
      ref={form}
      action={address}
      role="search"
      aria-label="Filter posts"
      onSubmit={(event) => {
        event.preventDefault();
        follow();
      }}
      className="grid grid-cols-2 gap-2 px-4 py-3 md:flex md:flex-wrap md:items-center"
    >
      <SearchField
        value={filters.search}
        onType={() => {
          clearTimeout(typing.current);
          typing.current = setTimeout(() => isLeaving(address) || follow(filters.search !== ''), typingMs);
        }}
      />
      <Filter name="status" label="Status" any="Any status" value={filters.state ?? ''} onChange={choose}>
        <optgroup label="Together">
          <option value="waiting">Waiting</option>
          <option value="needsYou">Needs you</option>
          <option value="live">Live</option>
          <option value="ended">Ended</option>
        </optgroup>
        <optgroup label="One status">
          {postStatuses.map((status) => (
            <option key={status} value={status}>
              {postStatusLooks[status].word}
            </option>
          ))}
        </optgroup>
      </Filter>
      {hasReasons(filters) ? (
        <Filter name="why" label="Reason" any="Any reason" value={filters.lastClass ?? ''} onChange={choose}>
          {attemptClasses.map((name) => (
            <option key={name} value={name}>
              {describeClass(name)}
            </option>
          ))}
        </Filter>
      ) : null}
      {accounts.length > 0 ? (
        <Filter name="account" label="Account" any="Any account" value={filters.accountId ?? ''} onChange={choose}>
          <Options choices={accounts} />
        </Filter>
      ) : null}
      {channels.length > 1 || filters.channel ? (
        <Filter name="channel" label="Channel" any="Any channel" value={filters.channel ?? ''} onChange={choose}>
          <Options choices={channels} />
        </Filter>
      ) : null}
      {batches.length > 0 ? (
        <Filter name="batch" label="Batch" any="Any batch" value={filters.batchId ?? ''} onChange={choose}>
          <Options choices={batches} />
        </Filter>
      ) : null}
      <noscript>
        <Button type="submit">Filter</Button>
      </noscript>
      {isFiltered(filters) ? <ClearFilters to={address} /> : null}
    </Form>
  );
}

/** A link was followed before typing paused: to follow the words then would call the person back. */
function isLeaving(address: string): boolean {
  const { location } = window.__remixRouter.state.navigation;
  return location !== undefined && location.pathname !== address;
}

/** Only what did not go well has a reason. */
function hasReasons({ state, lastClass }: PostFilters): boolean {
  return lastClass !== null || state === 'failed' || state === 'needsYou' || state === 'needs_review';
}

function SearchField({ value, onType }: { value: string; onType: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  useFollowedValue(input, value);
  return (
    <SearchInput
      ref={input}
      name="q"
      aria-label="Title or SKU"
      placeholder="Title or SKU"
      defaultValue={value}
      className="col-span-2 md:w-64"
      onChange={onType}
    />
  );
}

interface FilterProps {
  name: string;
  label: string;
  /** What it says while it does not filter. */
  any: string;
  value: string;
  onChange: () => void;
  children: ReactNode;
}

function Filter({ name, label, any, value, onChange, children }: FilterProps) {
  const field = useRef<HTMLSelectElement>(null);
  useFollowedValue(field, value);
  return (
    <Select
      ref={field}
      name={name}
      aria-label={label}
      controlSize="bar"
      defaultValue={value}
      onChange={onChange}
      className="min-w-0 md:max-w-48"
    >
      <option value="">{any}</option>
      {children}
    </Select>
  );
}

function Options({ choices }: { choices: readonly Choice[] }) {
  return choices.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
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
