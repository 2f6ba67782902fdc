import { coreLimits, editablePostStatuses, moneyToText } from '@hawker/core';
import { redirect } from '@remix-run/node';
import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { Banner } from '../components/banner.tsx';
import { useAnswer } from '../components/form-answer.ts';
import { PageHeader } from '../components/page.tsx';
import { TextLink } from '../components/text-link.tsx';
import { EditPostForm, overrideErrors } from '../features/posts/edit-post-form.tsx';
import { overridesFrom } from '../features/posts/overrides-from-form.server.ts';
import { routeId } from '../features/posts/route-id.server.ts';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

export const loader = guardedLoader(async ({ caller, params }) => {
  const id = routeId(params, 'post');
  const [post, channels, sheet] = await Promise.all([
    caller.posts.get({ id }),
    caller.channels.list(),
    caller.sheets.ofPost({ postId: id }),
  ]);
  if (!editablePostStatuses.includes(post.status)) {
    // It went out, or is going out: there is nothing left to edit, and its page says so.
    throw redirect(`/posts/${post.id}`);
  }
  const { titleMax, descriptionMax } = channels.find((channel) => channel.name === post.channel)?.limits ?? coreLimits;
  const { currency, priceMinor, fromListing } = post;
  return {
    post,
    sheet,
    limits: { titleMax, descriptionMax },
    prices: {
      post: moneyToText({ amountMinor: priceMinor, currency }),
      listing: moneyToText({ amountMinor: fromListing.priceMinor, currency }),
    },
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Edit ${data?.post.title ?? 'post'} · Hawker` },
];

export const action = guardedAction(async ({ caller, request, params }) => {
  const id = routeId(params, 'post');
  const form = await request.formData();
  const post = await caller.posts.get({ id });
  await caller.posts.update({ id, overrides: overridesFrom(form, post) });
  if (form.get('then') === 'publish') {
    await caller.posts.retry({ ids: [id] });
  }
  return redirect(`/posts/${id}`);
});

/** Typing goes on while posts move: what the form shows is not loaded again under it. */
export { leaveAloneWhileLive as shouldRevalidate } from '../features/posts/revalidation.ts';

export default function EditPost() {
  const { post, sheet, limits, prices } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const isAtField = Object.keys(overrideErrors(answer)).length > 0;
  return (
    <>
      <PageHeader
        title="Edit this post"
        back={
          <TextLink to=".." relative="path" dir="auto">
            {post.title}
          </TextLink>
        }
        description={
          <>
            Only for <span dir="auto">{post.accountName}</span>, {post.channelTitle}. To change it everywhere,{' '}
            <TextLink to={`/listings/${post.listingId}`}>edit the listing</TextLink>.
          </>
        }
      />
      {answer && !isAtField ? (
        <div className="mb-4 max-w-2xl">
          <Banner tone="bad" title={answer.error.message} />
        </div>
      ) : null}
      <EditPostForm post={post} sheet={sheet} limits={limits} prices={prices} answer={answer} />
    </>
  );
}
