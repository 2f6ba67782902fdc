import type { PostStatus } from '@hawker/core';
import { ExactTime } from '../../components/relative-time.tsx';
import { OutsideLink } from '../../components/text-link.tsx';
import type { PostStory } from './post-types.ts';

/**
 * The channel said that it has the listing, and the post does not show it (yet): a reply that came after its worker had
 * been given up. It is never lost, and here a person sees it.
 */
export function LateNews({ post, status }: { post: PostStory; status: PostStatus }) {
  const seen = post.observed.find(({ source }) => source !== 'person');
  if (!seen || showsItself.includes(status)) {
    return null;
  }
  return (
    <div className="rounded-md bg-progress-tint px-3 py-2 text-sm">
      <p className="font-medium">Meanwhile {post.channelTitle} has answered: it is live.</p>
      <p>
        {seen.externalUrl ? <OutsideLink href={seen.externalUrl}>See it there</OutsideLink> : 'It gave no address'},
        heard at <ExactTime at={seen.observedAt} />.
      </p>
    </div>
  );
}

/** What was seen is what the post says, or it has been ended since. */
const showsItself: readonly PostStatus[] = ['published', 'sold', 'delisted'];
