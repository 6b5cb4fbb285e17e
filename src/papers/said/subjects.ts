/** Of what a clause speaks, where no name says it: its subject, what it trains, or what it opens with. Kept only where it tells values apart. */
import { isUsualHeading } from './headingScopes.ts';
import { mentionsIn } from './mentions.ts';
import type { Entities, Occurrence } from './scopes.ts';

const generic =
  /^(?:adam\w*|sgd|adafactor|rmsprop|lion|lamb|lars|we|i|it|its|they|their|this|that|these|those|which|who|both|all|each|every|either|everything|one|two|three|others?|rest|same|final|full|main|proposed|complete|whole|entire|resulting|new|our|own|here|there|model|network|training|run|parameter|weight|matri(?:x|ces)|coefficient|connection|unknown|configuration|experiment|method|agent|approach|system|variant|setting|value|image|data|sample|example|setup|set-up|optimi[sz]\w*|learning|procedure|policy|algorithm|implementation|code|hyper-?parameters?|schedule|loss|update|input|output|evaluation|adapter|layer|baseline|architecture|result|seed|step|epoch|batch|phase|stage|hardware|machine|measure|detail|note|remark|require|ensure|reproducibility|computing)s?$/i;
const word = String.raw`(?!(?:[Ii]n|[Aa]n?|[Aa]s|[Tt]he|of|per|for|on|at|to|with|by|from|always|and|or|[Aa]fter|[Bb]efore|[Ww]hen|[Ii]f|[Ww]here|[Hh]ow|no|not|so|than|we|it|size|is|are|was|were) )[\p{L}][\p{L}\d-]*`;
export const phrase = String.raw`(${word}(?: ${word}){0,2}?)`;
const subject = new RegExp(
  String.raw`^\s*(?:and |while |whereas |but |then |here )?(?:(?:[Tt]he|[Oo]ur|[Aa]n?|[Aa]ll|[Ee]very|[Ee]ach|[Ii]ts) )?${phrase} (?:(?:is|are|was|were) (?:[\p{L}]+ly |then |first |also |only |instead )?(?:re-?)?(?:trained|tuned|fine-?tuned|optimi[sz]ed|updated|learned|learnt|adapted|fitted|run|pre-?trained|estimated|calibrated)|learns?|trains?|runs?|lasts?|(?:have|has) (?:an? )?(?:[\p{Ll}]+ )?(?:optimi[sz]ers?|learning rates?|schedules?|step sizes?) of (?:their|its) own)\b`,
  'u',
);
/** `Logistic regression (L-BFGS, until convergence) is trained on …`. */
const bracketed = new RegExp(String.raw`^\s*(?:(?:[Tt]he|[Oo]ur|[Aa]n?) )?${phrase} \((?![^()]*\))`, 'u');
const object = new RegExp(
  String.raw`\b(?:[Ww]e|and|then) (?:(?:also|further|additionally|instead) (?:re-?)?train|rerun|re-run|(?:also|further|additionally|instead) (?:re-?)?train|fit|(?:re-?)?run|tune|fine-tune|optimi[sz]e|update|calibrate)(?:s|ed|d)? (?:the|an?|our) ${phrase} (?:of|with|for|by|at|on|using|ourselves)\b`,
  'u',
);
const opening =
  /^\s*(?:For|In|During|On) (?:the|our|an?) ((?:[\p{L}\d-]+ ){0,3}?(?:comparisons?|experiments?|ablations?|study|analysis|test|variant|setting|condition|case|regime|control|check))\b/u;
const quotedName = /^\s*(?:When|If|Where|For|In)\b[^,;]*?\((?:["'“”‘’`]{1,2})([\p{L}][\p{L} -]{2,24}?)["'“”‘’]{1,2}\)[^,;]*,/u;

const label = /^\s*(\p{Lu}[\p{L}-]*(?: (?!(?:is|are|was|were|has|have|uses?|takes?)\b)[\p{L}-]+){1,2}): (?=\p{L})/u;
const inClause = /^\s*(?:for|with|under|on) (?:the )?(\p{Ll}[\p{L}-]{3,}(?: [\p{Ll}-]+)?), /u;

/** `The network is a GIN of five layers`: says what the network is, and tells it from no other. */
export function isPredicate(text: string, occurrence: Occurrence | undefined): boolean {
  return (
    occurrence !== undefined &&
    /\b(?:the|our|its) (?:network|model|backbone|architecture|encoder), (?:an? )?$|^\s*(?:The|Our|Its) (?:neural )?(?:network|model|backbone|architecture|encoder)(?: itself)? (?:is|was) (?:an? |the )?(?:plain |standard |small |usual )?$/.test(
      text.slice(0, occurrence.start),
    )
  );
}

/** The comparison or ablation that a sentence opens with. */
export function studyOf(text: string): Occurrence | undefined {
  const name = thing(opening.exec(text)?.[1]);
  return name === undefined ? undefined : { name, kind: 'case', start: 0, end: 0 };
}

/** `start`: of the value. */
export function subjectBefore(text: string, clauseStart: number, start: number, entities: Entities): readonly [Occurrence] | undefined {
  const before = text.slice(Math.max(0, clauseStart), start).replace(/^;/, '');
  const last = before.lastIndexOf(', while ') >= 0 ? before.slice(before.lastIndexOf(', while ') + 2) : before;
  const name =
    quotedName.exec(text)?.[1] ??
    thing(subject.exec(last)?.[1]) ??
    thing(bracketed.exec(before)?.[1]) ??
    thing(object.exec(before)?.[1]) ??
    thing(inClause.exec(before)?.[1]) ??
    labelled(label.exec(text)?.[1]) ??
    thing(opening.exec(text)?.[1]);
  return name === undefined || entities.in(name).some(({ start: from, end, kind }) => kind !== 'phase' || end - from === name.length)
    ? undefined
    : [{ name, kind: compared.test(name) ? 'thing' : 'case', start: 0, end: 0 }];
}

/** What is set beside the paper's own: `independent networks`, `the centralised reference`. */
const compared =
  /\b(?:independent|separate|controls?|references?|baselines?|joint(?:ly)?|pooled|centrali[sz]ed|isolated|alone|scratch|upper bound|oracle|naive|vanilla|ordinary|comparison|unpruned|uncompressed)\b/i;

/** `Full fine-tuning: learning rate 1e-5`, unless it is the heading of a chapter. */
function labelled(name: string | undefined): string | undefined {
  return name === undefined ||
    isUsualHeading(name) ||
    /^(?:All|Both|Every|Each|Common|Shared)\b/.test(name) ||
    generic.test(name.split(' ').at(-1) ?? '')
    ? undefined
    : thing(name);
}

export function thing(name: string | undefined): string | undefined {
  if (name === undefined || generic.test(name) || (generic.test(name.split(' ').at(-1) ?? '') && name.split(' ').length < 2))
    return undefined;
  if (
    name.split(' ').every((part) => generic.test(part)) ||
    /\b(?:loss|objective|function|likelihood|bound|criterion|sum|error|entropy|divergence|distance|reward|return)$/.test(name)
  )
    return undefined;
  return mentionsIn(name, new Map()).length > 0 ? undefined : name;
}
