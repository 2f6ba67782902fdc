import type { Readable } from 'node:stream';
import { type ExportForm, exportForms } from '@hawker/api';
import { DomainError } from '@hawker/core';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { attachment } from './attachment.server.ts';

const contentTypes: Readonly<Record<ExportForm, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** What the address asks for with `as=csv` or `as=xlsx`. */
export function exportFormOf(params: URLSearchParams): ExportForm {
  const form = exportForms.find((one) => one === params.get('as'));
  if (form === undefined) {
    throw new DomainError('bad_input', 'An export is a CSV or an XLSX.');
  }
  return form;
}

/** Sent as it is written: it may have 100,000 rows. */
export function exportResponse(file: Readable, what: string, form: ExportForm): Response {
  return attachment(createReadableStreamFromReadable(file), `hawker-${what}.${form}`, contentTypes[form]);
}
