import type { Variation } from '@hawker/core';
import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogClose } from '../../components/dialog.tsx';
import type { loader } from '../../routes/accounts.$id.variation.ts';
import { VariationForm, type VariedAccount } from './variation-form.tsx';

interface VariationDialogProps {
  account: VariedAccount;
  /** Its rows show what comes of it; without one, the newest listings do. */
  uploadId?: string;
  save: (variation: Variation | null) => Promise<void>;
  onClose: () => void;
}

/** Opened where accounts are chosen and on the account's own page. */
export default function VariationDialog({ account, uploadId, save, onClose }: VariationDialogProps) {
  const { load, data } = useFetcher<typeof loader>();
  const { id, name } = account;
  useEffect(() => {
    load(`/accounts/${id}/variation${uploadId === undefined ? '' : `?upload=${uploadId}`}`);
  }, [load, id, uploadId]);
  return (
    <Dialog
      title={`Vary for ${name}`}
      description="For the next posts of this account, from wherever they are made. Posts that are there stay as they are until their listing changes."
      wide
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      <VariationForm
        account={account}
        listings={data?.listings ?? null}
        priceNotice={data?.priceNotice ?? null}
        save={save}
        onSaved={onClose}
        cancel={
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
        }
      />
    </Dialog>
  );
}
