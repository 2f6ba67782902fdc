import { useRevalidator } from '@remix-run/react';
import { Download } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button, type ButtonProps } from '../../components/button.tsx';
import { countOf } from '../../components/number.tsx';
import { useToast } from '../../components/toast.tsx';
import { saveAnswer } from './save-answer.ts';

interface DownloadButtonProps {
  sheet: { id: string; number: number; waiting: number; downloadedAt: Date | null };
  variant?: ButtonProps['variant'];
  size?: ButtonProps['size'];
}

/**
 * Saves the file of a sheet, and then shows the page as it is: the sheet is closed by now. Without scripts the form does
 * the same but for that.
 */
export function DownloadButton({ sheet, variant, size }: DownloadButtonProps) {
  const { id, number, waiting, downloadedAt } = sheet;
  const toast = useToast();
  const { revalidate } = useRevalidator();
  const [busy, setBusy] = useState(false);
  const address = `/sheets/${id}/download`;
  const download = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const { headers } = await saveAnswer(await fetch(address, { method: 'POST' }));
      const leftOut = Number(headers.get('x-left-out'));
      toast(
        leftOut === 0
          ? { text: `Sheet ${number} saved. Upload it at Facebook next.` }
          : { text: `Sheet ${number} saved, without ${countOf(leftOut, 'listing')} to be mended first.`, tone: 'bad' },
      );
    } catch (error) {
      toast({ text: error instanceof Error ? error.message : 'The sheet could not be saved.', tone: 'bad' });
    } finally {
      setBusy(false);
      revalidate();
    }
  };
  return (
    <form method="post" action={address} onSubmit={download}>
      <Button type="submit" icon={Download} busy={busy} variant={variant} size={size}>
        {downloadedAt ? 'Download again' : 'Download'} ({countOf(waiting, 'listing')})
        <span className="sr-only"> of sheet {number}</span>
      </Button>
    </form>
  );
}
