import type { Account } from '@hawker/api';
import { Card } from '../../components/page.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { accountPath } from './account-links.ts';
import { QuietHoursStrip } from './quiet-hours-strip.tsx';

export function PaceCard({ account, mayEdit }: { account: Account; mayEdit: boolean }) {
  return (
    <Card
      title="Pace"
      aside={
        mayEdit ? (
          <TextLink to={`${accountPath(account.id)}/edit`} aria-label={`Edit the pace of ${account.name}`}>
            Edit
          </TextLink>
        ) : null
      }
    >
      <p className="mb-4 text-sm">{account.paceSentence}</p>
      <QuietHoursStrip quiet={account} zone={account.timeZone} />
    </Card>
  );
}
