/** What a sentence says of something beside the system that the paper reports: variants, ablations, comparisons, conditions, how it is used. */
import type { Candidate } from './candidates.ts';
import { isToldAgain, takesAsKnown } from './toldAgain.ts';
import { besideSetUp, isOfExample, ofResults } from './whoseHeadings.ts';

const variant =
  /\b(?:inset|ablat\w+|variants?|repeats? the experiment|(?:a|an|one) (?:further|additional|second|separate|larger|smaller|longer|shorter) (?:experiment|run|study|test|model|network)|(?:is|are|was|were) studied|(?:trains?|trained|runs?|ran|builds?|built) (?:a|an|another|one) (?:[\p{L}-]+ )?version|all else (?:being )?(?:equal|unchanged|the same)|we (?:also|additionally|further) (?:run|train|vary|study|report)|as a (?:check|control)|sensitivity)\b/iu;

/** `Restricting the adapters to …`, `Smaller crops`, `With guidance scales above 4`: opens with what was changed. */
const opensWithChange =
  /^\s*(?!Training (?:stops?|stopped|ends?|ended|is|was|runs?|ran|lasts?|lasted|takes?|took|uses?|used|continues?|proceeds?|follows?|goes|went)\b)(?:(?:Yet|But|However|Moreover|Also|In contrast|Conversely|Likewise|Similarly|Finally|Interestingly),? )?(?:(?:Even |Only |Merely |Simply )?(?:restrict|remov|rais|lower|replac|dropp|increas|decreas|reduc|doubl|halv|tripl|quadrupl|omitt|freez|unfreez|disabl|enabl|switch|chang|add|us|train|tun|shar|untying|ty|swapp|ablat|turn|leav|skipp|enlarg|shrink|widen|deepen|lengthen|shorten|mov|go|set|vary|varying|exchang|substitut|extend|scal|tak|mak|initiali[sz]|start|fine-tun|pre-?train|shuffl|mask|averag|keep|choos|forgo|discard|truncat|cutt)ing|(?:smaller|larger|longer|shorter|higher|lower|deeper|wider|stronger|weaker|fewer|more|less|bigger|narrower|shallower|finer|coarser|other|different|twice the|half the) [\p{L}\d-]+|with|without|at|for|beyond|below|above|under|if|when|once)\b/iu;
const outcome =
  /\b(?:points?|worse|better|best|benefits?|(?:no|any|little|further|some) (?:gain|difference|effect|improvement|change|advantage)s?|improv\w+|degrad\w+|deteriorat\w+|hurts?|harm\w*|helps?|helped|costs?|loses?|lost|gains?|gained|collapse[sd]?|diverge[sd]?|diverging|unstable|suffers?|suffered|falls?|fell|drops?|dropped|rises?|rose|overfit\w*|noisy|blurr\w+|the same|similar|indistinguishable|slower|faster|made? (?:all|the|it|no|training|learning|results?)|(?:is|are|was|were|become|becomes|became) (?:\w+ )?(?:off|enough|insufficient|too|harmful|detrimental|useless|needed|necessary|unnecessary|redundant|visible)|saturat\w+|spikes?|broke|breaks?|fails?|failed)\b/i;
/** Whoever did it: it came to nothing, or stays a thought. */
const givenUp =
  /\b(?:was|were|is|are|been) (?:also |briefly |initially |first |once |only )?(?:considered|contemplated|envisaged|planned|abandoned|rejected|discarded|given up|withdrawn|too (?:severe|strong|weak|slow|costly|expensive|large|small|high|low|noisy|aggressive))\b|\b(?:not|never) (?:\w+ )?(?:used|part of|included|kept|adopted) in (?:what|the (?:final|reported|paper|main))|\bbut (?:was |were |is |are )?not (?:used|kept|adopted|pursued|reported)\b|\b(?:detrimental|harmful|brought no|gave no|had no effect|without effect|no (?:further )?(?:improvement|benefit|gain)s?)\b|\bwith which we (?:had )?beg[au]n\b|\bis left (?:to|for) (?:future|later)\b/i;
/** What was so once, or was written elsewhere. */
const formerly =
  /\b(?:interim|earlier|previous|preliminary|prior|older|workshop|arxiv|last year's|conference|first) (?:reports?|versions?|drafts?|submissions?|papers?|releases?|preprints?|manuscripts?)\b|\bwe (?:wrote|said|stated|claimed) (?:there|then|earlier|that)\b/i;
/** `The quantisers have a learning rate of their own`. */
const ofItsOwn = /\b(?:of|on) (?:its|their) own\b|\ban? (?:\w+ )?separate (?:learning rate|optimi[sz]er|step size|schedule)\b/i;
/** `after 0, 50 and 200 epochs`: as it stands at some moments. */
const snapshots = /\bafter \d[\d,.k]*(?:, \d[\d,.k]*)*,? and \d[\d,.k]*\b/i;
/** Somebody else's model beside it. */
const besideOurs =
  /\b(?:was|were|is|are) (?:[\p{L}-]+ )?(?:fine-tuned|trained|run|re-?trained|prompted|added|included|evaluated|built|taken) (?:only |merely )?(?:for|as a?) (?:the )?(?:comparison|reference|baseline|contrast)\b|^\s*(?:for|by way of) comparison\b|\bthe score in use\b/iu;

/** `Save for the delayed variant of Table 2, …`, `the same for all variants`: the rest is of what is reported. */
const besideVariants =
  /^\s*(?:Save|Except|Apart from|Aside from|Other than|But|With the exception)\b[^,;]*,|\b(?:(?:for|in|across|of|by|to|with) )?(?:all|both|every|each|either|any)(?: of)?(?: the| our| these)? (?:[\p{L}-]+ )?variants?\b|\b(?:for|in|across|of|by|to|with) (?:(?:the |our )?[\p{L}-]+ and (?:for |in |of |by )?(?:the |our )?[\p{L}-]+ )variants?\b/giu;

/** Of a whole sentence: what it says was not done, or only to see what it changes. */
export function isOfVariant(text: string): boolean {
  if (besideOurs.test(text) || givenUp.test(text)) return true;
  return opensWithChange.test(text) && outcome.test(text) && !takesAsKnown(text) && !/\b(?:we|ours?)\b/i.test(text.slice(0, 120));
}

/** `…; the inset repeats the experiment with 0.5`, `0.1 if the data are noisy`. `end`: behind the value. */
export function isAsideAt(text: string, end: number): boolean {
  return (
    variant.test(text.replaceAll(besideVariants, '')) ||
    isOfVariant(text) ||
    formerly.test(text) ||
    isWithinSnapshots(text, end) ||
    ofItsOwn.test(text) ||
    /^[^,.;]{0,30}\b(?:when|if|unless(?! (?:\w+ ){0,2}(?:otherwise|stated|noted|mentioned|said|specified|swept|varied))|otherwise(?<!\bunless (?:stated |noted |said |mentioned |specified )?otherwise)|except)\b/i.test(
      text.slice(end),
    )
  );
}

function isWithinSnapshots(text: string, end: number): boolean {
  const match = snapshots.exec(text);
  return match !== null && match.index < end && end <= match.index + match[0].length + 10;
}

const oneOf =
  /\b(?:an?|one|a single|each|every) (?:epoch|fold|update|step|episode)\b(?= (?:is|has|comprises|contains|makes|equals|counts|amounts|corresponds|means|covers|consists|takes?|took|lasts?|lasted|costs?|needs?|sees|passes|with|of|on|in)\b)|\b(?:train\w*|in|per|of) (?:each|one|a single) fold\b/i;

/** `An epoch is one pass over …`, `Training one fold lasts nine hours`: what one of them is or costs, not how many there are. */
export function isOneOfMany({ name, value, quote, sentence = quote }: Candidate): boolean {
  return (
    value === 1 &&
    /^(?:epochs|folds|training steps|episodes)$/.test(name) &&
    oneOf.test(sentence) &&
    !/\b(?:for|only|just|exactly|runs?|ran|makes?|made|does|performs?|takes?) (?:one|a single)\b/i.test(sentence)
  );
}

/** Says what came out. */
const cameOut =
  /\b(?:accurac\w+|perplexity|scores?|returns?|reach\w*|achiev\w*|improv\w+|gains?|los(?:es?|t)|drops?|falls?|rises?|rose|fell|better|worse|best|gap|correlat\w+|larger|smaller|longer|shorter|higher|lower|already|barely|nearly|almost|differences?|solve[sd]?|wins?|won|suffic\w+|enough|confirms?|explain\w*)\b/i;
/** Says what was done. */
const doesIt =
  /\b(?:we|I) (?:\p{Ll}+ )?(?:train|use|set|run|take|took|fix|choose|chose|ran|repeat|draw|drew|apply|keep|kept|evaluate|average|report|compute|measure|fine-?tun|pre-?train|optimi[sz]|adapt|test|split|start|sampl|generat)\w*\b|\b(?:is|are|was|were) (?:\p{Ll}+ )?(?:trained|used|set|fixed|chosen|run|repeated|averaged|computed|drawn|evaluated|measured|optimi[sz]ed|tuned|taken|fine-?tuned|sampled|generated|means?|medians?)\b|\b(?:over|of|across|from|for) (?:all |the |our )*(?:[\p{L}\d·]+ )?(?:random |independent |training )*(?:seeds|runs|repetitions|initiali[sz]ations|folds|trials)\b|\bmeans? (?:and|of|over)\b|\b(?:all|every|each|both|our) (?:[\p{L}-]+ )?(?:models?|networks?|runs?|experiments?|methods?|trainings?)\b|\b(?:GPU|CPU|TPU|[AHV]100|RTX|laptop|core|machine)s?\b/iu;

/** Under “Results” another value than the one that the set-up gives is one of what was compared; in a worked example all of them are put in. */
export function withoutTrials(found: readonly Candidate[]): Candidate[] {
  const isTrial = ({ headings, place }: Candidate): boolean =>
    place === 'text' && (headings.some((heading) => ofResults.test(heading)) || besideSetUp.test(headings.at(-1) ?? ''));
  const given = new Set(found.filter((candidate) => !isTrial(candidate) && candidate.role === undefined).map(({ name }) => name));
  return found.filter(
    (candidate) =>
      !isOneOfMany(candidate) &&
      !(candidate.place === 'text' && isOfExample(candidate.headings) && !doesIt.test(candidate.sentence ?? candidate.quote)) &&
      (!isTrial(candidate) ||
        candidate.role !== undefined ||
        isToldAgain(candidate) ||
        ((!given.has(candidate.name) || / examples$|^seeds$|^hardware$|^devices$|^folds$/.test(candidate.name)) &&
          !(cameOut.test(candidate.sentence ?? candidate.quote) && !doesIt.test(candidate.sentence ?? candidate.quote))) ||
        found.some((other) => other !== candidate && other.name === candidate.name && other.value === candidate.value && !isTrial(other))),
  );
}
