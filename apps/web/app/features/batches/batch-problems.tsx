import { formatCount } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { PostStatusPill } from '../../components/status-pill.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { FieldErrorList } from '../posts/field-error-list.tsx';
import type { Outlook } from './batch-progress.tsx';

type Problems = Outlook['problems'];

/** So many stand open, those that most posts have; the posts below stay in reach. */
const openAtMost = 3;

/** Why posts do not go on: each reason once, with how many have it. */
export function BatchProblems({ problems }: { problems: Problems }) {
  const rest = problems.slice(openAtMost);
  return (
    <Card title="What went wrong" flush>
      {problems.length === 0 ? <p className="px-4 py-3 text-ink-muted text-sm">Nothing so far.</p> : null}
      <ProblemList problems={problems.slice(0, openAtMost)} />
      {rest.length > 0 ? (
        <details className="border-t">
          <summary className="px-4 py-3 font-medium text-accent-ink text-sm">
            {formatCount(rest.length)} more {rest.length === 1 ? 'reason' : 'reasons'}
          </summary>
          <div className="border-t">
            <ProblemList problems={rest} />
          </div>
        </details>
      ) : null}
    </Card>
  );
}

function ProblemList({ problems }: { problems: Problems }) {
  return (
    <ul className="divide-y">
      {problems.map(({ status, sentence, nextStep, fieldErrors, posts, postId }) => (
        <li key={JSON.stringify([status, sentence, nextStep, fieldErrors])} className="grid gap-1 px-4 py-3 text-sm">
          <span className="flex flex-wrap items-center gap-2">
            <span className="font-semibold">{formatCount(posts)}</span>
            <PostStatusPill status={status} />
            <TextLink
              to={posts === 1 ? `/posts/${postId}` : `?status=${status}#posts`}
              preventScrollReset={posts > 1}
              className="ml-auto"
            >
              {posts === 1 ? 'Open the post' : `Show ${formatCount(posts)} posts`}
            </TextLink>
          </span>
          <span className="wrap-anywhere">{sentence || 'No reason was given.'}</span>
          <FieldErrorList errors={fieldErrors} />
          {nextStep ? <span className="wrap-anywhere text-ink-muted">{nextStep}</span> : null}
        </li>
      ))}
    </ul>
  );
}
