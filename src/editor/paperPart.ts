/** A part of a paper as it goes into a message, a search or the clipboard. */
import { describeError, PracticumError } from '../base/errors.ts';
import { addressIn } from '../papers/address.ts';
import { findAnchor } from '../papers/paperJson.ts';
import { nodeMarkdown } from '../papers/paperMarkdown.ts';
import type { ReadPaper } from '../papers/parsePaper.ts';
import { showPart } from '../papers/showPaper.ts';
import type { MentionChip } from '../protocol/chat.ts';
import { nodeName } from './paperOutlineNodes.ts';

export interface PaperPart {
  readonly read: ReadPaper;
  readonly anchor: string;
  /** Of a section: only these nodes of it are meant. */
  readonly nodes?: readonly string[];
  /** Words in it that the person had selected. */
  readonly selected?: string;
}

const mostCharacters = 20_000;

export function addressOfPart({ read, anchor }: PaperPart): string {
  return addressIn(read.paper.id, anchor);
}

/** Of a part; `say` hears when it is copied, or that it could not be, which is thrown. */
export async function copyAddress(
  part: PaperPart,
  write: (text: string) => PromiseLike<void>,
  say: (words: string) => void,
): Promise<string> {
  const address = addressOfPart(part);
  try {
    await write(address);
  } catch (cause) {
    const failure = new PracticumError('not-copied', `${address} was not copied: ${describeError(cause)}`, {
      hint: 'Allow the editor to use the clipboard, and copy it again.',
      cause,
    });
    say(describeError(failure));
    throw failure;
  }
  say('Address copied');
  return address;
}

/** `equation (3)`, `the section “Momentum”`, `the paragraph`: behind a verb. */
export function nameOfPart({ read, anchor }: PaperPart): string {
  const found = findAnchor(read.paper, anchor);
  if (found === undefined) return 'this part';
  if (found.kind === 'section') {
    const { number, title } = found.section;
    return `the section “${number === undefined ? title : `${number} ${title}`}”`;
  }
  const name = nodeName(found.node).toLowerCase();
  return 'number' in found.node && found.node.number !== undefined ? name : `the ${name}`;
}

export function implementRequest(part: PaperPart): string {
  return `Implement ${nameOfPart(part)} of ${titleOf(part)} (${addressOfPart(part)}) in this workspace. State every value that the text leaves open before you choose one.`;
}

export function explainRequest(part: PaperPart): string {
  return `Explain ${nameOfPart(part)} of ${titleOf(part)} (${addressOfPart(part)}): what it says, what every symbol in it means and which shape it has, and how it is computed.`;
}

function titleOf({ read }: PaperPart): string {
  return read.paper.title === '' ? 'the paper' : `“${read.paper.title}”`;
}

/** What stands there, attached under its address: the paper’s words, never the person’s. */
export function chipOfPart(part: PaperPart): MentionChip {
  const address = addressOfPart(part);
  return { kind: 'paper', label: address.slice(0, 500), path: address, text: textOfPart(part) };
}

function textOfPart({ read, anchor, nodes = [], selected = '' }: PaperPart): string {
  const chosen = nodes.length > 1 ? read.paper.nodes.filter((node) => nodes.includes(node.anchor)).map(nodeMarkdown) : [];
  const whole = chosen.length > 0 ? [`${read.paper.title} (${read.paper.id})`, ...chosen].join('\n\n') : showPart(read, `#${anchor}`);
  const words = selected.trim() === '' ? '' : `Selected in it: “${cut(selected.trim(), 4_000)}”\n\n`;
  return cut(`${words}${whole}`, mostCharacters);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).toWellFormed()}\n… cut: read_paper shows the rest.`;
}
