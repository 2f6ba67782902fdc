/** A running Hawker with one account on the practice market, and what a person does there with files. */

import { addSeller, type Desk, startDesk } from './hawker.ts';

export interface SheetDesk extends Desk {
  see(text: string | RegExp, timeout?: number): Promise<void>;
  press(name: string | RegExp): Promise<void>;
  follow(name: string | RegExp): Promise<void>;
  /** An account on the practice market. */
  connect(name: string): Promise<void>;
  /** Brings a file on the Upload page. */
  drop(name: string, bytes: Buffer): Promise<void>;
  /** The way of a person who reads nothing: the button that stands out, until the batch is there. */
  publish(posts: number): Promise<void>;
  atMarket(): Promise<Accepted[]>;
}

/** A listing as it was posted at the practice market. */
export interface Accepted {
  title: string;
  priceMinor: number;
  photos: number;
}

export async function startSheetDesk(accountName: string): Promise<SheetDesk> {
  const desk = await startDesk();
  const { hawker, page } = desk;
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
  const follow = (name: string | RegExp) => page.getByRole('link', { name }).first().click();

  const connect = async (name: string) => {
    const token = await addSeller(hawker, name);
    await page.goto('/accounts/new');
    await page.getByLabel('Name').fill(name);
    await page.getByRole('textbox', { name: 'Access token' }).fill(token);
    await press('Connect account');
    await page.getByRole('heading', { name }).waitFor();
  };

  await connect(accountName);

  return {
    ...desk,
    ...{ press, follow, connect },
    see: (text, timeout = 15_000) => page.getByText(text).first().waitFor({ timeout }),
    async drop(name, bytes) {
      await page.goto('/upload');
      await page
        .getByLabel('Choose a file')
        .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
    },
    async publish(posts) {
      await follow(/^(Choose accounts|Go on with)/);
      await press(`Publish ${posts} ${posts === 1 ? 'post' : 'posts'}`);
      await page.waitForURL(/\/batches\//);
    },
    atMarket: () => acceptedAt(hawker.marketUrl),
  };
}

interface LogEntry {
  seq: number;
  kind: string;
  content: { title: string; price: { amountMinor: number }; photoIds: string[] };
}

/** What was posted, each as often as it was: the market's own log, page by page. */
async function acceptedAt(marketUrl: string): Promise<Accepted[]> {
  const found: Accepted[] = [];
  for (let after = 0, last = 1; after < last; ) {
    const answer = await fetch(`${marketUrl}/v1/log?after=${after}`);
    const log: { entries: LogEntry[]; lastSeq: number } = await answer.json();
    for (const { seq, kind, content } of log.entries) {
      after = seq;
      if (kind === 'accepted') {
        found.push({ title: content.title, priceMinor: content.price.amountMinor, photos: content.photoIds.length });
      }
    }
    last = log.lastSeq;
  }
  return found;
}
