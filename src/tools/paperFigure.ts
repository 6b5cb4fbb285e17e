import { Buffer } from 'node:buffer';
import { admitPicture, PictureRefused } from '../base/admitPicture.ts';
import type { ImagePart } from '../base/messages.ts';
import { NotPermitted } from '../base/permit.ts';
import type { Paper } from '../papers/document.ts';
import { type FigureWays, figureFile, whyNotDrawn } from '../papers/figureFile.ts';
import { findAnchor } from '../papers/paperJson.ts';
import { wantedAnchor } from '../papers/wantedAnchor.ts';

/** A figure of many parts is shown by its first. */
const mostParts = 4;

export interface ShownFigure {
  readonly images: readonly ImagePart[];
  /** Why a picture is not there, and what to do; a line each. */
  readonly notes: readonly string[];
}

/** The pictures of what was asked for, where that is a figure; undefined where it is none. */
export async function figureOf(paper: Paper, wanted: string, ways: FigureWays, signal: AbortSignal): Promise<ShownFigure | undefined> {
  const found = findAnchor(paper, wantedAnchor(paper, wanted));
  if (found?.kind !== 'node' || found.node.kind !== 'figure') return undefined;
  const { anchor, number, images: names } = found.node;
  const label = `Figure ${number ?? anchor} of ${paper.id}`;
  const kind = paper.sources[found.node.source]?.kind;
  if (kind === 'pdf' || names.length === 0) return { images: [], notes: [`[${label}: ${inPdf}]`] };
  // A call that reads a file may read that one.
  if (kind === 'file')
    return { images: [], notes: [`[${label} lies beside the paper: ${names.join(', ')}. read_file shows a PNG, JPEG, GIF or WebP.]`] };
  const images: ImagePart[] = [];
  const notes: string[] = [];
  for (const index of names.slice(0, mostParts).keys()) {
    const part = names.length === 1 ? label : `${label}, part ${index + 1} of ${names.length}`;
    try {
      images.push(await imageAt(paper, anchor, index, part, ways, signal));
    } catch (error) {
      if (!(error instanceof PictureRefused) && !(error instanceof NotPermitted)) throw error;
      notes.push(`[${part} is not shown: ${error.message}]`);
    }
  }
  if (names.length > mostParts) notes.push(`[${names.length - mostParts} more parts of ${label} are not shown.]`);
  return { images, notes };
}

const inPdf =
  'its source names no picture; pages of a PDF are drawn only in the editor. Go by its caption, or ask the person to paste the figure into the chat';

async function imageAt(
  paper: Paper,
  anchor: string,
  index: number,
  label: string,
  ways: FigureWays,
  signal: AbortSignal,
): Promise<ImagePart> {
  const found = await figureFile(paper, anchor, index, ways, signal);
  if (found.kind === 'none') throw new PictureRefused(label, found.why, goOn);
  const bytes = found.kind === 'data' ? dataOf(found.url) : found.bytes;
  const head = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  if (head === '%PDF' || head.startsWith('%!PS')) throw new PictureRefused(label, whyNotDrawn(bytes), goOn);
  const { mediaType, width, height, bytes: kept } = admitPicture(bytes, label);
  return { type: 'image', mediaType, data: Buffer.from(kept).toString('base64'), label, width, height };
}

const goOn = 'Go by its caption, or ask the person to paste the figure into the chat.';

function dataOf(url: string): Uint8Array {
  const comma = url.indexOf(',');
  const isBase64 = /;base64$/i.test(url.slice(0, comma));
  const body = url.slice(comma + 1);
  return isBase64 ? Buffer.from(body, 'base64') : Buffer.from(decodeURIComponent(body), 'utf8');
}
