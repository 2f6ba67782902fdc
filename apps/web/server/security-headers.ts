import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';

interface SecurityOptions {
  /** Only then may a browser be told to insist on https. */
  isHttps: boolean;
  /** Vite's module reloading needs a web socket. */
  isDevelopment: boolean;
}

const nonces = new WeakMap<IncomingMessage | ServerResponse, string>();

export function nonceOf(response: ServerResponse): string {
  const nonce = nonces.get(response);
  if (nonce === undefined) {
    throw new Error('The security headers come before anything that needs a nonce.');
  }
  return nonce;
}

/**
 * No script runs that does not come from our own files or carry this answer's nonce. Style attributes are allowed:
 * bars and menus are placed with them, and they cannot run anything.
 */
export function securityHeaders({ isHttps, isDevelopment }: SecurityOptions) {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        connectSrc: isDevelopment ? ["'self'", 'ws:'] : ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'", (_request, response) => `'nonce-${nonceOf(response)}'`],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        ...(isHttps ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // Browsers ignore these two over plain http, and say so in the console on every page.
    crossOriginOpenerPolicy: isHttps ? { policy: 'same-origin' } : false,
    originAgentCluster: isHttps,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  return (request: Request, response: Response, next: NextFunction): void => {
    nonces.set(response, randomBytes(16).toString('base64'));
    headers(request, response, next);
  };
}
