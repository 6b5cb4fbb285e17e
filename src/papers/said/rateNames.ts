/** What a paper calls its learning rate, put into the usual words: what tells of the one tells of the other. */
import type { Candidate } from './candidates.ts';
import { withoutPoints } from './whose.ts';

const plain = 'learning rate';

/** Of adaptive filters, of control and of old networks. */
const trades =
  /\b(?:update (?:coefficient|factor|gain)|learning (?:coefficient|constant|parameter|factor|gain|speed)|(?:adaptation|correction|adjustment|relaxation) (?:constant|coefficient|gain|step|factor|parameter|rate)|step (?:constant|parameter)|rate of (?:learning|descent|adaptation)|gain (?:term|sequence|factor|constant)|gain(?= ?(?:[αημ]|= ?\d|(?:of|is|was) (?:0·|\d(?:·\d+)?e-|\d\/))))(?! of (?:the )?(?:amplifier|antenna|sensor|filter|controller))\b/giu;

const isOfRate =
  /\b(?:learning[- ]?rates?|step[- ]?(?:sizes?|lengths?|widths?)|lr|steps? (?:of|was|is) (?:0·|\d(?:·\d+)?e-|one[- ]\w+th|size))\b[^.;]{0,40}$/i;

const pronoun =
  /\b(?:(?<=(?:^|[,;:] ?|\band |\bbut )(?:and |but )?)it(?= (?:is|was|does|did|has|had|stays?|stayed|remain|then|never|falls|fell|decays|shrinks|drops|keeps?|goes|will|would)\b)|(?<=\b(?:touch\w*|chang\w+|alter\w*|leave|left|lower\w*|reduc\w+|decay\w*|anneal\w*|adjust\w*|vary|varied|keep|kept|held|hold|halv\w+|cut|divide[ds]?|multipl\w+|drop\w*) )it)\b/i;

export type InPlainWords = (text: string, previous: string | undefined) => string;

export function inPlainWords(values: readonly Partial<Pick<Candidate, 'name' | 'stated' | 'quote' | 'sentence'>>[]): InPlainWords {
  const rates = values.filter(({ name }) => name === plain);
  const letters = new Set(
    rates.flatMap(({ quote = '', sentence = quote }) =>
      [...withoutPoints(sentence).matchAll(/([αγμρ](?:_?\w)?) ?(?:=|is|of|←) ?(?=[\d·]+)/gu)].map(([, letter = '']) => letter),
    ),
  );
  const isGain = rates.some(({ quote = '', sentence = quote }) => /\bgains?\b/i.test(sentence));
  const stated = rates.flatMap(({ stated: one = '' }) => (/^[\d.]+$/.test(one) ? [withoutPoints(one)] : []));
  const named =
    stated.length === 0
      ? undefined
      : new RegExp(String.raw`\b(?:number|value|figure|factor|constant|coefficient) (?:${stated.join('|')})(?![\d·])`, 'giu');
  const written = letters.size === 0 ? undefined : new RegExp(String.raw`(?<![\p{L}\d])(?:${[...letters].join('|')})(?![\p{L}\d_])`, 'gu');
  return (text, previous) => {
    let said = text.replaceAll(trades, plain);
    if (isGain) said = said.replaceAll(/\bgain\b/gi, plain);
    if (named !== undefined) said = said.replaceAll(named, plain);
    if (written !== undefined) said = said.replaceAll(written, 'η');
    if (!pronoun.test(said)) return said;
    let before = previous === undefined ? '' : withoutPoints(previous).replace(/[.;:]\s*$/, '');
    return said
      .split(/(?<=[;,])/)
      .map((clause) => {
        const meant = isOfRate.test(before) ? clause.replace(pronoun, `the ${plain}`) : clause;
        before = clause.replace(/[;,]\s*$/, '');
        return meant;
      })
      .join('');
  };
}
