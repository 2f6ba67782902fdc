import { Banner } from '../../../components/banner.tsx';
import { Button, ButtonLink } from '../../../components/button.tsx';
import type { RowStore } from '../grid/row-store.ts';
import { useAside } from '../grid/use-row-store.ts';
import { othersWords, takenWords } from '../upload-words.ts';
import { takeOthersBackId, useOthers } from './use-others.ts';

/** Rows without an SKU may change listings that they are not: that is told, and all of them are made new ones at once. */
export function TakenRows({ store }: { store: RowStore }) {
  const { taken, others } = useAside(store).silent.sku;
  const { tell, isChecking } = useOthers();
  return (
    <>
      {taken > 0 ? (
        <Banner
          tone="caution"
          title={takenWords(taken)}
          action={
            <div className="flex flex-wrap gap-2">
              <ButtonLink size="sm" to="?show=taken" preventScrollReset>
                Show {taken === 1 ? 'it' : 'them'}
              </ButtonLink>
              <Button size="sm" busy={isChecking} onClick={() => tell(true)}>
                {taken === 1 ? 'It is another one' : 'They are other ones'}
              </Button>
            </div>
          }
        >
          {taken === 1
            ? 'That listing is changed to what the row says, and no new one is made.'
            : 'Those listings are changed to what the rows say, and no new ones are made.'}
        </Banner>
      ) : null}
      {others > 0 ? (
        <Banner
          tone="info"
          title={othersWords(others)}
          action={
            <Button id={takeOthersBackId} size="sm" busy={isChecking} onClick={() => tell(false)}>
              Take it back
              <span className="sr-only">: other listings</span>
            </Button>
          }
        >
          {others === 1
            ? 'It goes as a new listing with an SKU of its own.'
            : 'They go as new listings with SKUs of their own.'}
        </Banner>
      ) : null}
    </>
  );
}
