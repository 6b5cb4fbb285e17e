/** Tells PDFs that unpack to more than any paper holds before anything of them is unpacked: pdf.js knows no limit. */
import { constants, inflateSync } from 'node:zlib';
import { PracticumError } from '../../base/errors.ts';

const mostBytes = 256 * 2 ** 20;
/** Deflate makes nothing smaller than this (https://zlib.net/zlib_tech.html). */
const mostRatio = 1_032;
const mostLayers = 4;
const longestDictionary = 4_096;

/** Throws `pdf-too-much`. */
export function refuseBomb(bytes: Uint8Array): void {
  const pdf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', at + 6)) {
    if (pdf.subarray(at - 3, at).toString('latin1') === 'end') continue;
    const end = pdf.indexOf('endstream', at);
    const packed = pdf.subarray(pastLineEnd(pdf, at + 6), end < 0 ? pdf.length : end);
    const before = pdf.subarray(Math.max(0, at - longestDictionary), at).toString('latin1');
    const layers = before.slice(before.lastIndexOf(' obj') + 1).match(/\/(?:FlateDecode|Fl)\b/g)?.length ?? 0;
    const isSuspect = layers > 1 || (layers === 1 && packed.length * mostRatio > mostBytes);
    if (isSuspect && isTooMuch(packed, Math.min(layers, mostLayers)))
      throw tooMuch(`This PDF unpacks to more than ${mostBytes / 2 ** 20} MB, as no paper does, so it was not read.`);
  }
}

export function tooMuch(message: string): PracticumError {
  return new PracticumError('pdf-too-much', message, { hint: 'Open the paper by its arXiv id, or give another source of it.' });
}

function pastLineEnd(pdf: Buffer, at: number): number {
  return at + (pdf[at] === 0x0d ? 1 : 0) + (pdf[at] === 0x0a || pdf[at + 1] === 0x0a ? 1 : 0);
}

function isTooMuch(packed: Uint8Array, layers: number): boolean {
  let inner = packed;
  try {
    for (let layer = 0; layer < layers; layer++)
      inner = inflateSync(inner, { maxOutputLength: mostBytes, finishFlush: constants.Z_SYNC_FLUSH });
    return false;
  } catch (error) {
    // Anything else is damage, which pdf.js tells of.
    return error instanceof RangeError;
  }
}
