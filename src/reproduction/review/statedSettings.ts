/** What a paper states of its settings, in the form in which code is held against it: by name and part, with all values that it gives. */
import { addressIn } from '../../papers/address.ts';
import { nodeText, type Paper, plainText } from '../../papers/document.ts';
import type { Said } from '../../papers/said/said.ts';
import { reportedCells } from '../cells/reported.ts';
import { wordsOfName } from './settingNames.ts';

export interface Stated {
  readonly value: number | string;
  /** As the paper writes it. */
  readonly text: string;
  readonly address: string;
  /** Parts for which it is said; none: for all, or for something that no name in code tells. */
  readonly parts: readonly string[];
  readonly range?: readonly [low: number, high: number];
}

export type StatedSettings = ReadonlyMap<string, readonly Stated[]>;

/** Scopes that names in code tell apart; all others are data sets, rows and the like. */
const knownParts =
  /^(?:pre-training|fine-tuning|linear probe|linear evaluation|preference optimisation|meta-training|SFT|DPO|reward model|first stage|second stage|third stage|encoder|decoder|generator|discriminator|critic|actor|student|teacher|policy|value function|backbone|inner loop|outer loop|meta-learner|classifier|Q-network|warm-up model)$/;

export function statedSettings(said: Said): StatedSettings {
  const found = new Map<string, Stated[]>();
  for (const { name, value, stated, address, scope, role, values } of said.hyperparameters) {
    const parts = (scope ?? '').split(', ').filter((part) => knownParts.test(part));
    const list = found.get(name) ?? [];
    found.set(name, list);
    const [low, high] = values ?? [];
    if (role === 'range' && typeof low === 'number' && typeof high === 'number')
      list.push({ value, text: stated, address, parts, range: [Math.min(low, high), Math.max(low, high)] });
    else
      for (const each of role === 'searched' && values !== undefined ? values : [value])
        list.push({ value: each, text: String(role === 'searched' ? each : stated), address, parts });
  }
  return found;
}

/**
 * Numbers that the paper gives to a thing that code names alike, where no setting is known by that name: rows of its tables of settings
 * (`Features | 120`), and counts and values in its sentences (`2000 fresh sequences`, `an offset of 4`).
 */
export function statedByWords(paper: Paper, name: string): readonly Stated[] {
  // Of a dotted key its own name: what stands before it is a section of the configuration.
  const words = wordsOfName(name.split('.').at(-1) ?? name).filter(
    (word) => !/^(?:num|n|number|of|count|size|total|default|max|the)$/.test(word),
  );
  const last = words.at(-1);
  if (last === undefined || words.some((word) => word.length < 3 || /^\d+$/.test(word) || everyday.test(word))) return [];
  return [...rowsNamed(paper, words), ...mentionsOf(paper, words, last)];
}

/** Names that stand for so much that a number beside them says nothing. */
const everyday =
  /^(?:seeds?|value|name|data|file|path|level|index|start|end|step|length|worker|workers|device|port|epoch|log|every|interval|version|dim|dims|shape|type|mode|verbose|debug|tables?|figures?|sections?|rows?(?= )|points?|times?|results?|experiments?|papers?|runs?|methods?|part|kind|min|low|high|scale|factor)$/;

function rowsNamed(paper: Paper, words: readonly string[]): readonly Stated[] {
  return paper.nodes.flatMap((node) => {
    if (node.kind !== 'table' || !/\b(?:settings?|hyper-?parameters?|configuration)\b/i.test(plainText(node.caption))) return [];
    return reportedCells(node).flatMap(({ rowPath, cell }): Stated[] => {
      const [label] = rowPath;
      if (cell.kind !== 'number' || label === undefined) return [];
      const head = wordsOfName(label.replace(/\b(?:in|of|per|for) (?:an?|the|each) .*$/i, ''));
      const all = new Set(wordsOfName(label));
      const isSame = head.length === words.length && words.every((word, at) => sameWord(word, head[at] ?? ''));
      const isWithin = words.length >= 2 && words.every((word) => [...all].some((other) => sameWord(word, other)));
      return isSame || isWithin ? [{ value: cell.value, text: cell.text, address: addressIn(paper.id, node.anchor), parts: [] }] : [];
    });
  });
}

const number = String.raw`(?<![\d.,\w^{\\])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\d%^]|\.\d)`;

function mentionsOf(paper: Paper, words: readonly string[], last: string): readonly Stated[] {
  const noun = `${escaped(last.replace(/s$/, ''))}(?:s|es)?`;
  const before = new RegExp(String.raw`${number}\$?(?: [a-z-]+)?(?: [a-z-]+)? ${noun}\b`, 'giu');
  const behind = new RegExp(String.raw`\b${noun} (?:of|is|to|=)\s*\$?(?:[\\\w{}]+ ?= ?)?${number}`, 'giu');
  return paper.nodes.flatMap((node) => {
    if (node.kind !== 'paragraph' && node.kind !== 'footnote') return [];
    const text = nodeText(node).replaceAll(/\{,\}/g, ',').replaceAll(/\s+/g, ' ');
    if (!words.every((word) => new RegExp(String.raw`\b${escaped(word.replace(/s$/, ''))}`, 'iu').test(text))) return [];
    return [...text.matchAll(before), ...text.matchAll(behind)].flatMap(([, written = '']): Stated[] => {
      const value = Number(written.replaceAll(',', ''));
      return Number.isFinite(value) ? [{ value, text: written, address: addressIn(paper.id, node.anchor), parts: [] }] : [];
    });
  });
}

function sameWord(a: string, b: string): boolean {
  return a.replace(/s$/, '') === b.replace(/s$/, '');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
