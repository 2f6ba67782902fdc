import { PassThrough } from 'node:stream';
import {
  type ActionFunctionArgs,
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { DocumentProvider } from './features/frame/document-context.tsx';
import { themeFromCookies, zoneFromCookies } from './preferences.ts';

/** How long a deferred value may take before its stream is ended, in milliseconds. */
export const streamTimeout = 5_000;
/** The renderer outlives the stream, so that the rejected values still reach the page. */
const renderTimeoutMs = streamTimeout + 1_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const { nonce, requestId, log } = context;
  const cookies = request.headers.get('cookie');
  const facts = {
    requestId,
    nonce,
    nowMs: Date.now(),
    theme: themeFromCookies(cookies),
    zone: zoneFromCookies(cookies),
  };
  const wantsWholePage = isbot(request.headers.get('user-agent'));

  return new Promise((resolve, reject) => {
    let responseStatus = status;
    let shellSent = false;
    const send = () => {
      shellSent = true;
      clearTimeout(timer);
      const body = new PassThrough();
      headers.set('Content-Type', 'text/html; charset=utf-8');
      if (!headers.has('Cache-Control')) {
        headers.set('Cache-Control', 'private, no-cache');
      }
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: responseStatus }));
      pipe(body);
      // The deadline holds for the rest of the page too.
      setTimeout(abort, renderTimeoutMs).unref();
    };
    const { pipe, abort } = renderToPipeableStream(
      <DocumentProvider value={facts}>
        <RemixServer context={entry} url={request.url} nonce={nonce} abortDelay={renderTimeoutMs} />
      </DocumentProvider>,
      {
        nonce,
        onShellReady: wantsWholePage ? () => undefined : send,
        onAllReady: wantsWholePage ? send : () => undefined,
        onShellError: reject,
        onError(error) {
          responseStatus = 500;
          // What fails in the shell reaches the log through the rejected promise.
          if (shellSent) {
            log.error({ err: error }, 'rendering failed');
          }
        },
      },
    );
    const timer = setTimeout(abort, renderTimeoutMs);
  });
}

/** Unknown errors of loaders and actions: the log has the text, the page has the request id. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (!request.signal.aborted) {
    context.log.error({ err: error }, 'a loader or action failed');
  }
}
