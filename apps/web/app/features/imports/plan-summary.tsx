import { uploadLimits } from '@hawker/core';
import { countOf, formatCount } from '../../components/number.tsx';
import { ExactTime } from '../../components/relative-time.tsx';
import type { When } from '../publish/when-fields.tsx';
import type { UploadPlan } from './upload-types.ts';
import { deedWords, sheetWords } from './upload-words.ts';

interface PlanSummaryProps {
  plan: UploadPlan;
  accounts: number;
  when: When;
  /** Of the accounts whose sheets a person uploads. */
  postsPerSheet: number | null;
}

/** What pressing the button will do, in a few sentences. */
export function PlanSummary({ plan, accounts, when, postsPerSheet }: PlanSummaryProps) {
  if (plan.listings === 0) {
    return (
      <p className="text-ink-muted text-sm">
        {plan.staying > 0 ? 'No row can go yet.' : 'No row goes: all are left out.'}
      </p>
    );
  }
  if (isTooMany(plan, accounts)) {
    return (
      <p className="text-caution-ink text-sm">
        {countOf(plan.listings * accounts, 'post')} are too many for one batch: it takes{' '}
        {formatCount(uploadLimits.maxPostsPerBatch)}. Choose fewer accounts, or split the file.
      </p>
    );
  }
  if (accounts === 0) {
    return (
      <p className="text-sm">
        No account is chosen, so nothing is posted. Of the listings: {deedWords(plan)}.{leftOut(plan)}
        {liveStays(plan)}
      </p>
    );
  }
  if (plan.posts === 0) {
    return (
      <p className="text-sm">
        Every listing has its {accounts === 1 ? 'post on this account' : 'posts on these accounts'} already, and none is
        made twice. Of the listings: {deedWords(plan)}.{leftOut(plan)}
        {liveStays(plan)}
        {plan.photosAgain > 0
          ? ` The photos of ${countOf(plan.photosAgain, 'listing')} could not be fetched before: they are tried again.`
          : null}
      </p>
    );
  }
  return (
    <div className="grid gap-1 text-sm">
      <p>
        {countOf(plan.listings, 'listing')} on {countOf(accounts, 'account')}: {countOf(plan.posts, 'post')}.
        {when === 'now' && plan.finishesAt ? (
          <>
            {' '}
            At their pace the last one goes out <ExactTime at={plan.finishesAt} />.
          </>
        ) : null}
      </p>
      <p className="text-ink-muted">
        Of the listings: {deedWords(plan)}.{leftOut(plan)}
        {plan.alreadyThere > 0
          ? ` ${countOf(plan.alreadyThere, 'post')} ${plan.alreadyThere === 1 ? 'is' : 'are'} there from before, and none is made twice.`
          : null}
        {liveStays(plan)}
      </p>
      {plan.stillLive > 0 ? (
        <p className="text-caution-ink">
          {countOf(plan.stillLive, 'post')} of these goods {plan.stillLive === 1 ? 'is' : 'are'} still live on these
          accounts, from listings that were deleted here: they would be there twice. Take those down first.
        </p>
      ) : null}
      {postsPerSheet === null ? null : <SheetsSentence plan={plan} when={when} postsPerSheet={postsPerSheet} />}
    </div>
  );
}

interface SheetsSentenceProps {
  plan: UploadPlan;
  when: When;
  postsPerSheet: number;
}

/** Said before the button is pressed: it is the person's own work. */
function SheetsSentence({ plan: { accounts }, when, postsPerSheet }: SheetsSentenceProps) {
  const byHand = accounts.filter(({ sheets }) => sheets !== null && sheets > 0);
  const sheets = byHand.reduce((sum, account) => sum + (account.sheets ?? 0), 0);
  if (sheets === 0) {
    return null;
  }
  const posts = byHand.reduce((sum, account) => sum + account.posts, 0);
  return (
    <p className="text-caution-ink">
      {when === 'draft' ? 'Once published, ' : null}
      {formatCount(posts)} of the posts {posts === 1 ? 'goes' : 'go'} into {sheetWords(sheets, postsPerSheet)}, which
      you upload yourself{sheets === 1 ? '' : ', one by one'}.
    </p>
  );
}

/** What somebody left out of the file is told once more, while it can be taken back. */
function leftOut({ out }: UploadPlan): string | null {
  return out > 0 ? ` ${countOf(out, 'row')} of the file ${out === 1 ? 'is' : 'are'} left out.` : null;
}

/** Hawker does not change what is live: a listing's new price goes out with its next post. */
function liveStays({ updates }: UploadPlan): string | null {
  return updates > 0
    ? ' What is live stays as it is at the marketplace; take it down and relist it to show the change.'
    : null;
}

/** Counted as it is when the batch is made: with those that are there already. */
export function isTooMany({ listings }: UploadPlan, accounts: number): boolean {
  return listings * accounts > uploadLimits.maxPostsPerBatch;
}
