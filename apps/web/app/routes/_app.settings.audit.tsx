import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { ChevronRight, ChevronsLeft, ScrollText } from 'lucide-react';
import { ButtonLink } from '../components/button.tsx';
import { Card, EmptyState } from '../components/page.tsx';
import { AuditList } from '../features/system/audit-list.tsx';
import { describeEntry, namesIn } from '../features/system/audit-words.ts';
import { guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction = () => [{ title: 'Audit trail · Hawker' }];

const pageSize = 50;

export const loader = guardedLoader(async ({ caller, request }) => {
  const cursor = new URL(request.url).searchParams.get('after') ?? undefined;
  const [found, accounts, tokens] = await Promise.all([
    // One more than is shown: it tells whether there is an older page.
    caller.system.audit({ limit: pageSize + 1, ...(cursor === undefined ? {} : { cursor }) }),
    caller.accounts.list(),
    caller.tokens.list(),
  ]);
  const entries = found.slice(0, pageSize);
  const accountNames = new Map(accounts.map(({ id, name }) => [id, name]));
  const otherNames = new Map([...namesIn(entries), ...tokens.map(({ id, name }): [string, string] => [id, name])]);
  return {
    lines: entries.map((entry) => ({
      id: entry.id,
      at: entry.at,
      ...describeEntry(entry, { accounts: accountNames, others: otherNames }),
    })),
    isNewest: cursor === undefined,
    olderCursor: found.length > pageSize ? (entries.at(-1)?.id ?? null) : null,
  };
});

export default function Audit() {
  const { lines, isNewest, olderCursor } = useLoaderData<typeof loader>();
  return (
    <Card flush>
      {lines.length === 0 ? (
        <EmptyState icon={ScrollText} title="Nothing has happened yet">
          Whoever changes something here is written down, with the time. Nothing is ever taken out.
        </EmptyState>
      ) : (
        <AuditList lines={lines} />
      )}
      {isNewest && olderCursor === null ? null : (
        <nav aria-label="Pages of the audit trail" className="flex justify-end gap-2 border-t px-4 py-2.5">
          {isNewest ? null : (
            <ButtonLink to="/settings/audit" size="sm" icon={ChevronsLeft}>
              Newest
            </ButtonLink>
          )}
          {olderCursor === null ? null : (
            <ButtonLink to={`?after=${olderCursor}`} size="sm" icon={ChevronRight}>
              Older
            </ButtonLink>
          )}
        </nav>
      )}
    </Card>
  );
}
