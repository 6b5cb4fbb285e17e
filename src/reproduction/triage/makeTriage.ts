/** Whether a paper is worth reproducing, from what it says and what was looked up of it, before anything is spent. Pure; what is not known is said to be unknown. */
import { addressIn } from '../../papers/address.ts';
import { nodeText, type Paper, type PaperNode } from '../../papers/document.ts';
import type { Said } from '../../papers/said/said.ts';
import { unfinishedWords } from '../../papers/said/unfinished.ts';
import { whyMissing } from '../../papers/said/whyMissing.ts';
import { linksOf } from '../paperLinks.ts';
import { shortened } from '../report/shortened.ts';
import { stagesVersion } from '../stages/fields.ts';
import type { Triage } from '../stages/resultRecords.ts';
import { claimsOf } from './claims.ts';
import { computeOf, durationText } from './compute.ts';
import { knownData, madeByRecipe, privateData } from './knownData.ts';

/** What was looked up outside of the paper: absent parts were not asked for. */
export interface LookedUp {
  /** As find_papers shows it: the repository that the Hub's page of the paper names is its authors'. */
  readonly repositories?: readonly { readonly url: string; readonly by: 'authors' | 'others' | 'unknown'; readonly licence?: string }[];
  /** Data sets of the Hub, with whether they are there. */
  readonly datasets?: readonly { readonly id: string; readonly name?: string; readonly isThere: boolean; readonly licence?: string }[];
  readonly replications?: readonly { readonly title: string; readonly url: string; readonly outcome?: string }[];
}

export interface TriageInput {
  readonly paper: Paper;
  readonly said: Said;
  readonly found?: LookedUp;
  readonly inputs: Readonly<Record<string, string>>;
}

const ownCode =
  /\b(?:our|the|all) (?:source )?(?:code|implementation)\b[^.]{0,80}\b(?:available|released|at|published|public)\b|\b(?:code|implementation) (?:is|are|will be) (?:publicly )?(?:available|released)\b|\bwe (?:release|publish|open-source|make) (?:our |the |all )?(?:code|implementation)/i;

export function makeTriage({ paper, said, found = {}, inputs }: TriageInput): Triage {
  const data = dataOf(paper, found);
  const code = codeOf(paper, found);
  const compute = computeOf(paper, said);
  const claims = [...claimsOf(paper)];
  const triage = {
    v: stagesVersion,
    inputs: { ...inputs },
    stage: 'triage',
    paper: paper.id,
    title: shortened(paper.title),
    data,
    code,
    licence: {
      paper: shortOrNull(paper.sources.find(({ licence }) => licence !== undefined)?.licence),
      code: shortOrNull(found.repositories?.find(({ licence }) => licence !== undefined)?.licence),
      data: shortOrNull(data.sets.find(({ licence }) => licence !== undefined)?.licence),
    },
    compute,
    missing: said.missing.map((one) => ({ name: shortened(one.name), why: shortened(whyMissing(one), 600) })),
    contradictions: said.contradictions.map(({ name, scope, values }) => ({
      name: shortened(name),
      values: values.map(({ value, address }) => ({ value, address })),
      ...(scope === undefined ? {} : { scope: shortened(scope) }),
    })),
    claims,
    replications: (found.replications ?? []).slice(0, 50).map(({ title, url, outcome }) => ({
      title: shortened(title),
      url,
      ...(outcome === undefined ? {} : { outcome: shortened(outcome) }),
    })),
    unread: unreadOf(paper),
    ...(said.unfinished === undefined ? {} : { unfinished: shortened(unfinishedWords(said.unfinished), 600) }),
  } as const;
  return { ...triage, advice: adviceOf(triage) };
}

function shortOrNull(text: string | undefined): string | null {
  return text === undefined ? null : shortened(text);
}

type DataCard = Triage['data'];

function dataOf(paper: Paper, { datasets }: LookedUp): DataCard {
  const sentences = paper.nodes.map((node) => ({ node, text: nodeText(node).replaceAll(/\s+/g, ' ') }));
  const named = knownData.flatMap((known): DataCard['sets'] => {
    const place = sentences.find(({ text }) => known.words.test(text));
    if (place === undefined) return [];
    const asked = datasets?.find(({ id, name }) => id === known.hub || (name !== undefined && known.words.test(name)));
    const state = asked === undefined ? (known.from === undefined ? 'unknown' : 'yes') : asked.isThere ? 'yes' : 'no';
    return [
      {
        name: known.name,
        address: addressIn(paper.id, place.node.anchor),
        state: known.isGated === true && state === 'yes' ? 'partly' : state,
        ...(asked !== undefined ? { hub: asked.id } : known.hub === undefined ? {} : { hub: known.hub }),
        ...(asked?.licence === undefined ? {} : { licence: shortened(asked.licence) }),
      },
    ];
  });
  const more = (datasets ?? [])
    .filter(({ id }) => !named.some(({ hub }) => hub === id))
    .map(({ id, name, isThere, licence }): DataCard['sets'][number] => ({
      name: shortened(name ?? id),
      hub: shortened(id),
      state: isThere ? ('yes' as const) : ('no' as const),
      ...(licence === undefined ? {} : { licence: shortened(licence) }),
    }));
  const sets = [...named, ...more].slice(0, 50);
  const evidence = (place: { readonly node: PaperNode } | undefined): DataCard['evidence'] =>
    place === undefined ? [] : [{ address: addressIn(paper.id, place.node.anchor) }];
  const closed = sentences.find(({ text }) => privateData.test(text));
  if (closed !== undefined)
    return { state: 'no', why: 'The paper says that some of its data are not public.', evidence: evidence(closed), sets };
  const recipe = sentences.find(({ text }) => madeByRecipe.test(text));
  if (sets.length === 0 && recipe !== undefined)
    return { state: 'yes', why: 'The paper makes its data by a recipe that it states.', evidence: evidence(recipe), sets };
  if (sets.length === 0) return { state: 'unknown', why: 'No data set that is known by name is mentioned.', evidence: [], sets };
  const states = new Set(sets.map(({ state }) => state));
  const state =
    states.size === 1
      ? (sets[0]?.state ?? 'unknown')
      : states.has('no') || states.has('partly')
        ? 'partly'
        : states.has('unknown')
          ? 'unknown'
          : 'yes';
  const words = {
    yes: 'All data sets that it names are there.',
    no: 'None of the data sets that it names was found.',
    partly: 'Some of its data sets are not there, or only after agreeing to terms.',
    unknown:
      datasets === undefined
        ? 'Data sets are named; whether they can be had was not looked up.'
        : 'Not all of its data sets were looked up.',
  };
  return {
    state,
    why: words[state],
    evidence: sets.flatMap(({ address }) => (address === undefined ? [] : [{ address }])).slice(0, 20),
    sets,
  };
}

type CodeCard = Triage['code'];

function codeOf(paper: Paper, { repositories }: LookedUp): CodeCard {
  const inPaper = linksOf(paper)
    .filter(({ kind }) => kind !== 'data')
    .map(({ text, isOwn, address }) => ({ url: text, by: isOwn ? ('authors' as const) : ('unknown' as const), address }));
  const all = [...(repositories ?? []).filter(({ url }) => URL.canParse(url)), ...inPaper];
  const unique = all.filter(({ url }, at) => all.findIndex((other) => other.url.toLowerCase() === url.toLowerCase()) === at).slice(0, 50);
  const evidence = inPaper.slice(0, 20).map(({ address }) => ({ address }));
  const found = unique.map(({ url, by }) => ({ url, by }));
  if (unique.some(({ by }) => by === 'authors')) return { state: 'yes', why: 'The authors’ code is named.', evidence, repositories: found };
  const promise = paper.nodes.find((node) => ownCode.test(nodeText(node)));
  if (unique.length > 0)
    return { state: 'partly', why: 'Code is linked; whether it is the authors’ is not said.', evidence, repositories: found };
  if (promise !== undefined)
    return {
      state: 'partly',
      why: 'The paper speaks of its code and gives no link.',
      evidence: [{ address: addressIn(paper.id, promise.anchor) }],
      repositories: [],
    };
  if (repositories === undefined)
    return { state: 'unknown', why: 'The paper links no code, and nobody looked elsewhere.', evidence: [], repositories: [] };
  return { state: 'no', why: 'Neither the paper nor what was looked up names any code.', evidence: [], repositories: [] };
}

function unreadOf(paper: Paper): string[] {
  const equations = paper.nodes.filter((node) => node.kind === 'equation');
  const lost = equations.filter((node) => node.kind === 'equation' && node.tex === null).length;
  const only = paper.sources[0]?.kind === 'abstract';
  return [
    ...(only ? ['Only the abstract could be read.'] : []),
    ...(lost === 0 ? [] : [`${lost} of ${equations.length} displayed equations could not be read here.`]),
    ...paper.warnings.flatMap((warning) => (warning.kind === 'unread' ? [shortened(warning.message)] : [])).slice(0, 20),
  ];
}

function adviceOf({ data, missing, contradictions, claims, compute, unread, unfinished, code }: Omit<Triage, 'advice'>): string {
  const only = unread.some((line) => line.startsWith('Only the abstract'));
  if (only) return 'Do not begin: there is no text to implement.';
  if (data.state === 'no')
    return 'Its numbers cannot be checked without its data; the method may still be implemented and tried elsewhere.';
  const doubts = [
    ...(claims.length === 0 ? ['no table of results was found to measure against'] : []),
    ...(missing.length === 0 ? [] : [`${missing.length} ${missing.length === 1 ? 'setting has' : 'settings have'} to be chosen`]),
    ...(contradictions.length === 0
      ? []
      : [`it contradicts itself in ${contradictions.length === 1 ? 'one place' : `${contradictions.length} places`}`]),
    ...(unfinished !== undefined ? ['not all that it states and leaves open was worked out'] : []),
    ...(data.state === 'yes' ? [] : ['whether the data can be had is not certain']),
    ...(compute.deviceHours === null ? ['what it costs to run is not known before a smoke run'] : []),
  ];
  const cost = compute.deviceHours === null ? '' : ` About ${durationText(compute.deviceHours)} of ${compute.device ?? 'one device'}.`;
  const begin = code.state === 'yes' ? 'The authors’ code can be compared with. ' : '';
  return doubts.length === 0
    ? `${begin}Nothing speaks against it.${cost}`
    : `${begin}Worth a try with open eyes: ${doubts.join('; ')}.${cost}`;
}
