import { photoRules, uploadLimits } from '@hawker/core';
import type { NextFunction, Request, Response } from 'express';
import { refuse } from './refuse.ts';

const mebibyte = 1_048_576;

export interface BodyLimits {
  /** Forms and procedures, in bytes. */
  defaultBytes: number;
  /** Paths (prefixes) that take files, in bytes. */
  uploads: Readonly<Record<string, number>>;
}

/** A sheet in base64, in its JSON: four characters for three bytes, and a little around them. */
const sheetBytes = Math.ceil(uploadLimits.maxSheetBytes / 3) * 4 + 65_536;

export const defaultBodyLimits: BodyLimits = {
  defaultBytes: mebibyte,
  uploads: {
    '/api/trpc/uploads.create': sheetBytes,
    // A ZIP of a sheet and its photos; it goes to a file as it comes.
    '/sheet-upload': uploadLimits.maxZipBytes,
    '/photo-upload': photoRules.maxBytes,
  },
};

export function bodyLimitFor(path: string, limits: BodyLimits): number {
  const upload = Object.entries(limits.uploads).find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
  return upload?.[1] ?? limits.defaultBytes;
}

/**
 * Refuses a body that is too large before a byte of it is read. Node holds a request to the length it announced, so
 * the announcement is enough; a body without one (chunked) is refused, because browsers and our client always say it.
 */
export function bodyLimit(limits: BodyLimits) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const maxBytes = bodyLimitFor(request.path, limits);
    const { 'content-length': announced, 'transfer-encoding': encoding } = request.headers;
    if (encoding !== undefined) {
      response.set('connection', 'close');
      refuse(request, response, 411, 'Say how long the body is (Content-Length).');
      return;
    }
    if (announced !== undefined && Number(announced) > maxBytes) {
      response.set('connection', 'close');
      refuse(request, response, 413, `This is too large: at most ${Math.floor(maxBytes / mebibyte)} MB.`);
      return;
    }
    next();
  };
}
