import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';

/**
 * The API's lean edge: plain queries and mutations are answered here, before express. True when it has taken the
 * request; false leaves it, untouched, to express.
 */
export type HandleApi = (request: IncomingMessage, response: ServerResponse) => boolean;

export function edge(app: RequestListener, handleApi?: HandleApi): RequestListener {
  return (request, response) => {
    if (!handleApi?.(request, response)) {
      app(request, response);
    }
  };
}

/** Starts listening and gives the address. Fails with a sentence when the port is taken. */
export function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken. Set PORT to a free one.`) : error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      const boundPort = typeof address === 'object' && address ? address.port : port;
      const shownHost = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
      resolve(`http://${shownHost}:${boundPort}`);
    });
  });
}

/** Kept-alive connections that fall idle while the last answers go out are looked for this often. */
const idleSweepMs = 50;

/** Takes no new connection, lets every answer that is under way finish, and closes what is idle. */
export function closeGracefully(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const sweep = setInterval(() => server.closeIdleConnections(), idleSweepMs);
    server.close((error) => {
      clearInterval(sweep);
      if (error) {
        reject(error);
      } else {
        resolve();
      }
    });
    server.closeIdleConnections();
  });
}
