/** The LZ4 frame format (lz4_Frame_format.md, 1.6.1), reading only; checksums are not looked at, because SHA-256 is. */
const magic = 0x18_4d_22_04;
const isStored = 0x80_00_00_00;

/** Throws where the frame is not one. */
export function readLz4Frame(frame: Buffer, size: number): Buffer {
  if (frame.readUInt32LE(0) !== magic) throw new Error('This is no LZ4 frame');
  const flags = frame.readUInt8(4);
  const hasBlockChecksum = (flags & 0x10) !== 0;
  const hasContentSize = (flags & 0x08) !== 0;
  const hasDictionary = (flags & 0x01) !== 0;
  let at = 6 + (hasContentSize ? 8 : 0) + (hasDictionary ? 4 : 0) + 1;
  const out = Buffer.alloc(size);
  let written = 0;
  for (;;) {
    const word = frame.readUInt32LE(at);
    at += 4;
    if (word === 0) break;
    const length = (word & ~isStored) >>> 0;
    const block = frame.subarray(at, at + length);
    written = (word & isStored) === 0 ? readBlock(block, out, written) : written + block.copy(out, written);
    at += length + (hasBlockChecksum ? 4 : 0);
  }
  if (written !== size) throw new Error(`An LZ4 frame holds ${written} bytes instead of ${size}`);
  return out;
}

/** Blocks may reach back into those before them: all go into the same buffer. */
function readBlock(block: Buffer, out: Buffer, from: number): number {
  let at = 0;
  let written = from;
  const longer = (start: number): number => {
    let length = start;
    for (let byte = 255; byte === 255; length += byte) byte = block.readUInt8(at++);
    return length;
  };
  while (at < block.length) {
    const token = block.readUInt8(at++);
    const literals = token >> 4 === 15 ? longer(15) : token >> 4;
    written += block.copy(out, written, at, at + literals);
    at += literals;
    // The last sequence has no match.
    if (at >= block.length) break;
    const offset = block.readUInt16LE(at);
    at += 2;
    const length = ((token & 15) === 15 ? longer(15) : token & 15) + 4;
    if (offset === 0 || offset > written) throw new Error('An LZ4 match reaches back too far');
    // Byte by byte where it overlaps itself.
    if (offset >= length) out.copyWithin(written, written - offset, written - offset + length);
    else for (let index = 0; index < length; index++) out[written + index] = out[written + index - offset] ?? 0;
    written += length;
  }
  return written;
}
