/**
 * The sockets behind the server: it listens on each loopback address, and all of them have to be
 * left when the node stops. Browsers open connections ahead of need, and keep them after an
 * answer; Node does not count the first as idle and looks for the others once, so that a stop
 * would wait for both in vain.
 */

import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { Socket } from 'node:net';

export interface Listeners {
  /** Makes one HTTP server; Fastify asks for one per address. */
  readonly create: (handler: RequestListener) => Server;
  /** Ends connections on which nothing is under way, those included that never were used. */
  dropIdle(): void;
  /** Ends all connections, whatever is under way on them. */
  cutAll(): void;
}

export function openListeners(options: ServerOptions): Listeners {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  return {
    create(handler) {
      const server = createServer(options, handler);
      server.on('connection', (socket: Socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
      });
      servers.push(server);
      return server;
    },
    dropIdle() {
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
      for (const server of servers) server.closeIdleConnections();
    },
    cutAll() {
      for (const server of servers) server.closeAllConnections();
    },
  };
}
