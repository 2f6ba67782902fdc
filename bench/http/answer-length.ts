/** As much of HTTP as the load generator reads. */

const headEnd = Buffer.from('\r\n\r\n');
const chunkedEnd = Buffer.from('0\r\n\r\n');

/** How many bytes the answer at the start of `bytes` has; null while it is not complete. */
export function answerLength(bytes: Buffer): number | null {
  const end = bytes.indexOf(headEnd);
  if (end < 0) {
    return null;
  }
  const head = bytes.toString('latin1', 0, end);
  const bodyStart = end + headEnd.length;
  const length = /^content-length: *(\d+)/im.exec(head);
  if (length) {
    const total = bodyStart + Number(length[1]);
    return bytes.length >= total ? total : null;
  }
  const last = bytes.indexOf(chunkedEnd, bodyStart);
  return last < 0 ? null : last + chunkedEnd.length;
}
