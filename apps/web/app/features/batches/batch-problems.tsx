import { formatCount } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { PostStatusPill } from '../../components/status-pill.tsx';
import { TextLink } from '../../components/text-link.tsx';
import type { Outlook } from './batch-progress.tsx';

/** Why posts do not go on: each reason once, with how many have it. */
export function BatchProblems({ problems }: { problems: Outlook['problems'] }) {
  return (
    <Card title="What went wrong" flush>
      <ul className="divide-y">
        {problems.map(({ status, sentence, nextStep, posts, postId }) => (
          <li
            key={`${status} ${sentence} ${nextStep}`}
            className="grid gap-x-4 gap-y-1 px-4 py-3 text-sm sm:grid-cols-[9rem_minmax(0,1fr)_auto] sm:items-start"
          >
            <span className="flex items-center gap-2">
              <span className="min-w-6 font-semibold">{formatCount(posts)}</span>
              <PostStatusPill status={status} />
            </span>
            <span className="min-w-0 break-words">
              {sentence || 'No reason was given.'}
              {nextStep ? <span className="block text-ink-muted">{nextStep}</span> : null}
            </span>
            <TextLink to={posts === 1 ? `/posts/${postId}` : `?status=${status}#posts`} preventScrollReset={posts > 1}>
              {posts === 1 ? 'Open the post' : `Show ${formatCount(posts)} posts`}
            </TextLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}
