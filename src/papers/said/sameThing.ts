/** Whether two places give a setting its value for the same thing. */
import type { Candidate } from './candidates.ts';
import { isEqual } from './equalValues.ts';
import { kindOfPlace, regionOf } from './places.ts';
import { folded } from './scopes.ts';

/** Headings that name a task of its own: two of them may have settings of their own. */
const topic =
  /\b(?:classification|translation|modell?ing|detection|segmentation|generation|recognition|toy|synthetic|real|large-scale|ablation|case study|transfer|regression|forecasting|retrieval|question answering|summari[sz]ation|control|vision|language|speech|graphs?|tabular|audio|video|robot\w*|theory|simulat\w*|second|additional experiments?|sensitivity|effect of|comparison|baselines?|robustness)\b/i;

/** Under which a paper says how it was done, in general. */
const general =
  /^(?:(?:our|the|experimental?|general|common|further|main|implementation|training|network|model|optimi[sz]ation|learning|data|evaluation|technical|more) )*(?:methods?|approach|methodology|models?|networks?|architectures?|training|optimi[sz]ation|optimi[sz]er|set-?ups?|settings?|details?|experiments?|implementation|procedure|protocol|recipe|hyper-?parameters|configuration|data|data ?sets?|preprocessing|learning|losses|loss|objective|regulari[sz]ation|schedule|materials|evaluation|system|agent|algorithm)(?: (?:and|&) (?:the )?[\w-]+(?: [\w-]+)?)?(?: details| set-?up| settings?| procedure| protocol)?$/i;

/** `Training details`, `Experiments`: not about one thing beside others. */
export function isGeneral(heading: string): boolean {
  return general.test(heading);
}

/** Stages of one training. */
const stage =
  /\b(?:(?:pre|post|fine)-?t(?:rain|un)\w*|SFT|DPO|GRPO|PPO|RLHF|distil\w*|prob(?:e|ing)|adaptation|stage|phase|warm-?up|self-training)\b/i;

/** “Supervised fine-tuning” and “GRPO” in one section, not “Training” and “Details”. */
function areStages(one: readonly string[], other: readonly string[]): boolean {
  const [own = '', others = ''] = [one.at(-1), other.at(-1)];
  return (
    one.length > 1 &&
    one.length === other.length &&
    own !== others &&
    one.slice(0, -1).every((heading, depth) => heading === other[depth]) &&
    ![own, others].some(isGeneral) &&
    (stage.test(own) || stage.test(others))
  );
}

/** `Linear evaluation after 400 epochs of pre-training` and what stands under “Pre-training”. */
function areOfOnePhase({ scope }: Candidate, other: Candidate): boolean {
  return scope.some(
    ({ kind, name }) => kind === 'phase' && other.scope.some((each) => each.kind === kind && folded(each.name) === folded(name)),
  );
}

/** Under “Pre-training” and under “Downstream tasks”, where that does not come back to it. */
function isBeforeTransfer(one: Candidate, { headings, quote, sentence = quote }: Candidate): boolean {
  return (
    one.headings.some((heading) => /\b(?:pre-?training|self-supervis\w+)\b/i.test(heading)) &&
    headings.some((heading) => /\b(?:downstream|transfer|prob(?:es|ing))\b/i.test(heading)) &&
    !/\bpre-?train/i.test(sentence)
  );
}

/** What joins a teacher and its student. */
export function isOfPair(setting: string): boolean {
  return setting === 'temperature' || setting === 'distillation weight';
}

/** `During fine-tuning …` under “Fine-tuning at higher resolution”, and elsewhere nobody speaks of a stage. */
function isOfOwnStage(one: Candidate, other: Candidate): boolean {
  const { headings, quote, sentence = quote } = one;
  return (
    /^(?:During|In|For|At|When|While) (?:the )?(?:[\p{L}-]+ )?(?:fine-?tuning|pre-?training|adaptation|prob\w+)\b|\b(?:is|are|was|were) (?:then )?(?:fine-?tuned|pre-?trained|adapted)\b/iu.test(
      sentence,
    ) &&
    stage.test(headings.at(-1) ?? '') &&
    !stage.test([...other.headings, other.sentence ?? other.quote].join('; '))
  );
}

/** Said for the same: for the same scopes, or where those of one of them tell nothing apart. */
export function isOfSame(one: Candidate, other: Candidate, told: readonly Candidate[], only: ReadonlySet<string>): boolean {
  const topics = [one, other].map(topicsOf);
  if (topics.every(({ length }) => length > 0) && !topics[0]?.some((each) => topics[1]?.includes(each))) return false;
  if (isOfOwnStage(one, other) || isOfOwnStage(other, one)) return false;
  if (isBeforeTransfer(one, other) || isBeforeTransfer(other, one)) return false;
  if (!isOfPair(one.name) && !areOfOnePhase(one, other) && areStages(one.headings, other.headings)) return false;
  if (hasLabel(one) || hasLabel(other)) return false;
  const [a, b] = [scopesOf(one, only), scopesOf(other, only)];
  if (areEqual(a, b)) return true;
  const [own, others] = [scopesOf(one, only, true), scopesOf(other, only, true)];
  // What both sentences name is more than the headings above them.
  if (own.size > 0 && areEqual(own, others)) return true;
  // “No momentum” says for whom in words that are not read.
  if ((one.value === 0 && a.size === 0) || (other.value === 0 && b.size === 0)) return false;
  const isOpen = isWithin(a, b);
  if (!isOpen && !isWithin(b, a)) return false;
  const [open, bound, common] = isOpen ? [one, other, a] : [other, one, b];
  if (common.size > 0 && bound.place !== 'table') return false;
  const within = told.filter((each) => isWithin(common, scopesOf(each, only)) && scopesOf(each, only).size > common.size);
  const beside = within.filter((each) => kindOfPlace(each) === kindOfPlace(bound));
  const kinds = new Set(beside.map((each) => [...scopesOf(each)].join()));
  if (open.isForAll === true && isOfAll(open, kinds.size)) return true;
  if (kinds.size > 1)
    // All columns say the same, or none of them says what a place says that tells of all in short.
    return (
      beside.every(({ value }) => isEqual(value, bound.value)) ||
      (isSummary(open) && bound === beside[0] && [...beside, ...within].every(({ value }) => !isEqual(value, open.value)))
    );
  // Nobody says it of anything else. A teacher and its student are two networks.
  if (
    bound.scope.some(({ kind, name }) => !common.has(folded(name)) && /^(?:row|phase|model|data|thing)$/.test(kind)) ||
    [...scopesOf(bound, only)].some((name) => !common.has(name) && /^(?:teacher|student)$/.test(name))
  )
    return false;
  return new Set(within.map((each) => [...scopesOf(each)].sort().join())).size === 1;
}

/** Without an exception, and of both where there are two. */
function isOfAll({ quote, sentence = quote }: Candidate, things: number): boolean {
  return !exception.test(sentence) && !(things > 2 && /\bboth\b/i.test(sentence));
}

/** What opens a paper or closes it, or a procedure. */
function isSummary(value: Candidate): boolean {
  return value.place === 'algorithm' || /^(?:abstract|introduction|conclusion)$/.test(regionOf(value));
}

const exception = /\b(?:except|unless|save|apart from|other than|otherwise|but not)\b/i;

export function isWithin(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((name) => all.has(name));
}

function areEqual(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const isIn = (name: string, names: ReadonlySet<string>): boolean =>
    // The “latent denoiser” is the denoiser.
    names.has(name) ||
    [...names].some((each) => isYearOf(name, each) || isYearOf(each, name)) ||
    [...names].some((each) => name.length > 4 && each.length > 4 && (each.endsWith(name) || name.endsWith(each)));
  return a.size === b.size && [...a].every((name) => isIn(name, b));
}

/** “ISIC 2018” is ISIC. */
function isYearOf(name: string, year: string): boolean {
  return name.length > 2 && year.startsWith(name) && /^ ?(?:19|20)\d\d$/.test(year.slice(name.length));
}

const otherwords: Readonly<Record<string, string>> = {
  local: 'client',
  clients: 'client',
  global: 'server',
  innerloop: 'inner',
  outerloop: 'outer',
};

/** What a setting is of by its nature tells nothing apart: only decoding has beams, and the teacher is the average. */
const ownOf: Readonly<Record<string, RegExp>> = {
  'beam size': /^(?:decoding|generation|inference|beam search|test(?:ing)?)$/i,
  'top-p': /^(?:decoding|generation|inference|sampling)$/i,
  'top-k': /^(?:decoding|generation|inference|sampling)$/i,
  'length penalty': /^(?:decoding|generation|inference|beam search)$/i,
  'ema decay': /^(?:teacher|(?:key|momentum|target) (?:encoder|network)|mean teacher)$/i,
  'target update interval': /^target(?: network)?$/i,
  'target update rate': /^target(?: network)?$/i,
  'entropy coefficient': /^(?:policy|actor|agent|ppo|exploration)$/i,
  'early stopping patience': /^(?:early )?stopping$/i,
  'clip range': /^(?:policy|actor|ppo|surrogate)$/i,
  'gradient clipping': /^(?:training|optimi[sz]ation)$/i,
};

/** The same for what is said of the same. */
export function scopesKey(value: Candidate): string {
  return [...scopesOf(value)].sort().join();
}

/** `Recipe B (modern)` is Recipe B. `isOwn`: without what only headings say. */
export function scopesOf(
  { name: setting, scope, headings, place }: Candidate,
  only: ReadonlySet<string> = new Set(),
  isOwn = false,
): ReadonlySet<string> {
  const told = scope
    .filter(
      ({ name, kind }) =>
        ownOf[setting]?.test(name) !== true &&
        !(isOfPair(setting) && /^(?:teacher|student)s?(?: (?:model|network))?$/i.test(name)) &&
        !/^(?:taken|chosen|used|selected|picked|value|final value|best)$/i.test(name) &&
        !/^(?:common|shared|identical)\b|^(?:all|both)$/i.test(name) &&
        !((kind === 'data' || kind === 'model') && only.has(folded(name))) &&
        !(kind === 'case' && place === 'algorithm') &&
        !(isOwn && kind === 'other' && headings.includes(name)),
    )
    .map(({ name }) => folded(withoutNoun(name.replace(/ \([^()]*\)$/, ''))));
  // An algorithm is about what it is called after, but for what joins a teacher and its student.
  const isOfOne = place === 'algorithm' && told.length === 0 && !isOfPair(setting);
  const [subject] = isOfOne ? (networks.exec(headings.slice(-2).join('; ')) ?? []) : [];
  return new Set([...told, ...(subject === undefined ? [] : [subject.toLowerCase()])].map((name) => otherwords[name] ?? name));
}

const networks = /\b(?:student|teacher|actor|critic|generator|discriminator)\b/i;

function withoutNoun(name: string): string {
  return name.replace(/(?<=\S)[ -](?:models?|networks?|systems?|variants?|versions?|configurations?|task)$/i, '');
}

/** `TSM: batch size 64`, `Full fine-tuning: learning rate 1e-5`: of what stands before the colon. */
function hasLabel({ place, stated, sentence = '' }: Candidate): boolean {
  if (place !== 'caption') return false;
  const label =
    /(?:^|[.;:] )([^:;.]{2,40}): (?:[^:;.]|\.(?=\d))*$/u.exec(sentence.slice(0, Math.max(0, sentence.indexOf(stated))))?.[1] ?? '';
  return (
    /\b(?:fine-?tuning|pre-?training|baselines?|teacher|prob\w+|ablations?)\b/i.test(label) ||
    /^(?=\S*[\p{L}])\S+[\p{Lu}\d]\S*(?: \S+)?$/u.test(label)
  );
}

function topicsOf({ headings }: Candidate): readonly string[] {
  return headings.flatMap((heading) => topic.exec(heading)?.[0].toLowerCase() ?? []);
}
