import { useFetcher } from '@remix-run/react';
import { CirclePause, CirclePlay } from 'lucide-react';
import { Button, type ButtonProps } from '../../components/button.tsx';
import { useRefusalToast } from '../../components/form-answer.ts';
import type { action } from '../../routes/_app.accounts.tsx';

interface PauseButtonProps {
  account: { id: string; name: string; status: 'active' | 'paused' };
  size?: ButtonProps['size'];
  variant?: ButtonProps['variant'];
}

/** Stops an account, or lets it go on. What is under way is finished; what waits, waits. */
export function PauseButton({ account, size, variant }: PauseButtonProps) {
  const fetcher = useFetcher<typeof action>();
  useRefusalToast(fetcher.data);
  const paused = account.status === 'paused';
  return (
    <fetcher.Form method="post" action="/accounts">
      <input type="hidden" name="id" value={account.id} />
      <Button
        type="submit"
        name="intent"
        value={paused ? 'resume' : 'pause'}
        size={size}
        variant={variant}
        icon={paused ? CirclePlay : CirclePause}
        busy={fetcher.state !== 'idle'}
      >
        {paused ? 'Resume' : 'Pause'}
        <span className="sr-only"> {account.name}</span>
      </Button>
    </fetcher.Form>
  );
}
