/**
 * Cached stats over HTTP: the web server as production runs it, asked with an API token, against a bare node:http
 * server that sends the same bytes and headers. Servers and load are three processes; only one server is asked at a time.
 */

import { randomBytes } from 'node:crypto';
import { get } from 'node:http';
import type { Desk } from '../desk/create-desk.ts';
import { type Child, startChild } from '../http/child-process.ts';
import { type Answer, type Load, loadResultSchema } from '../http/messages.ts';
import { addressOf, startWebServer } from '../http/web-server.ts';
import type { Measurement } from '../report.ts';
import { compare } from '../sampling.ts';

/** As the typed client asks: a batch of one, with no input. */
const path = '/api/trpc/overview.stats?batch=1&input=%7B%7D';

const connections = 32;

export interface HttpRounds {
  warmUp: number;
  measured: number;
  /** How long each server is asked in each round. */
  durationMs: number;
}

export async function measureHttp(desk: Desk, dataDirectory: string, rounds: HttpRounds): Promise<Measurement[]> {
  const { token } = await desk.caller.tokens.create({ name: 'bench' });
  const headers = { authorization: `Bearer ${token}` };
  const children: Child[] = [];
  const start = (entry: string) => {
    const child = startChild({ entry });
    children.push(child);
    return child;
  };
  try {
    const web = await startWebServer({
      databaseUrl: desk.databaseUrl,
      dataDirectory,
      secretKey: randomBytes(32).toString('base64'),
    });
    children.push(web.child);
    const hawkerUrl = `${web.url}${path}`;
    const floor = start('bench/http/floor-server.ts');
    const floorAddress = addressOf(floor);
    floor.send(await answerOf(hawkerUrl, headers));
    const floorUrl = `${await floorAddress}${path}`;
    const generator = start('bench/http/load-generator.ts');

    const rates: { floor: number[]; hawker: number[] } = { floor: [], hawker: [] };
    for (let round = -rounds.warmUp; round < rounds.measured; round += 1) {
      for (const server of ['floor', 'hawker'] as const) {
        const url = server === 'floor' ? floorUrl : hawkerUrl;
        const rate = await requestRate(generator, { url, headers, connections, durationMs: rounds.durationMs });
        if (round >= 0) {
          rates[server].push(rate);
        }
      }
    }
    return [
      {
        part: 'http',
        name: 'Cached stats over HTTP',
        unit: 'requests/s',
        target: { atLeast: 0.3 },
        ...compare(rates.floor, rates.hawker),
      },
    ];
  } finally {
    await Promise.all(children.map((child) => child.stop()));
  }
}

async function requestRate(generator: Child, load: Load): Promise<number> {
  const heard = generator.hear();
  generator.send(load);
  const { requests, failures, tookMs } = loadResultSchema.parse(await heard);
  if (failures > 0) {
    throw new Error(`${failures} requests of ${load.url} failed, ${requests} did not`);
  }
  return (requests / tookMs) * 1000;
}

/** What Node adds to every answer by itself, and would be there twice. */
const ownHeaders = new Set(['connection', 'date', 'keep-alive', 'transfer-encoding']);

function answerOf(url: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const body = Buffer.concat(chunks).toString();
        const status = response.statusCode ?? 0;
        if (status !== 200) {
          reject(new Error(`${url} answered ${status}: ${body.slice(0, 300)}`));
          return;
        }
        const sent: [string, string][] = [];
        for (let index = 0; index < response.rawHeaders.length; index += 2) {
          const [name = '', value = ''] = response.rawHeaders.slice(index, index + 2);
          if (!ownHeaders.has(name.toLowerCase())) {
            sent.push([name, value]);
          }
        }
        resolve({ status, headers: sent, body });
      });
    });
    request.once('error', reject);
  });
}
