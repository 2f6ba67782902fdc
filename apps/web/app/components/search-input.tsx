import { Search } from 'lucide-react';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { cn } from './cn.ts';
import { Input } from './input.tsx';

type SearchInputProps = Omit<ComponentPropsWithoutRef<typeof Input>, 'type' | 'controlSize'>;

/** Narrows the list below it. `className`: of the field with its icon. */
export const SearchInput = forwardRef<HTMLInputElement, SearchInputProps>(function SearchInput(
  { className, ...rest },
  ref,
) {
  return (
    <span className={cn('relative min-w-0', className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-muted"
      />
      <Input
        {...rest}
        ref={ref}
        type="search"
        maxLength={200}
        autoComplete="off"
        controlSize="bar"
        className="pl-8.5"
      />
    </span>
  );
});
