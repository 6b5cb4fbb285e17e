/** What a reproduction of this paper needs and the paper does not say. */

import { isOfVariant } from './asides.ts';
import type { Candidate } from './candidates.ts';
import { checklist } from './checklist.ts';
import { evidence } from './evidence.ts';
import { paperKind } from './paperKind.ts';
import type { Passages } from './passages.ts';
import { inPlainWords } from './rateNames.ts';
import type { Missing } from './said.ts';
import type { Entities } from './scopes.ts';
import { settingsOf, tells } from './tellingCues.ts';
import { fewest, isIntroduction, rowsOf, statementsIn, supposes, tellingsIn } from './tellings.ts';
import { type Span, withoutPoints } from './whose.ts';
import { isBackground } from './whoseHeadings.ts';

/** `Gradient descent with a step size of 0.1 would reach the same solution`. */
const supposed =
  /\bwould (?:also |then |still )?(?:reach|give|find|arrive|converge|yield|need|require|change|lead|pull|push|drive|shrink)\b/i;

/** `It explodes in 4 of 5 runs`: what came out of those that were looked at. */
const someOf =
  /\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|some|most|none) (?:out )?of (?:the |its |our |these )*(?:first |last )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty) (?:\p{L}+ )?(?:runs|trainings|trials)\b|\bdeviations? of a single run\b/iu;

/** A value, or that there is one. */
type Told = Pick<Candidate, 'name' | 'isAside' | 'quote' | 'sentence'> & Partial<Pick<Candidate, 'value' | 'stated' | 'headings'>>;

/** Of other constants with the same letter or the same words: what they say is no reason to believe that the paper says this. */
function isMistaken({ name, value, quote, sentence = quote }: Told): boolean {
  if (/^beta[12]$/.test(name)) return typeof value === 'number' && value > 0 && value < 0.3;
  if (name === 'learning rate decay factor')
    return (
      /\b(?:coordinates?|pixels?|inputs?|values|features|noise|images?)\b[^.;]*\b(?:divided|multiplied|scaled)\b/i.test(sentence) &&
      !/\b(?:rates?|lr|step)\b|η/iu.test(sentence)
    );
  if (name === 'seeds')
    return someOf.test(sentence) && !/\b(?:each|every|all|means?|averages?d?|repeat\w*|repetitions|seeds?)\b/i.test(sentence);
  return name === 'epochs' && value === 1 && /^(?:one|an?|each) epoch\b(?! (?:of|over|on|through)\b)/i.test(sentence.trim());
}

/** `own`: of `ownSentences`. */
export function missingFrom(passages: Passages, own: readonly string[], values: readonly Told[], entities: Entities): Missing[] {
  const statements = statementsIn(passages, own);
  const said = new Set(
    values
      .filter((value) => value.isAside !== true && !supposed.test(value.sentence ?? value.quote) && !isMistaken(value))
      .map(({ name }) => name),
  );
  const text = own.join('.\n');
  const thoughts = new Set(statements.filter(({ isThought }) => isThought).map(({ text }) => text));
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
  const settings = settingsOf(values);
  const told = new Set(
    tellingsIn(statements, open, inPlainWords(values))
      .filter((telling) => passages.sentences.length < 2 * fewest || tells(telling, settings))
      .map(({ name }) => name),
  );
  return open.filter(({ name }) => !told.has(name)).map(({ name, why }) => ({ name, why }));
}

/** `All constants other than the rate`: those are meant that are not named. */
const allBut = /\bother than\b/gi;

/** `with the constants that its authors propose`: told of others, and taken over. */
const proposedByAuthors =
  /\b(?:constants|betas|defaults?|settings) (?:recommended|suggested|proposed|given|used) (?:by|in)\b|\b(?:constants?|decay rates|betas|averages|settings)\b[^.;]{0,50} (?:its|their) (?:authors?|inventors?) (?:propos|recommend|suggest|advis|g[ai]ve|chose|use)/i;

/** Everything that the paper says of itself; what others did and what was tried is left out. */
export function ownSentences({ sentences, tables }: Passages): string[] {
  const own = sentences.map(({ line, headings, others }) => {
    const text = withoutPoints(line.text);
    const denies = /\b(?:no|not|without|none)\b/i.test(text);
    if (isOfVariant(text.replace(allBut, '')) && !denies) return '';
    const isOwn = /\b(?:[Ww]e|[Oo]urs?|[Mm]y|mine|I)\b/.test(text) && !/⟦cite⟧|\bet al\b/.test(text);
    if (isBackground(headings) && !(isOwn && isIntroduction.test(headings[0] ?? '')))
      return isLookingBack(text, headings) ? text : withoutSpans(text, others);
    // “We take 0.1 instead of 0.2” and “We do not use weight decay” say something of it, though the latter no value.
    if (proposedByAuthors.test(text)) return text;
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
  return [...own, ...tables.flatMap(({ table }) => rowsOf(table))];
}

/** Of its own work, where it is discussed. */
function isLookingBack(text: string, headings: readonly string[]): boolean {
  return (
    headings.some((heading) => /^(?:discussion|conclusions?|limitations?)\b/i.test(heading)) &&
    !/⟦cite⟧|\bet al\b|\b(?:future|would|could|might|plan(?:ned)?|others?|prior|previous|earlier|larger|needs?|requires?)\b/i.test(text)
  );
}

function withoutSpans(text: string, spans: readonly Span[]): string {
  let kept = text;
  for (const [start, end] of spans) kept = kept.slice(0, start) + ' '.repeat(end - start) + kept.slice(end);
  return kept;
}
