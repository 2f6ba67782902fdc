import { type MetaFunction, redirect, useLoaderData, useLocation } from '@remix-run/react';
import { Download } from 'lucide-react';
import { Banner } from '../components/banner.tsx';
import { ButtonLink, buttonStyles } from '../components/button.tsx';
import { countOf, formatCount } from '../components/number.tsx';
import { PageHeader } from '../components/page.tsx';
import { TextLink } from '../components/text-link.tsx';
import { AddPictures } from '../features/imports/add-pictures.tsx';
import { cellChangeFrom } from '../features/imports/cell-change.server.ts';
import { DiscardUpload } from '../features/imports/discard-upload.tsx';
import { ReadAsBanner, readAsIn, wordsIn } from '../features/imports/read-as.tsx';
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
  const { state } = useLocation();
  const refused = wordsIn(state, 'refused');
  const readAs = readAsIn(state);
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
            {bad > 0 ? (
              <a href={`/upload/${id}/rows-to-mend`} download className={buttonStyles({ variant: 'secondary' })}>
                <Download aria-hidden />
                Download the {bad === 1 ? 'row' : 'rows'} to mend
              </a>
            ) : null}
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
        {readAs ? <ReadAsBanner {...readAs} /> : null}
        <AddPictures uploadId={id} rows={rows} />
        <SheetGrid rows={rows} />
      </div>
    </>
  );
}
