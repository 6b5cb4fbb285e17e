/** On which data a paper says that it works: names that stand where it speaks of its own training and measuring. */
import { addressIn } from '../../papers/address.ts';
import { quoted } from '../../papers/said/linear.ts';
import type { Passage, Passages } from '../../papers/said/passages.ts';
import { isBackground, isOfOthers } from '../../papers/said/whoseHeadings.ts';
import { knownData } from '../triage/knownData.ts';
import type { Stated } from './stated.ts';

/** `CIFAR-10`, `Corvus-QA`, `Penn Treebank`, `ogbn-arxiv`. */
const proper = String.raw`(?:\p{Lu}[\p{L}\d'+/.]*|\p{Ll}+\p{Lu}[\p{L}\d]*|ogb[nlg]-[\p{Ll}\d]+)(?:-[\p{L}\d.]+)*(?: (?:\p{Lu}[\p{L}\d]*(?:-[\p{L}\d.]+)*|\d+(?![\p{L}\d.%]))){0,2}`;
const noun = `(?:data ?sets?|corpus|corpora|benchmarks?|test suite|collection)`;
/** `A (29,000 pairs), B and the C`. */
const aside = String.raw`(?: \([^()]{1,40}\)| ⟦cite⟧)?`;
const list = `(${proper}${aside}(?:(?:, (?:and )?| and (?:the )?| or )${proper}${aside})*)`;
const verb = `(?:(?:pre-?|fine-?)?[Tt]rain(?:ed|s|ing)?|[Ee]valuat(?:e|es|ed|ing|ion|ions)|[Tt]est(?:ed|s)?|[Ee]xperiment(?:s|ed)?|measure[sd]?|report(?:s|ed)?|tune[sd]?|adapt(?:ed|s)?|learn(?:ed|s)?|run|runs|ran|compare[sd]?|validate[sd]?|[Rr]esults?|[Ss]cores?|[Nn]umbers|stud(?:y|ies|ied))`;

const behindNames = String.raw`(?= ${noun}\b|[,.;:)]|$| (?:with|for|by|using|and|in|as|at|under|where|which|because|since|test|validation|training|\(|⟦))`;
const own = '(?:(?:public|standard|popular|well-known|official|full|English|German) )?';

/** Words that say of a name that it is data, with the name in the first group. */
const patterns = [
  new RegExp(String.raw`\b${verb}\b[^.;:]{0,60}?\b(?:on|over|for) (?:the |all of |both )?${own}${list}${behindNames}`, 'gu'),
  new RegExp(
    String.raw`\b(?:experiments?|evaluations?|study|stud(?:y|ies)|benchmarks?|test ?bed|suite) (?:covers?|includes?|consists? of|comprises?|spans?|is|are) (?:the )?${own}${list}${behindNames}`,
    'gu',
  ),
  new RegExp(
    String.raw`\b[Ww]e (?:\w+ly |also |therefore )?(?:pick|choose|chose|consider|select|turn to|look at|focus on|experiment with|work on)(?: \w+ ${noun}:)? (?:the )?${own}${list}${behindNames}`,
    'gu',
  ),
  new RegExp(
    String.raw`(?:^|[.;] )(?:The )?${list} (?:serves?|acts?|(?:is|are) (?:used|taken|chosen|our|the)) (?:as )?(?:our |the )?(?:\w+ )?(?:${noun}|test ?beds?|data)\b`,
    'gu',
  ),
  new RegExp(String.raw`\b(?:[Tt]he|[Oo]ur|on|from|of|use|uses|used) (?:(?:public|standard|popular|official) )?${list} ${noun}\b`, 'gu'),
  new RegExp(
    String.raw`\b[Dd]ata(?: ?sets?)?(?: are| is|:| come from| comes from|, called| called| named)(?: the)? ${list}(?=[,.;:()]|$| \()`,
    'gu',
  ),
  new RegExp(
    String.raw`(?:^|[.;] )${list} (?:comes with|contains|consists of|comprises|provides|offers|holds|has) (?:only |about )?\d[\d,. ]*(?:[kKM] )?(?:[\p{L}-]+ ){0,2}(?:examples|images|samples|instances|sentences|pairs|documents|questions|dialogues|utterances|recordings|graphs|molecules|articles|passages)\b`,
    'gu',
  ),
  new RegExp(
    String.raw`\b(?:[Ww]e|[Aa]ll (?:runs|models|experiments)) (?:use|take|work with|rely on) (?:the )?${list}(?=,? (?:with|which|a|an) |[,.;(]| \()`,
    'gu',
  ),
  // Two corpora are used: …
  new RegExp(String.raw`\b(?:[Cc]orpora|[Cc]orpus|[Dd]ata ?sets?|[Bb]enchmarks)\b[^.;:]{0,30}: (?:the )?${list}${behindNames}`, 'gu'),
  new RegExp(
    String.raw`\b(?:accurac(?:y|ies)|errors?|F1|BLEU|perplexity|WER|scores?|numbers|performance)(?: \w+)? (?:on|of|for) (?:the )?(?:test |validation |development )?(?:sets? of )?(?:the )?${list}${behindNames}`,
    'gu',
  ),
  new RegExp(
    String.raw`\b(?:training|test|development|dev|validation) (?:set|split|part|portion)s? of (?:the )?${list}${behindNames}`,
    'gu',
  ),
  new RegExp(
    String.raw`\b(?:training|test|evaluation|validation) data,? (?:(?:we (?:take|use)|is|are|come from|comes from|from) )?(?:the )?${list}${behindNames}`,
    'gu',
  ),
  new RegExp(
    String.raw`\b(?:[Oo]ur|[Tt]he) (?:study|work|experiments?|evaluation) (?:uses?|relies on|rely on) (?:the )?${list}${behindNames}`,
    'gu',
  ),
  new RegExp(String.raw`(?:^|[.;] )(?:Both )?${list} (?:is|are|was|were) (?:an?|the|two|three) (?:[\p{L}-]+ ){0,3}${noun}\b`, 'gu'),
  new RegExp(String.raw`(?:^|[.;] )(?:Both )?${list} (?:has|have|comes? with) (?:\w+ ){0,3}(?:splits?|folds)\b`, 'gu'),
];
/** Right under “Data”: `MasakhaNER 2.0, Swahili and Luganda portions`. */
const first = new RegExp(`^${list}(?=,| with | \\(|:| is | are )`, 'gu');
/** `Tiny ImageNet` is not ImageNet. */
const before = '(?:Tiny|Mini|Small|Fashion|Kuzushiji|Permuted|Sequential|Rotated|Split|Colou?red|Noisy)[- ]';
const knownNames = knownData.map(({ words }) => new RegExp(`(?:${before})?(?:${words.source})`, `${words.flags}g`));
const ofOwnWork = new RegExp(String.raw`\b${verb}\b|\bdata ?sets?\b`, 'iu');
/** What stands in such places and is no data. */
const noData =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|November|December|Both|Standard|We|The|From|There|\S*Augment\S*|Our|In|On|For|All|Each|It|This|These|That|Both|As|At|If|Adam\w*|SGD|RMS[pP]rop|LARS|GPUs?|CPUs?|TPUs?|NVIDIA|Nvidia|GeForce|Tesla|Quadro|Xeon|Intel|AMD|Apple|Google|ReLU|GELU|Tables?|Figures?|Sections?|Appendix|Algorithm|Eq\w*|No|One|Two|Three|Four|Five|Training|Gaussian|Bernoulli|Dropout|KL|Nesterov|LoRA|PPO|DQN|SAC|GRPO|A\d{2,4}|V100|H\d{3}|RTX|T4|L\d+|AWS|Python|PyTorch|TensorFlow|JAX|English|German|French|FID|BLEU|ROUGE.*|F1|AUC|Xavier|Kaiming|Glorot|I|A|An|Hugging.*|BPE|WordPiece|Transformers?|MLPs?|BERT.*|GPT.*|RoBERTa.*|T5.*|Llama.*|ViT.*|ResNet.*|U-?Nets?)(?: .*)?$/u;
const notUsed =
  /\b(?:not|never|no longer|nor|instead of|unlike|rather than|in contrast to|future work|leave|left|would|could|might|remains?|cannot|e\.g\.|such as|was out of|beyond|fails? to|excluded?|omit\w*)\b/i;

/** What somebody’s weights were trained on before they came here. */
const ofCheckpoint =
  /\b(?:(?:\b(?:that|which|who) (?:is|are|was|were|has been|have been) |(?<!\b(?:is|are|was|were|be|then|and) ))pre-?trained|checkpoints?(?: of [^.;]{0,30})?|weights|initiali[sz]ed)\b[^.;]{0,40}\b(?:on|from|with) (?:the )?$/i;

/** Each name once, at the first place that says it. */
export function dataOf(paper: string, { sentences }: Passages): readonly Stated[] {
  const found = new Map<string, Stated>();
  for (const passage of sentences) {
    if (isOfOthers(passage.headings) || isBackground(passage.headings) || passage.place === 'algorithm') continue;
    for (const { name, start, end } of namesIn(passage)) {
      const key = foldedName(name);
      if (!found.has(key))
        found.set(key, {
          text: name,
          address: addressIn(paper, passage.anchor),
          quote: quoted(passage.line, ...around(passage.line.text, start, end)),
        });
    }
  }
  return found.size > 0 ? [...found.values()] : madeIn(paper, sentences);
}

const rows = '(?:data|examples|points|sequences|inputs|observations|rows|tasks|sentences|images|graphs)';
const made = new RegExp(
  String.raw`\b(?:synthetic|simulated|artificial) ${rows}\b|^(?!.*\b(?:weights?|parameters|initiali[sz]\w*)\b).*\b${rows}\b[^.;]{0,40} (?:is|are) (?:all )?(?:drawn|sampled|generated|simulated|synthetic)\b|\b(?:ten|\d+)-armed bandits?\b|\bfresh(?:ly drawn)? sequences\b`,
  'i',
);

/** Data without a name that the paper draws itself: its own words for them. */
function madeIn(paper: string, sentences: readonly Passage[]): readonly Stated[] {
  for (const { line, anchor, place, headings, others } of sentences) {
    if (place === 'algorithm' || isOfOthers(headings) || others.length > 0 || !made.test(line.text)) continue;
    const quote = quoted(line, 0, Math.min(line.text.length, mostMade));
    return [{ text: `made by the paper: ${quote}`, address: addressIn(paper, anchor), quote }];
  }
  return [];
}

/** `CIFAR 10` and `CIFAR-10` are one. */
export function foldedName(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

interface Named {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A capital or a known lower-case name beyond the first letter. */
const mayName = /^.+?\p{Lu}|^\p{Lu}\S*[\p{Lu}\d]|ogb/u;

function namesIn({ line: { text }, others, place, headings }: Passage): readonly Named[] {
  if (!mayName.test(text)) return [];
  const isOthers = ({ start, end }: Named): boolean => others.some(([from, to]) => start < to && end > from);
  const underData = /^(?:(?:training|evaluation|the|task and) )?data(?: ?sets?)?(?: and .*)?$|^benchmarks?$/i.test(headings.at(-1) ?? '');
  const said = [...patterns, ...(underData ? [first] : [])].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const names = match[1] ?? '';
      const at = match.index + match[0].indexOf(names);
      // At the beginning of a sentence any word has a capital.
      const isName = pattern === first ? /\p{Lu}.*\p{Lu}|^\p{Lu}\S*\d/u : /\p{Lu}.*[\p{Lu}\d-]|\p{Lu}\p{Ll}{3}|^ogb/u;
      return split(names, at).filter(({ name }) => !noData.test(name) && isName.test(name));
    }),
  );
  const known =
    place !== 'caption' && ofOwnWork.test(text)
      ? knownNames.flatMap((pattern) =>
          [...text.matchAll(pattern)].map((match) => ({ name: match[0], start: match.index, end: match.index + match[0].length })),
        )
      : [];
  const inClause = ({ start }: Named): boolean => notUsed.test(clauseAt(text, start)) || ofCheckpoint.test(text.slice(0, start));
  const all = [...said, ...known].filter((named) => !isOthers(named) && !inClause(named));
  // The longer of two names that overlap: `Fashion-MNIST`, not `MNIST`.
  const kept: Named[] = [];
  for (const named of all.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start))
    if (kept.every(({ start, end }) => named.end <= start || named.start >= end)) kept.push(named);
  return kept.toSorted((a, b) => a.start - b.start);
}

/** `A, B and the C`, each with its place in the sentence. */
function split(names: string, at: number): readonly Named[] {
  let start = at;
  // What stands in parentheses has commas of its own.
  const bare = names.replaceAll(/ (?:\([^()]*\)|⟦cite⟧)/g, (inside) => '\0'.repeat(inside.length));
  return bare.split(/(, (?:and )?| and (?:the )?| or )/u).flatMap((part, index) => {
    const from = start;
    start += part.length;
    const name = part.replaceAll('\0', '').replace(/[.'/+]+$/, '');
    return index % 2 === 1 || name === '' ? [] : [{ name, start: from, end: from + name.length }];
  });
}

/** Up to the stops around it: what is denied elsewhere in the sentence is not denied here. */
function clauseAt(text: string, at: number): string {
  const before =
    Math.max(text.lastIndexOf('. ', at), text.lastIndexOf(';', at), text.lastIndexOf(', but', at), text.lastIndexOf(', and we', at)) + 1;
  const behind = text.slice(at).search(/[;.](?:\s|$)|, (?:but|while|whereas)\b/);
  return text.slice(before, behind < 0 ? undefined : at + behind);
}

const mostQuoted = 160;
const mostMade = 240;

function around(text: string, start: number, end: number): [number, number] {
  const from = Math.max(0, start - mostQuoted / 2);
  const wordStart = from === 0 ? 0 : text.indexOf(' ', from) + 1;
  return [Math.min(wordStart, start), Math.min(text.length, Math.max(end, start + mostQuoted))];
}
