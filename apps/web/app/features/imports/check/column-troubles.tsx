import { Columns3 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Banner } from '../../../components/banner.tsx';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { columnNames } from '../grid/sheet-columns.ts';
import type { UploadDetail, UploadTrouble } from '../upload-types.ts';
import { onlyThisWords, troubleWords } from '../upload-words.ts';
import { type LeaveOut, leaveOutButtonId } from './use-leave-out.ts';

interface ColumnTroublesProps {
  upload: Pick<UploadDetail, 'id' | 'good' | 'bad' | 'mapping'>;
  troubles: readonly UploadTrouble[];
  leaving: LeaveOut;
}

/** What is wrong with most rows for one and the same reason: said once, with what helps all of them. */
export function ColumnTroubles({ upload, troubles, leaving }: ColumnTroublesProps) {
  return troubles.map((trouble) => (
    <TroubleBanner
      key={trouble.column}
      trouble={trouble}
      rowCount={upload.good + upload.bad}
      action={
        trouble.mayBeLeftOut ? (
          <LeaveOutButton trouble={trouble} leaving={leaving} />
        ) : upload.mapping === null ? null : (
          <ButtonLink size="sm" to={`/upload/${upload.id}/columns`}>
            <Columns3 aria-hidden />
            Choose another column
          </ButtonLink>
        )
      }
    />
  ));
}

interface TroubleBannerProps {
  trouble: UploadTrouble;
  rowCount: number;
  action: ReactNode;
  children?: ReactNode;
}

export function TroubleBanner({ trouble, rowCount, action, children }: TroubleBannerProps) {
  return (
    <Banner tone="caution" title={troubleWords(trouble, rowCount)} action={action}>
      <p className="wrap-anywhere">Most often: {trouble.sentence}</p>
      <p>{onlyThisWords(trouble)}</p>
      {children}
    </Banner>
  );
}

export function LeaveOutButton({ trouble: { column }, leaving }: { trouble: UploadTrouble; leaving: LeaveOut }) {
  return (
    <Button id={leaveOutButtonId(column)} size="sm" busy={leaving.isChecking} onClick={() => leaving.leave(column)}>
      Leave this column out
      <span className="sr-only">: {columnNames[column]}</span>
    </Button>
  );
}

/** Columns that are left out of all rows, and the way back. */
export function LeftOutBanners({ leaving }: { leaving: LeaveOut }) {
  return leaving.leftOut.map((column) => (
    <Banner
      key={column}
      tone="info"
      title={`“${columnNames[column]}” is left out of every row`}
      action={
        <Button
          id={leaveOutButtonId(column)}
          size="sm"
          busy={leaving.isChecking}
          onClick={() => leaving.takeBack(column)}
        >
          Take it back
          <span className="sr-only">: {columnNames[column]}</span>
        </Button>
      }
    >
      What stood in it is kept until the batch is made.
    </Banner>
  ));
}
