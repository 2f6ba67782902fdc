/** Free TCP ports of the loopback interface. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below 20000 live well-known servers; from 32768 on Linux hands out ports to outgoing connections. */
const quietRange = { from: 20_000, to: 32_000 };

/**
 * Whether a server could listen on the port now. An address family that the machine does not have is no obstacle.
 * @param {number} port
 * @param {readonly string[]} [hosts]
 */
export async function isPortFree(port, hosts = ['127.0.0.1', '::1', '0.0.0.0', '::']) {
  for (const host of hosts) {
    if (!(await canListen(port, host))) {
      return false;
    }
  }
  return true;
}

/**
 * The first free port from `wanted` upwards.
 * @param {number} wanted
 * @param {(port: number) => Promise<boolean>} [isFree]
 * @returns {Promise<number>}
 */
export async function firstFreePort(wanted, isFree = isPortFree) {
  const last = Math.min(wanted + 100, 65_535);
  for (let port = wanted; port <= last; port += 1) {
    if (await isFree(port)) {
      return port;
    }
  }
  throw new Error(`Every port from ${wanted} to ${last} is taken. Set PORT to a free one.`);
}

/**
 * A free port in the quiet range, where nothing else is likely to appear in the meantime.
 * @param {(port: number) => Promise<boolean>} [isFree]
 * @returns {Promise<number>}
 */
export async function quietFreePort(isFree = isPortFree) {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = randomInt(quietRange.from, quietRange.to);
    if (await isFree(port)) {
      return port;
    }
  }
  throw new Error(`No free port found between ${quietRange.from} and ${quietRange.to}.`);
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function canListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      const code = /** @type {NodeJS.ErrnoException} */ (error).code;
      resolve(code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT');
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
