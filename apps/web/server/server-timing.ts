/**
 * `Server-Timing` on every answer of the API and every page: how many statements it took, what the cache gave, how long
 * it all was. Browsers show it beside the request. It says nothing about anybody's goods.
 */

import type { ServerResponse } from 'node:http';
import { type ProcessMeter, RequestWork } from '@hawker/api';
import type { NextFunction, Request, Response } from 'express';

export const serverTimingHeader = 'server-timing';

const works = new WeakMap<ServerResponse, RequestWork>();

export function workOf(response: ServerResponse): RequestWork {
  const work = works.get(response);
  if (work === undefined) {
    throw new Error('The server timing comes before anything that is measured.');
  }
  return work;
}

/** For what express answers. The header is written at the last moment, when the work is done: with the others. */
export function serverTiming(meter: ProcessMeter) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    const work = new RequestWork(meter);
    works.set(response, work);
    const { writeHead } = response;
    Object.defineProperty(response, 'writeHead', {
      configurable: true,
      writable: true,
      value: (...args: unknown[]): Response => {
        response.setHeader(serverTimingHeader, work.serverTiming());
        return Reflect.apply(writeHead, response, args);
      },
    });
    next();
  };
}
