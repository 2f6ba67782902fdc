import type { DiagnosedProcedure } from '@hawker/api';
import { Activity } from 'lucide-react';
import { countOf, formatCount } from '../../components/number.tsx';
import { Card, EmptyState } from '../../components/page.tsx';
import { Table, TableBody, TableHead, Td, Th, Tr } from '../../components/table.tsx';
import { describeDuration, describePerCall } from './diagnostics-words.ts';

/** Every procedure that was called: pages, the command line and programs all come through them. */
export function ProceduresCard({ procedures }: { procedures: readonly DiagnosedProcedure[] }) {
  const calls = procedures.reduce((sum, procedure) => sum + procedure.calls, 0);
  return (
    <Card title="Procedures" aside={<span className="text-ink-muted">{countOf(calls, 'call')}</span>} flush>
      {procedures.length === 0 ? (
        <EmptyState icon={Activity} title="Nothing was called yet">
          Pages, the command line and programs call procedures. Each one stands here with how long it takes.
        </EmptyState>
      ) : (
        <Table label="Procedures" compact>
          <TableHead>
            <Th>Procedure</Th>
            <Th numeric>Calls</Th>
            <Th numeric>Half within</Th>
            <Th numeric>95% within</Th>
            <Th numeric>Statements a call</Th>
            <Th numeric from="md">
              Refused
            </Th>
            <Th numeric from="md">
              Failed
            </Th>
          </TableHead>
          <TableBody>
            {procedures.map((procedure) => (
              <Row key={procedure.path} procedure={procedure} />
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}

function Row({ procedure }: { procedure: DiagnosedProcedure }) {
  const { path, calls, p50Ms, p95Ms, statementsPerCall, refused, failed } = procedure;
  return (
    <Tr>
      <Td card="title" className="[overflow-wrap:anywhere]">
        <code className="text-xs">{path}</code>
      </Td>
      <Td card="status" numeric className="max-sm:text-ink-muted max-sm:text-xs">
        {formatCount(calls)}
        <span className="sm:hidden">{calls === 1 ? ' call,' : ' calls,'}</span>
      </Td>
      <Td numeric>{describeDuration(p50Ms)}</Td>
      <Td card="end" numeric>
        <span className="text-ink-muted text-xs sm:hidden">95% within </span>
        {describeDuration(p95Ms)}
      </Td>
      <Td card="meta" numeric>
        {describePerCall(statementsPerCall)}
        <span className="sm:hidden"> statements each</span>
      </Td>
      <Td numeric from="md" className={refused === 0 ? 'text-ink-muted' : ''}>
        {formatCount(refused)}
      </Td>
      <Td numeric from="md" className={failed === 0 ? 'text-ink-muted' : 'font-medium text-bad-ink'}>
        {formatCount(failed)}
      </Td>
    </Tr>
  );
}
