import type { Chat } from '../app/api.ts';
import { PictureRefused } from '../base/admitPicture.ts';
import { addressIn } from '../papers/address.ts';
import type { PaperNode } from '../papers/document.ts';
import { type FigureWays, figureFile } from '../papers/figureFile.ts';
import { partOfPaper } from '../papers/paperJson.ts';
import type { MentionChip } from '../protocol/chat.ts';
import { addressOfPart, type PaperPart } from './paperPart.ts';

const mostParts = 4;

/** Of a PDF: what was not read for certain, and figures that its pages alone have. Looked at by who sees pictures. */
export function toBeSeen({ read, anchor, nodes = [] }: PaperPart): readonly PaperNode[] {
  const part = partOfPaper(read, anchor)?.paper.nodes ?? [];
  const meant = nodes.length === 0 ? part : part.filter((node) => nodes.includes(node.anchor));
  return meant
    .filter((node) => node.place?.kind === 'page')
    .filter((node) =>
      node.kind === 'equation' ? node.tex === null : node.kind === 'figure' ? node.images.length === 0 : node.confidence === 'uncertain',
    )
    .slice(0, mostParts);
}

/** Pictures of them, as the reader draws them, where the chosen model sees pictures or another one describes them to it. */
export async function cropChips(
  part: PaperPart,
  crop: (anchor: string) => Promise<Uint8Array | undefined>,
  chat: Pick<Chat, 'addPicture' | 'sight'>,
): Promise<readonly MentionChip[]> {
  const seen = toBeSeen(part);
  if (seen.length === 0) return [];
  const { sees, describer } = await chat.sight();
  if (!sees && describer === undefined) return [];
  const chips: MentionChip[] = [];
  for (const { anchor } of seen) {
    const bytes = await crop(anchor);
    if (bytes !== undefined) chips.push(await chat.addPicture(bytes, addressIn(part.read.paper.id, anchor)));
  }
  return chips;
}

/** A figure that goes into a message goes with its picture, where its source holds one that models take. */
export async function figureChips(
  part: PaperPart,
  ways: FigureWays,
  chat: Pick<Chat, 'addPicture'>,
  signal: AbortSignal,
): Promise<readonly MentionChip[]> {
  const { paper } = part.read;
  const node = paper.nodes.find(({ anchor }) => anchor === part.anchor);
  if (node?.kind !== 'figure') return [];
  const chips: MentionChip[] = [];
  for (const index of node.images.slice(0, mostParts).keys()) {
    const found = await figureFile(paper, part.anchor, index, ways, signal);
    if (found.kind !== 'file') continue;
    const name = node.images.length === 1 ? addressOfPart(part) : `${addressOfPart(part)}, part ${index + 1}`;
    try {
      chips.push(await chat.addPicture(found.bytes, name));
    } catch (error) {
      // A drawing as PDF or SVG: the message has its caption.
      if (!(error instanceof PictureRefused)) throw error;
    }
  }
  return chips;
}
