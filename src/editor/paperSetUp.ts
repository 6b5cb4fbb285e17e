/** What a paper says of its set-up, as the reader’s page is told of it. */
import { defined } from '../base/defined.ts';
import type { Paper, PaperNode, PaperSection } from '../papers/document.ts';
import { valueWords } from '../papers/paperMarkdown.ts';
import type { ReadPaper } from '../papers/parsePaper.ts';
import type { Contradiction, StatedValue, Unnamed } from '../papers/said/said.ts';
import { unfinishedWords } from '../papers/said/unfinished.ts';
import type { ShownPlace, ShownSetUp, ShownUnnamed, ShownValue } from '../protocol/paper.ts';

type Saying = { readonly address: string; readonly quote?: string };
type Told = Contradiction['values'][number];

export function shownSetUp({ paper, said }: ReadPaper): ShownSetUp {
  const labels = labelsOf(paper);
  /** Those that stand together are told apart. */
  const placeAmong = (beside: readonly Saying[]): ((saying: Saying) => ShownPlace) => {
    const label = labels(new Set(beside.map(anchorOf)));
    return (saying) => ({ anchor: anchorOf(saying), label: label(anchorOf(saying)), ...defined({ quote: saying.quote }) });
  };
  const placeOf = (saying: Saying): ShownPlace => placeAmong([saying])(saying);
  const shownUnnamed = (one: Unnamed): ShownUnnamed => ({
    value: withUnit(one.stated, one.unit),
    perhaps: one.perhaps ?? [],
    place: placeOf(one),
  });
  const sayingOf = (name: string, { value, address }: Pick<Told, 'value' | 'address'>): Saying => {
    const told = said.hyperparameters.filter((each) => each.address === address && each.name === name);
    return { address, ...defined({ quote: (told.find((each) => each.value === value) ?? told[0])?.quote }) };
  };
  const sayingsOf = (name: string, told: Told): readonly Saying[] =>
    told.from === undefined ? [sayingOf(name, told)] : told.from.map((part) => sayingOf(part.name, part));
  const shownContradiction = ({ name, scope, values }: Contradiction): ShownSetUp['contradictions'][number] => {
    const beside = values.flatMap((told) => sayingsOf(name, told));
    return {
      name,
      ...defined({ scope }),
      values: values.map((told) => ({
        value: String(told.value),
        ...defined({ from: told.from?.map((part) => `${part.name} ${part.value}`).join(', ') }),
        places: unique(sayingsOf(name, told).map(placeAmong(beside))),
      })),
    };
  };
  return {
    stated: shownValues(said.hyperparameters, (sayings) => unique(sayings.map(placeAmong(sayings)))),
    missing: said.missing.map(({ name, why, perhaps = [] }) => ({
      name,
      why,
      perhaps: perhaps.map((address) => placeOf(said.unnamed.find((one) => one.address === address) ?? { address })),
    })),
    contradictions: said.contradictions.map(shownContradiction),
    unnamed: said.unnamed.map(shownUnnamed),
    ...defined({ unfinished: said.unfinished === undefined ? undefined : unfinishedWords(said.unfinished) }),
  };
}

/** The values of one name stand together, the names in reading order; what is said twice is one value with two places. */
function shownValues(
  values: readonly StatedValue[],
  placesOf: (sayings: readonly Saying[]) => readonly ShownPlace[],
): readonly ShownValue[] {
  const named = Map.groupBy(values, ({ name }) => name);
  return [...named.values()].flatMap((ofName) => {
    const same = Map.groupBy(ofName, (value) => JSON.stringify([valueText(value), value.scope]));
    return [...same.values()].flatMap((sayings) => {
      const [first] = sayings;
      if (first === undefined) return [];
      const { name, scope } = first;
      return [{ name, value: valueText(first), ...defined({ scope }), places: placesOf(sayings) }];
    });
  });
}

/** `64 images`; of `epochs` the unit is said already. */
function valueText(value: StatedValue): string {
  return withUnit(valueWords(value), value.unit === value.name ? undefined : value.unit);
}

function withUnit(value: string, unit: string | undefined): string {
  return unit === undefined ? value : `${value} ${unit}`;
}

/** A place once, whatever else it says. */
function unique(places: readonly ShownPlace[]): readonly ShownPlace[] {
  return [...new Map(places.toReversed().map((place) => [place.anchor, place])).values()].toReversed();
}

function anchorOf({ address }: Saying): string {
  return address.slice(address.indexOf('#') + 1);
}

const kindNames: Readonly<Partial<Record<PaperNode['kind'], string>>> = {
  algorithm: 'Algorithm',
  table: 'Table',
  figure: 'Figure',
  equation: 'Equation',
};

interface Label {
  readonly label: string;
  /** What tells it from others with this label. */
  readonly part?: string;
}

/** How a person calls places that stand together: by their tables, algorithms and sections; where these are the same, with paragraph or line. */
function labelsOf({ sections, nodes }: Paper): (beside: ReadonlySet<string>) => (anchor: string) => string {
  const ofSection = new Map(sections.map((section) => [section.anchor, sectionLabel(section)]));
  const byAnchor = new Map<string, Label>();
  const paragraphs = new Map<string | undefined, number>();
  for (const node of nodes) {
    const label = nodeLabel(node, ofSection);
    let part: string | undefined;
    if (node.kind === 'paragraph') {
      const nth = (paragraphs.get(node.section) ?? 0) + 1;
      paragraphs.set(node.section, nth);
      part = `¶${nth}`;
    }
    for (const anchor of [node.anchor, ...node.aliases]) byAnchor.set(anchor, { label, ...defined({ part }) });
    if (node.kind === 'algorithm')
      for (const [index, line] of node.lines.entries()) byAnchor.set(line.anchor, { label, part: `line ${index + 1}` });
  }
  const labelOf = (anchor: string): Label => byAnchor.get(anchor) ?? { label: ofSection.get(anchor) ?? anchor };
  return (beside) => {
    const same = Map.groupBy(beside, (anchor) => labelOf(anchor).label);
    return (anchor) => {
      const { label, part } = labelOf(anchor);
      return part !== undefined && (same.get(label)?.length ?? 0) > 1 ? `${label} ${part}` : label;
    };
  };
}

function nodeLabel(node: PaperNode, ofSection: ReadonlyMap<string, string>): string {
  const kind = kindNames[node.kind];
  if (kind !== undefined && 'number' in node && node.number !== undefined) return `${kind} ${node.number}`;
  if (node.kind === 'footnote') return `Footnote ${node.mark}`;
  return ofSection.get(node.section ?? '') ?? kind ?? 'Start';
}

function sectionLabel({ number, title }: PaperSection): string {
  return number === undefined ? title : `§${number.replace(/\.$/, '')}`;
}
