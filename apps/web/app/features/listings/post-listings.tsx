import type { Account } from '@hawker/api';
import { isChosenAtFirst } from '@hawker/core';
import { useFetcher, useNavigate } from '@remix-run/react';
import { Send } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { useClock } from '../../components/clock.tsx';
import { Dialog, DialogClose } from '../../components/dialog.tsx';
import { fieldErrorsOf } from '../../components/form-answer.ts';
import { countOf } from '../../components/number.tsx';
import { shortTime } from '../../components/time-words.ts';
import { useToast } from '../../components/toast.tsx';
import type { action } from '../../routes/listings.post.ts';
import { appendSelection, type PostChoice } from '../posts/post-choice.ts';
import { useAnswer } from '../posts/use-answer.ts';
import { publishWords } from '../publish/publish-words.ts';
import { type When, WhenFields } from '../publish/when-fields.tsx';
import { AccountChoice } from './account-choice.tsx';
import { accountNote, lastToFinish, newPosts, nothingNew, type PostingPlan, ruledOutWords } from './posting-plan.ts';

interface PostListingsProps {
  choice: PostChoice;
  /** How many listings that is. */
  count: number;
  /** Without any there is no button. It stays until its answer is in, whatever the page learns meanwhile. */
  accounts: readonly Account[];
  /** The button that opens it. */
  label: string;
  size?: 'sm' | 'md';
  /** By now more match than the person was shown, so nothing was done: `choice` and `count` are to be what there is now. */
  onMore?: () => void;
}

/** Chooses accounts and a time for listings that are written already; the batch that it makes is shown next. */
export function PostListings({ choice, count, accounts, label, size = 'md', onMore }: PostListingsProps) {
  const fetcher = useFetcher<typeof action>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(accounts.filter(isChosenAtFirst).map(({ id }) => id)),
  );
  const [when, setWhen] = useState<When>('now');
  const shown = new Set(accounts.filter(({ id }) => chosen.has(id)).map(({ id }) => id));
  const [isOpen, setOpen] = useState(false);
  const planned = useAnswer<PostingPlan>('/listings/post-plan', isOpen ? formOf(choice) : null);
  const plan = planned && !planned.isOld ? planned.answer : null;
  // Until it is known what is there already, as if nothing were.
  const posts = plan ? newPosts(plan, shown) : count * shown.size;
  const answer = fetcher.data;
  const navigate = useNavigate();
  const batchId = answer?.ok ? answer.batchId : null;
  const ruledOut = answer?.ok ? answer.ruledOut : null;
  const toast = useToast();
  useEffect(() => {
    if (batchId !== null) {
      navigate(`/batches/${batchId}`);
      if (ruledOut !== null && ruledOut.posts > 0) {
        toast({ text: ruledOutWords(ruledOut), tone: 'bad' });
      }
    }
  }, [batchId, ruledOut, toast, navigate]);
  const refused = useRef<typeof answer>(undefined);
  useEffect(() => {
    if (answer && !answer.ok && answer !== refused.current) {
      refused.current = answer;
      if (answer.error.code === 'conflict' && 'matching' in choice) {
        onMore?.();
      }
    }
  }, [answer, choice, onMore]);
  if (accounts.length === 0 && fetcher.state === 'idle') {
    return null;
  }
  return (
    <Dialog
      title={count === 1 ? 'Post this listing' : `Post ${countOf(count, 'listing')}`}
      description="Where a listing is on an account already, nothing happens."
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary" size={size} icon={Send}>
          {label}
        </Button>
      }
    >
      <fetcher.Form method="post" action="/listings/post" className="grid gap-5">
        {answer && !answer.ok ? <Banner tone="bad" title={answer.error.message} /> : null}
        {'ids' in choice ? (
          choice.ids.map((id) => <input key={id} type="hidden" name="id" value={id} />)
        ) : (
          <>
            <input type="hidden" name="matching" value={choice.matching} />
            <input type="hidden" name="upTo" value={choice.upTo} />
            <input type="hidden" name="atMost" value={choice.atMost} />
          </>
        )}
        <AccountChoice
          accounts={accounts}
          chosen={shown}
          onChange={setChosen}
          noteOf={(id) => {
            const account = plan?.find(({ accountId }) => accountId === id);
            return account ? accountNote(account) : null;
          }}
        />
        <WhenFields when={when} onChange={setWhen} error={fieldErrorsOf(answer).at} />
        {plan ? <PlanNote plan={plan} accounts={accounts} chosen={shown} when={when} count={count} /> : null}
        <div className="flex justify-end gap-2">
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" busy={fetcher.state !== 'idle'} disabled={posts === 0}>
            {publishWords(when, posts)}
          </Button>
        </div>
      </fetcher.Form>
    </Dialog>
  );
}

function formOf(choice: PostChoice): string {
  const form = new URLSearchParams();
  appendSelection(form, choice);
  return form.toString();
}

interface PlanNoteProps extends Pick<PostListingsProps, 'accounts' | 'count'> {
  plan: PostingPlan;
  chosen: ReadonlySet<string>;
  when: When;
}

/** What the button does not say: that there is nothing to make, or when the last one is out. */
function PlanNote({ plan, accounts, chosen, when, count }: PlanNoteProps) {
  const { nowMs, zone } = useClock();
  const last = lastToFinish(plan, chosen);
  if (chosen.size > 0 && newPosts(plan, chosen) === 0) {
    return <p className="text-ink-muted text-sm">{nothingNew(count)}</p>;
  }
  return when === 'now' && last ? (
    <p className="text-ink-muted text-sm">
      At the pace of {chosen.size === 1 ? 'the account' : 'the accounts'} the last one is out about{' '}
      {shortTime(last.atMs, zone, nowMs)}
      {chosen.size === 1 ? null : (
        <>
          , on <bdi>{accounts.find(({ id }) => id === last.accountId)?.name}</bdi>
        </>
      )}
      .
    </p>
  ) : null;
}
