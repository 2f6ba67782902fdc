import { BlockList, isIP } from 'node:net';

/**
 * Ranges that are not the public internet, from the IANA special-purpose address registries (RFC 6890 and successors).
 * What a server can reach and a stranger cannot is exactly what a stranger would ask it to fetch.
 */
const notPublicIpv4: readonly [network: string, prefix: number][] = [
  ['0.0.0.0', 8], // "this network"; 0.0.0.0 connects to the machine itself
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // carrier-grade NAT
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local, and the metadata service of every cloud
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // IETF protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarking
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
];

/** Only 2000::/3 is global unicast: loopback, IPv4-mapped, NAT64, unique local, link-local, multicast are all outside. */
const publicIpv6 = new BlockList();
publicIpv6.addSubnet('2000::', 3, 'ipv6');

/** And within 2000::/3 these are not, or carry an IPv4 address that would have to be checked as well. */
const notPublicIpv6: readonly [network: string, prefix: number][] = [
  ['2001::', 23], // IETF protocol assignments; Teredo is within
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4
  ['3fff::', 20], // documentation
];

const notPublic = new BlockList();
for (const [network, prefix] of notPublicIpv4) {
  notPublic.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of notPublicIpv6) {
  notPublic.addSubnet(network, prefix, 'ipv6');
}

/** Whether an IP address (not a name) is one that anybody on the internet could reach. Anything unclear is not. */
export function isPublicAddress(address: string): boolean {
  if (address.includes('%')) {
    return false; // a zone belongs to link-local addresses
  }
  switch (isIP(address)) {
    case 4:
      return !notPublic.check(address, 'ipv4');
    case 6:
      return publicIpv6.check(address, 'ipv6') && !notPublic.check(address, 'ipv6');
  }
  return false;
}
