import { useFetcher } from '@remix-run/react';
import { CirclePause, CirclePlay } from 'lucide-react';
import { Button, type ButtonProps } from '../../components/button.tsx';
import { useConfirm } from '../../components/confirm.tsx';
import { useRefusalToast } from '../../components/form-answer.ts';
import { countOf } from '../../components/number.tsx';
import type { Refusal } from '../../server/guard.server.ts';

interface ChannelSwitchProps {
  channel: { name: string; title: string; isPaused: boolean };
  /** Its accounts, to ask before all of them are stopped. */
  accounts?: number;
  size?: ButtonProps['size'];
  variant?: ButtonProps['variant'];
  /** Where it does not stand beside the channel's name: the button says it. */
  isNamed?: boolean;
}

/** Stops all accounts of a channel, or lets them go on. What is under way is finished; what waits, waits. */
export function ChannelSwitch({ channel, accounts = 0, size = 'sm', variant, isNamed = false }: ChannelSwitchProps) {
  const fetcher = useFetcher<{ ok: true } | Refusal>();
  useRefusalToast(fetcher.data);
  const ask = useConfirm();
  const { name, title, isPaused } = channel;
  const send = () =>
    fetcher.submit(
      { intent: isPaused ? 'resume-channel' : 'pause-channel', channel: name },
      { method: 'post', action: '/queue' },
    );
  const pause = async () => {
    const yes = await ask({
      title: `Pause ${title}?`,
      description: `Nothing more goes out through its ${countOf(accounts, 'account')} until you resume it. What is being sent right now is finished, and nothing is lost.`,
      confirmLabel: `Pause ${title}`,
      cancelLabel: 'Keep publishing',
      variant: 'primary',
    });
    if (yes) {
      send();
    }
  };
  return (
    <Button
      size={size}
      variant={variant}
      icon={isPaused ? CirclePlay : CirclePause}
      busy={fetcher.state !== 'idle'}
      onClick={isPaused ? send : pause}
    >
      {isPaused ? 'Resume' : 'Pause'}
      <span className={isNamed ? '' : 'sr-only'}> {title}</span>
    </Button>
  );
}
