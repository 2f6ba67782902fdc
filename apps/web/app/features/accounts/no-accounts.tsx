import { useFetcher } from '@remix-run/react';
import { Plus, Store } from 'lucide-react';
import { Button, ButtonLink } from '../../components/button.tsx';
import { useRefusalToast } from '../../components/form-answer.ts';
import { EmptyState } from '../../components/page.tsx';
import type { action } from '../../routes/_app.accounts.tsx';

/** What an account is, and the two ways to a first one. */
export function NoAccounts({ mayEdit }: { mayEdit: boolean }) {
  const fetcher = useFetcher<typeof action>();
  useRefusalToast(fetcher.data);
  const loading = fetcher.state !== 'idle';
  return (
    <EmptyState
      icon={Store}
      title="No accounts yet"
      actions={
        mayEdit ? (
          <>
            <ButtonLink to="/accounts/new" variant="primary" icon={Plus}>
              Connect an account
            </ButtonLink>
            <fetcher.Form method="post" action="/accounts">
              <Button type="submit" name="intent" value="sample" busy={loading}>
                Load sample data
              </Button>
            </fetcher.Form>
          </>
        ) : null
      }
    >
      <p>
        An account is one seller account on one channel, with its own access, pace and time zone. Posts go out through
        it.
      </p>
      <p className="mt-2" role="status">
        {loading
          ? 'Making 5 practice accounts and 50 listings with pictures. This takes a few seconds.'
          : mayEdit
            ? 'The sample data brings 5 practice accounts and 50 listings to try everything with.'
            : 'Somebody with the right to edit can connect one.'}
      </p>
    </EmptyState>
  );
}
