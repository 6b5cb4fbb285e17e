/** What a reproduction of this paper needs and the paper does not say. */

import { isOfVariant } from './asides.ts';
import { bankOf } from './bank.ts';
import type { Candidate } from './candidates.ts';
import { checklist } from './checklist.ts';
import { evidence } from './evidence.ts';
import { linear } from './linear.ts';
import { isFound } from './matches.ts';
import { paperKind } from './paperKind.ts';
import type { Passage, Passages } from './passages.ts';
import type { Missing } from './said.ts';
import type { Entities } from './scopes.ts';
import { type Span, withoutPoints } from './whose.ts';
import { isBackground, ofResults } from './whoseHeadings.ts';
import type { Evidence, Together } from './wordFamilies.ts';

/** `Gradient descent with a step size of 0.1 would reach the same solution`. */
const supposed = /\bwould (?:also |then |still )?(?:reach|give|find|arrive|converge|yield|need|require|change|lead)\b/i;

/** A value, or that there is one. */
type Told = Pick<Candidate, 'name' | 'isAside' | 'quote' | 'sentence'> & Partial<Pick<Candidate, 'value'>>;

/** Of other constants with the same letter or the same words: what they say is no reason to believe that the paper says this. */
function isMistaken({ name, value, quote, sentence = quote }: Told): boolean {
  if (/^beta[12]$/.test(name)) return typeof value === 'number' && value > 0 && value < 0.3;
  if (name === 'learning rate decay factor')
    return (
      /\b(?:coordinates?|pixels?|inputs?|values|features|noise|images?)\b[^.;]*\b(?:divided|multiplied|scaled)\b/i.test(sentence) &&
      !/\b(?:rates?|lr|step)\b|η/iu.test(sentence)
    );
  return name === 'epochs' && value === 1 && /^(?:one|an?|each) epoch\b(?! (?:of|over|on|through)\b)/i.test(sentence.trim());
}

/** What is said of the field or of its future, and not of what was done. */
const general =
  /^(?!.*\b(?:we|our|ours|us|I|my|here|this paper|all experiments)\b).*(?:\b(?:is|are|was|were|has been|have been|can be|being) (?:\w+ )?(?:usually|often|typically|commonly|generally|frequently|traditionally|historically|popular|widespread|common practice|criticised|criticized|debated|discussed|advocated)\b|\b(?:remains?|is) an? open (?:problem|question)\b|\b(?:left|leave) (?:\w+ )?(?:for|to) (?:later|future)\b|^(?:Future|Earlier|Previous|Prior|Larger|Other|Others|Existing|Most|Many|Recent) (?:\w+ )?(?:work|works|surveys|groups|studies|papers|authors|methods|approaches|systems|use|used|report|reported|train|trained)\b|\b(?:were|was|are|is) not considered\b)/i;

/** `own`: of `ownSentences`. */
export function missingFrom(passages: Passages, own: readonly string[], values: readonly Told[], entities: Entities): Missing[] {
  const all = sentencesOf(passages);
  const openings = openingsIn(passages);
  const said = new Set(
    values
      .filter((value) => value.isAside !== true && !supposed.test(value.sentence ?? value.quote) && !isMistaken(value))
      .map(({ name }) => name),
  );
  const text = own.join('.\n');
  const states = (sentence: string): boolean => !general.test(sentence) && !supposes.test(sentence) && !isTheirs.test(sentence);
  const telling = [...own, ...all.filter((sentence) => !namesOthers.test(sentence) && !namesPeople.test(sentence))].filter(states);
  const thoughts = thoughtsIn(passages, own);
  const kind = paperKind(text, said);
  if (!kind.hasExperiments) return [];
  const saidInSetUp = new Set(
    values
      .filter(({ name, isAside, quote, sentence = quote }) => {
        const text = withoutPoints(sentence);
        return isAside !== true && said.has(name) && !supposes.test(text) && !thoughts.has(text);
      })
      .map(({ name }) => name),
  );
  const namesData = entities.all.some((entity) => entity.kind === 'data');
  const open = checklist
    .filter((needed) => needed.isAsked(kind, said, text))
    .filter(({ name, values: ofIt }) => {
      const known = evidence[name]?.isSetUp === true ? saidInSetUp : said;
      return !ofIt.some((value) => known.has(value)) && !((name === 'data set' || name === 'environment') && namesData);
    });
  const names = open.map(({ name }) => name);
  const namesOf = (isOf: (one: Evidence) => boolean): string[] => names.filter((name) => isOf(evidence[name] ?? { together: [] }));
  const later = telling.filter((sentence) => !openings.has(sentence));
  const told = new Set([
    ...toldIn(
      new Set(telling),
      namesOf(({ isUsual, isSetUp, isInOpenings }) => isUsual !== true && isSetUp !== true && isInOpenings === true),
    ),
    ...toldIn(
      new Set(later),
      namesOf(({ isUsual, isSetUp, isInOpenings }) => isUsual !== true && isSetUp !== true && isInOpenings !== true),
    ),
    ...toldIn(
      new Set(later.filter((sentence) => !thoughts.has(sentence))),
      namesOf(({ isSetUp, isInOpenings }) => isSetUp === true && isInOpenings !== true),
    ),
    ...toldIn(
      new Set(telling.filter((sentence) => !thoughts.has(sentence))),
      namesOf(({ isSetUp, isInOpenings }) => isSetUp === true && isInOpenings === true),
    ),
    ...toldIn(
      new Set(all.filter((sentence) => !isTheirs.test(sentence))),
      namesOf(({ isUsual }) => isUsual === true),
    ),
  ]);
  return open.filter(({ name }) => !told.has(name)).map(({ name, why }) => ({ name, why }));
}

/** What could be, and is not: `one could put it on a phone`. */
const unreal =
  /[^,;:.()]*\b(?:could|might) (?!not\b)(?:\p{L}+ )?(?:be|put|use|take|run|add|try|train|have|choose|fit|serve|do)\b[^,;:.()]*/giu;

/** `Kingma and Ba ⟦cite⟧ introduced Adam`: nothing of its own. */
const isTheirs =
  /^(?!.*\b(?:we|our|ours|us|I|my|here|this paper)\b)(?:In \S+ )?(?!(?:AdamW?|SGD|RMSProp|RMSprop|Lion|LAMB)\b)\p{Lu}\p{L}+(?:(?:,| and|, and) \p{Lu}\p{L}+)*(?: et al\.?| and (?:others|colleagues|co-?workers))? ?⟦cite⟧ (?:use|train|report|introduc|propos|show|draw|drew|analy[sz]|describ|let|find|found|averag|set|take|took|chose|choose|g[ai]ve|argu|not(?:e|ic)|suggest|stud(?:y|ie)|need|prov|obtain|compar|observ|recommend|start|keep|kept|appl|need|split|divide|regulari|initiali|decay|add|were|was|had|have|has)\w*\b/u;

/** Asked, and not said: `What if the rate decays?`, `Whoever decays the rate needs no average`. */
const supposes =
  /\?\s*$|^(?:Whoever|Anyone who|Those who|What if|Suppose|Imagine|If (?:you|one|we (?:had|were|did|could)|the (?:weights|rate|learning rate|step size|step|penalty|optimi[sz]er|batch)))\b/;

/** What results and derivations say: there a setting is varied or reasoned about. */
const ofThoughts =
  /^(?:what if|why|remarks?|outlook|lessons|limits?|theory|theorems?|proofs?|deriv\w+|(?:a |an |the )?(?:worked |toy |small )?(?:example|numbers?|calculation|sum)s?|reading the|beyond|side questions?|variants?|robustness|things that)\b/i;

/** `Results on three benchmarks`, of which the first part is `Settings`. */
const ofSetUp =
  /\b(?:settings?|set-?up|implementation|training|details|configurations?|hyper-?parameters|optimi[sz]ation|protocol|procedure)\b/i;

const isIntroduction = /^(?:introduction|motivation)\b/i;

/** Opens a paper: told of others, or told again where the work is set up. Empty where there is nothing else. */
function openingsIn({ sentences }: Passages): ReadonlySet<string> {
  const isOpening = ({ anchor, headings }: Passage): boolean => anchor.startsWith('abstract') || isIntroduction.test(headings[0] ?? '');
  const body = new Set(sentences.filter((passage) => !isOpening(passage)).map(({ line }) => withoutPoints(line.text)));
  return body.size < fewest
    ? new Set()
    : new Set(
        sentences
          .filter(isOpening)
          .map(({ line }) => withoutPoints(line.text))
          .filter((text) => !body.has(text)),
      );
}

/** A part of a paper sets its work up wherever it speaks. */
const fewest = 12;

function thoughtsIn({ sentences }: Passages, own: readonly string[]): ReadonlySet<string> {
  return new Set(
    sentences.flatMap(({ line, headings, place }, index) =>
      place === 'text' &&
      headings.some((heading) => (ofResults.test(heading) && !/\bcomparison/i.test(heading)) || ofThoughts.test(heading)) &&
      !headings.some((heading) => ofSetUp.test(heading))
        ? [withoutPoints(line.text), own[index] ?? '']
        : [],
    ),
  );
}

/** Whose words may not be the paper’s own: a sentence without them counts, though a part of it looks like somebody else’s. */
const namesOthers =
  /⟦cite⟧|\bet al\b|\b(?:19|20)\d\d\b|\b(?:authors?|original\w*|published|baselines?|others?|compar\w+|contrast|reference|competitors?|copied|quoted?|by default|would|variants?|instead|without|rivals?|tried|preliminary|pilot|colleagues?|repositor(?:y|ies)|obtained|restrict\w+|costs?|gain(?:s|ed)?)\b/i;
const namesPeople = /\p{Lu}\p{Ll}+ and \p{Lu}\p{Ll}+ \p{Ll}+/u;

const tellings = Object.entries(evidence).flatMap(([name, { together }]) => together.map((patterns) => ({ name, patterns })));
const tellingsIn = bankOf(tellings, ({ patterns }) => patterns);

/** Those of the names that a sentence tells something of. */
function toldIn(sentences: ReadonlySet<string>, names: readonly string[]): ReadonlySet<string> {
  const told = new Set<string>();
  const withCuts = names.flatMap((name) => {
    const { without, together = [] } = evidence[name] ?? {};
    return without === undefined ? [] : [{ name, without, together }];
  });
  for (const whole of sentences) {
    const sentence = whole.replaceAll(unreal, ' ');
    if (told.size === names.length) break;
    const cut = withCuts.filter(({ name, without }) => !told.has(name) && isFound(sentence, without));
    const isIn = (text: string, patterns: Together): boolean => patterns.every((one) => isFound(text, one));
    for (const { name, patterns } of tellingsIn(sentence))
      if (names.includes(name) && !told.has(name) && cut.every((other) => other.name !== name) && isIn(sentence, patterns)) told.add(name);
    for (const { name, without, together } of cut) {
      const rest = sentence.replaceAll(without, ' ');
      if (together.some((patterns) => isIn(rest, patterns))) told.add(name);
    }
  }
  return told;
}

/** Everything that the paper says of itself; what others did and what was tried is left out. */
export function ownSentences({ sentences, tables }: Passages): string[] {
  const own = sentences.map(({ line, headings, others }) => {
    const text = withoutPoints(line.text);
    const denies = /\b(?:no|not|without|none)\b/i.test(text);
    if (isOfVariant(text) && !denies) return '';
    const isOwn = /\b(?:[Ww]e|[Oo]urs?|[Mm]y|mine|I)\b/.test(text) && !/⟦cite⟧|\bet al\b/.test(text);
    if (isBackground(headings) && !(isOwn && isIntroduction.test(headings[0] ?? '')))
      return isLookingBack(text, headings) ? text : withoutSpans(text, others);
    // “We take 0.1 instead of 0.2” and “We do not use weight decay” say something of it, though the latter no value.
    if (/\b(?:constants|betas|defaults?|settings) (?:recommended|suggested|proposed|given|used) (?:by|in)\b/i.test(text)) return text;
    // What is quoted, or told of others in a relative clause, is theirs though the sentence says “we”.
    if (isOwn)
      return withoutSpans(
        text,
        others.filter(([start, end]) => {
          const part = text.slice(start, end);
          return /\bwe (?:quote|cite|copy|copied|reprint)\b/i.test(part) || /^,? (?:who|which,|whose)\b/.test(part);
        }),
      );
    return withoutSpans(
      text,
      denies
        ? others.filter(([start, end]) => !/\b(?:do|did|does) not (?:use|apply)\b|\b(?:no|without) \w/i.test(line.text.slice(start, end)))
        : others,
    );
  });
  return [...own, ...rowsOf(tables)];
}

/** Of its own work, where it is discussed. */
function isLookingBack(text: string, headings: readonly string[]): boolean {
  return (
    headings.some((heading) => /^(?:discussion|conclusions?|limitations?)\b/i.test(heading)) &&
    !/⟦cite⟧|\bet al\b|\b(?:future|would|could|might|plan(?:ned)?|others?|prior|previous|earlier|larger|needs?|requires?)\b/i.test(text)
  );
}

/** Everything but what stands under “Related work” and the like; an algorithm is its own wherever it stands. */
function sentencesOf({ sentences, tables }: Passages): string[] {
  return [
    ...sentences
      .filter(({ headings, place }) => place === 'algorithm' || !isBackground(headings))
      .map(({ line }) => withoutPoints(line.text)),
    ...rowsOf(tables),
  ];
}

function rowsOf(tables: Passages['tables']): string[] {
  return tables.flatMap(({ table }) => table.rows.map((row) => row.map(({ content }) => withoutPoints(linear(content).text)).join(' ')));
}

function withoutSpans(text: string, spans: readonly Span[]): string {
  let kept = text;
  for (const [start, end] of spans) kept = kept.slice(0, start) + ' '.repeat(end - start) + kept.slice(end);
  return kept;
}
