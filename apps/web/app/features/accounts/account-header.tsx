import { useSubmit } from '@remix-run/react';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { ButtonLink, IconButton } from '../../components/button.tsx';
import { useConfirm } from '../../components/confirm.tsx';
import { Menu } from '../../components/menu.tsx';
import { countOf } from '../../components/number.tsx';
import { PageHeader } from '../../components/page.tsx';
import { AccountStatusPill } from '../../components/status-pill.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { accountPath } from './account-links.ts';
import type { AccountSummary } from './account-summary.ts';

/** Whose page it is, and what can be done with the account as a whole. */
export function AccountHeader({ account, mayEdit }: { account: AccountSummary; mayEdit: boolean }) {
  const { id, name, status, channelTitle } = account;
  const remove = useRemove(account);
  return (
    <PageHeader
      back={<TextLink to="/accounts">Accounts</TextLink>}
      title={name}
      description={
        <span className="mt-1 inline-flex flex-wrap items-center gap-2">
          <AccountStatusPill status={status} />
          {channelTitle}
        </span>
      }
      actions={
        mayEdit ? (
          <>
            <ButtonLink to={`${accountPath(id)}/edit`} icon={Pencil}>
              Edit
            </ButtonLink>
            <Menu
              trigger={<IconButton icon={Ellipsis} label={`More for ${name}`} variant="secondary" />}
              entries={[{ kind: 'act', label: 'Delete account', icon: Trash2, danger: true, onSelect: remove }]}
            />
          </>
        ) : null
      }
    />
  );
}

/** Asks, deletes, and goes to the list, where it can be taken back. */
function useRemove({ id, name, posts, postsTotal }: AccountSummary): () => void {
  const ask = useConfirm();
  const submit = useSubmit();
  return async () => {
    const sure = await ask({
      title: `Delete “${name}”?`,
      description: consequence(postsTotal, posts.live),
      confirmLabel: 'Delete account',
      cancelLabel: 'Keep account',
    });
    if (sure) {
      submit({ intent: 'remove', id }, { method: 'post', action: '/accounts' });
    }
  };
}

function consequence(total: number, live: number): string {
  if (total === 0) {
    return 'It has no posts. You can undo this right after.';
  }
  const goes = total === 1 ? 'Its post leaves Hawker with it' : `Its ${countOf(total, 'post')} leave Hawker with it`;
  const waiting = 'what was not published yet will not be';
  const stays = live === 0 ? '' : ` ${countOf(live, 'live post')} ${live === 1 ? 'stays' : 'stay'} at the channel.`;
  return `${goes}, and ${waiting}.${stays} You can undo this right after.`;
}
