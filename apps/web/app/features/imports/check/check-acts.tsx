import { useSubmit } from '@remix-run/react';
import { Columns3, Download, MoreHorizontal, Trash2 } from 'lucide-react';
import { ButtonLink, buttonStyles, IconButton } from '../../../components/button.tsx';
import { useConfirm } from '../../../components/confirm.tsx';
import { Menu } from '../../../components/menu.tsx';
import { countOf } from '../../../components/number.tsx';
import type { Counts, UploadDetail } from '../upload-types.ts';

interface CheckActsProps {
  upload: Pick<UploadDetail, 'id' | 'fileName' | 'mapping'>;
  counts: Counts;
}

/** What can be done with the whole upload; going on is the most visible. */
export function CheckActs({ upload: { id, fileName, mapping }, counts: { good, bad } }: CheckActsProps) {
  const ask = useConfirm();
  const submit = useSubmit();
  const discard = async () => {
    const yes = await ask({
      title: `Discard “${fileName}”?`,
      description: 'What you mended here is lost. The file on your disk stays as it is.',
      confirmLabel: 'Discard the upload',
      variant: 'danger',
    });
    if (yes) {
      submit({ act: 'discard' }, { method: 'post' });
    }
  };
  return (
    <>
      <Menu
        trigger={<IconButton icon={MoreHorizontal} label="More for this upload" />}
        entries={[
          ...(mapping === null
            ? []
            : [{ kind: 'link', label: 'Choose the columns', to: `/upload/${id}/columns`, icon: Columns3 } as const]),
          { kind: 'act', label: 'Discard', onSelect: () => void discard(), icon: Trash2, danger: true },
        ]}
      />
      {bad > 0 ? (
        <a href={`/upload/${id}/rows-to-mend`} download className={buttonStyles({ variant: 'secondary' })}>
          <Download aria-hidden />
          Download {countOf(bad, 'row')} to mend
        </a>
      ) : null}
      {good > 0 ? (
        <ButtonLink to={`/upload/${id}/accounts`} variant="primary">
          {bad === 0 ? 'Choose accounts' : `Go on with ${countOf(good, 'row')}`}
        </ButtonLink>
      ) : bad > 0 ? (
        // It may be one of the accounts that can take none of the rows.
        <ButtonLink to={`/upload/${id}/accounts`}>Choose other accounts</ButtonLink>
      ) : null}
    </>
  );
}
