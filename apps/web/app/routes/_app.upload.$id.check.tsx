import { type MetaFunction, redirect, useLoaderData, useLocation } from '@remix-run/react';
import { useMemo } from 'react';
import { PageHeader } from '../components/page.tsx';
import { TextLink } from '../components/text-link.tsx';
import { CheckActs } from '../features/imports/check/check-acts.tsx';
import { ColumnTroubles, LeftOutBanners } from '../features/imports/check/column-troubles.tsx';
import { MissingPictures } from '../features/imports/check/missing-pictures.tsx';
import { RowsCard } from '../features/imports/check/rows-card.tsx';
import { SilentRows } from '../features/imports/check/silent-rows.tsx';
import { TakenRows } from '../features/imports/check/taken-rows.tsx';
import {
  MendedBanner,
  ReadAsBanner,
  RefusedPhotosBanner,
  RestBanner,
  SameFileBanner,
} from '../features/imports/check/upload-banners.tsx';
import { useLeaveOut } from '../features/imports/check/use-leave-out.ts';
import { pageRows } from '../features/imports/grid/row-pages.ts';
import { gridColumns } from '../features/imports/grid/sheet-columns.ts';
import { useAside, useCounts, useRowStore } from '../features/imports/grid/use-row-store.ts';
import { showIn } from '../features/imports/show.ts';
import { Stepper } from '../features/imports/stepper.tsx';
import type { Column } from '../features/imports/upload-types.ts';
import { goWords, outWords, stayWords } from '../features/imports/upload-words.ts';
import { leaveAloneWhileLive } from '../features/posts/revalidation.ts';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Check ${data?.upload.fileName ?? ''} · Hawker` },
];

export const loader = guardedLoader(async ({ caller, params, request }) => {
  const id = params.id ?? '';
  const asOfMs = Date.now();
  const show = showIn(new URL(request.url).searchParams);
  const upload = await caller.uploads.get({ id });
  if (upload.batchId !== null) {
    throw redirect(`/batches/${upload.batchId}`);
  }
  if (upload.format === 'unknown') {
    throw redirect(`/upload/${id}/columns`);
  }
  const [first, troubles, silent] = await Promise.all([
    caller.uploads.rows({ id, show, offset: 0, limit: pageRows }),
    caller.uploads.troubles({ id }),
    caller.uploads.silent({ id }),
  ]);
  return {
    upload,
    troubles,
    tab: { show, first, counts: upload, aside: { silent, missingImages: upload.missingImages }, asOfMs },
  };
});

export const action = guardedAction(async ({ caller, params, request }) => {
  const id = params.id ?? '';
  const form = await request.formData();
  switch (form.get('act')) {
    case 'discard':
      await caller.uploads.discard({ id });
      throw redirect('/upload');
    case 'leaveOut':
      // The router's schema has the last word on it.
      await caller.uploads.leaveOut({ id, leave: String(form.get('column')) as Column });
      return { ok: true as const };
    case 'takeBack':
      await caller.uploads.leaveOut({ id, takeBack: String(form.get('column')) as Column });
      return { ok: true as const };
    case 'fill':
      await caller.uploads.fill({ id, column: form.get('column') as 'condition', text: String(form.get('text')) });
      return { ok: true as const };
    case 'takeFillBack':
      await caller.uploads.fill({ id, takeBack: form.get('column') as 'condition' });
      return { ok: true as const };
    case 'others':
      await caller.uploads.others({ id, areOthers: form.get('are') === 'true' });
      return { ok: true as const };
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
  const { upload } = useLoaderData<typeof loader>();
  return <CheckedUpload key={upload.id} />;
}

function CheckedUpload() {
  const { upload, troubles, tab } = useLoaderData<typeof loader>();
  const { id, fileName } = upload;
  const { state, search } = useLocation();
  const store = useRowStore(id, tab);
  const counts = useCounts(store);
  const columns = useMemo(() => gridColumns(upload), [upload]);
  const { missingImages } = useAside(store, tab);
  const leaving = useLeaveOut(upload.leftOut);
  const missing = troubles.find(({ column }) => column === 'images' && upload.missingImages.length > 0);
  return (
    <>
      <PageHeader
        back={<TextLink to="/upload">Upload</TextLink>}
        title={fileName}
        description={
          <span role="status">
            <span className="text-ink">{goWords(counts)}</span> {stayWords(counts)} {outWords(counts)}
          </span>
        }
        actions={<CheckActs upload={upload} counts={counts} />}
      />
      <Stepper current={2} links={{ 1: '/upload' }} />
      <div className="grid gap-4">
        {upload.restOfBatchId ? <RestBanner batchId={upload.restOfBatchId} /> : null}
        {upload.sameAs ? <SameFileBanner sameAs={upload.sameAs} /> : null}
        <RefusedPhotosBanner sentences={[...upload.refusedPhotos, ...refusedIn(state)]} />
        <MendedBanner params={new URLSearchParams(search)} />
        <ReadAsBanner upload={upload} />
        <MissingPictures upload={upload} names={missingImages} trouble={missing ?? null} leaving={leaving} />
        <ColumnTroubles
          upload={upload}
          troubles={troubles.filter((trouble) => trouble !== missing)}
          leaving={leaving}
        />
        <LeftOutBanners leaving={leaving} />
        <TakenRows store={store} />
        <SilentRows store={store} upload={upload} />
        <RowsCard store={store} counts={counts} show={tab.show} columns={columns} />
      </div>
    </>
  );
}

/** Pictures that were dropped beside the sheet and refused; the step before told. */
function refusedIn(state: unknown): string[] {
  const refused: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, 'refused') : null;
  return Array.isArray(refused) ? refused.filter((sentence) => typeof sentence === 'string') : [];
}
