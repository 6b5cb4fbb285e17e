/** What authors uploaded, as files: a gzip'd tar, one gzip'd .tex, or bare ones. Nothing of it is written to the disk, and little is taken on trust. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { decodeText, isText } from './decodeText.ts';
import { PaperError } from './paperErrors.ts';
import { DamagedTar, isTarHeader, type TarEntry, tarEntries } from './tar.ts';

export interface SourceFile {
  /** With `/`, relative to where everything lies. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type Unpacked =
  | { readonly kind: 'files'; readonly files: readonly SourceFile[]; readonly leftOut: readonly string[] }
  | { readonly kind: 'pdf'; readonly bytes: Uint8Array };

/** Some are packed twice on their way. */
const mostLayers = 3;
const limits = { unpackedBytes: 256 * 2 ** 20, files: 5_000, ratio: 200, nameLength: 300 };
/** Below this size no ratio is suspicious: a page of blanks packs well. */
const ratioFromBytes = 16 * 2 ** 20;

/** By magic bytes, since arXiv’s names and types say little. Throws `paper-unsafe`, `not-a-paper`. */
export async function unpackSource(bytes: Uint8Array): Promise<Unpacked> {
  let inner = bytes;
  for (let layer = 0; layer < mostLayers && isGzip(inner); layer++) inner = await unzipped(inner);
  if (isPdf(inner)) return { kind: 'pdf', bytes: inner };
  if (isTar(inner)) return filesOf(inner);
  if (inner.length === 0 || !isText(inner)) throw noSource('neither TeX, nor an archive of it, nor a PDF');
  if (isPage(inner)) throw noSource('a web page');
  if (isPostScript(inner)) throw noSource('PostScript, made from TeX that is not there');
  if (isNotice(inner))
    throw new PaperError(
      'paper-not-found',
      'The authors withdrew it: its source is a notice of that.',
      'An earlier version may still be there: put v1 behind the id.',
    );
  return { kind: 'files', files: [{ name: 'main.tex', bytes: inner }], leftOut: [] };
}

function noSource(what: string): PaperError {
  return new PaperError('not-a-paper', `What was sent as the source is ${what}.`, 'Give the PDF or a page of the paper instead.');
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

export function isPdf(bytes: Uint8Array): boolean {
  // Up to a kilobyte may precede it (PDF 1.7, implementation note 13).
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
}

/** HTML, whatever it was sent as. */
export function isPage(bytes: Uint8Array): boolean {
  const head = decodeText(bytes.subarray(0, 65_536));
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html)\b/i.test(head);
}

export function isPostScript(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 16)).toString('latin1').includes('%!PS');
}

/** What arXiv gives as the source of a version that was withdrawn. */
function isNotice(bytes: Uint8Array): boolean {
  return bytes.length < 8_192 && /^\s*%auto-ignore(?![\s\S]*\\(?:document(?:class|style)|begin)\b)/.test(decodeText(bytes));
}

export function isTar(bytes: Uint8Array): boolean {
  return isTarHeader(bytes.subarray(0, 512));
}

async function unzipped(bytes: Uint8Array): Promise<Uint8Array> {
  const most = Math.min(limits.unpackedBytes, Math.max(ratioFromBytes, bytes.length * limits.ratio));
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: most });
  } catch (error) {
    if (error instanceof RangeError) throw unsafe(`it unpacks to more than ${Math.round(most / 2 ** 20)} MB, as no paper does`);
    throw new PaperError(
      'paper-odd',
      'The source is cut off or damaged: it cannot be unpacked.',
      'Fetch it again, or give the PDF.',
      error,
    );
  }
}

function filesOf(bytes: Uint8Array): Unpacked {
  const files: SourceFile[] = [];
  const leftOut: string[] = [];
  for (const { name, kind, bytes: data } of entriesOf(bytes)) {
    if (kind === 'folder') continue;
    const clean = name.replace(/^(?:\.\/)+/, '');
    const why = oddity(clean, kind);
    if (why === undefined) files.push({ name: clean, bytes: data });
    else leftOut.push(`${printable(clean)} (${why})`);
  }
  if (files.length === 0)
    throw unsafe(leftOut.length === 0 ? 'it is empty' : `nothing in it may be used: ${leftOut.slice(0, 3).join(', ')}`);
  return { kind: 'files', files, leftOut };
}

function entriesOf(bytes: Uint8Array): readonly TarEntry[] {
  let count = 0;
  try {
    return [
      ...tarEntries(bytes, (size) => {
        count++;
        if (count > limits.files) throw unsafe(`it holds more than ${limits.files} files`);
        // A header may claim anything.
        if (size > bytes.length) throw unsafe('one of its files claims to be larger than all of it');
      }),
    ];
  } catch (error) {
    if (!(error instanceof DamagedTar)) throw error;
    throw new PaperError('paper-odd', 'The archive of the source is damaged.', 'Fetch it again, or give the PDF.', error);
  }
}

/** Why a file of an archive is left alone; undefined: it is an ordinary one. */
function oddity(name: string, kind: TarEntry['kind']): string | undefined {
  if (kind === 'link') return 'a link';
  if (kind !== 'file') return 'no ordinary file';
  if (name === '' || name.length > limits.nameLength) return 'its name';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\0-\x1f\x7f]/.test(name)) return 'control characters in its name';
  if (/^[/\\]|^[a-z]:/i.test(name) || name.split(/[/\\]/).includes('..')) return 'it would lie outside';
  return undefined;
}

function unsafe(why: string): PaperError {
  return new PaperError(
    'paper-unsafe',
    `The archive of the source was not read: ${why}.`,
    'The PDF or a page of the paper can still be read.',
  );
}

function printable(name: string): string {
  return name.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 100);
}
