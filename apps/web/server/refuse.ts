import type { Request, Response } from 'express';

/** Answers before any page or procedure has seen the request: one sentence, and the id that the log has. */
export function refuse(request: Request, response: Response, status: number, message: string): void {
  const { requestId } = response.locals;
  response.status(status).set('cache-control', 'no-store');
  if (request.accepts(['html', 'json']) === 'json') {
    response.json({ error: { message, requestId } });
    return;
  }
  response.type('text/plain').send(`${message}\n\nRequest ${requestId}\n`);
}
