/**
 * Listings and posts as files, for programs: `GET /api/exports/posts?form=csv&filter={"statuses":["failed"]}` with an API
 * token. The filter is that of `posts.list`. Streamed as it is written, which a procedure's answer cannot be.
 */

import { pipeline } from 'node:stream/promises';
import { type ExportRequest, exportRequest, openExport } from '@hawker/api';
import { exportsPath } from '@hawker/api/client';
import type { Express, Request } from 'express';
import { z } from 'zod';
import { type ApiOptions, createApiContext } from './api-context.ts';
import { refuse } from './refuse.ts';
import { workOf } from './server-timing.ts';

export function mountExports(express: Express, options: ApiOptions): void {
  express.get(`${exportsPath}/:what`, async (request, response) => {
    const { requestId, log } = response.locals;
    const { actor } = await createApiContext(options, request, requestId, workOf(response));
    if (actor === null) {
      refuse(request, response, 401, 'Send an API token: `Authorization: Bearer ...`.');
      return;
    }
    const asked = readRequest(request);
    if (typeof asked === 'string') {
      refuse(request, response, 400, asked);
      return;
    }
    const { content, contentType, fileName } = openExport(options.app, asked);
    response.attachment(fileName).set({ 'content-type': contentType, 'cache-control': 'no-store' });
    try {
      await pipeline(content, response);
    } catch (error) {
      // What was sent is cut off there, which the client sees; one that has left is no failure.
      if (!response.closed) {
        log.error({ err: error }, 'an export failed');
      }
    }
  });
}

/** Or what is wrong with it. */
function readRequest({ params, query }: Request): ExportRequest | string {
  const parsed = exportRequest.safeParse({ what: params.what, form: query.form, filter: jsonOf(query.filter) });
  return parsed.success ? parsed.data : z.prettifyError(parsed.error);
}

/** What is no JSON is left as it is, and so no filter. */
function jsonOf(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}
