import { moneyToText } from '@hawker/core';
import { type MetaFunction, redirect, useLoaderData } from '@remix-run/react';
import { useMemo } from 'react';
import { useAnswer } from '../components/form-answer.ts';
import { PageHeader } from '../components/page.tsx';
import { TextLink } from '../components/text-link.tsx';
import { mayEdit } from '../features/accounts/may-edit.server.ts';
import { DeleteListing } from '../features/listings/delete-listing.tsx';
import { ListingForm, storedPhoto } from '../features/listings/listing-form.tsx';
import { listingFrom } from '../features/listings/listing-form-data.server.ts';
import { ListingPosts, outdatedOf } from '../features/listings/listing-posts.tsx';
import { PostListings } from '../features/listings/post-listings.tsx';
import { useSavedToast } from '../features/listings/use-saved-toast.ts';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.listing.title ?? 'Listing'} · Hawker` },
];

export const loader = guardedLoader(async ({ caller, actor, params }) => {
  const id = params.id ?? '';
  const [listing, channels, accounts] = await Promise.all([
    caller.listings.get({ id }),
    caller.channels.list(),
    caller.accounts.list(),
  ]);
  return { listing, channels, accounts, mayEdit: mayEdit(actor) };
});

export const action = guardedAction(async ({ caller, params, request }) => {
  const id = params.id ?? '';
  const form = await request.formData();
  if (form.get('act') === 'remove') {
    await caller.listings.remove({ id });
    throw redirect(`/listings?removed=${id}`);
  }
  const basedOn = form.has('overwrite') ? 0 : Number(form.get('basedOn'));
  await caller.listings.update({
    id,
    listing: listingFrom(form),
    ...(basedOn > 0 ? { basedOn: new Date(basedOn) } : {}),
  });
  return { ok: true as const };
});

export default function EditListing() {
  const { listing, channels, accounts, mayEdit } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  useSavedToast(listing.title, outdatedOf(listing.posts), answer);
  const values = useMemo(
    () => ({
      sku: listing.sku,
      title: listing.title,
      description: listing.description,
      price: moneyToText({ amountMinor: listing.priceMinor, currency: listing.currency }),
      currency: listing.currency,
      quantity: String(listing.quantity),
      condition: listing.condition,
      category: listing.category ?? '',
      brand: listing.brand ?? '',
      location: listing.location ?? '',
      tags: listing.tags.join(', '),
    }),
    [listing],
  );
  const photos = useMemo(() => listing.photos.map(storedPhoto), [listing.photos]);
  const posted = new Set(listing.posts.map((post) => post.accountId));
  const others = accounts.filter((account) => !posted.has(account.id));
  return (
    <>
      <PageHeader
        back={<TextLink to="/listings">Listings</TextLink>}
        title={listing.title}
        description={mayEdit ? null : 'Only an editor may change it.'}
        actions={
          mayEdit ? (
            <>
              <DeleteListing title={listing.title} posts={listing.posts} />
              <PostListings choice={{ ids: [listing.id] }} count={1} accounts={others} label="Post on more accounts" />
            </>
          ) : null
        }
      />
      <div className="grid gap-6">
        <ListingForm
          key={listing.id}
          savedAtMs={listing.updatedAt.getTime()}
          isReadOnly={!mayEdit}
          channels={channels}
          accounts={[]}
          postedOn={listing.posts.map((post) => post.channel)}
          values={values}
          photos={photos}
          isNew={false}
          answer={answer}
        />
        <ListingPosts sku={listing.sku} posts={listing.posts} />
      </div>
    </>
  );
}
