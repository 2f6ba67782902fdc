import type { Outputs } from '@hawker/api';
import { useSubmit } from '@remix-run/react';
import { Trash2 } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { useConfirm } from '../../components/confirm.tsx';
import { countOf } from '../../components/number.tsx';

interface DeleteListingProps {
  title: string;
  posts: Outputs['listings']['get']['posts'];
}

/** Asks first, and says what becomes of its posts. */
export function DeleteListing({ title, posts }: DeleteListingProps) {
  const ask = useConfirm();
  const submit = useSubmit();
  const live = posts.filter((post) => post.status === 'published').length;
  const rest = posts.length - live;
  const remove = async () => {
    const yes = await ask({
      title: `Delete “${title}”?`,
      description: [
        rest > 0 ? `${countOf(rest, 'post')} that ${rest === 1 ? 'is' : 'are'} not live will not be published.` : '',
        live > 0 ? `${countOf(live, 'post')} that ${live === 1 ? 'is' : 'are'} live stay live on the channel.` : '',
        'You can undo this.',
      ]
        .filter((sentence) => sentence !== '')
        .join(' '),
      confirmLabel: 'Delete listing',
      variant: 'danger',
    });
    if (yes) {
      submit({ act: 'remove' }, { method: 'post' });
    }
  };
  return (
    <Button variant="ghost" icon={Trash2} onClick={remove}>
      Delete
    </Button>
  );
}
