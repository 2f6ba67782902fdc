/** Many open tabs in a process of their own. */

import { type Checked, type TabsOrder, tabsOrderSchema } from './messages.ts';
import { openTab, type Tab } from './tab.ts';

let tabs: Tab[] = [];

/** A server takes a queue of connections that is not endless. */
const openedAtOnce = 50;

async function follow(order: TabsOrder): Promise<object> {
  switch (order.type) {
    case 'open':
      while (tabs.length < order.tabs) {
        const next = Math.min(openedAtOnce, order.tabs - tabs.length);
        tabs.push(...(await Promise.all(Array.from({ length: next }, () => openTab(order.url, order.headers)))));
      }
      return { tabs: tabs.length };
    case 'count':
      return { messages: tabs.reduce((sum, { messages }) => sum + messages, 0) };
    case 'check':
      return check(order.events);
    case 'close':
      for (const tab of tabs) {
        tab.close();
      }
      tabs = [];
      return {};
  }
}

function check(events: readonly { id: number; atMs: number }[]): Checked {
  const checked: Checked = { told: 0, toldAsMany: 0, missed: 0, wentBack: 0, heardAtMs: 0 };
  for (const tab of tabs) {
    checked.wentBack += tab.wentBack;
    checked.heardAtMs = Math.max(checked.heardAtMs, tab.heardAtMs);
    for (const { id, atMs } of events) {
      if (tab.events.has(id)) {
        checked.told += 1;
      } else if (tab.manyAtMs > atMs) {
        checked.toldAsMany += 1;
      } else {
        checked.missed += 1;
      }
    }
  }
  return checked;
}

process.on('message', (message) => {
  follow(tabsOrderSchema.parse(message)).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit(0));
