/**
 * From 1024 on, those of the ports that browsers refuse (WHATWG Fetch, "bad port"): a program that speaks another protocol
 * could take an http request for its own.
 */
const otherProtocols = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]);

/** Whether a web server may be behind this port: below 1024 only the two of http and https. */
export function isWebPort({ port }: URL): boolean {
  if (port === '' || port === '80' || port === '443') {
    return true;
  }
  return Number(port) >= 1024 && !otherProtocols.has(Number(port));
}
