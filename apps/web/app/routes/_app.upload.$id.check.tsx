import { type MetaFunction, redirect, useLoaderData, useLocation } from '@remix-run/react';
import { useMemo } from 'react';
import { PageHeader } from '../components/page.tsx';
import { TextLink } from '../components/text-link.tsx';
import { CheckActs } from '../features/imports/check/check-acts.tsx';
import { MissingPictures } from '../features/imports/check/missing-pictures.tsx';
import { RowsCard } from '../features/imports/check/rows-card.tsx';
import {
  ReadAsBanner,
  RefusedPhotosBanner,
  RestBanner,
  SameFileBanner,
} from '../features/imports/check/upload-banners.tsx';
import { pageRows } from '../features/imports/grid/row-store.ts';
import { gridColumns } from '../features/imports/grid/sheet-columns.ts';
import { useCounts, useRowStore } from '../features/imports/grid/use-row-store.ts';
import { showIn } from '../features/imports/show.ts';
import { Stepper } from '../features/imports/stepper.tsx';
import { goWords, stayWords } from '../features/imports/upload-words.ts';
import { leaveAloneWhileLive } from '../features/posts/revalidation.ts';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Check ${data?.upload.fileName ?? ''} · Hawker` },
];

export const loader = guardedLoader(async ({ caller, params, request }) => {
  const id = params.id ?? '';
  const show = showIn(new URL(request.url).searchParams);
  const upload = await caller.uploads.get({ id });
  if (upload.batchId !== null) {
    throw redirect(`/batches/${upload.batchId}`);
  }
  if (upload.format === 'unknown') {
    throw redirect(`/upload/${id}/columns`);
  }
  return { upload, show, first: await caller.uploads.rows({ id, show, offset: 0, limit: pageRows }) };
});

export const action = guardedAction(async ({ caller, params, request }) => {
  const id = params.id ?? '';
  const form = await request.formData();
  switch (form.get('act')) {
    case 'discard':
      await caller.uploads.discard({ id });
      throw redirect('/upload');
    // Pictures were sent by themselves. The rows are looked at again because something was posted here.
    case 'pictures':
      return { ok: true as const };
    default:
      throw new Response(null, { status: 400 });
  }
});

/** Nobody else changes an upload, and its rows may be many. */
export const shouldRevalidate = leaveAloneWhileLive;

export default function CheckUpload() {
  const { upload, show, first } = useLoaderData<typeof loader>();
  const { id, fileName } = upload;
  const { state } = useLocation();
  const store = useRowStore({ uploadId: id, show, first, counts: upload });
  const counts = useCounts(store);
  const columns = useMemo(() => gridColumns(upload.columns, show, first.rows), [upload.columns, show, first.rows]);
  return (
    <>
      <PageHeader
        back={<TextLink to="/upload">Upload</TextLink>}
        title={fileName}
        description={
          <span role="status">
            <span className="text-ink">{goWords(counts)}</span> {stayWords(counts)}
          </span>
        }
        actions={<CheckActs upload={upload} counts={counts} />}
      />
      <Stepper current={2} links={{ 1: '/upload' }} />
      <div className="grid gap-4">
        {upload.restOfBatchId ? <RestBanner batchId={upload.restOfBatchId} /> : null}
        {upload.sameAs ? <SameFileBanner sameAs={upload.sameAs} /> : null}
        <RefusedPhotosBanner sentences={[...upload.refusedPhotos, ...refusedIn(state)]} />
        <MissingPictures uploadId={id} names={upload.missingImages} />
        <ReadAsBanner upload={upload} />
        <RowsCard store={store} counts={counts} show={show} columns={columns} />
      </div>
    </>
  );
}

/** Pictures that were dropped beside the sheet and refused; the step before told. */
function refusedIn(state: unknown): string[] {
  const refused: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, 'refused') : null;
  return Array.isArray(refused) ? refused.filter((sentence) => typeof sentence === 'string') : [];
}
