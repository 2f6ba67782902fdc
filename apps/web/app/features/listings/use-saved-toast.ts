import { useSearchParams } from '@remix-run/react';
import { useEffect } from 'react';
import { useToast } from '../../components/toast.tsx';

/** Tells that the listing was saved, and takes the word out of the address. */
export function useSavedToast(title: string): void {
  const [params, setParams] = useSearchParams();
  const toast = useToast();
  const saved = params.get('saved');
  useEffect(() => {
    if (saved !== null) {
      toast({ text: `Listing “${title}” saved` });
      setParams(
        (now) => {
          now.delete('saved');
          return now;
        },
        { replace: true, preventScrollReset: true },
      );
    }
  }, [saved, title, toast, setParams]);
}
