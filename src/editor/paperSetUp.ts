/** What a paper says of its set-up, as the reader’s page is told of it. */
import { defined } from '../base/defined.ts';
import type { Paper, PaperNode, PaperSection } from '../papers/document.ts';
import { valueWords } from '../papers/paperMarkdown.ts';
import type { ReadPaper } from '../papers/parsePaper.ts';
import type { Contradiction, StatedValue, Unnamed } from '../papers/said/said.ts';
import type { ShownPlace, ShownSetUp, ShownUnnamed, ShownValue } from '../protocol/paper.ts';

type Saying = { readonly address: string; readonly quote?: string };
type Told = Contradiction['values'][number];

export function shownSetUp({ paper, said }: ReadPaper): ShownSetUp {
  const label = labelsOf(paper);
  const placeOf = ({ address, quote }: Saying): ShownPlace => {
    const anchor = address.slice(address.indexOf('#') + 1);
    return { anchor, label: label(anchor), ...defined({ quote }) };
  };
  const shownUnnamed = (one: Unnamed): ShownUnnamed => ({
    value: withUnit(one.stated, one.unit),
    perhaps: one.perhaps ?? [],
    place: placeOf(one),
  });
  const sayingOf = (name: string, { value, address }: Pick<Told, 'value' | 'address'>): Saying => {
    const told = said.hyperparameters.filter((each) => each.address === address && each.name === name);
    return { address, ...defined({ quote: (told.find((each) => each.value === value) ?? told[0])?.quote }) };
  };
  const shownTold = (name: string, told: Told): ShownSetUp['contradictions'][number]['values'][number] => {
    const value = String(told.value);
    if (told.from === undefined) return { value, places: [placeOf(sayingOf(name, told))] };
    const from = told.from.map((part) => `${part.name} ${part.value}`).join(', ');
    return { value, from, places: unique(told.from.map((part) => placeOf(sayingOf(part.name, part)))) };
  };
  return {
    stated: shownValues(said.hyperparameters, placeOf),
    missing: said.missing.map(({ name, why, perhaps = [] }) => ({
      name,
      why,
      perhaps: perhaps.map((address) => placeOf(said.unnamed.find((one) => one.address === address) ?? { address })),
    })),
    contradictions: said.contradictions.map(({ name, scope, values }) => ({
      name,
      ...defined({ scope }),
      values: values.map((told) => shownTold(name, told)),
    })),
    unnamed: said.unnamed.map(shownUnnamed),
  };
}

/** The values of one name stand together, the names in reading order; what is said twice is one value with two places. */
function shownValues(values: readonly StatedValue[], placeOf: (saying: Saying) => ShownPlace): readonly ShownValue[] {
  const named = Map.groupBy(values, ({ name }) => name);
  return [...named.values()].flatMap((ofName) => {
    const same = Map.groupBy(ofName, (value) => JSON.stringify([valueText(value), value.scope]));
    return [...same.values()].flatMap((sayings) => {
      const [first] = sayings;
      if (first === undefined) return [];
      const { name, scope } = first;
      return [{ name, value: valueText(first), ...defined({ scope }), places: unique(sayings.map(placeOf)) }];
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

const kindNames: Readonly<Partial<Record<PaperNode['kind'], string>>> = {
  algorithm: 'Algorithm',
  table: 'Table',
  figure: 'Figure',
  equation: 'Equation',
};

/** How a person calls a place: by its table or algorithm, else by its section. */
function labelsOf({ sections, nodes }: Paper): (anchor: string) => string {
  const ofSection = new Map(sections.map((section) => [section.anchor, sectionLabel(section)]));
  const byAnchor = new Map<string, PaperNode>();
  for (const node of nodes) {
    for (const anchor of [node.anchor, ...node.aliases]) byAnchor.set(anchor, node);
    if (node.kind === 'algorithm') for (const line of node.lines) byAnchor.set(line.anchor, node);
  }
  return (anchor) => {
    const node = byAnchor.get(anchor);
    if (node === undefined) return ofSection.get(anchor) ?? anchor;
    const kind = kindNames[node.kind];
    if (kind !== undefined && 'number' in node && node.number !== undefined) return `${kind} ${node.number}`;
    if (node.kind === 'footnote') return `Footnote ${node.mark}`;
    return ofSection.get(node.section ?? '') ?? kind ?? 'Start';
  };
}

function sectionLabel({ number, title }: PaperSection): string {
  return number === undefined ? title : `§${number.replace(/\.$/, '')}`;
}
