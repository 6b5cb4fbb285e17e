/** Of which of the things that are trained a passage speaks: `First a base network is trained. It learns for 5 epochs …`, `Settings of the adapters`. */
import type { Candidate } from './candidates.ts';
import { linear } from './linear.ts';
import { matchesOf } from './matches.ts';
import { ofNetwork } from './ownScopes.ts';
import type { Passage, Passages } from './passages.ts';
import { type Entities, folded, type Occurrence } from './scopes.ts';
import { phrase, thing } from './subjects.ts';

const lead = String.raw`^\s*(?:(?:(?:First|Second|Third|Last)(?:ly)?|(?:At|In the) (?:first|beginning|end)|To begin with|Then|Next|After(?:wards| that| this| it)?|Finally|Now|Here|Later|Once [^,.;]{3,30}|When [^,.;]{3,30}),? )?`;
const article = '(?:(?:the|an?|our|all|every|each|its|this|these|those|one|members of the|The|An?|Our|All|Every|Each|Its|One) )?';
const done = String.raw`(?:re-?|pre-?|fine-?)?(?:train(?:ed|s)?|tuned?|fit(?:ted|s)?|refitted|learn(?:ed|t|s)?|optimi[sz]ed|adapted|estimated|run|calibrated|updated)`;
const aside = String.raw`(?: \((?![^()]*\))[^()]*\)| (?:of|for|from|over|on|with|that|which) [^,.;]{2,40}?|, [^,.;]{3,60},)?`;
/** What is trained, as the subject of its sentence. */
const subject = new RegExp(
  String.raw`${lead}${article}${phrase}${aside} (?:(?:(?:is|are|was|were|has|have|had) (?!not\b)[^.;]{2,70}?(?:,| and|:|;) (?:it )?)?(?:(?:is|are|was|were) (?:[\p{L}]+ly |then |first |also |now |only |all |each )*)?(?:each )?${done} (?=(?:for|by|with|on|at|in|during|using|from|over|until|to)\b|\p{L}+ly\b)|(?:is|are|was|were) (?:[\p{L}]+ly |then |first |also |now )*${done}\b|(?:learn|train|last|run)s?\b|comes? (?:first|second|third|next|last)\b|(?:starts?|begins?|goes on|go on|continues?|follows?) (?:from|with|for|first|next|last|at)\b|takes? \d)`,
  'u',
);
/** `We turn to the street signs`, `At first we trained the big model`, `… and train the adapters with Adam`. */
const object = new RegExp(
  String.raw`(?:\b(?:[Ww]e|I)(?: (?:first|then|next|now|also|finally|simply|further|additionally))? |\band |\bthen )(?:(?:pre-?|re-?)?train(?:ed)?|fit(?:ted)?|turn(?:ed)? to|beg[ai]n with|start(?:ed)? with|c[ao]me to|mov(?:e|ed) (?:on )?to|go (?:on|over) to|went (?:on|over) to) ${article}${phrase}(?= (?:of|with|for|by|at|on|in|using|from|that|which|as|during|anew)\b|[,.;]|$)`,
  'u',
);
/** What it is or has. */
const described = new RegExp(
  String.raw`${lead}${article}${phrase}(?:'s? [\p{L} -]{3,30}|${aside}) (?:is|are|was|were|has|have|had|uses?|takes?|needs?|gets?|starts?|stays?)\b`,
  'u',
);
/** `Float training: 15 epochs, …` */
const label = new RegExp(String.raw`^\s*${article}${phrase}: `, 'u');
/** `This layer`, `this training`: what the sentence before called so. */
const demonstrative = /^\s*(?:This|That|These|The same) (\p{Ll}+)\b/u;
/** Here it is no longer of one of them. */
const ofAll =
  /\b(?:both|everything|everywhere|throughout|always|in (?:all|each|every) (?:cases?|phases?|stages?)|(?:all|each|every) (?:of (?:them|these)|(?:other )?(?:networks?|models?|methods?|variants?|runs?|experiments?|trainings?|settings|curves|results|numbers|configurations?)))\b/i;

/** What one of them is called by another name. */
const synonyms: readonly (readonly [key: string, pattern: RegExp])[] = [
  ['adapted', /^(?:lora|adapt\w*|low-?rank)\b/],
  ['float', /^(?:float\w*|full[- ]precision|unquanti[sz]ed)\b/],
  ['quantised', /^(?:quanti[sz]\w*|qat)\b/],
  ['base', /^base (?:model|network|classifier|perceptron)s?$/],
];
const generic =
  /^(?:networks?|models?|nets?|training|learning|phase|stage|step|runs?|matrices|layers?|weights|modules?|systems?|functions?|the|an?|our|full|plain|usual|final)$/;

/** The same for all names of one thing. */
function keyOf(name: string): string {
  const words = name.toLowerCase().split(/ (?:of|for|from|over|on|that|which|with) /)[0] ?? '';
  const own = synonymOf(words);
  if (own !== undefined) return own;
  const kept = words.split(' ').filter((word) => !generic.test(word));
  return folded(kept.join(' ')).replace(/s$/, '');
}

function synonymOf(name: string): string | undefined {
  return synonyms.find(([, pattern]) => pattern.test(name.toLowerCase()))?.[0];
}

function named(name: string | undefined): string | undefined {
  return name !== undefined && synonymOf(name) !== undefined && !/ (?:rank|alpha|dropout|rate)s?$/i.test(name)
    ? name
    : noThing.test(name ?? '')
      ? undefined
      : thing(name);
}

const noThing =
  /\b(?:descent|gradients?|adam\w*|sgd|rest|others?|optimi[sz]\w+|time|curves?|figures?|tables?|code|load|it|runs?|results?|averages?|means?|schedules?|warm-?up|decay|augmentations?|advantages?|returns?|rewards?|tasks?|ourselves|there|once|quer(?:y|ies)|keys?|again|sits|after)\b|\./i;

const pair = /^(?:teacher|student|classifier)$/;

function trainedIn(text: string): string | undefined {
  const name = label.exec(text)?.[1] ?? '';
  return named(subject.exec(text)?.[1]) ?? named(object.exec(text)?.[1]) ?? (isLabel.test(name) ? named(name) : undefined);
}

/** `GCN: …`, `Teacher: …`, not `Exploration: …`. */
const isLabel =
  /^(?=\S*\p{Lu}\S*\p{Lu})\S+$|^(?:[Tt]eacher|[Ss]tudent|[Pp]robe|[Cc]ontrol|[Bb]aseline|[Rr]eference|[Ff]loat|QAT|[Aa]dapter|LoRA)s?\b|(?:training|networks?|models?)$/u;

interface Topics {
  /** By anchor and sentence. */
  readonly told: ReadonlyMap<string, Occurrence>;
  /** Those of them that a heading names. */
  readonly headed: ReadonlySet<string>;
  /** By the anchor of a table. */
  readonly titled: ReadonlyMap<string, Occurrence>;
}

/** “Alone” is a student trained on labels: what a row is called. */
const quoted = /^\s*[“"‘'`]{1,2}(\p{L}[\p{L} -]{1,24})[”"’']{1,2}(?: is| are| means| denotes| stands for| refers to|:|,)/u;

/** Where only one thing is trained nothing is told apart. */
export function thingsOf({ sentences, tables }: Passages, entities: Entities): Topics {
  const names = new Map<string, string>();
  const add = (name: string | undefined): void => {
    const key = name === undefined ? '' : keyOf(name);
    // What has a name of its own is told apart by it.
    const isCalled =
      name !== undefined &&
      synonymOf(name) === undefined &&
      entities.in(name).some(({ kind, name: own }) => kind !== 'case' && kind !== 'phase' && !pair.test(own));
    if (name !== undefined && key.length > 1 && !isCalled && !names.has(key)) names.set(key, name);
  };
  for (const { anchor, line, place, others, headings } of sentences) {
    if (place !== 'text' || isOpening(anchor) || others.some(([, , owner]) => owner === 'others')) continue;
    const heading = headings.at(-1) ?? '';
    if (synonymOf(heading) !== undefined && heading.length < 25) add(heading);
    add(trainedIn(line.text));
  }
  const parts = entities.all.filter(({ kind, name }) => kind === 'part' && !names.has(keyOf(name)));
  const titled = new Map<string, Occurrence>();
  const told = new Map<string, Occurrence>();
  const headed = new Set<string>();
  for (const { line, anchor, place } of sentences) {
    const legend = place === 'caption' ? quoted.exec(line.text)?.[1] : undefined;
    if (legend !== undefined) told.set(`${anchor}\n${line.text}`, of(legend));
  }
  if (names.size === 0 || names.size + parts.length < 2) return { told, headed, titled };
  const known = (name: string | undefined): Occurrence | undefined => {
    const called = name === undefined ? undefined : names.get(keyOf(name));
    return called === undefined ? undefined : of(called);
  };
  let topic: Occurrence | undefined;
  let before: Passage | undefined;
  for (const passage of sentences) {
    const { anchor, line, place, headings } = passage;
    if (place !== 'text' || isOpening(anchor)) continue;
    const opens = before?.anchor !== anchor;
    const above = headings.at(-1) ?? '';
    const heading = opens && known(above) !== undefined ? of(above) : undefined;
    const said = demonstrative.exec(line.text)?.[1];
    const own =
      heading ??
      known(trainedIn(line.text)) ??
      known(named(described.exec(line.text)?.[1])) ??
      (opens ? undefined : pointed(said, before, known));
    if (own !== undefined) topic = own;
    else if (opens || ofAll.test(line.text) || entities.in(line.text).some(opensWith(line.text))) topic = undefined;
    before = passage;
    const key = `${anchor}\n${line.text}`;
    if (topic !== undefined && topic.name === above) headed.add(key);
    if (topic !== undefined && !ofAll.test(line.text)) told.set(key, topic);
  }
  for (const { table } of tables) {
    const title = /^.*?[.;](?=\s|$)/s.exec(linear(table.caption).text)?.[0] ?? linear(table.caption).text;
    const [first] = matchesOf(title, ofSettings).flatMap(([, ahead, behind]) => known(ahead ?? behind) ?? []);
    if (first !== undefined) titled.set(table.anchor, first);
  }
  return { told, headed, titled };
}

/** `we put a linear layer on top. This layer is trained …` */
function pointed(
  noun: string | undefined,
  before: Passage | undefined,
  known: (name: string | undefined) => Occurrence | undefined,
): Occurrence | undefined {
  if (noun === undefined || before === undefined) return undefined;
  const called = new RegExp(String.raw`\b(?:an?|the) ((?:[\p{Ll}-]+ ){1,2}${noun})\b`, 'u').exec(before.line.text)?.[1];
  return known(called);
}

/** An abstract names what the whole paper is about. */
function isOpening(anchor: string): boolean {
  return anchor.startsWith('abstract');
}

/** A part, a phase or a set of data as what the sentence speaks of. */
function opensWith(text: string): (one: Occurrence) => boolean {
  return ({ kind, start }) =>
    kind !== 'case' &&
    kind !== 'row' &&
    /^\s*(?:(?:On|For|In|During|With|The|Our|An?|the|our|each|every|Each|Every) )*$/.test(text.slice(0, start));
}

const setting = '(?:hyper-?parameters|settings?|configurations?|details|set-?up|recipe|parameters|values)';
/** `Adapter settings`, `Hyperparameters of the base network`. */
const ofSettings = new RegExp(
  String.raw`(?:^|\b[Tt]he |\b[Aa]ll )(?:([\p{L}-]+(?: [\p{L}-]+)?) (?:training )?${setting}\b|${setting} (?:of|for|in|with) (?:training )?(?:the |our |all )*([\p{L}-]+(?: (?!of|for|in|on)[\p{L}-]+)?))`,
  'giu',
);

/** Where the setting has another value elsewhere, and nothing else tells apart for what this one is. */
export function withThing(candidate: Candidate, { told, headed, titled }: Topics, found: readonly Candidate[]): Candidate {
  const { name, anchor, sentence, value, role, place, isForAll } = candidate;
  const key = `${anchor}\n${sentence ?? ''}`;
  const topic = told.get(key) ?? titled.get(anchor);
  // Under “Base model” the perceptron is the base model.
  const scope = headed.has(key) ? candidate.scope.filter(({ kind }) => kind !== 'case') : candidate.scope;
  if (topic === undefined || isForAll === true || (place !== 'caption' && ofNoThing.test(name)) || scope.length > 0) return candidate;
  // The network that is adapted or rounded is the same one.
  if (synonymOf(topic.name) !== undefined && (ofNetwork.has(name) || name.startsWith('lora '))) return candidate;
  // Of another thing, so that two places on one thing that disagree still do.
  const isToldApart = found.some((other) => {
    if (other.name !== name || other.role !== undefined || other.value === value) return false;
    if (place === 'caption') return true;
    const beside = told.get(`${other.anchor}\n${other.sentence ?? ''}`) ?? titled.get(other.anchor);
    return beside === undefined
      ? other.scope.some(({ kind, name: own }) => kind !== 'data' && kind !== 'case' && folded(own) !== folded(topic.name))
      : keyOf(beside.name) !== keyOf(topic.name);
  });
  return role === undefined && isToldApart ? { ...candidate, scope: [topic] } : candidate;
}

function of(name: string): Occurrence {
  return { name, kind: 'thing', start: 0, end: 0 };
}

const ofNoThing =
  /^(?:seeds|environments|hardware|devices|precision|folds|bins|classes|test examples|validation examples|.* fraction|beam size|top-[pk]|temperature|distillation weight)$/;
