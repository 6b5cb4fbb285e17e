import { BinaryFile, UnencodableText, UnknownEncoding } from './fileErrors.ts';

/** Bytes ↔ text, so that encoding what was decoded gives the same bytes again, whatever the file held. */

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export interface TextFormat {
  readonly encoding: TextEncoding;
  readonly hasBom: boolean;
}

/** `text` is without the byte order mark and with the file's own line ends. */
export interface DecodedText extends TextFormat {
  readonly text: string;
}

export const plainUtf8: TextFormat = { encoding: 'utf-8', hasBom: false };

const boms: readonly { readonly encoding: TextEncoding; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

/** The format that a file's first bytes announce: by its byte order mark, else UTF-8. */
export function detectFormat(head: Uint8Array): TextFormat & { readonly bomBytes: number } {
  const bom = boms.find(({ bytes }) => bytes.every((byte, i) => head[i] === byte));
  return bom === undefined ? { ...plainUtf8, bomBytes: 0 } : { encoding: bom.encoding, hasBom: true, bomBytes: bom.bytes.length };
}

/** Strict: a byte that does not fit is refused, never replaced. Throws BinaryFile or UnknownEncoding; `path` is for their text. */
export function decodeText(bytes: Uint8Array, path = 'The file'): DecodedText {
  const { encoding, hasBom, bomBytes } = detectFormat(bytes);
  if (encoding === 'utf-8') {
    // UTF-16 without a mark is mostly NULs too: no text file holds one.
    const nul = bytes.indexOf(0);
    if (nul >= 0) throw new BinaryFile(path, binaryKind(bytes) ?? `byte ${nul} is zero`);
  }
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes.subarray(bomBytes));
  } catch {
    const kind = binaryKind(bytes);
    throw kind === undefined ? new UnknownEncoding(path) : new BinaryFile(path, kind);
  }
  if (encoding !== 'utf-8' && text.includes('\0')) throw new BinaryFile(path, 'it holds zero characters');
  return { text, encoding, hasBom };
}

/** Throws UnencodableText where `text` has no bytes. */
export function encodeText(text: string, format: TextFormat): Uint8Array {
  if (/\p{Surrogate}/u.test(text)) throw new UnencodableText();
  const marked = format.hasBom ? `\ufeff${text}` : text;
  if (format.encoding === 'utf-8') return new TextEncoder().encode(marked);
  const bytes = Buffer.from(marked, 'utf16le');
  return new Uint8Array(format.encoding === 'utf-16be' ? bytes.swap16() : bytes);
}

const magics: readonly { readonly kind: string; readonly bytes: readonly number[] }[] = [
  { kind: 'it is a PNG image', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { kind: 'it is a JPEG image', bytes: [0xff, 0xd8, 0xff] },
  { kind: 'it is a GIF image', bytes: [0x47, 0x49, 0x46, 0x38] },
  { kind: 'it is a PDF document', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { kind: 'it is a ZIP archive (PyTorch checkpoints and NumPy .npz files are such archives)', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { kind: 'it is gzip-compressed', bytes: [0x1f, 0x8b] },
  { kind: 'it is a NumPy array', bytes: [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59] },
  { kind: 'it is an HDF5 file', bytes: [0x89, 0x48, 0x44, 0x46] },
  { kind: 'it is a Parquet file', bytes: [0x50, 0x41, 0x52, 0x31] },
  { kind: 'it is a program', bytes: [0x7f, 0x45, 0x4c, 0x46] },
];

function binaryKind(bytes: Uint8Array): string | undefined {
  return magics.find((magic) => magic.bytes.every((byte, i) => bytes[i] === byte))?.kind;
}
