import type { Outputs } from '@hawker/api';
import { CircleCheck, FileSpreadsheet } from 'lucide-react';
import { Button, ButtonLink } from '../../components/button.tsx';
import { useConfirm } from '../../components/confirm.tsx';
import { countOf, formatCount } from '../../components/number.tsx';
import { Card, EmptyState } from '../../components/page.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { DownloadButton } from './download-button.tsx';
import { PhotosLink } from './photos-link.tsx';
import { type Upload, UploadSteps } from './upload-steps.tsx';
import { useMarkLive } from './use-mark-live.ts';

export type Sheet = Outputs['sheets']['list'][number];

interface SheetsCardProps {
  sheets: readonly Sheet[];
  upload: Upload;
  mayEdit: boolean;
}

/** The sheets of an account: what waits to be uploaded first, and below it what is done. */
export function SheetsCard({ sheets, upload, mayEdit }: SheetsCardProps) {
  const waiting = sheets.filter((sheet) => sheet.waiting > 0);
  const done = sheets.filter((sheet) => sheet.waiting === 0);
  return (
    <div id="sheets" className="scroll-mt-20">
      <Card title="Sheets to upload" flush>
        {waiting.length === 0 ? (
          <EmptyState icon={FileSpreadsheet} title="Nothing waits for an upload">
            What you publish on this account is put into a sheet here, up to {upload.maxRows} listings in each.
          </EmptyState>
        ) : (
          <ul className="divide-y">
            {waiting.map((sheet, index) => (
              <WaitingSheet
                key={sheet.id}
                sheet={sheet}
                isNext={index === 0}
                isFull={sheet.waiting >= upload.maxRows}
                mayEdit={mayEdit}
              />
            ))}
          </ul>
        )}
        {waiting.length > 0 ? (
          <details className="border-t px-4 py-3" open={sheets.every((sheet) => sheet.live === 0)}>
            <summary className="w-fit font-medium text-sm">How to upload a sheet at {upload.place}</summary>
            <div className="mt-3">
              <UploadSteps upload={upload} />
            </div>
          </details>
        ) : null}
        {done.length > 0 ? (
          <ul className="grid gap-1 border-t px-4 py-3 text-ink-muted text-sm">
            {done.map((sheet) => (
              <li key={sheet.id} className="flex items-center gap-2">
                <CircleCheck aria-hidden className="size-4 shrink-0 text-good-ink" />
                <span>
                  <TextLink to={`/sheets/${sheet.id}`}>Sheet {sheet.number}</TextLink>, {countOf(sheet.live, 'listing')}
                  , uploaded
                  {sheet.refused > 0 ? `; ${formatCount(sheet.refused)} refused, to be mended` : null}
                </span>
              </li>
            ))}
          </ul>
        ) : null}
      </Card>
    </div>
  );
}

interface WaitingSheetProps {
  sheet: Sheet;
  /** The one to begin with. */
  isNext: boolean;
  isFull: boolean;
  mayEdit: boolean;
}

function WaitingSheet({ sheet, isNext, isFull, mayEdit }: WaitingSheetProps) {
  const { id, number, waiting, currency, changed, downloadedAt } = sheet;
  const isNew = downloadedAt === null;
  return (
    <li className="grid gap-3 px-4 py-3">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-56 flex-1 text-sm">
          <h3 className="font-medium">
            <TextLink to={`/sheets/${id}`}>Sheet {number}</TextLink>
            <span className="font-normal text-ink-muted">
              , {countOf(waiting, 'listing')} in {currency}
            </span>
          </h3>
          <HowItStands sheet={sheet} isFull={isFull} />
          {changed > 0 ? <Changed sheet={sheet} /> : null}
        </div>
        {mayEdit ? (
          <div className="flex flex-wrap gap-2">
            {isNew ? null : <AllLive sheet={sheet} variant={isNext ? 'primary' : 'secondary'} />}
            {isNew ? null : (
              <ButtonLink to={`/sheets/${id}`}>
                {waiting === 1 ? 'It was refused' : 'Not all of them'}
                <span className="sr-only"> of sheet {number}</span>
              </ButtonLink>
            )}
            <DownloadButton sheet={sheet} variant={isNew && isNext ? 'primary' : 'secondary'} />
            <PhotosLink sheet={sheet} />
          </div>
        ) : (
          <PhotosLink sheet={sheet} />
        )}
      </div>
    </li>
  );
}

function HowItStands({ sheet, isFull }: Pick<WaitingSheetProps, 'sheet' | 'isFull'>) {
  const { downloadedAt, place, live, refused } = sheet;
  return (
    <p className="text-ink-muted">
      {downloadedAt === null ? (
        `Not downloaded yet. ${isFull ? 'It is full: what comes next goes into another.' : 'Until then it takes more listings.'}`
      ) : (
        <>
          Downloaded <RelativeTime at={downloadedAt} />. When you have uploaded it at {place}, say so here.
        </>
      )}
      {live > 0 ? ` ${countOf(live, 'listing')} of it ${live === 1 ? 'is' : 'are'} live already.` : null}
      {refused > 0 ? ` ${countOf(refused, 'listing')} ${refused === 1 ? 'was' : 'were'} refused.` : null}
    </p>
  );
}

function Changed({ sheet: { changed, place } }: { sheet: Sheet }) {
  const what = changed === 1 ? 'One listing was' : `${formatCount(changed)} listings were`;
  return (
    <p className="mt-1 text-caution-ink">
      {what} changed after the download. Download it again, or change {changed === 1 ? 'it' : 'them'} at {place} too.
    </p>
  );
}

/** One answer for all that the downloaded file has; the question names the number. */
function AllLive({ sheet, variant }: { sheet: Sheet; variant: 'primary' | 'secondary' }) {
  const { id, number, waiting, changed, place, accountName } = sheet;
  const { fetcher, busy } = useMarkLive();
  const ask = useConfirm();
  const say = async () => {
    const theirs = waiting === 1 ? 'its listing is' : `all ${countOf(waiting, 'listing')} are`;
    const changes =
      changed === 0 ? '' : ` ${countOf(changed, 'listing')} changed since: ${place} has what the file said.`;
    const sure = await ask({
      title: `Is sheet ${number} of “${accountName}” live?`,
      description: `Say so when you have uploaded it and ${theirs} to be seen at ${place}. Hawker cannot look there itself.${changes}`,
      confirmLabel: waiting === 1 ? 'It is live' : `All ${countOf(waiting, 'listing')} are live`,
      cancelLabel: 'Not yet',
      variant: 'primary',
    });
    if (sure) {
      fetcher.submit({ sheetId: id }, { method: 'post', action: '/sheets/live' });
    }
  };
  return (
    <Button variant={variant} icon={CircleCheck} busy={busy} onClick={say}>
      {waiting === 1 ? 'It is live' : `All ${formatCount(waiting)} are live`}
      <span className="sr-only"> of sheet {number}</span>
    </Button>
  );
}
