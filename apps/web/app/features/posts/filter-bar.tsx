import { attemptClasses, postStatuses } from '@hawker/core';
import { type ReactNode, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { ClearFilters } from '../../components/clear-filters.tsx';
import { Select } from '../../components/input.tsx';
import { SearchForm } from '../../components/search-form.tsx';
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

export function FilterBar({ filters, address, accounts, channels, batches }: FilterBarProps) {
  return (
    <SearchForm
      address={address}
      label="Filter posts"
      search={filters.search}
      searchLabel="Title or SKU"
      className="grid grid-cols-2 gap-2 px-4 py-3 md:flex md:flex-wrap md:items-center"
    >
      <Filter name="status" label="Status" any="Any status" value={filters.state ?? ''}>
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
        <Filter name="why" label="Reason" any="Any reason" value={filters.lastClass ?? ''}>
          {attemptClasses.map((name) => (
            <option key={name} value={name}>
              {describeClass(name)}
            </option>
          ))}
        </Filter>
      ) : null}
      {accounts.length > 0 ? (
        <Filter name="account" label="Account" any="Any account" value={filters.accountId ?? ''}>
          <Options choices={accounts} />
        </Filter>
      ) : null}
      {channels.length > 1 || filters.channel ? (
        <Filter name="channel" label="Channel" any="Any channel" value={filters.channel ?? ''}>
          <Options choices={channels} />
        </Filter>
      ) : null}
      {batches.length > 0 ? (
        <Filter name="batch" label="Batch" any="Any batch" value={filters.batchId ?? ''}>
          <Options choices={batches} />
        </Filter>
      ) : null}
      <noscript>
        <Button type="submit">Filter</Button>
      </noscript>
      {isFiltered(filters) ? <ClearFilters to={address} /> : null}
    </SearchForm>
  );
}

/** Only what did not go well has a reason. */
function hasReasons({ state, lastClass }: PostFilters): boolean {
  return lastClass !== null || state === 'failed' || state === 'needsYou' || state === 'needs_review';
}

interface FilterProps {
  name: string;
  label: string;
  /** What it says while it does not filter. */
  any: string;
  value: string;
  children: ReactNode;
}

function Filter({ name, label, any, value, children }: FilterProps) {
  const field = useRef<HTMLSelectElement>(null);
  useFollowedValue(field, value);
  return (
    <Select
      ref={field}
      name={name}
      aria-label={label}
      controlSize="bar"
      defaultValue={value}
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
