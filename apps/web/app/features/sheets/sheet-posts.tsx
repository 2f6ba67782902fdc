import type { Outputs } from '@hawker/api';
import { CircleCheck, CircleX, FileSpreadsheet } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { CheckboxField } from '../../components/choice.tsx';
import { useConfirm } from '../../components/confirm.tsx';
import { formatCount } from '../../components/number.tsx';
import { Card, EmptyState } from '../../components/page.tsx';
import { useRoomForToasts } from '../actions/use-room-for-toasts.ts';
import { settleFields } from './settle-form.ts';
import { type Others, settleLabel, settleQuestion } from './settle-words.ts';
import { SheetPostRow } from './sheet-post-row.tsx';
import { useSettle } from './use-settle.ts';

export type SheetWithPosts = Outputs['sheets']['get'];

/**
 * The listings of a sheet as its file has them. Those that wait are ticked as live; what a person takes the tick from, the
 * marketplace has refused, or has not shown yet.
 */
export function SheetPosts({ sheet, mayEdit }: { sheet: SheetWithPosts; mayEdit: boolean }) {
  const fetcher = useSettle();
  const ask = useConfirm();
  const bar = useRef<HTMLDivElement>(null);
  useRoomForToasts(bar);
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set());
  const { posts, place } = sheet;
  const asked = mayEdit ? posts.filter(({ isAsked }) => isAsked) : [];
  const others = asked.filter(({ id }) => unticked.has(id)).length;
  const said = { live: asked.length - others, others };
  const busy = fetcher.state === 'idle' ? null : (fetcher.formData?.get(settleFields.others) ?? null);

  const tick = (ids: readonly string[], on: boolean) =>
    setUnticked((before) => new Set([...[...before].filter((id) => !ids.includes(id)), ...(on ? [] : ids)]));
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = new FormData(event.currentTarget, submitter);
    const are: Others = form.get(settleFields.others) === 'waiting' ? 'waiting' : 'refused';
    if (await ask(settleQuestion(said, are, sheet))) {
      fetcher.submit(form, { method: 'post' });
    }
  };
  const answer = (are: Others, isFirst: boolean) => (
    <Button
      type="submit"
      name={settleFields.others}
      value={are}
      variant={isFirst ? 'primary' : 'secondary'}
      icon={isFirst ? (said.live > 0 ? CircleCheck : CircleX) : undefined}
      busy={busy === are}
      disabled={busy !== null && busy !== are}
    >
      {settleLabel(said, are)}
    </Button>
  );
  const list = (
    <ol className="divide-y">
      {posts.map((post) => (
        <SheetPostRow
          key={post.id}
          post={post}
          currency={sheet.currency}
          place={place}
          tick={
            mayEdit && post.isAsked ? { isOn: !unticked.has(post.id), onChange: (on) => tick([post.id], on) } : null
          }
          columns={{ ticks: asked.length > 0, statuses: asked.length < posts.length }}
          mayEdit={mayEdit}
        />
      ))}
    </ol>
  );
  if (posts.length === 0) {
    return (
      <Card flush>
        <EmptyState icon={FileSpreadsheet} title="Nothing is in this sheet any more">
          Its posts were canceled, or are in another sheet of the account by now.
        </EmptyState>
      </Card>
    );
  }
  if (asked.length === 0) {
    return (
      <Card title="Its listings" flush>
        {list}
      </Card>
    );
  }
  return (
    <Card title={`Which of them are live at ${place}?`} flush>
      <form method="post" onSubmit={send}>
        <div className="border-b bg-sunken px-4 py-1">
          <CheckboxField
            label={asked.length === 1 ? 'The only one' : `All ${formatCount(asked.length)} of them`}
            checked={others === 0}
            indeterminate={others > 0 && said.live > 0}
            onChange={(event) =>
              tick(
                asked.map(({ id }) => id),
                event.target.checked,
              )
            }
          />
        </div>
        {list}
        <div
          ref={bar}
          data-print="hide"
          className="sticky bottom-14 z-20 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-b-md border-t bg-raised px-4 py-2.5 shadow-raised sm:bottom-0"
        >
          <p className="min-w-56 flex-1 text-ink-muted text-sm max-sm:sr-only" role="status">
            {others === 0
              ? `Take the tick from what ${place} refused.`
              : said.live === 0
                ? 'None of them has a tick.'
                : `The other ${others === 1 ? 'one' : formatCount(others)}: refused, or still waiting?`}
          </p>
          <div className="flex flex-wrap gap-2">
            {/* The first is what Enter in a field sends. */}
            {answer('refused', true)}
            {others > 0 && said.live > 0 ? answer('waiting', false) : null}
          </div>
        </div>
      </form>
    </Card>
  );
}
