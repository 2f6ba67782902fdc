import type { DiagnosedStatement } from '@hawker/api';
import { DatabaseZap } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { formatCount } from '../../components/number.tsx';
import { Card, EmptyState } from '../../components/page.tsx';
import { Table, TableBody, TableHead, Td, Th, Tr } from '../../components/table.tsx';
import { describeDuration, onOneLine } from './diagnostics-words.ts';
import { PlanDialog } from './plan-dialog.tsx';

/** The statements that take longest, with the way to their plans. */
export function StatementsCard({ statements }: { statements: readonly DiagnosedStatement[] }) {
  // As it was when the dialog was opened: a moment later it may not be among the slowest any more.
  const [shown, setShown] = useState<DiagnosedStatement | null>(null);
  return (
    <Card title="Slowest statements" flush>
      {statements.length === 0 ? (
        <EmptyState icon={DatabaseZap} title="The database was not asked yet">
          The statements that take longest stand here, each with the plan by which Postgres runs it.
        </EmptyState>
      ) : (
        <Table label="Slowest statements">
          <TableHead>
            <Th>Statement</Th>
            <Th from="lg">Sent by</Th>
            <Th numeric>Times</Th>
            <Th numeric from="md" className="whitespace-nowrap">
              Half within
            </Th>
            <Th numeric className="whitespace-nowrap">
              95% within
            </Th>
            <Th label="Its plan" />
          </TableHead>
          <TableBody>
            {statements.map((statement) => (
              <Row key={statement.id} statement={statement} onShow={() => setShown(statement)} />
            ))}
          </TableBody>
        </Table>
      )}
      {shown ? <PlanDialog statement={shown} onClose={() => setShown(null)} /> : null}
    </Card>
  );
}

function Row({ statement, onShow }: { statement: DiagnosedStatement; onShow: () => void }) {
  const { text, askedBy, calls, p50Ms, p95Ms } = statement;
  const line = onOneLine(text);
  return (
    <Tr>
      <Td card="title" className="sm:w-full sm:max-w-0">
        <code className="block truncate text-xs" title={line.slice(0, 500)}>
          {line.slice(0, 300)}
        </code>
      </Td>
      <Td from="lg" className="whitespace-nowrap">
        <code className="text-xs">{askedBy}</code>
      </Td>
      <Td card="status" numeric className="max-sm:text-ink-muted max-sm:text-xs">
        {formatCount(calls)}
        <span className="sm:hidden">{calls === 1 ? ' time,' : ' times,'}</span>
      </Td>
      <Td numeric from="md">
        {describeDuration(p50Ms)}
      </Td>
      <Td card="meta" numeric>
        <span className="sm:hidden">95% within </span>
        {describeDuration(p95Ms)}
      </Td>
      <Td card="end" className="sm:text-right">
        <Button size="sm" variant="ghost" onClick={onShow}>
          Plan<span className="sr-only"> of {line.slice(0, 60)}</span>
        </Button>
      </Td>
    </Tr>
  );
}
