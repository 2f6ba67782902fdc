import type { Batch } from '@hawker/api';
import { type FetcherWithComponents, useFetcher } from '@remix-run/react';
import { Ban, RotateCw, Send } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { useConfirm } from '../../components/confirm.tsx';
import { countOf } from '../../components/number.tsx';
import { useToast } from '../../components/toast.tsx';
import type { Refusal } from '../../server/guard.server.ts';
import { type ActResult, actSentence } from '../posts/post-acts.ts';
import { askByHand, type ByHandNote } from '../sheets/ask-by-hand.ts';
import { countActs } from './batch-words.ts';

export type BatchAnswer = (ActResult & { ok: true }) | Refusal;

export function hasActs(batch: Batch): boolean {
  return Object.values(countActs(batch)).some((count) => count > 0);
}

/** The batch's own sender of acts. It belongs to the page: it still tells what came of an act when no button is left. */
export function useBatchFetcher(): FetcherWithComponents<BatchAnswer | undefined> {
  const fetcher = useFetcher<BatchAnswer>();
  useAnswerToast(fetcher.data);
  return fetcher;
}

interface BatchActsProps {
  batch: Batch;
  fetcher: FetcherWithComponents<BatchAnswer | undefined>;
}

/** What can be done with the whole batch; each button says with how many of its posts. */
export function BatchActs({ batch, fetcher }: BatchActsProps) {
  const ask = useConfirm();
  const toast = useToast();
  const counts = countActs(batch);
  const pending = fetcher.formData?.get('act');

  /** Of those that a person uploads: what is to be said first; undefined where that could not be found out. */
  const lookByHand = async (act: 'cancel' | 'retry'): Promise<ByHandNote | null | undefined> => {
    const matching = act === 'retry' ? `?batch=${batch.id}&status=failed` : `?batch=${batch.id}`;
    try {
      return await askByHand(act, { matching, upTo: 'now', atMost: counts[act] });
    } catch (error) {
      toast({ text: error instanceof Error ? error.message : 'It did not work. Try again.', tone: 'bad' });
      return undefined;
    }
  };
  const retry = async () => {
    const byHand = await lookByHand('retry');
    if (byHand === undefined) {
      return;
    }
    const posts = countOf(counts.retry, 'failed post');
    const yes =
      byHand === null ||
      (await ask({
        title: `Try ${posts} of “${batch.name}” again?`,
        description: byHand.sentence,
        confirmLabel: `Try ${posts} again`,
        cancelLabel: 'Leave them',
      }));
    if (yes) {
      fetcher.submit({ act: 'retry' }, { method: 'post' });
    }
  };
  const cancel = async () => {
    const byHand = await lookByHand('cancel');
    if (byHand === undefined) {
      return;
    }
    const posts = countOf(counts.cancel, 'post');
    const yes = await ask({
      title: `Cancel ${posts} of “${batch.name}”?`,
      description: `What has not gone out yet will not. What is live stays live. You can publish canceled posts again.${byHand === null ? '' : ` ${byHand.sentence}`}`,
      confirmLabel: `Cancel ${posts}`,
      cancelLabel: 'Keep publishing',
    });
    if (yes) {
      fetcher.submit({ act: 'cancel' }, { method: 'post' });
    }
  };
  return (
    <fetcher.Form method="post" className="flex flex-wrap gap-2" data-print="hide">
      {counts.cancel > 0 ? (
        <Button icon={Ban} busy={pending === 'cancel'} onClick={cancel}>
          Cancel what waits
        </Button>
      ) : null}
      {counts.retry > 0 ? (
        <Button
          icon={RotateCw}
          variant={counts.publish === 0 && batch.progress.waiting === 0 ? 'primary' : 'secondary'}
          busy={pending === 'retry'}
          onClick={retry}
        >
          Try {countOf(counts.retry, 'failed post')} again
        </Button>
      ) : null}
      {counts.publish > 0 ? (
        <Button type="submit" name="act" value="publish" icon={Send} variant="primary" busy={pending === 'publish'}>
          Publish {countOf(counts.publish, 'post')}
          {batch.postCounts.scheduled ? ' now' : null}
        </Button>
      ) : null}
    </fetcher.Form>
  );
}

function useAnswerToast(answer: BatchAnswer | undefined): void {
  const toast = useToast();
  const told = useRef<BatchAnswer | undefined>(undefined);
  useEffect(() => {
    if (answer && told.current !== answer) {
      told.current = answer;
      toast(
        answer.ok
          ? { text: actSentence(answer), tone: answer.moved > 0 ? 'good' : 'bad' }
          : { text: answer.error.message, tone: 'bad' },
      );
    }
  }, [answer, toast]);
}
