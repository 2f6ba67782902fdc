import { DomainError } from '@hawker/core';
import { type MetaFunction, redirect, useLoaderData } from '@remix-run/react';
import { useAnswer } from '../components/form-answer.ts';
import { PageHeader } from '../components/page.tsx';
import { TextLink } from '../components/text-link.tsx';
import { mayEdit } from '../features/accounts/may-edit.server.ts';
import { emptyListing } from '../features/listings/listing-fields.tsx';
import { ListingForm } from '../features/listings/listing-form.tsx';
import { listingFrom } from '../features/listings/listing-form-data.server.ts';
import { publishTimeFrom } from '../features/publish/publish-time.server.ts';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction = () => [{ title: 'New listing · Hawker' }];

export const loader = guardedLoader(async ({ caller, actor }) => {
  if (!mayEdit(actor)) {
    throw new DomainError('forbidden', 'Only an editor may write listings. Ask the owner of this Hawker.');
  }
  const [channels, accounts] = await Promise.all([caller.channels.list(), caller.accounts.list()]);
  return { channels, accounts };
});

export const action = guardedAction(async ({ caller, request }) => {
  const form = await request.formData();
  const accountIds = form.getAll('accountId').map(String);
  const { listingIds } = await caller.listings.create({
    listing: listingFrom(form),
    accountIds,
    publish: accountIds.length > 0 ? publishTimeFrom(form) : { when: 'draft' },
  });
  throw redirect(`/listings/${listingIds[0]}?saved=new`);
});

const noPhotos: readonly [] = [];

export default function NewListing() {
  const { channels, accounts } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  return (
    <>
      <PageHeader
        back={<TextLink to="/listings">Listings</TextLink>}
        title="New listing"
        description="Written once, posted on as many accounts as you like."
      />
      <ListingForm
        channels={channels}
        accounts={accounts}
        values={emptyListing}
        photos={noPhotos}
        isNew
        answer={answer}
      />
    </>
  );
}
