import type { PostStatus } from '@hawker/core';
import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useToast } from '../../components/toast.tsx';
import type { PostActAnswer } from './act-on-posts.server.ts';
import { actSentence, type PostAct } from './post-acts.ts';

export interface PostActRequest {
  act: PostAct;
  /** The posts, or with `matching` all that an address's filters match. */
  ids: readonly string[];
  matching?: string | undefined;
  /** As the screen knows them, to say why some were left. */
  statuses?: readonly PostStatus[];
  /** For `schedule`. */
  at?: Date | undefined;
}

const address = '/posts/act';

/** Does it, and tells in a toast what came of it; a deletion can be taken back from there. */
export function usePostActs(onDone: (act: PostAct) => void = () => undefined) {
  const fetcher = useFetcher<PostActAnswer>();
  const undoing = useFetcher<PostActAnswer>();
  const toast = useToast();
  const asked = useRef<readonly PostStatus[]>([]);
  const told = useRef<PostActAnswer | undefined>(undefined);

  useEffect(() => {
    const answer = fetcher.data;
    if (fetcher.state === 'submitting' || !answer || told.current === answer) {
      return;
    }
    told.current = answer;
    if (!answer.ok) {
      toast({ text: answer.error.message, tone: 'bad' });
      return;
    }
    const { act, ids, moved } = answer;
    const undo =
      act === 'remove' && moved > 0
        ? () => undoing.submit(toForm({ act: 'restore', ids }), { method: 'post', action: address })
        : undefined;
    toast({ text: actSentence(answer, asked.current), tone: moved > 0 ? 'good' : 'bad', ...(undo ? { undo } : {}) });
    onDone(act);
  }, [fetcher.state, fetcher.data, toast, undoing, onDone]);

  const undone = useRef<PostActAnswer | undefined>(undefined);
  useEffect(() => {
    const answer = undoing.data;
    if (undoing.state === 'submitting' || !answer || undone.current === answer) {
      return;
    }
    undone.current = answer;
    toast(answer.ok ? { text: actSentence(answer) } : { text: answer.error.message, tone: 'bad' });
  }, [undoing.state, undoing.data, toast]);

  const pending = fetcher.state === 'idle' ? null : fetcher.formData?.get('act');
  return {
    act(request: PostActRequest) {
      asked.current = request.statuses ?? [];
      fetcher.submit(toForm(request), { method: 'post', action: address });
    },
    /** Which act is under way. */
    pending: typeof pending === 'string' ? pending : null,
  };
}

function toForm({ act, ids, matching, at }: PostActRequest): FormData {
  const form = new FormData();
  form.set('act', act);
  if (matching === undefined) {
    for (const id of ids) {
      form.append('id', id);
    }
  } else {
    form.set('matching', matching);
  }
  if (at) {
    form.set('at', at.toISOString());
  }
  return form;
}
