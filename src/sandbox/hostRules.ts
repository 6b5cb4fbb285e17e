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
