import { Pencil } from 'lucide-react';
import { useId } from 'react';
import { ButtonLink } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { cn } from '../../components/cn.ts';
import { Field } from '../../components/field.tsx';
import { Input } from '../../components/input.tsx';
import { Money } from '../../components/number.tsx';
import { Photo } from '../../components/photo.tsx';
import { PostStatusPill } from '../../components/status-pill.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { photoAddress } from '../posts/photo-address.ts';
import { settleFields } from './settle-form.ts';
import type { SheetWithPosts } from './sheet-posts.tsx';

interface SheetPostRowProps {
  post: SheetWithPosts['posts'][number];
  currency: string;
  place: string;
  /** Null where nothing is asked about it. */
  tick: { isOn: boolean; onChange: (on: boolean) => void } | null;
  /** What any row of the list has: room for it is kept, so that all stand below each other. */
  columns: { ticks: boolean; statuses: boolean };
  mayEdit: boolean;
}

const longestReason = 500;

export function SheetPostRow({ post, currency, place, tick, columns, mayEdit }: SheetPostRowProps) {
  const { id, row, title, priceMinor, photoHash, status, isOver, isRefused, reason } = post;
  const box = useId();
  return (
    <li className={cn('grid grid-cols-[minmax(0,1fr)] gap-2 px-4 py-2.5 text-sm', tick && !tick.isOn && 'bg-sunken')}>
      <div className="flex items-center gap-3">
        {tick ? (
          <>
            <input type="hidden" name={settleFields.shown} value={id} />
            <Checkbox
              id={box}
              name={settleFields.live}
              value={id}
              aria-label={`${title} is live`}
              checked={tick.isOn}
              onChange={(event) => tick.onChange(event.target.checked)}
            />
          </>
        ) : columns.ticks ? (
          <span className="w-4.5 shrink-0" />
        ) : null}
        <span className="w-5 shrink-0 text-right text-ink-muted text-xs tabular-nums">
          <span className="sr-only">Row </span>
          {row}
        </span>
        <Photo src={photoAddress(photoHash, 'thumbnail')} alt="" />
        <span dir="auto" title={title} className="min-w-0 flex-1 truncate">
          <TextLink to={`/posts/${id}`} look="quiet">
            {title}
          </TextLink>
        </span>
        <Money
          amountMinor={priceMinor}
          currency={currency}
          className={cn('shrink-0', tick ? 'max-sm:text-xs' : 'max-sm:hidden')}
        />
        {columns.statuses ? (
          <span className={cn('shrink-0 sm:w-40', tick && 'max-sm:hidden')}>
            {tick ? null : isOver ? (
              <span className="text-ink-muted">Listed anew since</span>
            ) : (
              <PostStatusPill status={status} />
            )}
          </span>
        ) : null}
      </div>
      {tick && !tick.isOn ? (
        <Field label={`What ${place} said`} className="sm:ml-25.5 sm:max-w-xl">
          {(control) => (
            <Input
              {...control}
              name={settleFields.reason(id)}
              controlSize="bar"
              maxLength={longestReason}
              dir="auto"
              autoComplete="off"
            />
          )}
        </Field>
      ) : null}
      {reason === null ? null : (
        <div
          className={cn(
            'flex flex-wrap items-center justify-between gap-x-4 gap-y-2',
            columns.ticks ? 'sm:ml-25.5' : 'sm:ml-18',
          )}
        >
          <p className="min-w-0 flex-1 basis-56 wrap-anywhere text-ink-muted">{reason}</p>
          {mayEdit && isRefused ? (
            <ButtonLink to={`/posts/${id}/edit`} size="sm" icon={Pencil}>
              Mend it<span className="sr-only">: {title}</span>
            </ButtonLink>
          ) : null}
        </div>
      )}
    </li>
  );
}
