/** The specification that follows from a paper by rule: one item for each thing that the code must do, with where the paper says it, and the register of what it does not say. */
import { addressIn } from '../../papers/address.ts';
import { type PaperNode, plainText } from '../../papers/document.ts';
import type { ReadPaper } from '../../papers/parsePaper.ts';
import { dataNames, networkNames } from '../../papers/said/moreNames.ts';
import type { StatedValue } from '../../papers/said/said.ts';
import { reportedCells } from '../cells/reported.ts';
import { idFor, rowsOf, shortQuote } from '../register/rows.ts';
import { nodeName } from '../slice/paperIndex.ts';
import type { RegisterRow, Slice, SpecItem } from '../stages/records.ts';
import { holdQuote } from './quotes.ts';
import { type Sentence, sentencesOf } from './sentences.ts';

export interface Draft {
  readonly items: readonly SpecItem[];
  readonly rows: readonly RegisterRow[];
}

export function draftSpec(read: ReadPaper, slice: Pick<Slice, 'nodes'>): Draft {
  const { paper, said } = read;
  const inSlice = new Set(slice.nodes.map(({ address }) => address));
  const nodes = paper.nodes.filter(({ anchor }) => inSlice.has(addressIn(paper.id, anchor)));
  const sentences = sentencesOf(paper, said);
  const ofNodes = nodes.flatMap((node) => itemsOfNode(node, paper.id));
  const rows = [...rowsOf(read, sentences), ...unreadableRows(ofNodes)];
  const shapes = said.notation.filter(({ shape, address }) => shape !== undefined && inSlice.has(nodeAddress(address, paper)));
  const items: SpecItem[] = [
    ...ofNodes,
    ...shapes.map(({ symbol, meaning, shape, address }): SpecItem => {
      const statement = `$${symbol}$${meaning === '' ? '' : `, the ${meaning},`} has the shape $${shape ?? ''}$.`;
      return { id: `shape.${idFor(symbol)}`, kind: 'shape', statement, status: 'stated', evidence: [{ address }], by: 'practicum' };
    }),
    ...settingItems(read, inSlice, rows),
    ...dataItems(nodes, sentences, paper.id),
    ...rows.filter(({ id }) => !ofNodes.some(({ row }) => row === id)).map(itemOfRow),
  ];
  return { items: unique(items).map((item) => checked(item, read)), rows };
}

function nodeAddress(address: string, { nodes, id }: ReadPaper['paper']): string {
  const anchor = address.slice(address.indexOf('#') + 1);
  const node = nodes.find((one) => one.anchor === anchor || (one.kind === 'algorithm' && one.lines.some((line) => line.anchor === anchor)));
  return addressIn(id, node?.anchor ?? anchor);
}

function itemsOfNode(node: PaperNode, paper: string): readonly SpecItem[] {
  const address = addressIn(paper, node.anchor);
  const by = 'practicum' as const;
  switch (node.kind) {
    case 'equation': {
      if (node.tex === null)
        return [
          {
            id: node.anchor,
            kind: 'equation',
            statement: `${nodeName(node)} could not be read (${node.unreadable ?? 'its source has no formula'}).`,
            status: 'open',
            evidence: [{ address }],
            row: `unreadable-${node.anchor}`,
            by,
          },
        ];
      const number = node.number === undefined ? 'Without a number' : `Equation ${node.number}`;
      return [
        {
          id: node.anchor,
          kind: 'equation',
          statement: `${number}: $${node.tex}$`.slice(0, 2_000),
          status: 'stated',
          evidence: [{ address }],
          by,
        },
      ];
    }
    case 'algorithm': {
      const caption = plainText(node.caption).trim();
      const statement = `${nodeName(node)}${caption === '' ? '' : ` (${caption})`}: ${node.lines.length} lines, in their order.`;
      return [
        {
          id: node.anchor,
          kind: 'algorithm',
          statement: statement.slice(0, 2_000),
          status: 'stated',
          evidence: [{ address, ...(caption === '' ? {} : { quote: shortQuote(caption) }) }],
          by,
        },
      ];
    }
    case 'table':
      return metricsOf(node, paper);
    default:
      return [];
  }
}

/** What a table of results measures, one item for each metric. */
function metricsOf(table: Extract<PaperNode, { kind: 'table' }>, paper: string): readonly SpecItem[] {
  const cells = reportedCells(table).filter(({ cell, words }) => cell.kind === 'number' && words.metric !== undefined);
  const metrics = new Map<string, (typeof cells)[number]>();
  for (const cell of cells) {
    const heading = cell.columnPath.at(-1) ?? cell.words.metric ?? '';
    if (!metrics.has(heading)) metrics.set(heading, cell);
  }
  return [...metrics].map(([heading, { words }]): SpecItem => {
    const better = words.better === undefined ? '' : `, ${words.better} is better`;
    return {
      id: `metric.${idFor(`${table.anchor} ${heading}`)}`,
      kind: 'metric',
      statement: `${nodeName(table)} reports ${heading}${better}.`,
      status: 'stated',
      evidence: [{ address: addressIn(paper, table.anchor), quote: shortQuote(heading) }],
      ...(words.unit === undefined ? {} : { unit: words.unit }),
      by: 'practicum',
    };
  });
}

const modelNames = new Set(networkNames.map(({ name }) => name));
const namesOfData = new Set(dataNames.map(({ name }) => name));

function kindOf(name: string): SpecItem['kind'] {
  if (name === 'hardware') return 'environment';
  if (name === 'evaluation metric') return 'metric';
  if (namesOfData.has(name)) return 'data';
  return modelNames.has(name) || name === 'activation' ? 'model' : 'setting';
}

/** Each stated value once, with all places that say it. Of what the paper contradicts itself about there is only the row. */
function settingItems({ paper, said }: ReadPaper, inSlice: ReadonlySet<string>, rows: readonly RegisterRow[]): readonly SpecItem[] {
  const contradicted = new Set(
    rows
      .filter(({ kind }) => kind === 'contradiction')
      .flatMap(({ name, alternatives }) => alternatives.map(({ value }) => `${name.replace(/ \(.*\)$/, '')}\0${String(value)}`)),
  );
  const groups = new Map<string, StatedValue[]>();
  for (const value of said.hyperparameters) {
    if (value.role !== undefined || !inSlice.has(nodeAddress(value.address, paper))) continue;
    if (contradicted.has(`${value.name}\0${String(value.value)}`)) continue;
    const key = `${value.name}\0${value.scope ?? ''}\0${String(value.value)}`;
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return [...groups.values()].flatMap((values): readonly SpecItem[] => {
    const [first] = values;
    if (first === undefined) return [];
    const { name, scope, value, unit } = first;
    const forWhat = scope === undefined ? '' : ` (${scope})`;
    return [
      {
        id: `setting.${idFor(`${name}${forWhat}`)}`,
        kind: kindOf(name),
        statement: `${name}${forWhat}: ${first.stated}${unit === undefined ? '' : ` ${unit}`}`,
        status: 'stated',
        evidence: values.slice(0, 5).map(({ address, quote }) => ({ address, quote: shortQuote(quote) })),
        value,
        ...(unit === undefined ? {} : { unit }),
        ...(scope === undefined ? {} : { scope: scope.split(', ') }),
        by: 'practicum',
      },
    ];
  });
}

const ofData =
  /\b(?:the |our |training |test |all )?data(?: ?sets?)? (?:are|is|consists?|comes?|were|was)\b|\b(?:we|is|are) (?:\w+ )?(?:draw|sample|generate|hold out|held out|split)\b|\bdrawn (?:fresh|independently|from|uniformly)\b|\b(?:held out|hold out)\b|\bfor testing\b/i;

function dataItems(nodes: readonly PaperNode[], sentences: readonly Sentence[], paper: string): readonly SpecItem[] {
  const kinds = new Map(nodes.map(({ anchor, kind }) => [anchor, kind]));
  return sentences
    .filter(({ anchor, text, isCell }) => kinds.get(anchor) === 'paragraph' && !isCell && ofData.test(text))
    .slice(0, 30)
    .map(({ anchor, text }, place): SpecItem => {
      const quote = shortQuote(text);
      return {
        id: `data.${place + 1}`,
        kind: 'data',
        statement: quote,
        status: 'stated',
        evidence: [{ address: addressIn(paper, anchor), quote }],
        by: 'practicum',
      };
    });
}

/** What a row is about, as something that the code has to settle. */
export function itemOfRow(row: RegisterRow): SpecItem {
  const { value } = row;
  const has = value === undefined ? 'open' : row.origin.kind === 'paper' ? 'stated' : 'assumed';
  const said =
    row.kind === 'contradiction'
      ? 'the paper contradicts itself'
      : row.kind === 'unclear'
        ? 'can be done in two ways'
        : row.evidence.length === 0
          ? 'not said'
          : 'spoken of, but not found';
  return {
    id: `setting.${row.id}`,
    kind: kindOf(row.name),
    statement: `${row.name}: ${said}.`,
    status: has,
    evidence: row.evidence.slice(0, 5),
    ...(value === undefined ? {} : { value }),
    row: row.id,
    by: 'practicum',
  };
}

function unique(items: readonly SpecItem[]): readonly SpecItem[] {
  const counts = new Map<string, number>();
  return items.map((item) => {
    const id = item.id.slice(0, 76);
    const nth = (counts.get(id) ?? 0) + 1;
    counts.set(id, nth);
    return { ...item, id: nth === 1 ? id : `${id}-${nth}` };
  });
}

/** A quote of ours that does not stand there word for word is left out: the address is what counts. */
function checked(item: SpecItem, read: ReadPaper): SpecItem {
  const evidence = item.evidence.map((place) => {
    if (!('address' in place) || place.quote === undefined) return place;
    const held = holdQuote(read, place.address.slice(place.address.indexOf('#') + 1), place.quote);
    return held.kind === 'said' ? place : { address: place.address };
  });
  return { ...item, evidence };
}

/** Rows for formulas that could not be read: nobody may guess them. */
function unreadableRows(items: readonly SpecItem[]): readonly RegisterRow[] {
  return items.flatMap(({ kind, row, statement, evidence }): readonly RegisterRow[] =>
    kind !== 'equation' || row === undefined
      ? []
      : [
          {
            id: row,
            name: `formula ${row.replace('unreadable-', '')}`,
            kind: 'unclear',
            why: `${statement} What it says has to be read from the paper by a person.`,
            state: 'open',
            origin: { kind: 'none', text: '' },
            alternatives: [],
            evidence: [...evidence],
          },
        ],
  );
}
