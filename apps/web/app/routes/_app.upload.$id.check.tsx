import { type MetaFunction, redirect, useLoaderData, useLocation } from '@remix-run/react';
import { Banner } from '../components/banner.tsx';
import { ButtonLink } from '../components/button.tsx';
import { countOf, formatCount } from '../components/number.tsx';
import { PageHeader } from '../components/page.tsx';
import { TextLink } from '../components/text-link.tsx';
import { AddPictures } from '../features/imports/add-pictures.tsx';
import { cellChangeFrom } from '../features/imports/cell-change.server.ts';
import { DiscardUpload } from '../features/imports/discard-upload.tsx';
import { SheetGrid } from '../features/imports/sheet-grid.tsx';
import { Stepper } from '../features/imports/stepper.tsx';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Check ${data?.upload.fileName ?? ''} · Hawker` },
];

export const loader = guardedLoader(async ({ caller, params }) => {
  const upload = await caller.uploads.get({ id: params.id ?? '' });
  if (upload.batchId !== null) {
    throw redirect(`/batches/${upload.batchId}`);
  }
  return { upload };
});

export const action = guardedAction(async ({ caller, params, request }) => {
  const id = params.id ?? '';
  const form = await request.formData();
  if (form.get('act') === 'discard') {
    await caller.uploads.discard({ id });
    throw redirect('/upload');
  }
  await caller.uploads.changeCell({ id, ...cellChangeFrom(form) });
  return { ok: true as const };
});

export default function CheckUpload() {
  const { upload } = useLoaderData<typeof loader>();
  const { id, fileName, good, bad, rows } = upload;
  const refused = refusedPictures(useLocation().state);
  return (
    <>
      <PageHeader
        back={<TextLink to="/upload">Upload</TextLink>}
        title={fileName}
        description={
          bad === 0
            ? `${countOf(rows.length, 'row')}, all as they should be.`
            : `${formatCount(good)} of ${countOf(rows.length, 'row')} can go; ${formatCount(bad)} ${bad === 1 ? 'needs' : 'need'} mending.`
        }
        actions={
          <>
            <DiscardUpload fileName={fileName} />
            <ButtonLink to={`/upload/${id}/accounts`} variant="primary" aria-disabled={good === 0 || undefined}>
              {bad === 0 ? 'Choose accounts' : `Go on with ${countOf(good, 'row')}`}
            </ButtonLink>
          </>
        }
      />
      <Stepper current={2} links={{ 1: '/upload' }} />
      <div className="grid gap-4">
        {refused.length > 0 ? (
          <Banner tone="caution" title={`${countOf(refused.length, 'picture')} could not be taken`}>
            <ul>
              {refused.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Banner>
        ) : null}
        <AddPictures uploadId={id} rows={rows} />
        <SheetGrid rows={rows} />
      </div>
    </>
  );
}

function refusedPictures(state: unknown): string[] {
  if (typeof state !== 'object' || state === null || !('refused' in state) || !Array.isArray(state.refused)) {
    return [];
  }
  return state.refused.filter((sentence) => typeof sentence === 'string');
}
