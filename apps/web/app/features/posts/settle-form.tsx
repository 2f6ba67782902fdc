import { useFetcher } from '@remix-run/react';
import { type ReactNode, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { useFocusFirstError } from '../../components/form-answer.ts';
import { Input } from '../../components/input.tsx';
import type { Refusal } from '../../server/guard.server.ts';
import type { PostStory } from './post-types.ts';

type Settled = Pick<PostStory, 'channelTitle' | 'lastClass' | 'observed'>;

/**
 * Only a person can tell: is it at the channel or not? Where its worker died before anything was sent, the likely answer
 * comes first.
 */
export function SettleForm({ post }: { post: Settled }) {
  const { channelTitle, lastClass, observed } = post;
  const fetcher = useFetcher<{ ok: true } | Refusal>();
  const form = useRef<HTMLFormElement>(null);
  useFocusFirstError(form, fetcher.data);
  const refusal = fetcher.data && !fetcher.data.ok ? fetcher.data.error : null;
  const asked = fetcher.formData?.get('answer');
  const wasNotSent = lastClass === 'crashed' && observed.length === 0;
  const answer = (value: string, word: string, variant: 'primary' | 'secondary' | 'ghost') => (
    <Button type="submit" name="answer" value={value} variant={variant} busy={asked === value}>
      {word}
    </Button>
  );
  const address = (
    <Field
      label={`If it is live: its address at ${channelTitle}`}
      required
      error={refusal ? (refusal.fields?.['answer.url'] ?? refusal.message) : undefined}
    >
      {(control) => (
        <Input
          {...control}
          type="url"
          name="url"
          inputMode="url"
          placeholder="https://"
          autoComplete="off"
          defaultValue={observed.at(0)?.externalUrl ?? ''}
        />
      )}
    </Field>
  );
  return (
    <fetcher.Form ref={form} method="post" noValidate className="grid gap-3 border-t pt-3">
      {wasNotSent ? (
        <>
          <Answers>
            {answer('not_there', 'It is not, post again', 'primary')}
            {answer('given_up', 'Give up', 'ghost')}
          </Answers>
          <details open={refusal !== null}>
            <summary className="w-fit text-ink-muted text-sm underline underline-offset-3">
              It is live after all
            </summary>
            <div className="mt-3 grid gap-3">
              {address}
              <Answers>{answer('live', 'It is live', 'secondary')}</Answers>
            </div>
          </details>
        </>
      ) : (
        <>
          {address}
          <Answers>
            {answer('live', 'It is live', 'primary')}
            {answer('not_there', 'It is not, post again', 'secondary')}
            {answer('given_up', 'Give up', 'ghost')}
          </Answers>
          <p className="text-ink-muted text-xs">
            Look at {channelTitle} first: posted again while it is live, it would be there twice. Your name is kept with
            the answer.
          </p>
        </>
      )}
    </fetcher.Form>
  );
}

function Answers({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap gap-2">{children}</div>;
}
