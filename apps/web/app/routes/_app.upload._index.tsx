import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Banner } from '../components/banner.tsx';
import { Field } from '../components/field.tsx';
import { Input } from '../components/input.tsx';
import { PageHeader } from '../components/page.tsx';
import { ColumnsCard } from '../features/imports/columns-card.tsx';
import { DropZone } from '../features/imports/drop-zone.tsx';
import { RecentUploads } from '../features/imports/recent-uploads.tsx';
import { SendingFile } from '../features/imports/sending-file.tsx';
import { Stepper } from '../features/imports/stepper.tsx';
import { useBringFiles } from '../features/imports/use-bring-files.ts';
import { guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction = () => [{ title: 'Upload · Hawker' }];

export const loader = guardedLoader(async ({ caller }) => ({ uploads: await caller.uploads.list() }));

export default function Upload() {
  const { uploads } = useLoaderData<typeof loader>();
  const { bringing, error, bring, cancel } = useBringFiles();
  const [currency, setCurrency] = useState('EUR');
  return (
    <>
      <PageHeader title="Upload listings" description="Bring a spreadsheet, check it, choose accounts, publish." />
      <Stepper current={1} />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid content-start gap-4">
          {error ? <Banner tone={bringing ? 'caution' : 'bad'} title={error} /> : null}
          <DropZone
            title="Drop a spreadsheet here"
            choose="Choose a file"
            accept=".xlsx,.csv,.tsv,.txt,.zip,text/csv,image/jpeg,image/png,image/webp"
            busy={bringing ? <SendingFile bringing={bringing} onCancel={cancel} /> : null}
            onFiles={(files) => bring(files, currency)}
          >
            XLSX, CSV or TSV, as you have it, or a ZIP of one with its photos. Pictures that the sheet names by file
            name may also be dropped along with it.
          </DropZone>
          <Field
            label="Currency of prices that name none"
            required
            hint="A price such as “10.99 USD”, or a currency column, wins over this."
            className="max-w-xs"
          >
            {(control) => (
              <Input
                {...control}
                value={currency}
                maxLength={3}
                autoComplete="off"
                className="uppercase"
                onChange={(event) => setCurrency(event.target.value.toUpperCase())}
              />
            )}
          </Field>
        </div>
        <div className="grid content-start gap-4">
          <ColumnsCard />
          <RecentUploads uploads={uploads} />
        </div>
      </div>
    </>
  );
}
