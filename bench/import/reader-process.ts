/** Reads one sheet in a process of its own, whose memory is then that of reading. */

import { z } from 'zod';
import { readWithHawker, readWithParserAlone } from './read-sheet.ts';

const requestSchema = z.object({ path: z.string(), smallPath: z.string(), reader: z.enum(['hawker', 'parser alone']) });

process.once('message', async (message) => {
  const { path, smallPath, reader } = requestSchema.parse(message);
  const read = reader === 'hawker' ? readWithHawker : readWithParserAlone;
  // What only code needs is there after a small sheet.
  await read(smallPath);
  const before = process.memoryUsage.rss();
  let peak = before;
  const rows = await read(path, () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  });
  process.send?.({ rows, grownBytes: peak - before });
  process.disconnect();
});
