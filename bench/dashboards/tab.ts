/** What one open tab hears: a stream of server-sent events, read as the browser reads it. */

import { get, type IncomingMessage } from 'node:http';

interface Heard {
  type?: string;
  eventId?: number;
  postId?: string;
  version?: number;
}

export interface Tab {
  /** Ids of the events it was told one by one. */
  readonly events: ReadonlySet<number>;
  /** When it was last told to look at everything anew, in milliseconds since 1970. */
  readonly manyAtMs: number;
  readonly messages: number;
  /** When the last message came. */
  readonly heardAtMs: number;
  readonly wentBack: number;
  /** How often it was told how far an upload is. */
  readonly uploadSteps: number;
  close(): void;
}

/** Resolves when the server has begun to stream. */
export function openTab(url: string, headers: Record<string, string>): Promise<Tab> {
  const events = new Set<number>();
  const versions = new Map<string, number>();
  const tab = {
    ...{ events, manyAtMs: 0, messages: 0, heardAtMs: 0, wentBack: 0, uploadSteps: 0, isOpen: true },
    close: () => {
      tab.isOpen = false;
      request.destroy();
    },
  };
  const hear = ({ type, eventId, postId, version }: Heard) => {
    tab.messages += 1;
    tab.heardAtMs = Date.now();
    if (type === 'many') {
      tab.manyAtMs = tab.heardAtMs;
    }
    if (type === 'upload') {
      tab.uploadSteps += 1;
    }
    if (type === 'post' && eventId !== undefined && postId !== undefined && version !== undefined) {
      events.add(eventId);
      tab.wentBack += version > (versions.get(postId) ?? 0) ? 0 : 1;
      versions.set(postId, version);
    }
  };
  // A connection of its own: the shared agent would queue them.
  const request = get(url, { headers: { accept: 'text/event-stream', ...headers }, agent: false });
  return new Promise((resolve, reject) => {
    request.on('error', (error) => reject(error));
    request.once('response', (response: IncomingMessage) => {
      if (response.statusCode !== 200) {
        reject(new Error(`${url} answered ${response.statusCode}`));
        return;
      }
      response.once('close', () => {
        if (tab.isOpen) {
          throw new Error('A stream ended by itself');
        }
      });
      let rest = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        const blocks = (rest + text).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          hear(read(block));
        }
        resolve(tab);
      });
    });
  });
}

/** tRPC wraps what it sends. */
function read(block: string): Heard {
  const data = block.split('\n').find((line) => line.startsWith('data: '));
  const value: unknown = data === undefined ? null : JSON.parse(data.slice('data: '.length) || 'null');
  if (typeof value !== 'object' || value === null) {
    return {};
  }
  return 'json' in value && typeof value.json === 'object' && value.json !== null ? value.json : value;
}
