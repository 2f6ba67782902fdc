import type { Caller } from '@hawker/api';
import { DomainError } from '@hawker/core';
import { redirect } from '@remix-run/node';
import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { useAnswer, useRefusalToast } from '../components/form-answer.ts';
import { PageHeader } from '../components/page.tsx';
import { TextLink } from '../components/text-link.tsx';
import { usePostStatus } from '../features/live/use-live.ts';
import { actOnPosts } from '../features/posts/act-on-posts.server.ts';
import { ListingPreview } from '../features/posts/listing-preview.tsx';
import { PostFacts, PostStateCard } from '../features/posts/post-state-card.tsx';
import { PostStory } from '../features/posts/post-story.tsx';
import { routeId } from '../features/posts/route-id.server.ts';
import { settlementFrom } from '../features/posts/settlement.server.ts';
import { StillLive } from '../features/posts/still-live.tsx';
import { removedParam } from '../features/posts/use-removed-post.ts';
import { markLiveOfForm } from '../features/sheets/mark-live-form.ts';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

export const loader = guardedLoader(async ({ caller, params }) => {
  const id = routeId(params, 'post');
  const post = await caller.posts.get({ id });
  const [sheet, others] = await Promise.all([
    post.delivery === 'sheet' ? caller.sheets.ofPost({ postId: id }) : null,
    post.status === 'sold' && post.quantity === 1 ? liveElsewhere(caller, post.listingId) : [],
  ]);
  return { post, sheet, others };
});

async function liveElsewhere(caller: Caller, listingId: string) {
  const { posts } = await caller.posts.list({ filter: { listingId, statuses: ['published'] }, limit: 200 });
  return posts.map(({ id, accountName }) => ({ id, accountName }));
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.post.title ?? 'Post'} · Hawker` }];

/** Settles what only a person can tell, notes that it is live, or deletes; every other act goes to where lists send theirs. */
export const action = guardedAction(async (guarded) => {
  const { caller, request, params } = guarded;
  const id = routeId(params, 'post');
  const form = await request.formData();
  if (form.has('answer')) {
    await caller.posts.settle({ id, answer: settlementFrom(form) });
    return { ok: true as const };
  }
  if (form.has('live')) {
    return { ok: true as const, ...(await caller.sheets.markLive(markLiveOfForm(id, form))) };
  }
  form.set('id', id);
  const { act, moved } = await actOnPosts(guarded, form);
  if (act === 'remove' && moved === 0) {
    throw new DomainError('conflict', 'This post is under way or live by now, so it was not deleted.');
  }
  return act === 'remove' ? redirect(`/posts?${removedParam}=${id}`) : { ok: true as const };
});

export default function Post() {
  const { post, sheet, others } = useLoaderData<typeof loader>();
  const { status } = usePostStatus(post.id, post);
  useRefusalToast(useAnswer<typeof action>());
  return (
    <>
      <PageHeader
        title={post.title}
        back={<TextLink to="/posts">Posts</TextLink>}
        description={
          <>
            <span dir="auto">{post.accountName}</span>, {post.channelTitle}
          </>
        }
      />
      {/* What to do comes first when read; on a desk it stands on the right. */}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[auto_1fr]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:col-start-2">
          <StillLive title={post.title} others={others} />
          <PostStateCard post={post} status={status} sheet={sheet} />
        </div>
        <div className="lg:col-start-1 lg:row-span-2 lg:row-start-1">
          <ListingPreview post={post} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:col-start-2">
          <PostFacts post={post} />
          <PostStory post={post} />
        </div>
      </div>
    </>
  );
}
