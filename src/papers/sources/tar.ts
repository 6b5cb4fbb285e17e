/**
 * Entries of a tar in memory: ustar (POSIX.1-1988) with pax and GNU names. The small packages for this drop the prefix of long ustar
 * names and turn `../x` into `x` without a word; here names come as they stand, and whoever asks decides.
 */

export interface TarEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly bytes: Uint8Array;
}

export class DamagedTar extends Error {}

const block = 512;
const longNames: ReadonlySet<string> = new Set(['L', 'N']);

/** Throws DamagedTar, and what `look` throws at an entry before it is taken. */
export function* tarEntries(bytes: Uint8Array, look: (size: number) => void): Generator<TarEntry> {
  let given: string | undefined;
  for (let at = 0; at + block <= bytes.length; ) {
    const header = bytes.subarray(at, at + block);
    if (header.every((byte) => byte === 0)) return;
    if (!isTarHeader(header)) throw new DamagedTar(`no header at byte ${at}`);
    const size = numberAt(header, 124, 12);
    look(size);
    const start = at + block;
    if (start + size > bytes.length) throw new DamagedTar('it ends within a file');
    const data = bytes.subarray(start, start + size);
    at = start + Math.ceil(size / block) * block;
    const flag = String.fromCharCode(header[156] ?? 0);
    if (flag === 'x') given = paxPath(data) ?? given;
    else if (longNames.has(flag)) given = textOf(data);
    else if (flag !== 'g' && flag !== 'K') {
      yield { name: given ?? nameOf(header), kind: kindOf(flag), bytes: data };
      given = undefined;
    }
  }
}

/** Both old and new tars carry a checksum of each header. */
export function isTarHeader(bytes: Uint8Array): boolean {
  if (bytes.length < block) return false;
  let sum = 0;
  for (let at = 0; at < block; at++) sum += at >= 148 && at < 156 ? 32 : (bytes[at] ?? 0);
  return sum > 8 * 32 && sum === numberAt(bytes, 148, 8);
}

function nameOf(header: Uint8Array): string {
  const name = textOf(header.subarray(0, 100));
  // GNU’s own format keeps times where ustar has the prefix.
  const isUstar = textOf(header.subarray(257, 263)) === 'ustar';
  const prefix = isUstar ? textOf(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function kindOf(flag: string): TarEntry['kind'] {
  switch (flag) {
    case '\0':
    case '0':
    case '7':
      return 'file';
    case '5':
      return 'folder';
    case '1':
    case '2':
      return 'link';
    default:
      return 'other';
  }
}

/** Octal digits, or base 256 where the first bit is set (GNU, for what is larger than 8 GB: never a paper). */
function numberAt(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at] ?? 0;
  if ((first & 0x80) !== 0) return Number.MAX_SAFE_INTEGER;
  const digits = /^[\s\0]*([0-7]+)/.exec(Buffer.from(bytes.subarray(at, at + length)).toString('latin1'))?.[1];
  return digits === undefined ? 0 : Number.parseInt(digits, 8);
}

/** `27 path=sections/method.tex\n`: the length counts the whole line. */
function paxPath(data: Uint8Array): string | undefined {
  let found: string | undefined;
  for (let at = 0; at < data.length; ) {
    const digits = /^\d{1,7} /.exec(Buffer.from(data.subarray(at, at + 8)).toString('latin1'))?.[0];
    const length = Number(digits);
    if (digits === undefined || length <= digits.length || at + length > data.length) return found;
    const [name, ...value] = Buffer.from(data.subarray(at + digits.length, at + length - 1))
      .toString('utf8')
      .split('=');
    if (name === 'path') found = value.join('=');
    at += length;
  }
  return found;
}

function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('utf8');
}
