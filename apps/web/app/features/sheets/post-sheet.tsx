import type { Outputs } from '@hawker/api';
import type { PostStatus } from '@hawker/core';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Input } from '../../components/input.tsx';
import { countOf } from '../../components/number.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { DownloadButton } from './download-button.tsx';
import { useMarkLive } from './use-mark-live.ts';

export type PostSheet = NonNullable<Outputs['sheets']['ofPost']>;

interface PostSheetProps {
  post: { id: string; accountId: string };
  status: PostStatus;
  /** Null where it came into one only after the page was loaded. */
  sheet: PostSheet | null;
}

/** Of a post that goes out by a sheet: which one, and what a person does next. */
export function PostSheetPart({ post, status, sheet }: PostSheetProps) {
  if ((status === 'canceled' || status === 'failed') && sheet?.isWritten && !sheet.isRefused) {
    return (
      <p className="rounded-md bg-caution-tint px-3 py-2 text-sm">
        Sheet {sheet.number} was downloaded with this listing in it. If you uploaded that file, it is live at Facebook:
        take it down there before you publish it again.
      </p>
    );
  }
  if (status !== 'awaiting_upload') {
    return null;
  }
  const where = `/accounts/${post.accountId}#sheets`;
  return (
    <div className="grid gap-3 border-t pt-3">
      {sheet ? (
        <>
          <p className="text-sm">
            {sheetWords(sheet)}
            {sheet.downloadedAt ? (
              <>
                {' '}
                Downloaded <RelativeTime at={sheet.downloadedAt} />.
              </>
            ) : null}
            {sheet.isChanged ? (
              <span className="block text-caution-ink">
                This listing was changed after the download: the file says what it said before.
              </span>
            ) : null}
          </p>
          <div className="flex flex-wrap gap-2">
            <DownloadButton sheet={sheet} variant={sheet.downloadedAt === null ? 'primary' : 'secondary'} />
            <ButtonLink to={where}>How to upload it</ButtonLink>
          </div>
        </>
      ) : (
        <ButtonLink to={where} className="justify-self-start">
          Go to the sheets of the account
        </ButtonLink>
      )}
      <ItIsLive />
      {sheet?.isWritten ? (
        <TextLink to={`/sheets/${sheet.id}`} className="w-fit text-sm">
          Facebook refused it
        </TextLink>
      ) : null}
    </div>
  );
}

function sheetWords({ number, waiting }: PostSheet): string {
  return waiting > 1
    ? `It is in sheet ${number}, with ${countOf(waiting - 1, 'other')}.`
    : `It is alone in sheet ${number}.`;
}

/** This one alone; the whole sheet is said to be live at the account. It sends to the page, which is there before any script is. */
function ItIsLive() {
  const { fetcher, busy, urlError } = useMarkLive();
  return (
    <details className="text-sm" open={urlError !== undefined}>
      <summary className="w-fit text-ink-muted underline underline-offset-3">This one is live</summary>
      <fetcher.Form method="post" noValidate className="mt-3 grid gap-3">
        <Field
          label="Its address at Facebook"
          hint="If you like to have it here. You can leave it empty."
          error={urlError}
        >
          {(control) => (
            <Input {...control} type="url" name="url" inputMode="url" placeholder="https://" autoComplete="off" />
          )}
        </Field>
        <Button type="submit" name="live" value="yes" busy={busy} className="justify-self-start">
          It is live
        </Button>
      </fetcher.Form>
    </details>
  );
}
