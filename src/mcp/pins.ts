import { createHash } from 'node:crypto';
import { findHiddenText } from '../base/hiddenText.ts';
import type { HiddenText } from '../base/origin.ts';
import { maxDescriptionChars, shownLine, shownWords } from './bounds.ts';
import type { ListChange, Reworded } from './desk.ts';
import type { ListedTool } from './listed.ts';

/** What of a tool a person agreed to. Hashes tell whether it is the same; the texts are there to show what changed. */
export interface PinnedTool {
  readonly name: string;
  readonly hash: string;
  readonly description: string;
  readonly arguments: string;
  readonly result: string;
  readonly annotations: string;
}

const maxShownChars = 2_000;
const maxHidden = 20;

/** The whole of what it says of itself, as one hash. */
export function hashOf(tool: ListedTool): string {
  const { name, title, description, argumentsJson, resultJson, annotationsJson } = tool;
  return sha256(JSON.stringify([name, title, description, argumentsJson, resultJson, annotationsJson]));
}

export function pinOf(tool: ListedTool): PinnedTool {
  return {
    name: tool.name,
    hash: hashOf(tool),
    description: shownWords(descriptionOf(tool), maxShownChars),
    arguments: shownWords(tool.argumentsJson, maxShownChars),
    result: shownWords(tool.resultJson, maxShownChars),
    annotations: shownWords(tool.annotationsJson, maxShownChars),
  };
}

/** Of the whole list, in whatever order it came. */
export function listHash(tools: readonly ListedTool[]): string {
  return sha256(tools.map(hashOf).sort().join('\n'));
}

/** What differs from what was agreed to; undefined: nothing. The first time (`before` undefined), only hidden words are worth a question. */
export function changeOf(before: readonly PinnedTool[] | undefined, tools: readonly ListedTool[]): ListChange | undefined {
  const known = new Map((before ?? []).map((pin) => [pin.name, pin]));
  const now = new Map(tools.map((tool) => [tool.name, tool]));
  const added = tools.filter(({ name }) => !known.has(name));
  const removed = [...known.keys()].filter((name) => !now.has(name));
  const reworded = tools.flatMap((tool) => {
    const pin = known.get(tool.name);
    return pin === undefined || pin.hash === hashOf(tool) ? [] : [rewordingOf(pin, tool)];
  });
  const isNew = (tool: ListedTool): boolean => known.get(tool.name)?.hash !== hashOf(tool);
  const hidden = tools.filter(isNew).flatMap(hiddenIn).slice(0, maxHidden);
  const isSame = added.length === 0 && removed.length === 0 && reworded.length === 0;
  if (before === undefined ? hidden.length === 0 : isSame) return undefined;
  return {
    added: added.map((tool) => ({
      name: shownLine(tool.name, 200),
      description: shownWords(descriptionOf(tool), maxDescriptionChars),
      hidden: hiddenIn(tool),
    })),
    removed: removed.map((name) => shownLine(name, 200)),
    reworded,
    hidden,
    shown: listHash(tools),
  };
}

function rewordingOf(pin: PinnedTool, tool: ListedTool): Reworded {
  const now = pinOf(tool);
  const parts = (['description', 'arguments', 'result', 'annotations'] as const).filter((part) => pin[part] !== now[part]);
  const text = (one: PinnedTool): string =>
    parts.map((part) => (part === 'description' ? one.description : `${part}: ${one[part] === '' ? 'none' : one[part]}`)).join('\n');
  return {
    name: shownLine(tool.name, 200),
    // What is shown may be the same up to where it is cut, or but for characters that nobody sees.
    what: parts.length === 0 ? ['something that is not seen'] : parts,
    before: text(pin),
    now: text(now),
  };
}

/** What a person reading these words would not see. */
export function hiddenIn(tool: ListedTool): readonly HiddenText[] {
  return findHiddenText(`${tool.title}\n${tool.description}\n${spoken(tool.argumentsJson)}`);
}

/** As its texts are, not as JSON writes them. */
function spoken(json: string): string {
  return json.replaceAll(/\\u([0-9a-f]{4})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

export function descriptionOf({ title, description }: ListedTool): string {
  return description === '' ? title : description;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
