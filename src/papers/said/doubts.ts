/**
 * What speaks for and against a value being a setting of the paper: the words around it, where it stands, and what the whole paper says under
 * the same name. A derivation, an example or a result puts numbers into the same words as a set-up does; only all of it together tells.
 */
import { type Candidate, sentenceOf } from './candidates.ts';
import { bias, weights } from './doubtWeights.ts';
import { Namesakes } from './namesakes.ts';
import { onceFor } from './remembered.ts';
import { atLeast, chanceOf, weightsOf } from './weighing.ts';

/** From here on a value is none of the paper's settings: a wrong one costs a reader as much as a lost one. */
export const tooDoubtful = 0.5;

/** How likely each of the values is no setting of the paper (0 to 1), by what was learned of papers with truth. */
export function doubtsOf(found: readonly Candidate[]): readonly number[] {
  const doubts = cuesOf(found).map((cues) => chanceOf(cues, learned));
  const dealtOut = new Map<string, number[]>();
  const together = (candidate: Candidate): string => `${candidate.name}\n${candidate.anchor}\n${sentenceOf(candidate)}`;
  found.forEach((candidate, index) => {
    const group = together(candidate);
    dealtOut.set(group, [...(dealtOut.get(group) ?? []), doubts[index] ?? 0]);
  });
  // `The weights of the losses are 1, 0.1 and 0.05`: all of them are, or none.
  return found.map((candidate) => {
    const group = dealtOut.get(together(candidate)) ?? [0];
    return group.reduce((sum, doubt) => sum + doubt, 0) / group.length;
  });
}

const learned = weightsOf(bias, weights);

/** Names of the cues that hold, for each of the values in their order. */
export function cuesOf(found: readonly Candidate[]): readonly (readonly string[])[] {
  const namesakes = namesakesIn(found);
  const inSentence = namesBy(found, sentenceOf);
  const inParagraph = namesBy(found, ({ anchor }) => anchor);
  const inSection = namesBy(found, ({ headings }) => headings.join('\n'));
  const byValue = grouped(found, ({ value }) => String(value));
  return found.map((candidate) => {
    // One of them is its own.
    const others = (names: ReadonlyMap<string, ReadonlySet<string>>, key: string): number => (names.get(key)?.size ?? 1) - 1;
    return [
      ...around(candidate),
      ...standing(candidate),
      ...beside(candidate, namesakes(candidate)),
      ...elsewhere(candidate, byValue.get(String(candidate.value)) ?? []),
      ...atLeast('in its sentence', others(inSentence, sentenceOf(candidate)), [1, 2, 4]),
      ...atLeast('in its paragraph', others(inParagraph, candidate.anchor), [1, 3, 6]),
      ...atLeast('in its section', others(inSection, candidate.headings.join('\n')), [1, 3, 6, 10]),
    ];
  });
}

function namesBy(found: readonly Candidate[], keyOf: (candidate: Candidate) => string): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map([...grouped(found, keyOf)].map(([key, group]) => [key, new Set(group.map(({ name }) => name))]));
}

export const kinds: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    'came out',
    /\b(?:accurac\w+|error|perplexity|scores?|returns?|reach\w*|achiev\w*|improv\w+|gains?|los(?:es?|t)|drops?|falls?|rises?|rose|fell|better|worse|best|gap|correlat\w+|median|interval|deviation|RMSE|MAE|NLL|suffic\w+|enough|confirms?|explain\w*|differences?)\b/i,
  ],
  ['compared', /\b(?:larger|smaller|longer|shorter|higher|lower|more|fewer|less|already|barely|nearly|almost|only|even|than)\b/i],
  [
    'we do',
    /\b(?:we|I) (?:\p{Ll}+ )?(?:train|use|set|run|take|took|fix|choose|chose|ran|repeat|draw|drew|apply|keep|kept|evaluate|average|report|compute|measure|fine-?tun|pre-?train|optimi[sz]|adapt|test|split|start|sampl|generat)\w*\b/iu,
  ],
  [
    'is done',
    /\b(?:is|are|was|were) (?:\p{Ll}+ )?(?:trained|used|set|fixed|chosen|run|repeated|averaged|computed|drawn|evaluated|measured|optimi[sz]ed|tuned|taken|fine-?tuned|sampled|generated|initiali[sz]ed|applied|kept)\b/iu,
  ],
  [
    'of training',
    /\b(?:train\w*|optimi[sz]\w+|learning|epochs?|batch\w*|schedule|decay\w*|warm-?up|layers?|units|dropout|regulari\w+|network|seeds?)\b/i,
  ],
  ['supposed', /\b(?:if|suppose|say|assume|imagine|consider|would|could|might|may|instance|example|e\.g\.|whether|let|hypothetical)\b/i],
  [
    'reasoned',
    /\b(?:hence|thus|therefore|since|because|so that|gives?|yields?|follows?|implies|bound|limit|vanish\w*|tends?|expectation|variance|inequality|term|proposition|lemma|derivative|equals?)\b/i,
  ],
  ['of others', /⟦cite⟧|\bet al\b|\b(?:usual|common|typical|standard|default|original|often|literature)\b/i],
  ['cost', /\b(?:seconds?|minutes?|hours?|ms|memory|MB|GB|times as|faster|slower|cost\w*|takes?|took)\b/i],
  ['refers', /⟦ref⟧|\b(?:Table|Figure|Fig\.|Section|Eq)\b/],
  ['a case', /^(?:at|for|with|when|if|as|up to|below|above|beyond|between|from|after|until|in)\b/i],
];

/** The words around a value, numbers as `#`, and what its sentence is about. */
function around(candidate: Candidate): readonly string[] {
  const sentence = sentenceOf(candidate);
  const at = sentence.indexOf(candidate.stated);
  const start = at >= 0 ? at : Math.max(0, sentence.indexOf(String(candidate.value)));
  const end = start + (at >= 0 ? candidate.stated.length : 0);
  const [before, behind] = [wordsOf(sentence.slice(0, start)), wordsOf(sentence.slice(end))];
  const clause = sentence.slice(Math.max(0, start - 60), end + 60);
  return [
    ...before.slice(-6).map((word, index, all) => `< ${Math.min(all.length - index, 4)} ${word}`),
    ...behind.slice(0, 6).map((word, index) => `> ${Math.min(index + 1, 4)} ${word}`),
    `<< ${before.slice(-2).join(' ')}`,
    `>> ${behind.slice(0, 2).join(' ')}`,
    `first ${before[0] ?? ''}`,
    ...new Set([...before, ...behind].map((word) => `word ${word}`)),
    ...kinds.flatMap(([name, pattern]) => (pattern.test(sentence) ? [`says ${name}`] : [])),
    ...kinds.flatMap(([name, pattern]) => (pattern.test(clause) ? [`near ${name}`] : [])),
    ...kinds.flatMap(([name, pattern]) => (pattern.test(sentence) ? [`${candidate.name}: says ${name}`] : [])),
    ...atLeast('numbers', [...sentence.matchAll(/\d+(?:[.,·]\d+)*/g)].length, [2, 3, 5, 8, 12]),
    ...(/[=≈≤≥<>]\s*$/.test(sentence.slice(0, start)) ? ['behind a sign'] : []),
    ...(/^\s*[%)]/.test(sentence.slice(end)) ? ['before a sign'] : []),
  ];
}

/** Words and signs, numbers as `#`. */
export function wordsOf(text: string): readonly string[] {
  return (text.match(/[\p{L}]+(?:'\p{L}+)?|\d[\d.,·e-]*|[=≈∈←≤≥{}|%()+*^/:;,.]|⟦\w+⟧/gu) ?? []).map((word) =>
    /^\d/.test(word) ? '#' : word.toLowerCase(),
  );
}

/** Where it stands and what kind of value it is. */
function standing(candidate: Candidate): readonly string[] {
  const { name, value, role, place, headings } = candidate;
  const part = partOf(candidate);
  return [
    `part ${part}`,
    `place ${place}`,
    `part ${part} place ${place}`,
    `name ${name}`,
    `${name}: part ${part}`,
    `${name}: ${role ?? 'value'}`,
    `role ${role ?? 'value'}`,
    ...headings.flatMap((heading) => wordsOf(heading).map((word) => `heading ${word}`)),
    ...(candidate.scope.length > 0 ? ['has a scope', ...candidate.scope.map(({ kind }) => `scope ${kind}`)] : []),
    ...(candidate.isAside === true ? ['aside'] : []),
    ...(candidate.isForAll === true ? ['for all'] : []),
    ...(typeof value === 'number' ? [`size ${sizeOf(value)}`, `${name}: size ${sizeOf(value)}`] : ['size word']),
  ];
}

const results = /result|ablat|analys|discuss|finding|observ|sensitiv|compar|conclu|limit|what|how|why|does|effect|cost/i;
const openings = /intro|related|background|prior|abstract/i;
const setUp = /set-?up|setting|train|experiment|implementation|detail|data|protocol|appendix|hyper|configur|model|architect|optimi|method/i;

export function partOf({ anchor, headings }: Pick<Candidate, 'anchor' | 'headings'>): string {
  if (anchor.startsWith('abstract')) return 'abstract';
  const path = headings.join('\n');
  if (path === '') return 'none';
  return results.test(path) ? 'results' : openings.test(path) ? 'opening' : setUp.test(path) ? 'set-up' : 'other';
}

/** Each is asked of for every other of its name. */
const partAt = onceFor<Candidate, string>(partOf);

function sizeOf(value: number): string {
  if (value === 0 || value === 1) return String(value);
  if (!Number.isInteger(value)) return value < 1 ? 'share' : 'decimal';
  return value < 10 ? 'digit' : value < 100 ? 'tens' : value < 1000 ? 'hundreds' : 'thousands';
}

/** The symbol that it is said of, `λadv`; empty where there is none. */
const symbolOf = onceFor<Candidate, string>((candidate) => {
  const sentence = sentenceOf(candidate);
  return /([\p{L}][\p{L}\d]*)\s*[=≈]\s*$/u.exec(sentence.slice(0, Math.max(0, sentence.indexOf(candidate.stated))))?.[1] ?? '';
});

/** What else the paper says under the same name: `λ_adv = 0.005` is none of what it says of `λ_TV`. */
function namesakesIn(found: readonly Candidate[]): (candidate: Candidate) => Namesakes {
  const byName = grouped(found, ({ name }) => name);
  const made = new Map<string, Namesakes>();
  return (candidate) => {
    const symbol = symbolOf(candidate);
    const key = `${candidate.name}\n${symbol}`;
    const before = made.get(key);
    if (before !== undefined) return before;
    const named = byName.get(candidate.name) ?? [];
    const now = new Namesakes(symbol === '' ? named : named.filter((other) => ['', symbol].includes(symbolOf(other))), isSetUp);
    made.set(key, now);
    return now;
  };
}

function isSetUp(candidate: Candidate): boolean {
  return partAt(candidate) === 'set-up' || candidate.place === 'table' || candidate.place === 'algorithm';
}

function beside(candidate: Candidate, namesakes: Namesakes): readonly string[] {
  const { cues, mates, others } = namesakes.beside(candidate);
  return [
    ...cues.flatMap((cue) => [cue, `part ${partAt(candidate)} ${cue}`]),
    ...atLeast('dealt out beside it', mates, [1, 2, 4]),
    ...atLeast('others', others, [2, 3, 5]),
  ];
}

/** The same number under another name. */
function elsewhere(candidate: Candidate, equal: readonly Candidate[]): readonly string[] {
  if (typeof candidate.value !== 'number' || candidate.value === 1) return [];
  const isAnother = ({ name, role }: Candidate): boolean => name !== candidate.name && role === undefined;
  const isHere = ({ stated, anchor }: Candidate): boolean => anchor === candidate.anchor && stated === candidate.stated;
  return [
    ...(equal.some((other) => other.anchor !== candidate.anchor && isAnother(other)) ? ['is another setting elsewhere'] : []),
    ...(equal.some((other) => isHere(other) && isAnother(other)) ? ['is another setting here'] : []),
  ];
}

function grouped(found: readonly Candidate[], key: (candidate: Candidate) => string): ReadonlyMap<string, readonly Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of found) {
    const group = groups.get(key(candidate));
    if (group === undefined) groups.set(key(candidate), [candidate]);
    else group.push(candidate);
  }
  return groups;
}
