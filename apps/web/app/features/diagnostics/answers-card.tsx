import type { DiagnosedAnswer } from '@hawker/api';
import { DatabaseZap } from 'lucide-react';
import { formatCount } from '../../components/number.tsx';
import { Card, EmptyState } from '../../components/page.tsx';
import { Table, TableBody, TableHead, Td, Th, Tr } from '../../components/table.tsx';
import { answerWord, describeShare, missesOf } from './diagnostics-words.ts';

/** What was answered without asking the database. */
export function AnswersCard({ answers }: { answers: readonly DiagnosedAnswer[] }) {
  const hits = answers.reduce((sum, answer) => sum + answer.hits, 0);
  const misses = answers.reduce((sum, answer) => sum + missesOf(answer), 0);
  return (
    <Card
      title="Cached answers"
      aside={
        hits + misses === 0 ? null : <span className="text-ink-muted">{describeShare(hits, hits + misses)} cached</span>
      }
      flush
    >
      {answers.length === 0 ? (
        <EmptyState icon={DatabaseZap} title="Nothing was asked for yet">
          What many people ask again and again is kept until something in it changes. Open the overview, and come back.
        </EmptyState>
      ) : (
        <Table label="Cached answers">
          <TableHead>
            <Th>Answer</Th>
            <Th numeric>From the cache</Th>
            <Th numeric>From the database</Th>
            <Th numeric>Cached</Th>
          </TableHead>
          <TableBody>
            {answers.map((answer) => (
              <Row key={answer.label} answer={answer} />
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}

function Row({ answer }: { answer: DiagnosedAnswer }) {
  const { label, hits } = answer;
  const misses = missesOf(answer);
  return (
    <Tr>
      <Td card="title">{answerWord(label)}</Td>
      <Td card="status" numeric className="max-sm:text-ink-muted max-sm:text-xs">
        {formatCount(hits)}
        <span className="sm:hidden"> cached,</span>
      </Td>
      <Td card="meta" numeric>
        {formatCount(misses)}
        <span className="sm:hidden"> from the database</span>
      </Td>
      <Td card="end" numeric>
        {describeShare(hits, hits + misses)}
      </Td>
    </Tr>
  );
}
