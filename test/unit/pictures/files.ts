/** Small files of pictures as cameras and browsers write them, with what tells about them. */
import { plotPng } from '../../../src/runs/plot/plotPng.ts';

/** 960 × 600. */
export function somePng(value = 1): Buffer {
  const plot = plotPng([{ name: `loss ${value}`, steps: [0, 1, 2], values: [value, 2 * value, 1.5 * value] }]);
  if (plot === undefined) throw new Error('there is something to plot');
  return plot.png;
}

/** 640 × 480, with where it was taken in it and something behind its end. `turned`: the orientation of Exif. */
export function someJpeg(turned = 6): Buffer {
  const segment = (marker: number, data: Buffer): Buffer =>
    Buffer.concat([Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff]), data]);
  const tiff = Buffer.from('49492a0008000000010012010300010000000000000000000000', 'hex');
  tiff.writeUInt16LE(turned, 18);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from('GPS 52.52 N 13.40 E')])),
    segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Ada</x:xmpmeta>')),
    segment(0xfe, Buffer.from('a comment of Ada')),
    segment(0xc0, Buffer.from([8, 480 >> 8, 480 & 0xff, 640 >> 8, 640 & 0xff, 1, 1, 0x11, 0])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9]),
    Buffer.from('a film of Ada behind its end'),
  ]);
}
