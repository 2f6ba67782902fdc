import { lazy, Suspense, useState } from 'react';
import { Button } from '../../components/button.tsx';
import type { VariedAccount } from './variation-form.tsx';

const VariationDialog = lazy(() => import('./variation-dialog.tsx'));

/** Opens the editor of an account's variation, which is loaded only then. */
export function VaryButton({ account, uploadId }: { account: VariedAccount; uploadId?: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" aria-label={`Vary for ${account.name}`} onClick={() => setOpen(true)}>
        Vary
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <VariationDialog
            account={account}
            {...(uploadId === undefined ? {} : { uploadId })}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
