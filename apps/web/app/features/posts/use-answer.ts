import { useEffect, useState } from 'react';
import { askJson } from '../../components/ask-json.ts';

/** After the last key, in milliseconds. */
const quietMs = 250;

export interface Answered<Answer> {
  answer: Answer;
  /** The form that it belongs to. */
  to: string;
  /** Something else was asked since, and is not answered yet. */
  isOld: boolean;
}

/**
 * What an address answers to a form, asked for a moment after the form has changed; null for a form asks nothing. The
 * answer before stays until the next one is here or has failed, so that nothing jumps.
 */
export function useAnswer<Answer>(address: string, form: string | null): Answered<Answer> | null {
  const [answered, setAnswered] = useState<Omit<Answered<Answer>, 'isOld'> | null>(null);
  useEffect(() => {
    if (form === null) {
      return;
    }
    const calledOff = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const body = new URLSearchParams(form);
        const answer = await askJson<Answer>(address, { method: 'POST', body, signal: calledOff.signal });
        setAnswered({ to: form, answer });
      } catch {
        // It only tells beforehand; what is done says by itself where it fails. An answer to something else says nothing.
        if (!calledOff.signal.aborted) {
          setAnswered(null);
        }
      }
    }, quietMs);
    return () => {
      clearTimeout(timer);
      calledOff.abort();
    };
  }, [address, form]);
  return answered === null || form === null ? null : { ...answered, isOld: answered.to !== form };
}
