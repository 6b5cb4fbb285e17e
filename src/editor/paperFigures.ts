import type { Chat } from '../app/api.ts';
import { PictureRefused } from '../base/admitPicture.ts';
import { type FigureWays, figureFile } from '../papers/figureFile.ts';
import type { MentionChip } from '../protocol/chat.ts';
import { addressOfPart, type PaperPart } from './paperPart.ts';

const mostParts = 4;

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
