/** CRC-32C (Castagnoli; RFC 3720, appendix B.4), eight bytes at a time: Kounavis and Berry, “Novel Table Lookup-Based Algorithms”, 2005. */

const reflectedPolynomial = 0x82f63b78;

const table = crcTables(8);

/** Tables of 256 one after the other: table k holds what each value of a byte adds to the checksum when k bytes follow it. */
export function crcTables(count: number): Int32Array {
  const all = new Int32Array(count * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ reflectedPolynomial : crc >>> 1;
    all[byte] = crc;
  }
  for (let index = 256; index < all.length; index++) {
    const before = all[index - 256] ?? 0;
    all[index] = (before >>> 8) ^ (all[before & 0xff] ?? 0);
  }
  return all;
}

/** Of the bytes from `start` up to `end`, as a signed 32-bit number. */
export function crc32c(view: DataView, start: number, end: number): number {
  let crc = -1;
  let at = start;
  for (; at + 8 <= end; at += 8) {
    const low = crc ^ view.getInt32(at, true);
    const high = view.getInt32(at + 4, true);
    crc =
      (table[1792 + (low & 0xff)] ?? 0) ^
      (table[1536 + ((low >>> 8) & 0xff)] ?? 0) ^
      (table[1280 + ((low >>> 16) & 0xff)] ?? 0) ^
      (table[1024 + (low >>> 24)] ?? 0) ^
      (table[768 + (high & 0xff)] ?? 0) ^
      (table[512 + ((high >>> 8) & 0xff)] ?? 0) ^
      (table[256 + ((high >>> 16) & 0xff)] ?? 0) ^
      (table[high >>> 24] ?? 0);
  }
  for (; at < end; at++) crc = (crc >>> 8) ^ (table[(crc ^ view.getUint8(at)) & 0xff] ?? 0);
  return ~crc;
}

export function maskedCrc32c(view: DataView, start: number, end: number): number {
  return masked(crc32c(view, start, end));
}

/** As TFRecord files hold it, so that the checksum of data that holds checksums is no trivial one. Signed. */
export function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) | 0;
}
