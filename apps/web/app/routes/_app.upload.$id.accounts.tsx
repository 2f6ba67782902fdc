import {
  Form,
  type MetaFunction,
  redirect,
  useActionData,
  useLoaderData,
  useLocation,
  useNavigation,
  useSearchParams,
} from '@remix-run/react';
import { Users } from 'lucide-react';
import { useState } from 'react';
import { Banner } from '../components/banner.tsx';
import { Button, ButtonLink } from '../components/button.tsx';
import { fieldErrorsOf } from '../components/form-answer.ts';
import { countOf } from '../components/number.tsx';
import { Card, EmptyState, PageHeader } from '../components/page.tsx';
import { TextLink } from '../components/text-link.tsx';
import { AccountPlan } from '../features/imports/account-plan.tsx';
import { PlanSummary } from '../features/imports/plan-summary.tsx';
import { Stepper } from '../features/imports/stepper.tsx';
import { publishTimeFrom } from '../features/publish/publish-time.server.ts';
import { publishWords } from '../features/publish/publish-words.ts';
import { type When, WhenFields } from '../features/publish/when-fields.tsx';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction = () => [{ title: 'Choose accounts · Hawker' }];

/** The chosen accounts are in the address, so that leaving and coming back loses nothing. Absent: all active ones. */
export const loader = guardedLoader(async ({ caller, params, request }) => {
  const id = params.id ?? '';
  const [upload, accounts] = await Promise.all([caller.uploads.get({ id }), caller.accounts.list()]);
  if (upload.batchId !== null) {
    throw redirect(`/batches/${upload.batchId}`);
  }
  const wanted = accountsIn(new URL(request.url).search);
  const chosen = accounts.filter((account) => (wanted ? wanted.includes(account.id) : account.status === 'active'));
  const accountIds = chosen.map((account) => account.id);
  return { id, fileName: upload.fileName, accounts, accountIds, plan: await caller.uploads.plan({ id, accountIds }) };
});

export const action = guardedAction(async ({ caller, params, request }) => {
  const form = await request.formData();
  const { batchId } = await caller.uploads.confirm({
    id: params.id ?? '',
    accountIds: form.getAll('accountId').map(String),
    publish: publishTimeFrom(form),
  });
  throw redirect(`/batches/${batchId}`);
});

export default function ChooseAccounts() {
  const { id, fileName, accounts, accountIds, plan } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const navigation = useNavigation();
  const { pathname } = useLocation();
  const busy = navigation.formMethod === 'POST';
  const [, setParams] = useSearchParams();
  const [when, setWhen] = useState<When>('now');
  // A box shows at once what was pressed, and the next press builds on it; the plan follows.
  const wanted = navigation.location?.pathname === pathname ? accountsIn(navigation.location.search) : null;
  const isPlanning = wanted !== null && !busy;
  const chosen = new Set(wanted ?? accountIds);
  const choose = (next: ReadonlySet<string>) =>
    setParams({ accounts: [...next].join(',') }, { replace: true, preventScrollReset: true });
  const check = `/upload/${id}/check`;
  return (
    <>
      <PageHeader
        back={<TextLink to={check}>{fileName}</TextLink>}
        title="Choose accounts"
        description={`${countOf(plan.listings, 'listing')} on ${countOf(chosen.size, 'account')} make ${countOf(plan.posts, 'post')}.`}
      />
      <Stepper current={3} links={{ 1: '/upload', 2: check }} />
      {accounts.length === 0 ? (
        <Card>
          <EmptyState
            icon={Users}
            title="No account yet"
            actions={
              <ButtonLink to="/accounts/new" variant="primary">
                Connect an account
              </ButtonLink>
            }
          >
            Posts go out through your accounts. Connect one, then come back: your upload is kept.
          </EmptyState>
        </Card>
      ) : (
        <Form method="post" className="grid gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <Card flush>
            <AccountPlan accounts={accounts} plan={plan} chosen={chosen} onChange={choose} />
          </Card>
          <div className="grid content-start gap-4">
            {answer ? <Banner tone="bad" title={answer.error.message} /> : null}
            {plan.staying > 0 ? (
              <Banner
                tone="caution"
                title={`${countOf(plan.staying, 'row')} ${plan.staying === 1 ? 'stays' : 'stay'} behind`}
                action={
                  <ButtonLink size="sm" to={`${check}?show=bad`}>
                    Mend
                  </ButtonLink>
                }
              >
                Something in them is not as it should be for these accounts.
              </Banner>
            ) : null}
            <Card>
              <div className="grid gap-5">
                <WhenFields when={when} onChange={setWhen} error={fieldErrorsOf(answer).at} />
                <PlanSummary plan={plan} accounts={chosen.size} when={when} />
                <Button type="submit" variant="primary" size="lg" busy={busy} disabled={plan.posts === 0 || isPlanning}>
                  {publishWords(when, plan.posts)}
                </Button>
              </div>
            </Card>
          </div>
        </Form>
      )}
    </>
  );
}

/** Null where the address does not say. */
function accountsIn(search: string): string[] | null {
  const ids = new URLSearchParams(search).get('accounts');
  return ids === null ? null : ids.split(',').filter((id) => id !== '');
}
