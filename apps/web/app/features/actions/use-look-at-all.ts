import { useState } from 'react';
import { askJson } from '../../components/ask-json.ts';
import { useToast } from '../../components/toast.tsx';

/** Asks how many match at this moment, so that what is done to all of them is done to these. Null: no answer, which is told. */
export function useLookAtAll<Matching>(address: string, onFound: (matching: Matching) => void) {
  const toast = useToast();
  const [isBusy, setBusy] = useState(false);
  const look = async (): Promise<Matching | null> => {
    setBusy(true);
    try {
      const found = await askJson<Matching>(address);
      onFound(found);
      return found;
    } catch (error) {
      toast({ text: error instanceof Error ? error.message : 'It did not work. Try again.', tone: 'bad' });
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { look, isBusy };
}
