import { crc32, deflateSync } from 'node:zlib';

const side = 48;

/** A red square on white, as PNG. */
export const redSquare: Uint8Array = png();

function png(): Uint8Array {
  const rows = Buffer.alloc(side * (1 + side * 3), 255);
  for (let y = 0; y < side; y += 1) {
    const row = y * (1 + side * 3);
    rows[row] = 0;
    for (let x = 0; x < side; x += 1) {
      const isInside = x >= 10 && x < 38 && y >= 10 && y < 38;
      if (isInside) rows.set([220, 20, 30], row + 1 + x * 3);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
