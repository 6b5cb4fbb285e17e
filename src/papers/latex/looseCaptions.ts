/** `\captionof{table}` outside of a float: the caption and the table that it stands at become one table. */
import type { Figure, PaperNode, Place, Table } from '../document.ts';

/** `loose`: anchors of captions of tables that stand alone. `textOf`: a file as it was read. */
export function withLooseCaptions(
  nodes: readonly PaperNode[],
  loose: ReadonlySet<string>,
  textOf: (file: string) => string | undefined,
): readonly PaperNode[] {
  if (loose.size === 0) return nodes;
  const made: PaperNode[] = [];
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at];
    if (node === undefined) break;
    const caption = node.kind === 'figure' && loose.has(node.anchor) ? node : undefined;
    const [before, behind] = caption === undefined ? [] : [bareTable(made.at(-1), caption), bareTable(nodes[at + 1], caption)];
    if (caption === undefined || (before === undefined && behind === undefined)) {
      made.push(node);
      continue;
    }
    const isAtBefore = before !== undefined && isJoined(before.place, caption.place, textOf);
    const isAtBehind = behind !== undefined && isJoined(caption.place, behind.place, textOf);
    if (before !== undefined && (isAtBefore || behind === undefined)) made.splice(-1, 1, captioned(before, caption));
    else if (behind !== undefined && (isAtBehind || before === undefined)) {
      made.push(captioned(behind, caption));
      at++;
    } else made.push(node);
  }
  return made;
}

function bareTable(node: PaperNode | undefined, { section }: Figure): Table | undefined {
  if (node?.kind !== 'table' || node.caption.length > 0 || node.number !== undefined || node.section !== section) return undefined;
  return node;
}

/** Nothing that parts them stands between their ends: no empty line, no end of a surrounding. */
function isJoined(first: Place | undefined, second: Place | undefined, textOf: (file: string) => string | undefined): boolean {
  if (first?.kind !== 'text' || second?.kind !== 'text' || first.file !== second.file) return false;
  const between = (textOf(first.file) ?? '')
    .slice(first.end, second.end)
    .replace(/\\(?:captionof|begin\s*\{(?:tab|longtab|array)).*$/s, '');
  return !/\n[^\S\n]*\n|\\end\s*\{/.test(between);
}

function captioned(table: Table, caption: Figure): Table {
  const { anchor, number } = caption;
  const place = bothPlaces(table.place, caption.place);
  return {
    ...table,
    anchor,
    aliases: [...caption.aliases, ...table.aliases, table.anchor],
    caption: caption.caption,
    ...(number === undefined ? {} : { number }),
    ...(place === undefined ? {} : { place }),
  };
}

function bothPlaces(one: Place | undefined, other: Place | undefined): Place | undefined {
  if (one?.kind !== 'text' || other?.kind !== 'text' || one.file !== other.file) return one ?? other;
  const first = one.start <= other.start ? one : other;
  return { ...first, end: Math.max(one.end, other.end) };
}
