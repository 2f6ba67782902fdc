import type { DiagnosedStatement } from '@hawker/api';
import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import { Banner } from '../../components/banner.tsx';
import { Dialog } from '../../components/dialog.tsx';
import type { loader } from '../../routes/diagnostics.plan.ts';
import { CopyButton } from '../system/copy-button.tsx';
import { dedented } from './diagnostics-words.ts';

/** How Postgres would run a statement. Asked for when it is opened. */
export function PlanDialog({ statement, onClose }: { statement: DiagnosedStatement; onClose: () => void }) {
  const { id, text, askedBy, hasPlan } = statement;
  const { load, data } = useFetcher<typeof loader>();
  useEffect(() => {
    if (hasPlan) {
      load(`/diagnostics/plan?statement=${id}`);
    }
  }, [id, hasPlan, load]);
  const sql = dedented(data?.ok ? data.text : text);
  return (
    <Dialog
      wide
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Plan of a statement"
      description={`Sent by ${askedBy}. $1, $2 and so on stand for values, which Hawker does not keep.`}
      footer={data?.ok ? <CopyButton text={`${sql}\n\n${data.plan}\n`} what="statement and plan" /> : undefined}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Text title="Statement" text={sql} wraps />
        {hasPlan ? null : (
          <Banner tone="info" title="This statement has no plan.">
            It is too long to be kept whole, or neither reads nor writes rows.
          </Banner>
        )}
        {data?.ok ? <Text title="Plan" text={data.plan} /> : null}
        {data && !data.ok ? (
          <Banner tone="caution" title="There is no plan now.">
            {data.error.message}
          </Banner>
        ) : null}
        {hasPlan && !data ? <p className="text-ink-muted text-sm">Asking Postgres for the plan…</p> : null}
        {data?.ok ? (
          <p className="text-ink-muted text-xs">
            The plan for any values, made without running the statement (EXPLAIN, never ANALYZE). Costs are Postgres’s
            own estimates.
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}

function Text({ title, text, wraps = false }: { title: string; text: string; wraps?: boolean }) {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <h3 className="font-medium text-sm">{title}</h3>
      <pre
        // Wider than the dialog, it is read with the arrow keys.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className={`max-h-80 overflow-auto rounded-md border bg-sunken px-3 py-2 text-xs ${wraps ? 'whitespace-pre-wrap [overflow-wrap:anywhere]' : ''}`}
      >
        {text}
      </pre>
    </section>
  );
}
