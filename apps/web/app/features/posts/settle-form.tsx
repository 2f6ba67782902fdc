import { useFetcher } from '@remix-run/react';
import { useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { useFocusFirstError } from '../../components/form-answer.ts';
import { Input } from '../../components/input.tsx';
import type { Refusal } from '../../server/guard.server.ts';
import type { PostStory } from './post-types.ts';

/** Only a person can tell: is it at the channel or not? */
export function SettleForm({ post }: { post: Pick<PostStory, 'channelTitle'> }) {
  const fetcher = useFetcher<{ ok: true } | Refusal>();
  const form = useRef<HTMLFormElement>(null);
  useFocusFirstError(form, fetcher.data);
  const refusal = fetcher.data && !fetcher.data.ok ? fetcher.data.error : null;
  const asked = fetcher.formData?.get('answer');
  return (
    <div className="grid gap-3 border-t pt-3">
      <fetcher.Form ref={form} method="post" noValidate className="grid gap-3">
        <Field
          label={`If it is live: its address at ${post.channelTitle}`}
          required
          error={refusal ? (refusal.fields?.['answer.url'] ?? refusal.message) : undefined}
        >
          {(control) => (
            <Input {...control} type="url" name="url" inputMode="url" placeholder="https://" autoComplete="off" />
          )}
        </Field>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" name="answer" value="live" variant="primary" busy={asked === 'live'}>
            It is live
          </Button>
          <Button type="submit" name="answer" value="not_there" busy={asked === 'not_there'}>
            It is not there: send it again
          </Button>
          <Button type="submit" name="answer" value="given_up" variant="ghost" busy={asked === 'given_up'}>
            Give it up
          </Button>
        </div>
      </fetcher.Form>
    </div>
  );
}
