import { Archive } from 'lucide-react';
import { Fragment } from 'react';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { useConfirm } from '../../components/confirm.tsx';
import { countOf } from '../../components/number.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { useToast } from '../../components/toast.tsx';
import { askByHand, type ByHandNote } from '../sheets/ask-by-hand.ts';
import { usePostActs } from './use-post-acts.ts';

interface StillLiveProps {
  title: string;
  /** Live posts of the same goods on other accounts. */
  others: readonly { id: string; accountName: string }[];
}

/** The only one is sold, and other accounts still offer it: somebody would buy what is gone. */
export function StillLive({ title, others }: StillLiveProps) {
  const ask = useConfirm();
  const toast = useToast();
  const { act, pending } = usePostActs();
  if (others.length === 0) {
    return null;
  }
  const accounts = countOf(others.length, 'other account');
  const ids = others.map(({ id }) => id);
  const takeDown = async () => {
    let byHand: ByHandNote | null;
    try {
      byHand = await askByHand('delist', { ids });
    } catch (problem) {
      toast({ text: problem instanceof Error ? problem.message : 'Try again in a moment.', tone: 'bad' });
      return;
    }
    const bySelf =
      byHand?.posts === ids.length
        ? ''
        : 'Buyers no longer see it there. This cannot be undone; it can be relisted, with a new address. ';
    const yes = await ask({
      title: `Take “${title}” down on ${accounts}?`,
      description: `${bySelf}${byHand?.sentence ?? ''}`.trim(),
      confirmLabel: 'Take it down',
      cancelLabel: 'Leave it live',
    });
    if (yes) {
      await act({ act: 'delist', choice: { ids }, posts: ids.length, statuses: ids.map(() => 'published') });
    }
  };
  return (
    <Banner
      tone="caution"
      title={`Sold here, and still live on ${accounts}`}
      action={
        <Button size="sm" icon={Archive} busy={pending === 'delist'} onClick={takeDown}>
          Take it down there
        </Button>
      }
    >
      There was one of it. Still offered by{' '}
      {others.map(({ id, accountName }, index) => (
        <Fragment key={id}>
          {index === 0 ? null : ', '}
          <TextLink to={`/posts/${id}`}>
            <span dir="auto">{accountName}</span>
          </TextLink>
        </Fragment>
      ))}
      .
    </Banner>
  );
}
