import type { Outputs } from '@hawker/api';
import type { PriceChange } from '@hawker/core';
import { useEffect, useRef, useState } from 'react';
import { askJson } from '../../components/ask-json.ts';

export type PricePreview = Outputs['posts']['previewReprice'];

/** After the last key, in milliseconds. */
const quietMs = 250;

/**
 * What the change would do, asked for a moment after it was typed; without one, what there is. The one before stays until
 * the new one is here, and says that it is old.
 */
export function usePricePreview(
  address: string,
  appendSelection: (form: URLSearchParams) => void,
  change: PriceChange | null,
): { preview: PricePreview | null; isOld: boolean; problem: string | null } {
  const [answer, setAnswer] = useState<{ of: string; preview: PricePreview } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const append = useRef(appendSelection);
  const wanted = JSON.stringify(change);
  useEffect(() => {
    const calledOff = new AbortController();
    const timer = setTimeout(async () => {
      const form = new URLSearchParams();
      append.current(form);
      if (wanted !== 'null') {
        form.set('change', wanted);
      }
      try {
        const preview = await askJson<PricePreview>(address, { method: 'POST', body: form, signal: calledOff.signal });
        setAnswer({ of: wanted, preview });
        setProblem(null);
      } catch (error) {
        if (!calledOff.signal.aborted) {
          setProblem(error instanceof Error ? error.message : 'It did not work. Try again.');
        }
      }
    }, quietMs);
    return () => {
      clearTimeout(timer);
      calledOff.abort();
    };
  }, [address, wanted]);
  return { preview: answer?.preview ?? null, isOld: answer?.of !== wanted, problem };
}
