/** The files of a paper’s figures, from where the paper was read. */
import { posix } from 'node:path';
import type { Paper, PaperSource } from './document.ts';
import { unpackSource } from './sources/unpack.ts';

export interface FigureWays {
  /** A file that lies beside the paper’s own, where the paper is a file. */
  beside?(name: string): Promise<Uint8Array | undefined>;
  /** What is kept of a source. */
  kept(sha256: string): Promise<Uint8Array | undefined>;
  fetch(url: string, signal: AbortSignal): Promise<Uint8Array>;
}

export type FigureFile =
  /** `name`: as the source names it. */
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array }
  /** It stands in the page itself. */
  | { readonly kind: 'data'; readonly url: string }
  | { readonly kind: 'none'; readonly why: string };

export const mostFigureBytes = 8 * 2 ** 20;
/** LaTeX leaves the ending out. */
const endings = ['', '.png', '.jpg', '.jpeg', '.svg', '.gif', '.webp', '.pdf', '.eps', '.ps'] as const;

export async function figureFile(paper: Paper, anchor: string, index: number, ways: FigureWays, signal: AbortSignal): Promise<FigureFile> {
  const node = paper.nodes.find((each) => each.anchor === anchor);
  const source = node === undefined ? undefined : paper.sources[node.source];
  if (node === undefined || source === undefined) return { kind: 'none', why: 'There is no such place in the paper.' };
  const name = node.kind === 'figure' ? node.images[index] : undefined;
  if (name === undefined) return { kind: 'none', why: 'The source names no picture here.' };
  if (name.startsWith('data:'))
    return isPictureData(name) ? { kind: 'data', url: name } : { kind: 'none', why: 'What stands in the page is no picture.' };
  const bytes = await bytesOf(name, source, ways, signal);
  if (bytes === undefined) return { kind: 'none', why: `${name} is not there.` };
  if (bytes.length > mostFigureBytes) return { kind: 'none', why: `${name} is larger than ${mostFigureBytes / 2 ** 20} MB.` };
  return { kind: 'file', name, bytes };
}

async function bytesOf(name: string, source: PaperSource, ways: FigureWays, signal: AbortSignal): Promise<Uint8Array | undefined> {
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
  return url.length < 2 * mostFigureBytes && /^data:image\/(?:png|jpeg|gif|webp|svg\+xml)[;,]/i.test(url);
}

export function whyNotDrawn(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (head.startsWith('%PDF')) return 'is a PDF, which cannot be drawn here';
  return head.startsWith('%!PS') ? 'is PostScript, which cannot be drawn here' : 'is no picture that can be drawn here';
}
