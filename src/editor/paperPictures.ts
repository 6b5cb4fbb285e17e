/** The pictures of a paper’s figures, from where the paper was read. */
import { posix } from 'node:path';
import type { Paper, PaperSource } from '../papers/document.ts';
import { unpackSource } from '../papers/sources/unpack.ts';

/** `url`: a `data:` address, else why there is none. */
export type Picture = { readonly url: string } | { readonly why: string };

export interface PictureWays {
  /** A file that lies beside the paper’s own, where the paper is a file. */
  beside?(name: string): Promise<Uint8Array | undefined>;
  /** What is kept of a source. */
  kept(sha256: string): Promise<Uint8Array | undefined>;
  fetch(url: string, signal: AbortSignal): Promise<Uint8Array>;
}

const mostBytes = 8 * 2 ** 20;
/** LaTeX leaves the ending out. */
const endings = ['', '.png', '.jpg', '.jpeg', '.svg', '.gif', '.webp', '.pdf', '.eps', '.ps'] as const;

export async function pictureOf(paper: Paper, anchor: string, index: number, ways: PictureWays, signal: AbortSignal): Promise<Picture> {
  const node = paper.nodes.find((each) => each.anchor === anchor);
  const source = node === undefined ? undefined : paper.sources[node.source];
  if (node === undefined || source === undefined) return { why: 'There is no such place in the paper.' };
  const name = node.kind === 'figure' ? node.images[index] : undefined;
  if (name !== undefined) return await namedPicture(name, source, ways, signal);
  return { why: 'The source names no picture here.' };
}

async function namedPicture(name: string, source: PaperSource, ways: PictureWays, signal: AbortSignal): Promise<Picture> {
  if (name.startsWith('data:')) return isPictureData(name) ? { url: name } : { why: 'What stands in the page is no picture.' };
  const bytes = await bytesOf(name, source, ways, signal);
  if (bytes === undefined) return { why: `${name} is not there.` };
  if (bytes.length > mostBytes) return { why: `${name} is larger than ${mostBytes / 2 ** 20} MB.` };
  // Previews of data sets load it late, too: it must not lie in one file with what papers need.
  const { imageType } = await import('./imageType.ts');
  const mime = imageType(bytes) ?? (isSvg(bytes) ? 'image/svg+xml' : undefined);
  if (mime === undefined) return { why: `${name} ${whyNotDrawn(bytes)}.` };
  return { url: `data:${mime};base64,${Buffer.from(bytes).toString('base64')}` };
}

async function bytesOf(name: string, source: PaperSource, ways: PictureWays, signal: AbortSignal): Promise<Uint8Array | undefined> {
  switch (source.kind) {
    case 'file':
      return await firstThere(name, async (each) => ways.beside?.(each));
    case 'eprint': {
      const archive = await ways.kept(source.sha256);
      const unpacked = archive === undefined ? undefined : await unpackSource(archive);
      if (unpacked?.kind !== 'files') return undefined;
      return await firstThere(name, async (each) => {
        const path = posix.normalize(each);
        return unpacked.files.find((file) => file.name === path || file.name.endsWith(`/${path}`))?.bytes;
      });
    }
    case 'arxiv-html':
    case 'ar5iv':
    case 'html': {
      const url = addressOf(name, source);
      return url === undefined ? undefined : await ways.fetch(url, signal);
    }
    case 'pdf':
    case 'abstract':
      return undefined;
  }
}

async function firstThere(name: string, read: (name: string) => Promise<Uint8Array | undefined>): Promise<Uint8Array | undefined> {
  for (const ending of endings) {
    const bytes = await read(`${name}${ending}`);
    if (bytes !== undefined) return bytes;
  }
  return undefined;
}

/** Only from where the page itself came: a picture elsewhere would tell a stranger who reads it. */
export function addressOf(name: string, { kind, from = '' }: PaperSource): string | undefined {
  // arXiv’s pages are folders without a slash at the end.
  const page = URL.parse(kind === 'arxiv-html' ? from.replace(/\/?$/, '/') : from);
  const url = page === null ? null : URL.parse(name, page.href);
  return url !== null && page !== null && url.host === page.host && url.protocol === page.protocol ? url.href : undefined;
}

function isPictureData(url: string): boolean {
  return url.length < 2 * mostBytes && /^data:image\/(?:png|jpeg|gif|webp|svg\+xml)[;,]/i.test(url);
}

/** Drawn as a picture it runs nothing and loads nothing. */
function isSvg(bytes: Uint8Array): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!(?:--[\s\S]*?--|DOCTYPE[^>]*)>\s*)*<svg\b/i.test(
    Buffer.from(bytes.subarray(0, 2_000)).toString('utf8'),
  );
}

function whyNotDrawn(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (head.startsWith('%PDF')) return 'is a PDF, which cannot be drawn here';
  return head.startsWith('%!PS') ? 'is PostScript, which cannot be drawn here' : 'is no picture that can be drawn here';
}
