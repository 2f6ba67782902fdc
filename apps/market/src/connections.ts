/**
 * Which connections of a server are in the middle of a request. Node's own closeIdleConnections leaves those alone
 * that have not sent anything yet, and browsers open such connections in advance: a drain would wait for them.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export interface Connections {
  /** Closes the connections without a request now, and each other one when its request is answered. */
  drain(): void;
  closeAll(): void;
}

export function trackConnections(server: Server): Connections {
  const requestsUnderWay = new Map<Socket, number>();
  let draining = false;

  const change = (socket: Socket, by: 1 | -1) => {
    const count = requestsUnderWay.get(socket);
    if (count === undefined) {
      return;
    }
    requestsUnderWay.set(socket, count + by);
    if (draining && count + by === 0) {
      socket.end(() => socket.destroy());
    }
  };

  server.on('connection', (socket) => {
    requestsUnderWay.set(socket, 0);
    socket.once('close', () => requestsUnderWay.delete(socket));
  });
  server.on('request', (request, response) => {
    change(request.socket, 1);
    response.once('close', () => change(request.socket, -1));
  });

  return {
    drain() {
      draining = true;
      for (const [socket, count] of requestsUnderWay) {
        if (count === 0) {
          socket.destroy();
        }
      }
    },
    closeAll() {
      for (const socket of requestsUnderWay.keys()) {
        socket.destroy();
      }
    },
  };
}
