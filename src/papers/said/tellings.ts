/** What tells something that a reproduction needs, sentence by sentence: how it is said decides whether the paper says it. */
import { bankOf } from './bank.ts';
import type { Needed } from './checklist.ts';
import { evidence } from './evidence.ts';
import { linear } from './linear.ts';
import { isFound } from './matches.ts';
import type { Passage, Passages } from './passages.ts';
import type { InPlainWords } from './rateNames.ts';
import { withoutPoints } from './whose.ts';
import { isBackground, ofResults } from './whoseHeadings.ts';
import type { Together } from './wordFamilies.ts';

/** A sentence, or what of it is the paper's own, or a row of a table. */
export interface Statement extends Pick<Passage, 'headings' | 'previous'> {
  readonly text: string;
  readonly place: Passage['place'];
  /** Told of others, or told again where the work is set up. */
  readonly isOpening: boolean;
  /** Where results and derivations vary a setting, or reason about it. */
  readonly isThought: boolean;
  /** Whatever is said of others in it. */
  readonly isWhole: boolean;
}

/** One of them and what it tells. */
export interface Telling {
  readonly name: string;
  /** Settings that say the same. */
  readonly ofIt: readonly string[];
  readonly by: Statement;
}

/** What is said of the field or of its future, and not of what was done. */
const general =
  /^(?!.*\b(?:we|our|ours|us|I|my|here|this paper|all experiments)\b).*(?:\b(?:is|are|was|were|has been|have been|can be|being) (?:\w+ )?(?:usually|often|typically|commonly|generally|frequently|traditionally|historically|popular|widespread|common practice|criticised|criticized|debated|discussed|advocated)\b|\b(?:remains?|is) an? open (?:problem|question)\b|\b(?:left|leave) (?:\w+ )?(?:for|to) (?:later|future)\b|^(?:Future|Earlier|Previous|Prior|Larger|Other|Others|Existing|Most|Many|Recent) (?:\w+ )?(?:work|works|surveys|groups|studies|papers|authors|methods|approaches|systems|use|used|report|reported|train|trained)\b|\b(?:were|was|are|is) not considered\b|^It is (?:well )?(?:known|clear|obvious|tempting|said|natural|possible|hard|easy|understood)\b|\b(?:is|are) (?:well[- ])?(?:known|documented|understood) (?:to|that|for|from|in)\b)/i;

/** Asked, and not said: `What if the rate decays?`, `Whoever decays the rate needs no average`. */
export const supposes =
  /\?\s*$|^(?:Had (?:we|the|this)|(?:How|Whether|Why)\b[^,]* (?:should|is an?)|Whoever|Anyone who|Those who|What if|Suppose|Imagine|If (?:you|one|we (?:had|were|did|could)|the (?:weights|rate|learning rate|step size|step|penalty|optimi[sz]er|batch)))\b/;

/** `How the weights had been initialised was not said`. */
const isUnsaid =
  /\b(?:not|never|nowhere|n['’]t) (?:\w+ )?(?:stated|said|reported|mentioned|specified|documented|told|disclosed|described|recorded)\b|\b(?:unanswered|undocumented|unspecified|unreported)\b|\bdepends? (?:up)?on (?:the |its |their )?(?:random |initial |starting )/i;

/** `Kingma and Ba ⟦cite⟧ introduced Adam`: nothing of its own. */
const isTheirs =
  /^(?!.*\b(?:we|our|ours|us|I|my|here|this paper)\b)(?:In \S+ )?(?!(?:AdamW?|SGD|RMSProp|RMSprop|Lion|LAMB)\b)\p{Lu}\p{L}+(?:(?:,| and|, and) \p{Lu}\p{L}+)*(?: et al\.?| and (?:others|colleagues|co-?workers))? ?⟦cite⟧ (?:use|train|report|introduc|propos|show|draw|drew|analy[sz]|describ|let|find|found|averag|set|take|took|chose|choose|g[ai]ve|argu|not(?:e|ic)|suggest|stud(?:y|ie)|need|prov|obtain|compar|observ|recommend|start|keep|kept|appl|need|split|divide|regulari|initiali|decay|add|were|was|had|have|has)\w*\b/u;

/** Whose words may not be the paper’s own: a sentence without them counts, though a part of it looks like somebody else’s. */
const namesOthers =
  /⟦cite⟧|\bet al\b|\b(?:19|20)\d\d\b|\b(?:authors?|original\w*|published|baselines?|others?|compar\w+|contrast|reference|competitors?|copied|quoted?|by default|would|variants?|instead|without|rivals?|tried|preliminary|pilot|colleagues?|repositor(?:y|ies)|obtained|restrict\w+|costs?|gain(?:s|ed)?)\b/i;
const namesPeople = /\p{Lu}\p{Ll}+ and \p{Lu}\p{Ll}+ \p{Ll}+/u;

/** What could or would be, and is not: `one could put it on a phone`. */
const unreal =
  /(?:(?!\b(?:because|since|as|for|which|so)\b)[^,;:.()])*\b(?:(?:could|might) (?!not\b)(?:\p{L}+ )?(?:be|put|use|take|run|add|try|train|have|choose|fit|serve|do)|would (?:not |also |then |only |have )?\p{L}+)\b[^,;:.()]*/giu;
const isPerhapsUnreal = /\b(?:could|might|would)\b/i;

/** What results and derivations say: there a setting is varied or reasoned about. */
const ofThoughts =
  /^(?:what if|why|remarks?|outlook|lessons|limits?|theory|theorems?|proofs?|deriv\w+|(?:a |an |the )?(?:worked |toy |small )?(?:example|numbers?|calculation|sum)s?|reading the|beyond|side questions?|variants?|robustness|things that)\b/i;

/** `Results on three benchmarks`, of which the first part is `Settings`. */
const ofSetUp =
  /\b(?:settings?|set-?up|implementation|training|details|configurations?|hyper-?parameters|optimi[sz]ation|protocol|procedure)\b/i;

export const isIntroduction = /^(?:introduction|motivation)\b/i;

/** A part of a paper sets its work up wherever it speaks. */
export const fewest = 12;

/** `own`: of `ownSentences`, the rows of tables behind the sentences. Lines of code say what runs, as those of an algorithm do. */
export function statementsIn({ sentences, tables, codes }: Passages, own: readonly string[]): Statement[] {
  const isOpening = ({ anchor, headings }: Passage): boolean => anchor.startsWith('abstract') || isIntroduction.test(headings[0] ?? '');
  const body = new Set(sentences.filter((passage) => !isOpening(passage)).map(({ line }) => withoutPoints(line.text)));
  const rows = tables.flatMap(({ table, headings }) =>
    rowsOf(table).map((text): Statement => ({ text, headings, place: 'table', isOpening: false, isThought: false, isWhole: false })),
  );
  const lines = codes.flatMap(({ text, headings }) =>
    text.split('\n').flatMap((line): Statement[] => {
      const said = withoutPoints(line.replaceAll('_', ' ')).trim();
      return said === '' ? [] : [{ text: said, headings, place: 'algorithm', isOpening: false, isThought: false, isWhole: false }];
    }),
  );
  const said = sentences.flatMap((passage, index): Statement[] => {
    const { line, headings, place, previous } = passage;
    const text = withoutPoints(line.text);
    const all = {
      headings,
      place,
      ...(previous === undefined ? {} : { previous }),
      isOpening: body.size >= fewest && isOpening(passage) && !body.has(text),
      isThought: place === 'text' && isAmongThoughts(headings),
    };
    const mine = own[index] ?? '';
    return [
      ...(mine === '' ? [] : [{ ...all, text: mine, isWhole: false }]),
      ...(place !== 'algorithm' && isBackground(headings) ? [] : [{ ...all, text, isWhole: true }]),
    ];
  });
  return [...said, ...lines, ...rows];
}

export function rowsOf({ rows }: Passages['tables'][number]['table']): string[] {
  return rows.map((row) => row.map(({ content }) => withoutPoints(linear(content).text)).join(' '));
}

function isAmongThoughts(headings: readonly string[]): boolean {
  return (
    headings.some((heading) => (ofResults.test(heading) && !/\bcomparison/i.test(heading)) || ofThoughts.test(heading)) &&
    !headings.some((heading) => ofSetUp.test(heading))
  );
}

const ways = Object.entries(evidence).flatMap(([name, { together }]) => together.map((patterns) => ({ name, patterns })));
const waysIn = bankOf(ways, ({ patterns }) => patterns);

/** Those of the needed things that the statements speak of as what tells them does. */
export function tellingsIn(
  statements: readonly Statement[],
  needed: readonly Pick<Needed, 'name' | 'values'>[],
  plainly: InPlainWords,
): Telling[] {
  return statements.flatMap((by) => {
    // Looked for first: a sentence without such a verb is long to search for what it does not hold.
    const real = isPerhapsUnreal.test(by.text) ? by.text.replaceAll(unreal, ' ') : by.text;
    const sentence = plainly(real, by.previous);
    const isIn = (text: string, patterns: Together): boolean => patterns.every((one) => isFound(text, one));
    let met: ReadonlySet<string> | undefined;
    const isMet = (name: string): boolean => {
      const { without, together = [] } = evidence[name] ?? {};
      if (without !== undefined && isFound(sentence, without)) {
        const rest = sentence.replaceAll(without, ' ');
        return together.some((patterns) => isIn(rest, patterns));
      }
      met ??= new Set(waysIn(sentence).flatMap((way) => (isIn(sentence, way.patterns) ? [way.name] : [])));
      return met.has(name);
    };
    return needed.filter(({ name }) => maySay(by, name) && isMet(name)).map(({ name, values }) => ({ name, ofIt: values, by }));
  });
}

/** Whether it is a place and a way of speaking that may tell this. */
function maySay({ text, place, isOpening, isThought, isWhole }: Statement, name: string): boolean {
  const { isUsual, isSetUp, isInOpenings } = evidence[name] ?? {};
  if (isUsual === true) return (isWhole || place === 'table') && !isTheirs.test(text);
  return (
    !(isWhole && (namesOthers.test(text) || namesPeople.test(text))) &&
    !(isOpening && isInOpenings !== true) &&
    !(isThought && isSetUp === true) &&
    !general.test(text) &&
    !supposes.test(text) &&
    !isUnsaid.test(text) &&
    !isTheirs.test(text)
  );
}
