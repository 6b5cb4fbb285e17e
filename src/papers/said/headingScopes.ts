/** Headings that tell apart what stands under them: beside each other, naming no usual chapter, with other values for the same settings. */
import type { Candidate } from './candidates.ts';
import type { Passage } from './passages.ts';
import { folded } from './scopes.ts';

const usual = new Set(
  'defaults choice choices pipeline pipelines workflow framework frameworks apparatus instrument instruments systems answers questions rival rivals competitor competitors opponents preferences downstream observations members machinery machine machines starting point points basics numbers facts completeness particulars foundations equipment aims goals scoring lessons outlook vocabulary evaluations agent agents learner learning sensitivity robustness measures outcome outcomes protocol a all arguments argument listing checklist command commands flags options script config file its their this our these together with used as by from into per run own brief short recipe recipes numbers remark remarks note notes practical practicalities particulars miscellaneous ingredients how what why reporting description and at for glance in of on our the to with abstract ablation ablations additional algorithm algorithms analysis appendix approach architecture architectures background baseline baselines compute computing conclusion configuration corpus cost data dataset datasets design details discussion environment environments evaluation experiment experimental experiments findings full further general hardware hyper hyperparameter hyperparameters parameters implementation infrastructure introduction learning limitations list main material materials measurement method methodology methods metric metrics model models network networks notation objective optimisation optimization optimiser optimizer other overview parameter preprocessing procedure protocol regularisation regularization reproducibility result results sampling schedule section set sets setting settings setup up splits statistics study summary system table task tasks technical theory tokenisation tokenization training values reproduction appendices complete used loss losses inference decoding software code runs run architectural'.split(
    ' ',
  ),
);

/** `Student S1; typical procedure`, `Preparation of S1`: what is made. */
export function thingMade(heading: string): string {
  return heading
    .replace(
      /[;,:.]? \(?(?:(?:typical|general|standard|representative|detailed|experimental) )?(?:procedure|preparation|protocol)\)?$/i,
      '',
    )
    .replace(/^(?:(?:general|typical) )?(?:preparation|synthesis|procedure|protocol) (?:of|for) (?:the )?(?=\S)/i, '');
}

export function isUsualHeading(title: string): boolean {
  const heading = thingMade(title);
  // `Model A` beside `Model B`.
  if (/^(?:model|network|system|agent|variant|procedure|method|task|experiment) (?:[A-H]|[1-9]|I{1,3})$/i.test(heading)) return false;
  const words = heading.toLowerCase().match(/[\p{L}]+/gu) ?? [];
  // `Training of the flows` says what is done, not what it is done to.
  if (
    / (?:of|in|for|on|with|by|to|without) |^(?:\p{L}+ing) (?:what|how|who|whether|it|them|the|an?|our)\b|^(?:for|to|on|in|at|with) /iu.test(
      heading,
    )
  )
    return true;
  if (/^(?:the |our )?(?:base|pre-?trained|underlying) (?:models?|networks?)$/i.test(heading)) return true;
  return words.every((word) => usual.has(word) || word.length < 2) && !/^(?:general|main|joint|initial|continued) training$/i.test(heading);
}

/** For a path of headings: whether its last one is a scope. */
export type HeadingScopes = ReadonlySet<string>;

export function pathOf(headings: readonly string[]): string {
  return headings.map(folded).join('/');
}

export function headingScopesOf(values: readonly Candidate[]): HeadingScopes {
  const byPath = new Map<string, Map<string, Set<string>>>();
  const siblings = new Map<string, Set<string>>();
  for (const { headings, name, value, values: list, isAside } of values) {
    // What was only looked at is no other way of doing it.
    if (isAside === true) continue;
    for (let depth = 1; depth <= headings.length; depth++) {
      const path = pathOf(headings.slice(0, depth));
      const said = byPath.get(path) ?? new Map<string, Set<string>>();
      byPath.set(path, said);
      said.set(name, (said.get(name) ?? new Set()).add(JSON.stringify(list ?? value)));
      const parent = pathOf(headings.slice(0, depth - 1));
      if (!isUsualHeading(headings[depth - 1] ?? '')) siblings.set(parent, (siblings.get(parent) ?? new Set()).add(path));
    }
  }
  const found = new Set<string>();
  for (const paths of siblings.values())
    for (const one of paths)
      for (const other of paths)
        if (one !== other && (tellApart(byPath.get(one), byPath.get(other)) || areCounted(one, other))) found.add(one);
  return found;
}

/** `Experiment A: tides`, `Experiment B: wind`. */
const counted =
  /(?:^|\/)(experiment|study|task|problem|model|network|system|method|approach|variant|solution|recipe|submission)(?:[a-e]|[1-5])(?=\p{L}{3}[^/]*$)/u;

function areCounted(one: string, other: string): boolean {
  const [kind, another] = [one, other].map((path) => counted.exec(path)?.[1]);
  return kind !== undefined && kind === another;
}

/** `We compare four ways: [Plain.] … [Decay.] …`: what the items of a list that is compared are called. */
export function comparedItems(sentences: readonly Passage[]): HeadingScopes {
  const found = new Set<string>();
  const items = new Map<string, Set<string>>();
  let before: Passage | undefined;
  let opener = '';
  for (const passage of sentences) {
    const { headings, isItem, line } = passage;
    if (isItem === true && before?.isItem !== true) opener = before?.line.text ?? '';
    before = passage;
    const mark = headings.at(-1) ?? '';
    if (isItem !== true || !ofComparison.test(opener) || isUsualHeading(mark) || line.text === '') continue;
    const parent = pathOf(headings.slice(0, -1));
    items.set(parent, (items.get(parent) ?? new Set()).add(pathOf(headings)));
  }
  for (const paths of items.values()) if (paths.size >= 2) for (const path of paths) found.add(path);
  return found;
}

const ofComparison =
  /\b(?:compar\w+|variants?|versions?|conditions|ways|methods|regimes|strateg\w+|arms|schemes|rules|kinds|baselines|algorithms|models|treatments|alternatives)\b[^.;]*:?\s*$/i;

type Values = ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** Two settings or more that are in both and differ. */
function tellApart(one: Values, other: Values): boolean {
  const shared = [...(one ?? [])].filter(([name]) => other?.has(name) === true);
  return (
    shared.length >= 2 && shared.filter(([name, values]) => [...values].every((value) => other?.get(name)?.has(value) !== true)).length >= 2
  );
}
