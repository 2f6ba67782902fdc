import type { Variation } from '@hawker/core';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useToast } from '../../components/toast.tsx';
import { useLive } from '../live/use-live.ts';
import { saveVariation } from './save-variation.ts';
import type { VariedAccount } from './variation-form.tsx';

const VariationDialog = lazy(() => import('./variation-dialog.tsx'));

/** Opens the editor of an account's variation, which is loaded only then. */
export function VaryButton({ account, uploadId }: { account: VariedAccount; uploadId?: string }) {
  const [open, setOpen] = useState(false);
  const { variation, save } = useVariation(account);
  return (
    <>
      <Button size="sm" aria-label={`Vary for ${account.name}`} onClick={() => setOpen(true)}>
        Vary
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <VariationDialog
            account={{ ...account, variation }}
            {...(uploadId === undefined ? {} : { uploadId })}
            save={save}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}

interface KeptVariation {
  /** As it was sent last, until the page has loaded it: who opens the editor again at once goes on from there. */
  variation: Variation | null;
  /** Says in a toast that it is there, also when nobody looks at the form any more; throws what was refused. */
  save: (variation: Variation | null) => Promise<void>;
}

function useVariation({ id, name, variation: loaded }: VariedAccount): KeptVariation {
  const toast = useToast();
  const { refresh } = useLive();
  const [sent, setSent] = useState<{ variation: Variation | null } | null>(null);
  const last = useRef<object | null>(null);
  const loadedKey = JSON.stringify(loaded);
  // Another one was loaded, which is the truth.
  useEffect(() => setSent(null), [loadedKey]);
  return {
    variation: sent === null ? loaded : sent.variation,
    async save(variation) {
      const mine = { variation };
      last.current = mine;
      setSent(mine);
      try {
        await saveVariation(id, variation);
        toast({ text: `Variation of “${name}” saved` });
        refresh();
      } catch (problem) {
        if (last.current === mine) {
          setSent(null);
        }
        throw problem;
      }
    },
  };
}
