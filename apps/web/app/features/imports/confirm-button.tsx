import { Button } from '../../components/button.tsx';
import { countOf } from '../../components/number.tsx';
import { publishWords } from '../publish/publish-words.ts';
import type { When } from '../publish/when-fields.tsx';
import { isTooMany } from './plan-summary.tsx';
import type { UploadPlan } from './upload-types.ts';

interface ConfirmButtonProps {
  plan: UploadPlan;
  accounts: number;
  when: When;
  /** The figures of the plan are on their way. */
  isPlanning: boolean;
  isMaking: boolean;
}

/** Makes the batch of the plan that is shown, and of no other: should it be another one by now, that is said first. */
export function ConfirmButton({ plan, accounts, when, isPlanning, isMaking }: ConfirmButtonProps) {
  return (
    <>
      <input type="hidden" name="planToken" value={plan.token} />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        busy={isMaking}
        disabled={!canConfirm(plan, accounts) || isPlanning}
      >
        {confirmWords(plan, when)}
      </Button>
    </>
  );
}

function canConfirm(plan: UploadPlan, accounts: number): boolean {
  return plan.posts + plan.creates + plan.updates + plan.photosAgain > 0 && !isTooMany(plan, accounts);
}

function confirmWords({ posts, creates, updates, photosAgain }: UploadPlan, when: When): string {
  if (posts > 0) {
    return publishWords(when, posts);
  }
  if (creates > 0) {
    return `Save ${countOf(creates + updates, 'listing')}`;
  }
  if (updates > 0) {
    return `Update ${countOf(updates, 'listing')}`;
  }
  return photosAgain > 0 ? `Fetch the photos of ${countOf(photosAgain, 'listing')} again` : 'Nothing to publish';
}
