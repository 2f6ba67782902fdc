import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useToast } from '../../components/toast.tsx';

/** How long "Copied" stands, in milliseconds. */
const saidForMs = 2_000;

/** Puts a text into the clipboard. `what` names it: `token`. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false);
  const toast = useToast();
  useEffect(() => {
    const timer = copied ? setTimeout(() => setCopied(false), saidForMs) : undefined;
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Browsers give the clipboard only to https and to this very machine.
      toast({ text: `This browser does not allow copying here. Select the ${what} and copy it by hand.`, tone: 'bad' });
    }
  };
  return (
    <Button icon={copied ? Check : Copy} onClick={copy}>
      {copied ? 'Copied' : `Copy ${what}`}
    </Button>
  );
}
