import { Form, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { Banner } from '../../../components/banner.tsx';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { Card } from '../../../components/page.tsx';
import { ColumnList } from './column-list.tsx';
import { HeaderRow } from './header-row.tsx';
import { MappingPreview } from './mapping-preview.tsx';
import { type HeaderRowChoice, type Mapping, namesFor, requiredColumns } from './mapping-state.ts';
import { RequiredColumns } from './required-columns.tsx';

interface ColumnMapperProps {
  header: readonly string[];
  headerRow: number;
  headerRows: readonly HeaderRowChoice[];
  sample: readonly (readonly string[])[];
  /** As the names suggest, or as it was said for such a file before. */
  start: Mapping;
  remembered: boolean;
  currency: string;
  /** Where to go without a change; null: it must be said first. */
  backTo: string | null;
  refused: string | null;
}

/** Which column of the file is which of ours. */
export function ColumnMapper({ header, headerRow, headerRows, sample, start, ...rest }: ColumnMapperProps) {
  const { remembered, currency, backTo, refused } = rest;
  const [mapping, setMapping] = useState(start);
  const [mappedRow, setMappedRow] = useState(headerRow);
  if (mappedRow !== headerRow) {
    // Other headers: what was chosen for those before says nothing of them.
    setMappedRow(headerRow);
    setMapping(start);
  }
  const { formMethod } = useNavigation();
  const isMissing = requiredColumns.some((column) => namesFor(column, header, mapping).length === 0);
  return (
    <Form
      method="post"
      className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]"
    >
      <input type="hidden" name="mapping" value={JSON.stringify(mapping)} />
      <input type="hidden" name="headerRow" value={headerRow} />
      <Card title="Columns of the file" flush>
        {headerRows.length > 1 ? <HeaderRow headerRow={headerRow} choices={headerRows} /> : null}
        <ColumnList
          header={header}
          sample={sample}
          mapping={mapping}
          onChange={(name, column) => setMapping((before) => ({ ...before, [name]: column }))}
        />
      </Card>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:sticky lg:top-18">
        {refused ? <Banner tone="bad" title={refused} /> : null}
        <Card title="The first rows as listings" flush>
          <MappingPreview header={header} sample={sample} mapping={mapping} currency={currency} />
        </Card>
        <Card>
          <div className="grid gap-4">
            <RequiredColumns header={header} mapping={mapping} />
            <div className="flex flex-wrap gap-2">
              <Button type="submit" variant="primary" size="lg" disabled={isMissing} busy={formMethod === 'POST'}>
                Use these columns
              </Button>
              {backTo ? (
                <ButtonLink to={backTo} size="lg" variant="ghost">
                  Leave them as they are
                </ButtonLink>
              ) : null}
            </div>
            <p className="text-ink-muted text-sm">
              {remembered ? 'Chosen as for the last file with these columns. ' : null}
              Remembered for the next file with these columns.
            </p>
          </div>
        </Card>
      </div>
    </Form>
  );
}
