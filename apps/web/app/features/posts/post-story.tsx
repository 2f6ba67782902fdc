import { cn } from '../../components/cn.ts';
import { Card } from '../../components/page.tsx';
import { ExactTime, RelativeTime } from '../../components/relative-time.tsx';
import { type Hue, postStatusLooks } from '../../components/statuses.ts';
import { FieldErrorList } from './field-error-list.tsx';
import type { Attempt, PostStory as Story } from './post-types.ts';
import { describeActor, describeClass, describeDuration, describeMove } from './post-words.ts';
import { type StoryStep, tellStory } from './story.ts';

const markStyles: Record<Hue, string> = {
  neutral: 'bg-neutral-tint text-neutral-ink',
  progress: 'bg-progress-tint text-progress-ink',
  good: 'bg-good-tint text-good-ink',
  caution: 'bg-caution-tint text-caution-ink',
  bad: 'bg-bad-tint text-bad-ink',
};

/** Everything that happened to a post, newest first. */
export function PostStory({ post }: { post: Pick<Story, 'events' | 'attempts'> }) {
  const steps = tellStory(post.events, post.attempts);
  return (
    <Card title="What happened">
      <ol className="text-sm">
        {steps.map((step) => (
          <Step key={step.event.id} step={step} />
        ))}
      </ol>
    </Card>
  );
}

function Step({ step: { event, attempt, attemptNumber } }: { step: StoryStep }) {
  const { icon: Icon, hue } = postStatusLooks[event.toStatus];
  const sentence = attempt?.sentence ?? event.detail;
  return (
    <li className="group relative flex gap-3 pb-5 last:pb-0">
      <span aria-hidden className="absolute top-7 bottom-0 left-3 w-px bg-line group-last:hidden" />
      <span className={cn('grid size-6 shrink-0 place-items-center rounded-full', markStyles[hue])}>
        <Icon aria-hidden className="size-3.5" />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <h3 className="font-medium">{describeMove(event, attempt)}</h3>
          <span className="text-ink-muted text-xs">
            <RelativeTime at={event.at} />
          </span>
        </div>
        <p className="text-ink-muted text-xs">
          By {describeActor(event)}
          {attemptNumber === null ? null : `, attempt ${attemptNumber}`}
          {attempt ? tookWords(attempt) : null}, <ExactTime at={event.at} />
        </p>
        {sentence ? <p className="mt-1 wrap-anywhere">{sentence}</p> : null}
        {attempt ? <AttemptDetail attempt={attempt} /> : null}
      </div>
    </li>
  );
}

function AttemptDetail({ attempt }: { attempt: Attempt }) {
  const { fieldErrors, lookups } = attempt;
  const next = nextStepOf(attempt);
  return (
    <>
      <FieldErrorList errors={fieldErrors} />
      {next ? <p className="mt-1 text-ink-muted">{next}</p> : null}
      {attempt.class ? (
        <p className="mt-1 text-ink-muted text-xs">
          {describeClass(attempt.class)}
          {lookups > 0 ? `, looked ${lookups === 1 ? 'once' : `${lookups} times`} at the channel` : null}
        </p>
      ) : null}
    </>
  );
}

/** What was to be done when it ended, and only as long as that is still so. */
function nextStepOf({ status, nextStep }: Attempt): string | null {
  switch (status) {
    case 'failed':
    case 'unknown':
      return nextStep;
    case 'needs_review':
      return 'Look at the channel, then say whether it is live.';
    case 'abandoned':
      return 'Nothing of it had been sent.';
    case 'started':
    case 'submitting':
    case 'succeeded':
    case 'not_published':
      return null;
  }
}

function tookWords({ startedAt, finishedAt }: Attempt): string {
  return finishedAt === null ? '' : `, took ${describeDuration(finishedAt.getTime() - startedAt.getTime())}`;
}
