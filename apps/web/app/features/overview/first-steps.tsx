import { type FetcherWithComponents, useFetcher } from '@remix-run/react';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Banner } from '../../components/banner.tsx';
import { Button, ButtonLink } from '../../components/button.tsx';
import { cn } from '../../components/cn.ts';
import { Card } from '../../components/page.tsx';
import { type OverviewAnswer, useAnswerToast } from './use-answer-toast.ts';

interface FirstStepsProps {
  hasAccounts: boolean;
  hasListings: boolean;
  /** Whether there is a practice market to make sample sellers at. */
  hasMarket: boolean;
}

/** Until the first post: what comes first, second and third, with only the next one open. */
export function FirstSteps({ hasAccounts, hasListings, hasMarket }: FirstStepsProps) {
  const sample = useFetcher<OverviewAnswer>();
  useAnswerToast(sample.data?.ok ? sample.data : undefined);
  // The accounts of the sample are there some seconds before its listings: the step stays until all of it is.
  const isLoading = sample.state !== 'idle';
  const current = !hasAccounts || isLoading ? 1 : !hasListings ? 2 : 3;
  return (
    <Card title="Three steps to your first post" flush>
      <ol className="divide-y">
        <Step number={1} current={current} title="Connect an account">
          <p>
            An account is one of your seller accounts at a marketplace. Hawker posts through it, at a pace you choose.
          </p>
          <div className="mt-4 grid gap-3 md:grid-cols-2">
            {hasMarket ? <SampleForm fetcher={sample} /> : null}
            <Way title="Connect an account of your own">
              <p>
                {hasMarket
                  ? 'Start with the practice market that comes with Hawker: register a seller there, and give its access token here.'
                  : 'You need the access token of your seller account.'}
              </p>
              <Actions>
                <ButtonLink to="/accounts/new" variant={hasMarket ? 'secondary' : 'primary'}>
                  {hasMarket ? 'Connect a practice account' : 'Connect an account'}
                </ButtonLink>
              </Actions>
            </Way>
          </div>
        </Step>
        <Step number={2} current={current} title="Add what you sell">
          <p>
            A listing is written once and posted on as many accounts as you like. Bring a spreadsheet, or write one.
          </p>
          <Actions>
            <ButtonLink to="/upload" variant="primary">
              Upload a sheet
            </ButtonLink>
            <ButtonLink to="/listings/new">Write a listing</ButtonLink>
          </Actions>
        </Step>
        <Step number={3} current={current} title="Publish">
          <p>Choose listings and accounts. Each listing on each account is a post; you watch them go out here.</p>
          <Actions>
            <ButtonLink to="/listings" variant="primary">
              Publish your listings
            </ButtonLink>
            <ButtonLink to="/upload">Upload a sheet</ButtonLink>
          </Actions>
        </Step>
      </ol>
    </Card>
  );
}

function Actions({ children }: { children: ReactNode }) {
  return <div className="mt-4 flex flex-wrap gap-2">{children}</div>;
}

interface StepProps {
  number: number;
  current: number;
  title: string;
  children: ReactNode;
}

function Step({ number, current, title, children }: StepProps) {
  const isDone = number < current;
  const isCurrent = number === current;
  return (
    <li aria-current={isCurrent ? 'step' : undefined} className="flex gap-4 px-4 py-4">
      <span
        aria-hidden
        className={cn(
          'grid size-7 shrink-0 place-items-center rounded-full font-medium text-sm',
          isDone
            ? 'bg-good-tint text-good-ink'
            : isCurrent
              ? 'bg-accent text-on-accent'
              : 'bg-neutral-tint text-neutral-ink',
        )}
      >
        {isDone ? <Check className="size-4" /> : number}
      </span>
      <div className="min-w-0 flex-1 pt-0.5 text-sm">
        <h3 className={cn('font-semibold', !isCurrent && 'text-ink-muted')}>
          {title}
          {isDone ? <span className="sr-only"> (done)</span> : null}
        </h3>
        {isCurrent ? <div className="mt-1 text-ink-muted">{children}</div> : null}
      </div>
    </li>
  );
}

function SampleForm({ fetcher }: { fetcher: FetcherWithComponents<OverviewAnswer> }) {
  const busy = fetcher.state !== 'idle';
  const refused = fetcher.data && !fetcher.data.ok ? fetcher.data.error.message : null;
  return (
    <Way title="Just looking?">
      <p>Load five accounts of the practice market and 50 listings with pictures. Nothing leaves this machine.</p>
      {refused === null ? null : (
        <div className="mt-3">
          <Banner tone="bad" title={refused} />
        </div>
      )}
      <fetcher.Form method="post" action="/?index" className="mt-4 flex flex-wrap items-center gap-3">
        <Button type="submit" name="intent" value="load-sample" variant="primary" busy={busy}>
          Load sample data
        </Button>
        <span role="status">{busy ? 'Drawing pictures; this takes some seconds.' : null}</span>
      </fetcher.Form>
    </Way>
  );
}

/** One of two ways to go on, beside each other. */
function Way({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col rounded-md border p-4">
      <h4 className="font-medium text-ink">{title}</h4>
      <div className="mt-0.5 flex flex-1 flex-col justify-between">{children}</div>
    </div>
  );
}
