/**
 * Files of pictures by what is in them, never by their names: type, size, and what of them is no picture. Nothing is decoded. Layouts: PNG (W3C,
 * 3rd edition), JPEG (ITU-T T.81, Exif 2.32), GIF89a, WebP (RFC 9649).
 */
import type { ImagePart } from './messages.ts';

export interface PictureFile {
  readonly mediaType: ImagePart['mediaType'];
  readonly width: number;
  readonly height: number;
  /** The file without what only tells about it: where and with what it was taken, comments, what hangs behind its end. How it is turned stays. */
  readonly bytes: Uint8Array;
}

/** Undefined where it is none of these, or is cut off in its middle. */
export function readPictureFile(bytes: Uint8Array): PictureFile | undefined {
  try {
    switch (pictureType(bytes)) {
      case 'image/png':
        return readPng(bytes);
      case 'image/jpeg':
        return readJpeg(bytes);
      case 'image/gif':
        return readGif(bytes);
      case 'image/webp':
        return readWebp(bytes);
      case undefined:
        return undefined;
    }
  } catch (error) {
    if (error instanceof RangeError) return undefined; // cut off
    throw error;
  }
}

/** By its first bytes. */
export function pictureType(bytes: Uint8Array): ImagePart['mediaType'] | undefined {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  const head = textAt(bytes, 0, 12);
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif';
  return head.startsWith('RIFF') && head.endsWith('WEBP') ? 'image/webp' : undefined;
}

const keptChunks = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP acTL fcTL fdAT'.split(' '));

function readPng(bytes: Uint8Array): PictureFile | undefined {
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  for (let at = 8; ; ) {
    const length = view.getUint32(at);
    const name = textAt(bytes, at + 4, 4);
    const end = at + 12 + length;
    if (end > bytes.length) return undefined;
    if (keptChunks.has(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND') break;
    at = end;
  }
  return pictureOf('image/png', view.getUint32(16), view.getUint32(20), kept);
}

function readJpeg(bytes: Uint8Array): PictureFile | undefined {
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let size: { readonly width: number; readonly height: number } | undefined;
  let turned = 1;
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // a fill byte
      continue;
    }
    if (marker === 0xd9) {
      kept.push(bytes.subarray(at, at + 2));
      break;
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) return undefined;
    const segment = bytes.subarray(at, end);
    if (isFrame(marker)) size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    if (marker === 0xe1 && textAt(bytes, at + 4, 4) === 'Exif') turned = orientationOf(segment.subarray(10));
    if (isOfThePicture(marker, segment)) kept.push(segment);
    at = end;
    if (marker !== 0xda) continue;
    const coded = endOfCoded(bytes, end);
    kept.push(bytes.subarray(end, coded));
    at = coded;
  }
  if (size === undefined) return undefined;
  if (turned > 1) kept.splice(1, 0, orientationSegment(turned));
  const isOnItsSide = turned >= 5;
  return pictureOf('image/jpeg', isOnItsSide ? size.height : size.width, isOnItsSide ? size.width : size.height, kept);
}

/** SOF0 to SOF15, but for the tables that stand between them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Comments and application segments go, but for what colours need: the ICC profile and Adobe's transform. */
function isOfThePicture(marker: number, segment: Uint8Array): boolean {
  if (marker === 0xfe) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  return marker === 0xe0 || marker === 0xee || (marker === 0xe2 && textAt(segment, 4, 11) === 'ICC_PROFILE');
}

/** Where the next marker stands behind coded data: neither a stuffed byte nor a restart. */
function endOfCoded(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw new RangeError('The coded data has no end.');
}

/** 1 to 8, from the first directory of a TIFF block; 1 where it does not say. */
function orientationOf(tiff: Uint8Array): number {
  try {
    const view = viewOf(tiff);
    const isLittle = view.getUint16(0) === 0x4949;
    const directory = view.getUint32(4, isLittle);
    for (let index = 0; index < view.getUint16(directory, isLittle); index += 1) {
      const at = directory + 2 + index * 12;
      if (view.getUint16(at, isLittle) !== 0x0112) continue;
      const turned = view.getUint16(at + 8, isLittle);
      return turned >= 1 && turned <= 8 ? turned : 1;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return 1;
}

/** An Exif segment that says nothing else. */
function orientationSegment(turned: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, 0, 0, 0, 0];
  return Uint8Array.from([0xff, 0xe1, 0, 8 + tiff.length, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff]);
}

function readGif(bytes: Uint8Array): PictureFile | undefined {
  const view = viewOf(bytes);
  let at = 13 + tableLength(view.getUint8(10));
  const kept: Uint8Array[] = [bytes.subarray(0, at)];
  for (;;) {
    const introducer = view.getUint8(at);
    const begin = at;
    if (introducer === 0x3b) {
      kept.push(bytes.subarray(at, at + 1));
      break;
    }
    if (introducer === 0x21) {
      const label = view.getUint8(at + 1);
      at = endOfBlocks(view, at + 2);
      // How it is drawn and how often it repeats.
      if (label === 0xf9 || (label === 0xff && /^(?:NETSCAPE|ANIMEXTS)/.test(textAt(bytes, begin + 3, 8))))
        kept.push(bytes.subarray(begin, at));
    } else if (introducer === 0x2c) {
      at = endOfBlocks(view, at + 11 + tableLength(view.getUint8(at + 9)));
      kept.push(bytes.subarray(begin, at));
    } else return undefined;
  }
  return pictureOf('image/gif', view.getUint16(6, true), view.getUint16(8, true), kept);
}

function tableLength(packed: number): number {
  return (packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1);
}

function endOfBlocks(view: DataView, from: number): number {
  let at = from;
  for (let length = view.getUint8(at); length !== 0; length = view.getUint8(at)) at += 1 + length;
  return at + 1;
}

function readWebp(bytes: Uint8Array): PictureFile | undefined {
  const view = viewOf(bytes);
  const end = Math.min(bytes.length, 8 + view.getUint32(4, true));
  const kept: Uint8Array[] = [];
  let size: { readonly width: number; readonly height: number } | undefined;
  for (let at = 12; at + 8 <= end; ) {
    const name = textAt(bytes, at, 4);
    const length = view.getUint32(at + 4, true);
    const next = at + 8 + length + (length % 2);
    if (at + 8 + length > end) return undefined;
    const chunk = Uint8Array.from(bytes.subarray(at, Math.min(next, end)));
    size ??= webpSize(name, view, at + 8);
    // The header says whether there is Exif and XMP: there is none any more.
    if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~0x0c;
    if (name !== 'EXIF' && name !== 'XMP ') kept.push(chunk);
    at = next;
  }
  if (size === undefined) return undefined;
  const head = Uint8Array.from(bytes.subarray(0, 12));
  viewOf(head).setUint32(4, 4 + kept.reduce((sum, { length }) => sum + length, 0), true);
  return pictureOf('image/webp', size.width, size.height, [head, ...kept]);
}

function webpSize(name: string, view: DataView, at: number): { readonly width: number; readonly height: number } | undefined {
  if (name === 'VP8 ') return { width: view.getUint16(at + 6, true) & 0x3fff, height: view.getUint16(at + 8, true) & 0x3fff };
  if (name === 'VP8L') {
    const bits = view.getUint32(at + 1, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (name !== 'VP8X') return undefined;
  const threeBytes = (from: number): number => view.getUint16(from, true) + view.getUint8(from + 2) * 65_536;
  return { width: threeBytes(at + 4) + 1, height: threeBytes(at + 7) + 1 };
}

function pictureOf(mediaType: ImagePart['mediaType'], width: number, height: number, kept: readonly Uint8Array[]): PictureFile | undefined {
  return width < 1 || height < 1 ? undefined : { mediaType, width, height, bytes: joined(kept) };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}

/** Latin-1. */
function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
