import { conditionNames } from '@hawker/core';
import { useState } from 'react';
import { Banner } from '../../../components/banner.tsx';
import { Button } from '../../../components/button.tsx';
import { Select } from '../../../components/input.tsx';
import type { RowStore } from '../grid/row-store.ts';
import { useAside, useCounts } from '../grid/use-row-store.ts';
import type { UploadDetail } from '../upload-types.ts';
import { silentWords } from '../upload-words.ts';
import { fillButtonId, useFill } from './use-fill.ts';

interface SilentRowsProps {
  store: RowStore;
  upload: Pick<UploadDetail, 'filled' | 'leftOut'>;
}

/** Listings get a condition although their rows say none: that is told, and another one is said for all of them at once. */
export function SilentRows({ store, upload: { filled, leftOut } }: SilentRowsProps) {
  const { condition: silent } = useAside(store).silent;
  const { good, bad } = useCounts(store);
  const { fill, takeBack, isChecking } = useFill();
  const [condition, setCondition] = useState<string>(conditionNames.good);
  return (
    <>
      {silent > 0 ? (
        <Banner
          tone="info"
          title={silentWords(silent, good + bad)}
          action={
            leftOut.includes('condition') ? null : (
              <div className="flex gap-2">
                <Select
                  controlSize="bar"
                  aria-label="Condition of these rows"
                  value={condition}
                  onChange={(event) => setCondition(event.target.value)}
                >
                  {Object.values(conditionNames).map((name) => (
                    <option key={name}>{name}</option>
                  ))}
                </Select>
                <Button id={fillButtonId('condition')} busy={isChecking} onClick={() => fill('condition', condition)}>
                  Set for {silent === 1 ? 'this row' : 'these rows'}
                </Button>
              </div>
            )
          }
        />
      ) : null}
      {filled.condition === undefined ? null : (
        <Banner
          tone="info"
          title={`Rows that say no condition of their own go as “${filled.condition}”`}
          action={
            <Button
              id={silent > 0 ? undefined : fillButtonId('condition')}
              busy={isChecking}
              onClick={() => takeBack('condition')}
            >
              Take it back
              <span className="sr-only">: the condition</span>
            </Button>
          }
        />
      )}
    </>
  );
}
