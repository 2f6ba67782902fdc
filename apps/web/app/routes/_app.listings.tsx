import { type MetaFunction, useLoaderData, useSearchParams } from '@remix-run/react';
import { Plus, SearchX, Tag, Upload } from 'lucide-react';
import { ButtonLink } from '../components/button.tsx';
import { ClearFilters } from '../components/clear-filters.tsx';
import { Card, EmptyState, PageHeader } from '../components/page.tsx';
import { SearchForm } from '../components/search-form.tsx';
import { TextLink } from '../components/text-link.tsx';
import { mayEdit } from '../features/accounts/may-edit.server.ts';
import { ExportMenu } from '../features/exports/export-menu.tsx';
import { ListingsPanel } from '../features/listings/listings-panel.tsx';
import { useRemovedListing } from '../features/listings/use-removed-listing.ts';
import { guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction = () => [{ title: 'Listings · Hawker' }];

export const loader = guardedLoader(async ({ caller, actor, request }) => {
  const { searchParams } = new URL(request.url);
  const search = searchParams.get('q')?.trim() || undefined;
  const cursor = searchParams.get('after') ?? undefined;
  const [page, accounts] = await Promise.all([
    caller.listings.list({ search, cursor, limit: 100 }),
    caller.accounts.list(),
  ]);
  return { page, accounts, search: search ?? '', isFirst: cursor === undefined, mayEdit: mayEdit(actor) };
});

export default function Listings() {
  const { page, accounts, search, isFirst, mayEdit } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  useRemovedListing();
  const hasAny = page.listings.length > 0 || search !== '' || !isFirst;
  return (
    <>
      <PageHeader
        title="Listings"
        description="What is for sale, written once."
        actions={
          <>
            {page.listings.length > 0 ? (
              <ExportMenu
                address="/listings/export"
                filters={search === '' ? '' : `?${new URLSearchParams({ q: search })}`}
              />
            ) : null}
            {mayEdit ? (
              <>
                <ButtonLink to="/upload" icon={Upload}>
                  Upload a file
                </ButtonLink>
                <ButtonLink to="/listings/new" variant="primary" icon={Plus}>
                  New listing
                </ButtonLink>
              </>
            ) : null}
          </>
        }
      />
      <Card flush>
        {hasAny ? (
          <SearchForm
            address="/listings"
            label="Search listings"
            search={search}
            searchLabel="Search listings by title or SKU"
            className="grid gap-2 border-b px-4 py-3 md:flex md:items-center"
          >
            {search === '' ? null : <ClearFilters to="/listings" />}
          </SearchForm>
        ) : null}
        {page.listings.length > 0 ? (
          <ListingsPanel
            key={`page ${params}`}
            page={page}
            accounts={accounts}
            search={search}
            isFirst={isFirst}
            mayEdit={mayEdit}
          />
        ) : hasAny ? (
          <EmptyState
            icon={SearchX}
            title="No listing matches"
            actions={<ButtonLink to="/listings">Show all listings</ButtonLink>}
          >
            The search looks at titles and SKUs.
          </EmptyState>
        ) : (
          <EmptyState
            icon={Tag}
            title="No listings yet"
            actions={
              mayEdit ? (
                <>
                  <ButtonLink to="/upload" variant="primary" icon={Upload}>
                    Upload a file
                  </ButtonLink>
                  <ButtonLink to="/listings/new" icon={Plus}>
                    Write one
                  </ButtonLink>
                </>
              ) : null
            }
          >
            A listing is what is for sale: title, price, photos. Bring a spreadsheet of them, or load the sample data
            from the <TextLink to="/">Overview</TextLink>.
          </EmptyState>
        )}
      </Card>
    </>
  );
}
