import type { PostStatus } from '@hawker/core';
import { useCallback, useState } from 'react';
import { useToast } from '../../components/toast.tsx';
import { type ActEnd, isMore } from '../actions/act-end.ts';
import { useRunAction } from '../actions/action-provider.tsx';
import type { PostActDone } from './act-on-posts.server.ts';
import { actSentence, doingWords, type ListAct } from './post-acts.ts';
import { appendSelection, type PostChoice } from './post-choice.ts';

export interface PostActRequest {
  act: ListAct;
  choice: PostChoice | { undo: string };
  /** How many it is about, as the button said. */
  posts: number;
  /** As the screen knows them, to say why some were left. */
  statuses?: readonly PostStatus[];
  /** Whatever else the act needs: `at`, or `from` and `to`, or `change`. */
  fields?: Readonly<Record<string, string>>;
}

const address = '/posts/act';

/** Does it, and tells in a toast what came of it; a deletion can be taken back from there. */
export function usePostActs(onDone: (act: ListAct) => void = () => undefined) {
  const runAction = useRunAction();
  const toast = useToast();
  const [pending, setPending] = useState<ListAct | null>(null);

  const act = useCallback(
    async (request: PostActRequest): Promise<ActEnd> => {
      setPending(request.act);
      try {
        const answer = await runAction<PostActDone>({
          address,
          form: toForm(request),
          label: doingWords(request.act, request.posts),
        });
        const { moved, undo } = answer;
        toast({
          text: actSentence(answer, request.statuses),
          tone: moved > 0 ? 'good' : 'bad',
          ...(undo !== null && moved > 0
            ? { undo: () => act({ act: 'restore', choice: { undo }, posts: moved }) }
            : {}),
        });
        onDone(request.act);
        return 'done';
      } catch (error) {
        if (isMore(error, request.choice)) {
          return 'more';
        }
        toast({ text: error instanceof Error ? error.message : 'It did not work. Try again.', tone: 'bad' });
        return 'failed';
      } finally {
        setPending(null);
      }
    },
    [runAction, toast, onDone],
  );
  return {
    act,
    /** Which act is under way. */
    pending,
  };
}

function toForm({ act, choice, fields = {} }: PostActRequest): URLSearchParams {
  const form = new URLSearchParams({ act, ...fields });
  if ('undo' in choice) {
    form.set('undo', choice.undo);
  } else {
    appendSelection(form, choice);
  }
  return form;
}
