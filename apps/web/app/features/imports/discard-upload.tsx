import { useSubmit } from '@remix-run/react';
import { Button } from '../../components/button.tsx';
import { useConfirm } from '../../components/confirm.tsx';

export function DiscardUpload({ fileName }: { fileName: string }) {
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
    <Button variant="ghost" onClick={discard}>
      Discard
    </Button>
  );
}
