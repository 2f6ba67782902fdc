import { describeVariation } from '@hawker/core';
import {
  Form,
  type MetaFunction,
  redirect,
  type ShouldRevalidateFunction,
  useLoaderData,
  useNavigation,
} from '@remix-run/react';
import { useState } from 'react';
import { Banner } from '../components/banner.tsx';
import { fieldErrorsOf, useAnswer } from '../components/form-answer.ts';
import { countOf } from '../components/number.tsx';
import { Card, PageHeader } from '../components/page.tsx';
import { TextLink } from '../components/text-link.tsx';
import { AccountPlan } from '../features/imports/account-plan.tsx';
import { ConfirmButton } from '../features/imports/confirm-button.tsx';
import { MakingBatch } from '../features/imports/making-batch.tsx';
import { NoAccountYet } from '../features/imports/no-account-yet.tsx';
import { PlanSummary } from '../features/imports/plan-summary.tsx';
import { StayingRows } from '../features/imports/staying-rows.tsx';
import { Stepper } from '../features/imports/stepper.tsx';
import { useChosenAccounts } from '../features/imports/use-chosen-accounts.ts';
import { publishTimeFrom } from '../features/publish/publish-time.server.ts';
import { type When, WhenFields } from '../features/publish/when-fields.tsx';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction = () => [{ title: 'Choose accounts · Hawker' }];

/** The choice is kept with the upload, so that leaving and coming back loses nothing. */
export const loader = guardedLoader(async ({ caller, params }) => {
  const id = params.id ?? '';
  const [plan, accounts, channels] = await Promise.all([
    caller.uploads.plan({ id }),
    caller.accounts.list(),
    caller.channels.list(),
  ]);
  if (plan.batchId !== null) {
    throw redirect(`/batches/${plan.batchId}`);
  }
  if (plan.format === 'unknown') {
    throw redirect(`/upload/${id}/columns`);
  }
  return {
    id,
    accounts: accounts.map((account) => ({
      ...account,
      varied: describeVariation(account.variation),
      postsPerSheet: channels.find(({ name }) => name === account.channel)?.upload?.maxRows ?? null,
    })),
    plan,
    troubles: plan.staying === 0 ? [] : await caller.uploads.troubles({ id, which: 'any' }),
  };
});

export const action = guardedAction(async ({ caller, params, request }) => {
  const id = params.id ?? '';
  const form = await request.formData();
  const accountIds = form.getAll('accountId').map(String);
  if (form.get('act') === 'choose') {
    await caller.uploads.choose({ id, accountIds });
    return { ok: true as const };
  }
  const planToken = String(form.get('planToken') ?? '');
  const { batchId } = await caller.uploads.confirm({ id, accountIds, publish: publishTimeFrom(form), planToken });
  throw redirect(`/batches/${batchId}`);
});

/** Also after a refusal: it says to look at the plan again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, defaultShouldRevalidate }) =>
  formMethod !== undefined || defaultShouldRevalidate;

export default function ChooseAccounts() {
  const { id, accounts, plan, troubles } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const refusal = answer?.ok === false ? answer : undefined;
  const { chosen, choose, isPlanning } = useChosenAccounts(plan.accountIds);
  const isMaking = useNavigation().formMethod === 'POST';
  const [when, setWhen] = useState<When>('now');
  const check = `/upload/${id}/check`;
  return (
    <>
      <PageHeader
        back={<TextLink to={check}>{plan.fileName}</TextLink>}
        title="Choose accounts"
        description={`${countOf(plan.listings, 'listing')} on ${countOf(chosen.size, 'account')}: ${countOf(plan.posts, 'post')} to make.`}
      />
      <Stepper current={3} links={{ 1: '/upload', 2: check }} />
      {accounts.length === 0 ? (
        <NoAccountYet />
      ) : (
        <Form
          method="post"
          className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]"
        >
          <Card flush>
            <AccountPlan
              uploadId={id}
              accounts={accounts}
              planned={plan.accounts}
              chosen={chosen}
              when={when}
              isPlanning={isPlanning}
              isLocked={isMaking}
              onChange={choose}
            />
          </Card>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
            {refusal ? <Banner tone="bad" title={refusal.error.message} /> : null}
            <StayingRows rows={plan.staying} uploadId={id} troubles={troubles} />
            <Card>
              <div className="grid gap-5">
                {plan.posts > 0 ? (
                  <WhenFields when={when} onChange={setWhen} error={fieldErrorsOf(refusal).at} />
                ) : null}
                <PlanSummary
                  plan={plan}
                  accounts={chosen.size}
                  when={when}
                  postsPerSheet={accounts.find((account) => account.postsPerSheet !== null)?.postsPerSheet ?? null}
                />
                <ConfirmButton
                  plan={plan}
                  accounts={chosen.size}
                  when={when}
                  isPlanning={isPlanning}
                  isMaking={isMaking}
                />
                {isMaking ? <MakingBatch uploadId={id} /> : null}
              </div>
            </Card>
          </div>
        </Form>
      )}
    </>
  );
}
