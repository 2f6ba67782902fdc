import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { useAnswer, useRefusalToast } from '../components/form-answer.ts';
import { countOf } from '../components/number.tsx';
import { PageHeader } from '../components/page.tsx';
import { RelativeTime } from '../components/relative-time.tsx';
import { TextLink } from '../components/text-link.tsx';
import { mayEdit } from '../features/accounts/may-edit.server.ts';
import { routeId } from '../features/posts/route-id.server.ts';
import { DownloadButton } from '../features/sheets/download-button.tsx';
import { PhotosLink } from '../features/sheets/photos-link.tsx';
import { RefusedBanner } from '../features/sheets/refused-banner.tsx';
import { settlementOfForm } from '../features/sheets/settle-form.ts';
import { SheetPosts } from '../features/sheets/sheet-posts.tsx';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

export const loader = guardedLoader(async ({ caller, actor, params }) => ({
  sheet: await caller.sheets.get({ id: routeId(params, 'sheet') }),
  mayEdit: mayEdit(actor),
}));

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `Sheet ${data.sheet.number} of ${data.sheet.accountName} · Hawker` : 'Sheet · Hawker' },
];

/** What became of its listings: these are live, and those were refused. */
export const action = guardedAction(async ({ caller, params, request }) => {
  const said = settlementOfForm(routeId(params, 'sheet'), await request.formData());
  return { ok: true as const, ...(await caller.sheets.settle(said)) };
});

export default function SheetPage() {
  const { sheet, mayEdit } = useLoaderData<typeof loader>();
  useRefusalToast(useAnswer<typeof action>());
  const { number, accountId, accountName, posts, currency, downloadedAt, waiting } = sheet;
  return (
    <>
      <PageHeader
        title={`Sheet ${number}`}
        back={
          <TextLink to={`/accounts/${accountId}#sheets`} dir="auto">
            {accountName}
          </TextLink>
        }
        description={
          <>
            {countOf(posts.length, 'listing')} in {currency}
            {downloadedAt ? (
              <>
                , downloaded <RelativeTime at={downloadedAt} />
              </>
            ) : (
              ', not downloaded yet'
            )}
          </>
        }
        actions={
          waiting > 0 ? (
            <>
              <PhotosLink sheet={sheet} />
              {mayEdit ? <DownloadButton sheet={sheet} variant={downloadedAt ? 'secondary' : 'primary'} /> : null}
            </>
          ) : null
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <RefusedBanner sheet={sheet} mayEdit={mayEdit} />
        <SheetPosts sheet={sheet} mayEdit={mayEdit} />
      </div>
    </>
  );
}
