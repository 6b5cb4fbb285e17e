/** Counts and shares of data that are told by what their clause says that they are for. */
import type { Bound } from './bound.ts';
import { gapOf, isAlone } from './clauses.ts';
import { dividedNouns } from './dataNouns.ts';
import { type Amount, amounts, type Quantity } from './numbers.ts';
import { asParts } from './splits.ts';

const of = String.raw`^[ -](?:of (?:the |our |these |those )?)?(?:(?!(?:per|each|every|in|of|for|to|and|or|on|from|with|at|by|are|is|were|was|as|that|which|have|has|over|than|we|the)\b)[\p{L}–-]+ ){0,3}?`;
const examplesBehind = new RegExp(`${of}${dividedNouns}\\b`, 'iu');
/** `its nodes, 100 of which`. */
const ofWhich = /^ of (?:which|whom)\b/;
const examplesAhead = new RegExp(`\\b${dividedNouns}, (?:and )?$`, 'iu');
/** What a number of examples is when it is none of a part: of each batch, of one person, of a result. */
const noPart =
  /\b(?:batch(?:es)?|per|each|every|at (?:a|one) time|at once|epochs?|steps?|updates?|iterations?|passes|vocabular\w+|contexts?|windows? of|seconds?|minutes?|hours?|days|annotators?|raters?|labell?ers|mislabell?ed|wrong\w*|errors?|misclassified|correct(?:ly)?|average|mean|median|longest|shortest|queue|buffer|memory|negatives?|neighbou?rs?|generated|earlier|previous(?:ly)?|original(?:ly)?|instead|removed|discarded|dropped|excluded|classes|layers|parameters|accuracy of|points? higher|FID|bootstrap\w*|collocation|rank(?:s|ed|ing)?|fewer|more than|less than|at least|(?<!one )speakers?)\b/iu;

/** What parts of the data are for. The nearest to the number counts. */
const purposes: readonly (readonly [part: 'training' | 'validation' | 'test', words: RegExp])[] = [
  [
    'validation',
    /(?:\b|_)(?:validat\w+|val|develop(?:ment|ing)|dev|tun(?:e|ed|ing)(?<!fine-?tun(?:e|ed|ing))|(?:choos\w+|chose|select\w*|pick\w*|decid\w*|set(?:ting)?|adjust\w*|fix(?:ing)?) (?:the |all |our |its |a |between )*(?:stopping|hyper\w*|settings?|checkpoints?|model|constants?|epoch|point|best|learning|rate|thresholds?)|(?:for|by|to) (?:choos\w+|select\w*|pick\w*)|(?:model|checkpoint) (?:selection|choice)|early[- ]stopping|stop(?:ping)? (?:early|in time|point)|(?:when|where|how long) to (?:stop|train)|choices? of (?:the |all |its )*(?:hyper\S*|settings?|checkpoints?|model|epoch|stopping)|for (?:the )?choice (?:of|between)\b|on which [^.;,#]{1,50}? (?:is|are|was|were) (?:chosen|tuned|selected|picked|settled|decided|adjusted|found)|(?:came|comes|come|turned|did|does|was|is|were|are|performed?s?|worked|scored|found) (?:out |to be )?(?:the )?best (?:up)?on|(?:chosen|selected|picked|tuned|found|settled) (?:up)?on|decide[sd]? (?:between|among|on|about)|monitor\w*|watch(?:ed|ing)? over|hyper-?parameters?)\b/giu,
  ],
  [
    'test',
    /(?:\b|_)(?:test(?:s|ed|ing)?|(?:judged|scored|assessed|measured|checked|examined) (?:it |them )?on|evaluat(?:e|ed|es|ing|ion)|report(?:ed|ing)? (?:all |the |our |final )*(?:accuracy|numbers|figures|results|scores?|errors?|performance|on)|(?:measur\w+|assess\w*|judg\w+|comput\w+|estimat\w+|determin\w+) (?:the |all |our |final )*(?:accuracy|performance|generali[sz]ation|quality|errors?|scores?|results|on)|(?:accuracy|performance|error|quality|scores?|results?|figures|numbers) (?:(?:is|are|was|were) )?(?:measured|reported|computed|judged|assessed|given|for|come|refer)|final (?:numbers|figures|results|scores?|judgement|check|exam\w*)|set aside until the end|untouched)(?![\p{L}])/giu,
  ],
  [
    'training',
    /(?:\b|_)(?:(?:meta-|pre-?|re)?train(?:s|ed|ing)?|(?<!scikit-)learn(?:s|ed|t|ing)?(?! rate)|fit(?:s|ted|ting)?|fine-?tun(?:e|ed|es|ing)|optimi[sz]ed|(?:give|gave|show|hand)\w* (?:the |our )?(?:network|model|learner|student|classifier|encoder)|(?:network|model|learner|student|system|it|encoder|classifier) (?:saw|sees|has seen|is given|gets|receives|is fed|was given|was shown|is shown|takes in))(?![\p{L}])(?! (?:loss|error|runs?|time|steps?|accuracy|rate|hours))/giu,
  ],
];

/** Between a share and how many that are. */
const sameAs =
  /^(?: of (?:the |our |all |these )?(?:[\p{L}-]+ ){0,2}[\p{Ll}-]+)?,? ?(?:\((?:that is,? |i\.e\.,? |or )?|,? (?:that is|i\.e\.|or|namely|which is|which are|that are|meaning),? )(?:about |some |the )?$/u;
/** Where nothing else says what the examples are for. */
const weakTest = /\b(?:unseen|never (?:seen|shown|used)|hold-?out (?:set|part|data)|held-out (?:set|part|data))\b/iu;
/** What is done with a share of the data. */
const divides =
  /\b(?:set (?:aside|apart)|held|hold|put (?:aside|away)|kept|keep|withheld|withhold|reserv\w*|split\w*|divid\w*|take[sn]?|took|goes?|remain\w*|left|leav(?:es|ing)|used|serves?|(?:train|test|learn|fit|valid|evaluat|tun)\w* (?:with|on|from|to)|look(?:s|ed)? at|hold-?out|share|drawn|assign\w*|training data|validation data|test data|(?:training|validation|test|development) (?:samples?|sets?|parts?|portions?|splits?|periods?|subsets?)|to (?:train|tune|test|validate|choose|fit|evaluate)|spared?|never (?:shown|seen)|best (?:up)?on|(?:chosen|selected|picked|tuned|settled) (?:up)?on)\b/iu;
const noShare =
  /\b(?:flipp\w*|mask\w*|drop\w*|corrupt\w*|improv\w*|level|reach\w*|(?:first|second|last|half|quarters?) of (?:the )?(?:training|steps|epochs|updates|iterations|run)|accuracy|columns|noise|wrong|error\w*|warm\w*|prun\w*|probability|student|teacher|loop|cells|remaining|found on)\b/iu;

/** Counts of examples, and shares, by what their clause says that they are for. */
export function partsByPurpose(text: string, free: readonly Quantity[]): Bound[] {
  const all = amounts(text);
  const hasNoun = all.some(({ end }) => examplesBehind.test(text.slice(end)) || /^ of (?:them|these|those)\b/.test(text.slice(end)));
  return free.flatMap((one) => {
    if (!isAlone(one, text)) return [];
    const [amount] = one.amounts;
    const { from, until } = gapOf(text, one, all);
    const [ahead, behind] = [text.slice(from, one.start), behindOf(text, one, until, all)];
    const isCount = !amount.isShare && Number.isInteger(amount.value) && amount.value >= 20;
    const isNamed = examplesBehind.test(behind) || (ofWhich.test(behind) && examplesAhead.test(text.slice(0, one.start)));
    // `the other 11,500`, `1,080 to test on`: counts what the number before it counts.
    const isElliptic =
      hasNoun &&
      /^(?:[.,;)]|$)|^ (?:are|were|is|was|to|for|in|serve[sd]?|the|of|help(?:ed|s)?|go|went|decide[sd]?|chose|choose|guide[sd]?|steer(?:ed)?|tell|told|determined?|select(?:ed)?|picked?|others|more|further|we|form(?:ed)?|made|make|(?:on|with) which)\b/.test(
        behind,
      );
    const symbol = /(?:^|[ (,])[nNmM](?:_|\()*(train|val|valid|dev|test)\w*\)? ?= ?$/i.exec(ahead)?.[1];
    const isShare =
      amount.isShare &&
      amount.value < 1 &&
      /^ (?:the |our )?(?:of|for|are|is|was|were|as|to|serves?|goes|go|training|validation|test)\b|^[,.;]|^$/.test(behind);
    if (!(isCount && (isNamed || isElliptic || symbol !== undefined)) && !isShare) return [];
    const clause = `${ahead}#${behind}`;
    if (isShare ? noShare.test(clause) || !divides.test(clause) : noPart.test(clause)) return [];
    const part =
      symbol === undefined ? purposeOf(ahead, behind) : /^t/i.test(symbol) ? (/^tr/i.test(symbol) ? 'training' : 'test') : 'validation';
    return part === undefined ? [] : asParts(text, [{ part, amount }]);
  });
}

/** `80 %, that is 16,512 rows, serve for fitting`: both are what the second is. */
function behindOf(text: string, { end, amounts: [amount] }: Quantity, until: number, all: readonly Amount[]): string {
  const next = all.find(({ start }) => start >= end);
  const isSame = next !== undefined && amount.isShare && !next.isShare && sameAs.test(text.slice(end, next.start));
  if (!isSame) return text.slice(end, until);
  const own = /^[^.;,)]*[,)]/.exec(text.slice(next.end))?.[0] ?? '';
  return text.slice(next.end + own.length).split(/[.;,]\s/)[0] ?? '';
}

function purposeOf(ahead: string, behind: string): 'training' | 'validation' | 'test' | undefined {
  // `10 % of the training data` are for something else.
  const own = behind.replace(/^ of (?:the |our |all |its |each )*(?:train\w*) [\p{L}]+/u, (words) => ' '.repeat(words.length));
  // `Within each training part, 20 %`.
  const before = ahead.replace(
    /\b(?:within|in|inside|of|from|out of) (?:the|each|every|our|its|this|these|all) (?:[\p{L}-]+ )?train\p{L}* [\p{L}]+,?(?= *$)/iu,
    (words) => ' '.repeat(words.length),
  );
  const near = purposes.flatMap(([part, words]) => [
    ...[...own.matchAll(words)].map(({ index }) => ({ part, distance: index })),
    ...[...before.matchAll(words)].map(({ index, 0: word }) => ({ part, distance: ahead.length - index - word.length })),
  ]);
  const [first] = near.sort((a, b) => a.distance - b.distance);
  if (first !== undefined) return first.distance <= 75 ? first.part : undefined;
  return weakTest.test(`${ahead}#${behind}`) ? 'test' : undefined;
}
