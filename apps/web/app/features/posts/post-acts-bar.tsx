import type { PostStatus } from '@hawker/core';
import { editablePostStatuses } from '@hawker/core';
import { Form } from '@remix-run/react';
import {
  Archive,
  Ban,
  CalendarClock,
  CopyPlus,
  HandCoins,
  Images,
  KeyRound,
  type LucideIcon,
  Pencil,
  RotateCw,
  Send,
  Trash2,
} from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button, ButtonLink } from '../../components/button.tsx';
import { useConfirm } from '../../components/confirm.tsx';
import type { PostSheet } from '../sheets/post-sheet.tsx';
import { uploadedQuestion } from '../sheets/uploaded-question.ts';
import { type EndAct, endActs, endQuestion, endQuestionByHand, endWords } from './end-questions.ts';
import { photoTrouble } from './photo-trouble.ts';
import { canAct } from './post-acts.ts';
import type { PostStory } from './post-types.ts';
import { usePostActs } from './use-post-acts.ts';

const ScheduleDialog = lazy(() => import('./schedule-dialog.tsx'));

/** The buttons that make sense in this state, the next step first. */
export function PostActs({ post, status, sheet }: { post: PostStory; status: PostStatus; sheet: PostSheet | null }) {
  const { act, pending } = usePostActs();
  const ask = useConfirm();
  const [scheduling, setScheduling] = useState(false);
  // Where a person posts, a person ends what is live as well: the questions say so.
  const isByHand = post.delivery === 'sheet';
  const run = async (name: 'publish' | 'retry' | 'cancel') => {
    const question = uploadedQuestion(name, post, status, sheet);
    if (question === null || (await ask(question))) {
      await act({ act: name, choice: { ids: [post.id] }, posts: 1, statuses: [status] });
    }
  };
  const end = async (name: EndAct) => {
    const what = `“${post.title}”`;
    const question = isByHand
      ? endQuestionByHand(name, what, post.channelTitle)
      : endQuestion(name, what, status === 'published');
    if (await ask(question)) {
      act({ act: name, choice: { ids: [post.id] }, posts: 1, statuses: [status] });
    }
  };
  const mending = mendingOf(post, status);
  const canEdit = editablePostStatuses.includes(status);
  const canRetry = canAct('retry', status);

  return (
    <div className="flex flex-wrap items-center gap-2 empty:hidden" data-print="hide">
      {status === 'auth_blocked' ? (
        <ButtonLink to={`/accounts/${post.accountId}`} variant="primary" icon={KeyRound}>
          Go to the account
        </ButtonLink>
      ) : null}
      {canAct('publish', status) ? (
        <Button
          variant={mending === null ? 'primary' : 'secondary'}
          icon={Send}
          busy={pending === 'publish'}
          onClick={() => run('publish')}
        >
          Publish now
        </Button>
      ) : null}
      {mending === null ? null : <MendLink mending={mending} listingId={post.listingId} />}
      {canRetry ? (
        <Button
          variant={mending !== null || status === 'rate_limited' || status === 'retry_wait' ? 'secondary' : 'primary'}
          icon={RotateCw}
          busy={pending === 'retry'}
          onClick={() => run('retry')}
        >
          {retryWord(post, status)}
        </Button>
      ) : null}
      {canAct('schedule', status) ? (
        <Button icon={CalendarClock} busy={pending === 'schedule'} onClick={() => setScheduling(true)}>
          {status === 'scheduled' ? 'Change the time' : 'Schedule'}
        </Button>
      ) : null}
      {canEdit && mending !== 'post' ? (
        <ButtonLink to="edit" icon={Pencil}>
          Edit this post
        </ButtonLink>
      ) : null}
      {canAct('cancel', status) ? (
        <Button icon={Ban} busy={pending === 'cancel'} onClick={() => run('cancel')}>
          Cancel it
        </Button>
      ) : null}
      {post.ending === null
        ? endActs
            .filter((name) => canAct(name, status))
            .map((name) => (
              <Button key={name} icon={endIcons[name]} busy={pending === name} onClick={() => end(name)}>
                {endWords[name]}
              </Button>
            ))
        : null}
      {canAct('remove', status) ? (
        <Form method="post">
          <Button type="submit" name="act" value="remove" variant="ghost" icon={Trash2} className="text-bad-ink">
            Delete
          </Button>
        </Form>
      ) : null}
      {scheduling ? (
        <Suspense fallback={null}>
          <ScheduleDialog
            posts={1}
            choice={{ ids: [post.id] }}
            warning={uploadedQuestion('retry', post, status, sheet)?.description ?? null}
            accountZones={[post.timeZone]}
            current={post.scheduledAt}
            onClose={() => setScheduling(false)}
            onSchedule={(fields) => {
              setScheduling(false);
              act({ act: 'schedule', choice: { ids: [post.id] }, posts: 1, statuses: [status], fields });
            }}
          />
        </Suspense>
      ) : null}
    </div>
  );
}

const endIcons: Readonly<Record<EndAct, LucideIcon>> = { markSold: HandCoins, delist: Archive, relist: CopyPlus };

function retryWord(post: PostStory, status: PostStatus): string {
  if (status === 'canceled' || post.lastClass === 'rejected') {
    return 'Publish again';
  }
  return status === 'failed' ? 'Try again' : 'Try again now';
}

/** What the channel refused is mended first, because the same again would be refused again. */
function mendingOf(post: PostStory, status: PostStatus): 'photos' | 'post' | null {
  if (photoTrouble(status, post) !== null) {
    return 'photos';
  }
  return status === 'failed' && post.lastClass === 'rejected' && hasNoMending(post) ? 'post' : null;
}

/** Nothing was changed here since the channel refused it. */
function hasNoMending(post: PostStory): boolean {
  const { title, description, priceMinor } = post.overrides;
  return title === null && description === null && priceMinor === null;
}

function MendLink({ mending, listingId }: { mending: 'photos' | 'post'; listingId: string }) {
  return mending === 'photos' ? (
    <ButtonLink to={`/listings/${listingId}#photos`} variant="primary" icon={Images}>
      Mend the photos
    </ButtonLink>
  ) : (
    <ButtonLink to="edit" variant="primary" icon={Pencil}>
      Edit this post
    </ButtonLink>
  );
}
