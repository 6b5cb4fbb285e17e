import { isIP } from 'node:net';
import { matchesHost } from '../base/hostPatterns.ts';

/**
 * What a confined program may reach. An entry is a host, a pattern as `matchesHost` reads it, or `host:port`, which names exactly that one;
 * without a port, 80 and 443 are meant. Addresses in figures are refused: they name no host that anybody agreed to.
 */

/** Undefined where it may be reached, else why not: part of a sentence. */
export function whyRefused(host: string, port: number, hosts: readonly string[]): string | undefined {
  const plain = host.toLowerCase().replace(/\.$/, '');
  if (hosts.includes(`${plain}:${port}`)) return undefined;
  if (isIP(plain.replace(/^\[|\]$/g, '')) !== 0) return 'is an address, and only hosts by name can be allowed';
  if (!matchesHost(plain, hosts)) return 'is not in the list of hosts that this program may reach';
  return port === 80 || port === 443 ? undefined : `may be reached at the ports 80 and 443 only, not at ${port}`;
}

/** A name that was listed with its port as this machine's own: then, and only then, may it lead here. */
export function isListedHere(host: string, port: number, hosts: readonly string[]): boolean {
  const plain = host.toLowerCase().replace(/\.$/, '');
  return (plain === 'localhost' || plain.endsWith('.localhost') || plain === '127.0.0.1') && hosts.includes(`${plain}:${port}`);
}

/**
 * Whether an address belongs to the public internet. A public name may be made to lead into the person's own network (DNS rebinding).
 * Sources: IANA special-purpose address registries; RFC 6890; RFC 4291 for addresses of version 4 inside those of version 6.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return isPublic4(address.split('.').map(Number));
  if (isIP(address) !== 6) return false;
  const groups = expand6(address);
  const [first = 0, second = 0] = groups;
  // Only 2000::/3 is given out, and of it these lead to addresses of version 4 or nowhere.
  if (first < 0x2000 || first > 0x3fff) return false;
  if (first === 0x2002) return isPublic4(bytesOf(groups.slice(1, 3)));
  return !(first === 0x2001 && (second < 0x0200 || second === 0x0db8));
}

function isPublic4([a = 0, b = 0, c = 0]: readonly number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 100 && b >= 64 && b <= 127) return false;
  if (a === 169 && b === 254) return false;
  if (a === 172 && b >= 16 && b <= 31) return false;
  if (a === 192 && ((b === 0 && (c === 0 || c === 2)) || b === 168 || (b === 88 && c === 99))) return false;
  if (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) return false;
  return !(a === 203 && b === 0 && c === 113);
}

function expand6(address: string): readonly number[] {
  const [plain = ''] = address.split('%');
  const [head = '', tail] = plain.split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array.from({ length: Math.max(0, missing) }, () => 0), ...after];
}

function groupsOf(text: string): readonly number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}

function bytesOf(groups: readonly number[]): readonly number[] {
  return groups.flatMap((group) => [group >> 8, group & 0xff]);
}
