import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { firstFreePort, isPortFree, quietFreePort } from './ports.mjs';

it('takes the wanted port when it is free, and else the next one that is', async () => {
  const taken = new Set([3000, 3001]);
  const isFree = async (port: number) => !taken.has(port);
  expect(await firstFreePort(3005, isFree)).toBe(3005);
  expect(await firstFreePort(3000, isFree)).toBe(3002);
});

it('gives up with a sentence that says what to set', async () => {
  await expect(firstFreePort(65_500, async () => false)).rejects.toThrow(
    'Every port from 65500 to 65535 is taken. Set PORT to a free one.',
  );
});

it('stays below the ports that the system hands out to outgoing connections', async () => {
  const asked: number[] = [];
  await quietFreePort(async (port) => asked.push(port) === 20);
  expect(asked).toHaveLength(20);
  expect(asked.every((port) => port >= 20_000 && port < 32_000)).toBe(true);
});

it('sees a port that another server listens on, whichever address that has', async () => {
  for (const host of ['127.0.0.1', '0.0.0.0']) {
    const server = createServer();
    const port = await new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, host, () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    expect(await isPortFree(port)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(await isPortFree(port)).toBe(true);
  }
});
