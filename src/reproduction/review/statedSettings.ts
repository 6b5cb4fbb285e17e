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
 * (`Features | 120`), and counts and values in its sentences (`2000 fresh sequences`, `an offset of 4`). Reads the paper once for all names.
 */
export class StatedByWords {
  readonly #rows: readonly LabelledRow[];
  readonly #sentences: readonly Sentences[];
  readonly #known = new Map<string, readonly Stated[]>();

  constructor(paper: Paper) {
    this.#rows = rowsIn(paper);
    this.#sentences = sentencesIn(paper);
  }

  of(name: string): readonly Stated[] {
    // Of a dotted key its own name: what stands before it is a section of the configuration.
    const words = wordsOfName(name.split('.').at(-1) ?? name)
      .filter((word) => !/^(?:num|n|number|of|count|size|total|default|max|the)$/.test(word))
      .map(stem);
    const last = words.at(-1);
    if (last === undefined || words.some((word) => word.length < 3 || /^\d+$/.test(word) || everyday.test(word))) return [];
    const key = words.join(' ');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = [...this.#rowsNamed(words), ...this.#mentionsOf(words, last)];
    this.#known.set(key, found);
    return found;
  }

  #rowsNamed(words: readonly string[]): readonly Stated[] {
    return this.#rows
      .filter(
        ({ head, all }) =>
          (head.length === words.length && words.every((word, at) => word === head[at])) ||
          (words.length >= 2 && words.every((word) => all.has(word))),
      )
      .map(({ stated }) => stated);
  }

  #mentionsOf(words: readonly string[], last: string): readonly Stated[] {
    const places = this.#sentences.filter((place) => words.every((word) => place.words.has(word)));
    if (places.length === 0) return [];
    const noun = `${last.replaceAll(/[^\p{L}\d]/gu, '')}(?:s|es)?`;
    const before = new RegExp(String.raw`${number}\$?(?: [a-z-]+)?(?: [a-z-]+)? ${noun}\b`, 'giu');
    const behind = new RegExp(String.raw`\b${noun} (?:of|is|to|=)\s*\$?(?:[\\\w{}]+ ?= ?)?${number}`, 'giu');
    return places.flatMap(({ text, address }) =>
      [...text.matchAll(before), ...text.matchAll(behind)].flatMap(([, written = '']): Stated[] => {
        const value = Number(written.replaceAll(',', ''));
        return Number.isFinite(value) ? [{ value, text: written, address, parts: [] }] : [];
      }),
    );
  }
}

/** Names that stand for so much that a number beside them says nothing. */
const everyday =
  /^(?:seed|value|name|data|file|path|level|index|start|end|step|length|worker|device|port|epoch|log|every|interval|version|dim|shape|type|mode|verbose|debug|table|figure|section|point|time|result|experiment|paper|run|method|part|kind|min|low|high|scale|factor)$/;

const number = String.raw`(?<![\d.,\w^{\\])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\d%^]|\.\d)`;

interface LabelledRow {
  /** Its label up to what it is of: `Pairs in a sequence` is `pair`. */
  readonly head: readonly string[];
  readonly all: ReadonlySet<string>;
  readonly stated: Stated;
}

function rowsIn(paper: Paper): readonly LabelledRow[] {
  return paper.nodes.flatMap((node) => {
    if (node.kind !== 'table' || !/\b(?:settings?|hyper-?parameters?|configuration)\b/i.test(plainText(node.caption))) return [];
    return reportedCells(node).flatMap(({ rowPath, cell }): LabelledRow[] => {
      const [label] = rowPath;
      if (cell.kind !== 'number' || label === undefined) return [];
      const head = wordsOfName(label.replace(/\b(?:in|of|per|for) (?:an?|the|each) .*$/i, '')).map(stem);
      const stated = { value: cell.value, text: cell.text, address: addressIn(paper.id, node.anchor), parts: [] };
      return [{ head, all: new Set(wordsOfName(label).map(stem)), stated }];
    });
  });
}

interface Sentences {
  readonly text: string;
  readonly words: ReadonlySet<string>;
  readonly address: string;
}

function sentencesIn(paper: Paper): readonly Sentences[] {
  return paper.nodes.flatMap((node) => {
    if (node.kind !== 'paragraph' && node.kind !== 'footnote') return [];
    const text = nodeText(node).replaceAll('{,}', ',').replaceAll(/\s+/g, ' ');
    const words = new Set((text.toLowerCase().match(/[\p{L}\d]+/gu) ?? []).map(stem));
    return [{ text, words, address: addressIn(paper.id, node.anchor) }];
  });
}

/** Of one and of several. */
function stem(word: string): string {
  return word.length > 3 ? word.replace(/s$/, '') : word;
}
