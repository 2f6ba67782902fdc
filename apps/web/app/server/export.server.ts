import { type App, type ExportRequest, exportForms, openExport } from '@hawker/api';
import { DomainError } from '@hawker/core';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { attachment } from './attachment.server.ts';

/** What the address asks for with `as=csv` or `as=xlsx`. */
export function exportFormOf(params: URLSearchParams): ExportRequest['form'] {
  const form = exportForms.find((one) => one === params.get('as'));
  if (form === undefined) {
    throw new DomainError('bad_input', 'An export is a CSV or an XLSX.');
  }
  return form;
}

export function exportResponse(app: App, request: ExportRequest): Response {
  const { content, fileName, contentType } = openExport(app, request);
  return attachment(createReadableStreamFromReadable(content), fileName, contentType);
}
