import type { Inputs } from '@hawker/api';
import { DomainError } from '@hawker/core';
import { type MetaFunction, redirect, useLoaderData } from '@remix-run/react';
import { useAnswer } from '../components/form-answer.ts';
import { PageHeader } from '../components/page.tsx';
import { TextLink } from '../components/text-link.tsx';
import { ColumnMapper } from '../features/imports/mapper/column-mapper.tsx';
import { Stepper } from '../features/imports/stepper.tsx';
import { leaveAloneWhileLive } from '../features/posts/revalidation.ts';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Columns of ${data?.upload.fileName ?? ''} · Hawker` },
];

export const loader = guardedLoader(async ({ caller, params, request }) => {
  const upload = await caller.uploads.get({ id: params.id ?? '' });
  if (upload.batchId !== null) {
    throw redirect(`/batches/${upload.batchId}`);
  }
  const { id, fileName, currency, format, notes } = upload;
  const headerRow = Number(new URL(request.url).searchParams.get('headers'));
  const mapping = headerRow > 0 ? await caller.uploads.columns({ id, headerRow }) : upload.mapping;
  if (mapping === null) {
    throw new DomainError('not_found', 'The columns of this upload cannot be chosen any more. Bring the file again.');
  }
  return { upload: { id, fileName, currency, notes }, mapping, isAsked: format === 'unknown' };
});

export const action = guardedAction(async ({ caller, params, request }) => {
  const id = params.id ?? '';
  const form = await request.formData();
  // The router's schema has the last word on it.
  const mapping = JSON.parse(String(form.get('mapping'))) as Inputs['uploads']['map']['mapping'];
  const headerRow = Number(form.get('headerRow')) || undefined;
  const { kept, dropped } = await caller.uploads.map({ id, mapping, headerRow });
  const mended = kept + dropped === 0 ? '' : `?${new URLSearchParams({ kept: `${kept}`, dropped: `${dropped}` })}`;
  throw redirect(`/upload/${id}/check${mended}`);
});

/** The answer is given here and nowhere else. */
export const shouldRevalidate = leaveAloneWhileLive;

export default function ChooseColumns() {
  const { upload, mapping, isAsked } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const check = `/upload/${upload.id}/check`;
  return (
    <>
      <PageHeader
        back={isAsked ? <TextLink to="/upload">Upload</TextLink> : <TextLink to={check}>{upload.fileName}</TextLink>}
        title={isAsked ? 'Which column is which?' : 'Choose the columns'}
        description={
          isAsked
            ? [
                `Hawker does not know a file like “${upload.fileName}” yet. Say once what its columns are.`,
                ...upload.notes,
              ].join(' ')
            : 'What was mended in the rows stays, but for columns that are no longer read.'
        }
      />
      <Stepper current={2} links={{ 1: '/upload' }} />
      <ColumnMapper
        header={mapping.header}
        headerRow={mapping.headerRow}
        headerRows={mapping.headerRows}
        sample={mapping.sample}
        start={mapping.mapping}
        remembered={mapping.remembered}
        currency={upload.currency}
        backTo={isAsked ? null : check}
        refused={answer ? answer.error.message : null}
      />
    </>
  );
}
