import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { fieldErrorsOf, formErrorOf, useFocusFirstError } from '../../components/form-answer.ts';
import { Input } from '../../components/input.tsx';
import { Card } from '../../components/page.tsx';
import type { action } from '../../routes/_app.settings.tokens.tsx';
import { NewToken } from './new-token.tsx';

/** Makes a token and shows it once: it lives in this page's memory and is gone when the page is left. */
export function TokenMaker({ origin }: { origin: string }) {
  const fetcher = useFetcher<typeof action>();
  const form = useRef<HTMLFormElement>(null);
  const made = useRef<HTMLDivElement>(null);
  const { data } = fetcher;
  useFocusFirstError(form, data);
  useEffect(() => {
    if (data?.ok) {
      form.current?.reset();
      made.current?.focus();
    }
  }, [data]);
  const formError = formErrorOf(data, ['name']);
  return (
    <>
      {data?.ok && data.done === 'created' ? (
        <div ref={made} tabIndex={-1} className="rounded-md">
          <NewToken name={data.name} token={data.token} origin={origin} />
        </div>
      ) : null}
      <Card title="Make a token">
        <fetcher.Form ref={form} method="post" noValidate className="grid max-w-xl gap-4">
          {formError ? <Banner tone="bad" title={formError} /> : null}
          <Field
            label="Name"
            required
            error={fieldErrorsOf(data).name}
            hint="What uses it, so that you know what stops when you revoke it: “stock sync”."
          >
            {(control) => <Input {...control} name="name" maxLength={100} autoComplete="off" />}
          </Field>
          <div>
            <Button type="submit" name="intent" value="create" variant="primary" busy={fetcher.state !== 'idle'}>
              Make token
            </Button>
          </div>
        </fetcher.Form>
      </Card>
    </>
  );
}
