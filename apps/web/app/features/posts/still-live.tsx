import { useFetcher } from '@remix-run/react';
import { Archive } from 'lucide-react';
import { Fragment } from 'react';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { useConfirm } from '../../components/confirm.tsx';
import { type FormAnswer, useRefusalToast } from '../../components/form-answer.ts';
import { countOf } from '../../components/number.tsx';
import { TextLink } from '../../components/text-link.tsx';

interface StillLiveProps {
  title: string;
  /** Live posts of the same goods on other accounts. */
  others: readonly { id: string; accountName: string }[];
}

/** The only one is sold, and other accounts still offer it: somebody would buy what is gone. */
export function StillLive({ title, others }: StillLiveProps) {
  const ask = useConfirm();
  const { submit, state, data } = useFetcher<FormAnswer>();
  useRefusalToast(data);
  if (others.length === 0) {
    return null;
  }
  const accounts = countOf(others.length, 'other account');
  const takeDown = async () => {
    const yes = await ask({
      title: `Take “${title}” down on ${accounts}?`,
      description: 'Buyers no longer see it there. This cannot be undone; it can be relisted, with a new address.',
      confirmLabel: 'Take it down',
      cancelLabel: 'Leave it live',
    });
    if (yes) {
      const form = new FormData();
      form.set('act', 'delist');
      for (const { id } of others) {
        form.append('id', id);
      }
      submit(form, { method: 'post', action: '/posts/act' });
    }
  };
  return (
    <Banner
      tone="caution"
      title={`Sold here, and still live on ${accounts}`}
      action={
        <Button size="sm" icon={Archive} busy={state !== 'idle'} onClick={takeDown}>
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
