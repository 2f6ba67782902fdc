import type { Outputs } from '@hawker/api';
import { useFetcher } from '@remix-run/react';
import { useMemo } from 'react';
import { Button } from '../../components/button.tsx';
import { useConfirm } from '../../components/confirm.tsx';
import { useRefusalToast } from '../../components/form-answer.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Table, TableBody, TableHead, Td, Th, TitleTd, Tr } from '../../components/table.tsx';
import { type ToastMessage, useToastOnce } from '../../components/toast.tsx';
import type { action } from '../../routes/_app.settings.tokens.tsx';

type Token = Outputs['tokens']['list'][number];

export function TokenTable({ tokens }: { tokens: readonly Token[] }) {
  const fetcher = useFetcher<typeof action>();
  const { data } = fetcher;
  const ask = useConfirm();
  useRefusalToast(data);
  useToastOnce(
    useMemo<ToastMessage | null>(
      () => (data?.ok && data.done === 'revoked' ? { text: `Token “${data.name}” revoked` } : null),
      [data],
    ),
  );
  const revoke = async ({ id, name }: Token) => {
    const sure = await ask({
      title: `Revoke “${name}”?`,
      description: 'Programs that use it can no longer sign in, from the next call on. This cannot be undone.',
      confirmLabel: 'Revoke token',
      cancelLabel: 'Keep token',
    });
    if (sure) {
      fetcher.submit({ intent: 'revoke', id, name }, { method: 'post' });
    }
  };
  const revoking = fetcher.state === 'idle' ? null : fetcher.formData?.get('id');
  return (
    <Table label="API tokens">
      <TableHead>
        <Th>Name</Th>
        <Th className="whitespace-nowrap">Ends in</Th>
        <Th from="md">Made</Th>
        <Th className="whitespace-nowrap">Last used</Th>
        <Th label="What you can do" />
      </TableHead>
      <TableBody>
        {tokens.map((token) => (
          <Tr key={token.id}>
            <TitleTd text={token.name} />
            <Td card="status" className="whitespace-nowrap">
              <code className="text-xs">…{token.hint}</code>
            </Td>
            <Td from="md" className="whitespace-nowrap text-ink-muted">
              <RelativeTime at={token.createdAt} />
            </Td>
            <Td card="meta" className="whitespace-nowrap text-ink-muted">
              {token.lastUsedAt ? (
                <>
                  <span className="sm:hidden">used </span>
                  <RelativeTime at={token.lastUsedAt} />
                </>
              ) : (
                'Never used'
              )}
            </Td>
            <Td card="end" className="max-sm:row-span-2 sm:text-right">
              <Button size="sm" variant="ghost" busy={revoking === token.id} onClick={() => revoke(token)}>
                Revoke<span className="sr-only"> {token.name}</span>
              </Button>
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
