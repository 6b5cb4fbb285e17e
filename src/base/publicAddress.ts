import { isIP } from 'node:net';

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
