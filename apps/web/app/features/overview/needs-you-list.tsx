import { useFetcher } from '@remix-run/react';
import { KeyRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, ButtonLink } from '../../components/button.tsx';
import { countOf } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { Pill, PostStatusPill } from '../../components/status-pill.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { usePostStatus } from '../live/use-live.ts';
import { useAskBeforeRetry } from '../sheets/use-ask-before-retry.ts';
import type { NeedsYou } from './overview.server.ts';
import { type OverviewAnswer, useAnswerToast } from './use-answer-toast.ts';

interface NeedsYouListProps {
  items: readonly NeedsYou[];
  /** Of all posts, also of those that are not listed here. */
  failed: number;
}

/** Reason, post, account, and the one button that helps. Not there when there is nothing. */
export function NeedsYouList({ items, failed }: NeedsYouListProps) {
  return (
    <Card
      title="Needs you, or failed"
      aside={
        failed > 0 ? <TextLink to="/posts?status=failed">{`All ${countOf(failed, 'failed post')}`}</TextLink> : null
      }
      flush
    >
      <ul className="divide-y">
        {items.map((item) => (
          <ItemRow key={item.id} item={item} />
        ))}
      </ul>
    </Card>
  );
}

function ItemRow({ item }: { item: NeedsYou }) {
  switch (item.kind) {
    case 'account':
      return <AccountRow item={item} />;
    case 'sheet':
      return <SheetRow item={item} />;
    case 'post':
      return <PostRow item={item} />;
  }
}

interface RowProps {
  pill: ReactNode;
  title: string;
  to: string;
  /** Whose it is: the account, or how much waits. */
  detail: string;
  reason: string;
  button: ReactNode;
}

function Row({ pill, title, to, detail, reason, button }: RowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 text-sm">
      <span className="w-36 shrink-0 max-sm:order-1 max-sm:w-auto max-sm:flex-1">{pill}</span>
      <div className="min-w-0 flex-1 max-sm:basis-full">
        <p className="flex min-w-0 items-baseline gap-2">
          <span dir="auto" title={title} className="min-w-0 truncate font-medium">
            <TextLink to={to} look="quiet">
              {title}
            </TextLink>
          </span>
          <span className="shrink-0 text-ink-muted">{detail}</span>
        </p>
        <p className="wrap-anywhere text-ink-muted">{reason}</p>
      </div>
      <span className="shrink-0 max-sm:order-2">{button}</span>
    </li>
  );
}

/** What the button does, and for those who do not see its row also to what. */
function Named({ verb, object }: { verb: string; object: string }) {
  return (
    <span>
      {verb}
      <span className="sr-only">: {object}</span>
    </span>
  );
}

const blockedLook = { word: 'Account blocked', icon: KeyRound, hue: 'bad' } as const;

function AccountRow({ item }: { item: Extract<NeedsYou, { kind: 'account' }> }) {
  return (
    <Row
      pill={<Pill look={blockedLook} />}
      title={item.account}
      to={`/accounts/${item.id}`}
      detail={item.waiting > 0 ? `${countOf(item.waiting, 'post')} held up` : 'nothing held up'}
      reason={item.reason}
      button={
        <ButtonLink to={`/accounts/${item.id}`} size="sm">
          <Named verb="Give a new token" object={item.account} />
        </ButtonLink>
      }
    />
  );
}

/** One for a whole sheet, however many posts wait in it. */
function SheetRow({ item }: { item: Extract<NeedsYou, { kind: 'sheet' }> }) {
  const { accountId, account, number, waiting, place, isDownloaded } = item;
  const to = `/accounts/${accountId}#sheets`;
  return (
    <Row
      pill={<PostStatusPill status="awaiting_upload" />}
      title={account}
      to={to}
      detail={`sheet ${number}, ${countOf(waiting, 'listing')}`}
      reason={
        isDownloaded
          ? `It was downloaded. When you have uploaded it at ${place}, say that it is live.`
          : `Download the sheet and upload it at ${place}.`
      }
      button={
        <ButtonLink to={to} size="sm">
          <Named verb={isDownloaded ? 'Say it is live' : 'Upload it'} object={`sheet ${number} of ${account}`} />
        </ButtonLink>
      }
    />
  );
}

function PostRow({ item }: { item: Extract<NeedsYou, { kind: 'post' }> }) {
  const { status } = usePostStatus(item.id, item);
  return (
    <Row
      pill={<PostStatusPill status={status} />}
      title={item.title}
      to={`/posts/${item.id}`}
      detail={item.account}
      reason={item.reason}
      button={<PostButton item={item} />}
    />
  );
}

function PostButton({ item }: { item: Extract<NeedsYou, { kind: 'post' }> }) {
  const fetcher = useFetcher<OverviewAnswer>();
  const askBeforeRetry = useAskBeforeRetry();
  const [isLooking, setLooking] = useState(false);
  useAnswerToast(fetcher.data);
  const askAndRetry = async () => {
    setLooking(true);
    if (await askBeforeRetry(item)) {
      fetcher.submit({ intent: 'retry-post', id: item.id }, { method: 'post', action: '/?index' });
    }
    setLooking(false);
  };
  switch (item.act) {
    case 'retry':
      return (
        <fetcher.Form method="post" action="/?index">
          <input type="hidden" name="intent" value="retry-post" />
          <input type="hidden" name="id" value={item.id} />
          <Button
            // What may be listed already is not sent before it was asked, also where no script runs yet.
            {...(item.isByHand ? { onClick: askAndRetry } : { type: 'submit' })}
            size="sm"
            busy={isLooking || fetcher.state !== 'idle'}
          >
            <Named verb="Try again" object={item.title} />
          </Button>
        </fetcher.Form>
      );
    case 'mend':
      return (
        <ButtonLink to={`/posts/${item.id}`} size="sm">
          <Named verb="Mend it" object={item.title} />
        </ButtonLink>
      );
    case 'decide':
      return (
        <ButtonLink to={`/posts/${item.id}`} size="sm">
          <Named verb="Decide" object={item.title} />
        </ButtonLink>
      );
  }
}
