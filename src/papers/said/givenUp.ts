/** Cues for what was tried and given up, for what was judged or only thought of, and for results. Data; a decimal point is a `·`. */
import type { Cue } from './cue.ts';

const metrics =
  'accurac(?:y|ies)|errors?|perplexity|scores?|returns?|recall|precision|BLEU|chrF|F1|AUC|Dice|mAP|likelihood|performance|results?|concordance|correlation|loss';

export const givenUp: readonly Cue[] = [
  // `Rank 16 was considered by the consortium's pilot in the next county, at a rate of 0.001`.
  {
    pattern:
      /\b(?:considered|tried|tested|used|reported|chosen|studied|preferred|taken) (?:by|in) (?:the |an? |another |our )?(?:[\p{L}'’-]+ ){0,3}(?:pilot|consortium|colleagues|vendor|neighbou?rs|predecessors?|competitors?|company next door|neighbou?ring [\p{L}-]+)\b(?!.*\b(?:we|I)\b)/giu,
    from: 'sentence',
  },
  // `A neighbour offered us his Adam; we thanked him and stayed with ours.`
  {
    pattern:
      /\b(?:offered|suggested|recommended|proposed|advised|lent|urged|wanted)\b(?=.*\b(?:thanked|declined|refused|resisted|(?:stayed|stuck|remained) with (?:ours|mine|what|the old|our)|kept (?:to )?(?:ours|mine|our own)|did(?: not|n't) (?:take|follow|listen|use)|said no)\b)/giu,
    from: 'sentence',
  },
  // `Early on we discounted by 0.9. It never went round the back.`
  {
    pattern:
      /(?:^|: )(?:early on|in the beginning|in the first (?:days|weeks|version)|back then|in (?:an|our) early (?:version|build)),? (?:we|I|it|the)\b(?!.*\b(?:still|kept|since|remained|ever since)\b)/giu,
    from: 'sentence',
  },
  {
    pattern:
      /^(?:preliminary|early|initial|first|pilot|exploratory) (?:runs?|experiments?|trials?|tests?|trainings?) (?:with|at|using|on)\b(?![^.]*\b(?:therefore|hence|so we|we (?:use|keep|chose|set))\b)/giu,
    from: 'sentence',
  },
  {
    pattern: /\b(?:abandoned|dropped|discarded|rejected|gave up|gave up on) (?:the idea|this idea|the attempt|that again|this again)\b/giu,
    from: 'clause',
  },
  {
    pattern:
      /\b(?:we|I) (?:have not|haven't|have never|never) (?:looked (?:at|into)|studied|tried|tested|considered|examined|varied|used|run|repeated)\b|\b(?:we|I) (?:also|once) (?:once )?(?:looked|look) at (?=\S{1,4} ?=)/giu,
    from: 'cue',
  },
  { pattern: /\bwe (?:also |then )?compared? (?:this|it|these|that) (?:with|to|against)\b/giu, from: 'cue' },
  {
    pattern:
      /\b(?:we|I|one) (?:(?:at )?first |initially |originally |once |also )?had (?:(?:at )?first |initially |originally |once |also |even )?(?:tried|planned|intended|hoped|thought|wanted|begun|started|trained|set|chosen|used|run|experimented|worked|considered)\b(?! (?:out|off|up)\b)|\b(?:will|shall) (?:also |then |next |therefore )?(?:try|test|explore|examine|investigate|study|consider|replace|extend|scale|repeat|move|switch|increase|turn to|look)\b|\b(?:we|I) (?:plan|intend|hope|want|would like|mean) (?:to|for)\b|\b(?:was|were|had been) (?:our|my) (?:very )?(?:first|initial|original) (?:choice|attempt|idea|try|plan|guess)\b|\bleft (?:for|to) (?:future|later)\b|\b(?:saw|brought|showed|found) nothing\b[^.;]*\b(?:took|left|threw|dropped|removed)\b|\b(?:was|were) not pursued\b(?<!\bmemory\b.*)|\bnever (?:passed|converged|got)\b[^.;]*\b(?:isn't|is not|aren't|are not|was not|not) (?:part|used|reported)\b/giu,
    from: 'clause',
  },
  // `8 was marginally better on one task`, `anything above 8 did harm`, `250 updates gain 0.07 dB`: judged, not used.
  {
    pattern:
      /\bdifferences? between (?:[\p{L}-]+ )?(?:of )?[^.;,]*[\d·][^.;,]*|\bwhat [\p{L}\d-]+ (?:gave|gives|is|was|does|did) (?:to |for )?others\b/giu,
    from: 'match',
  },
  // `…, for a discount of 0.99 taught it to fly slowly, and we abandoned it`, `SGD with momentum 0.9 arrived at the same`.
  {
    pattern:
      /(?<=[,;(:] (?:for|since|as|because|but) )[^;]*?,? (?:and|so|but|until) (?:we|I) (?:then |soon |therefore |finally )?(?:abandoned|dropped|discarded|rejected|removed|stopped|gave (?:it|this|that|them) up)\b/giu,
    from: 'match',
  },
  {
    pattern:
      /\b(?:arrive[sd]? at|came to|come to|ended at|ended with) (?:exactly |almost |much |about |nearly |practically )?the same\b|\bhad (?:at )?first (?:given|put|let|made|chosen|taken|added|set|built|fed|trained|used|tried|run)\b/giu,
    from: 'clause',
  },
  {
    pattern:
      /\b(?:we )?(?:also |initially |first |briefly |at first )+(?:tried|experimented|tested|considered|explored)\b(?![^.;]*\b(?:kept|keep|chose|took(?! (?:it|them|this) (?:out|away|back))|picked|selected|settled|use) )|\b(?:we|have|had|we first had|we had (?:first|initially|originally)) (?:tried|experimented with)\b(?![^.;]*\b(?:kept|keep|report|chose|took(?! (?:it|them|this) (?:out|away|back))|picked|selected|settled|use) )|\b(?:(?<!\b(?:no|none|never|not|nothing)\b[^.;,]{0,24})diverge[sd]?|diverging|(?<!\b(?:when|if|once|until|unless|whenever|after|because|stop\w*|halv\w*|error|score|BLEU|loss)\b[^.;]{0,60})did not (?:improve|change)|did not (?:help|converge|matter|work|pay|fit|suffice|train)|does not (?:help|converge|matter)|(?<!\b(?:when|if|once|until|unless|whenever|after|because|stop\w*|halv\w*)\b[^.;]{0,80}|\b(?:rates?|step sizes?) )does not (?:improve|change(?! (?:during|throughout|over|from|afterwards|in the course|with time)|(?<=\b(?:rates?|steps?|step sizes?|lr|η)\b[^.;]{0,60}) ?(?:[.,;)]|$)))|made no difference|(?:led|lead|leads) to (?:unstable|worse|divergence|poor|slower|over-?fitting)|(?:was|were|is|are|gave|performed|works?|worked) (?:not (?:better|stable|enough)|no better|worse|unstable|too (?:small|large|high|low|slow))|had no (?:\w+ )?effect|hurts?|(?<!\b(?:which|chosen|found|tuned|determined|selected|sufficient|best|enough|picked)\b[^.;]{0,40})in (?:a )?(?:preliminary|pilot|early|first|initial) (?:experiments?|runs?|trials?|tests?|study)|(?:was|were) (?:(?:then|therefore|thus|hence|soon|later|\w+ly) )?(?:dropped(?! out\b)|abandoned|discarded|rejected|given up)|(?:turned|proved|turns) (?:out )?to be (?:unstable|worse|harmful|too)|without success|to no avail|gave (?:worse|no|similar|slightly|(?:nearly |almost |about |roughly |exactly )?the same)|(?<!\b(?:where|when|because|since|as|to avoid|against|before)\b[^.;,]*)over-?fit(?:s|ted)?|(?:brought|helped|did|gained|changed) (?:us )?(?:neither|none|nobody|nothing|little)|(?<!\band )(?:we )?(?:did|do) not (?:pursue|use|try|report|study|consider|need)(?! (?:an? |any |the |either )?(?:(?:learning[- ]rate|gradient|weight|batch|early|data|label) )?(?:schedules?|decay|warm-?up|drop-?out|regulari\p{L}+|augmentation|momentum|clipping|normali[sz]ation|stopping|smoothing|bias(?:es)?|averaging|penalty)\b))\b/giu,
    from: 'clause',
  },
  // A result, not a setting. What is watched to stop or to slow down is one.
  {
    pattern:
      /^(?!.*\b(?:stop\w*|patience|halv\w*|whenever|rate is|once)\b).*?\b(?:accuracy|error|perplexity|score|return|BLEU|F1|likelihood|calibration error|performance)\b[^.;]{0,30}?\b(?:rises?|grows?|falls?|drops?|improves?|increases?|decreases?|gains?) (?:by|between|from|with)\b/giu,
    from: 'sentence',
  },
  {
    pattern:
      /[:;] (?:with|at|for|using) [^.;]*?\b(?:drops?|(?<!\b(?:is|are) )dropped|falls?|fell|rises?|rose|degrades?|degraded|loses?|lost|gains?|gained|reaches|reached|collapses?|collapsed)\b/giu,
    from: 'cue',
  },
  {
    pattern:
      /^(?![^.]*\b(?:our [\p{L}-]+|we) (?:\p{L}+ )?(?:improve|reach|beat|outperform|gain|match|obtain|achieve))(?:with|at|for|using|even with|raising|lowering|increasing|doubling|halving)\b[^.]*?\b(?:drops?|(?<!\b(?:is|are) )dropped|falls? (?:by|to|below)|fell|rises? (?:by|to|above)|rose|degrades?|degraded|improves?|improved|loses?|lost|gains?|gained|changes by|collapses?|collapsed|suffers?)\b/giu,
    from: 'sentence',
  },
  {
    pattern:
      /\b(?:larger|smaller|higher|lower|longer|shorter|stronger|weaker|bigger|wider|deeper) (?!than\b)[^.,;:#()]{0,40}?(?:such as|like|of(?= [\d·])|including|\(e\.g\.,?)/giu,
    from: 'clause',
  },
  {
    pattern:
      /\bwould (?:be|need|require|take|have|correspond|give)\b|\b(?:one|practitioners?|readers?|future work) (?:could|might|may|should|can|would)\b|\b(?:is|are) (?:often|usually|typically|commonly|widely|customarily) (?:set|used|chosen|trained|taken)\b|^(?:with|using|at|for) [^,;.]{2,40} instead of\b/giu,
    from: 'clause',
  },
  // `With lr=1e-2 the loss goes to 0.9 and stays there`: what a run does that was not kept.
  {
    pattern:
      /^(?:[^.;:]{0,30}: )?(?:with|at|for|using|beyond|above) [^,;]{1,40}? (?:the |my |our |its )?(?:(?:training )?loss|training|it|network|weights|gradients?) (?:goes|go|jumps?|shoots?|climbs?|explodes?|blows? up|stalls?|oscillates?|gets? stuck|never)\b/giu,
    from: 'sentence',
  },
  // `With batches of 512 instead, the gap closes`: what happens there.
  {
    pattern:
      /^(?:(?:even|already|only|but|yet) )?(?:with|at|for|using|beyond|above|below) (?!(?:all|both|each|every|this|these|that|our|the same)\b)[^,;.]{1,50}?,? (?:the|its|no|every|any) (?:[\p{L}-]+ ){0,3}?(?:gaps?|effects?|advantages?|differences?|gains?|orders?|ranking|curves?|benefits?|improvements?|trends?|pictures?|conclusions?|variance|bias|problem|phenomenon) (?:closes?|closed|vanish\w*|disappear\w*|remains?|persists?|returns?|shrinks?|grows?|widens?|narrows?|is (?:gone|lost|smaller|larger|not|no|the same|still|reversed|small|large|\d)|becomes?|reverses?|changes?|flips?|doubles|halves|comes? back|goes away)\b/giu,
    from: 'sentence',
  },
  // What nobody did: questions, suppositions, attempts that came to nothing, and what stood in a plan.
  {
    pattern:
      /\b(?:do|does|did|could) not (?:know|say|tell) (?:whether|if|how|what)\b|\b(?:is|remains|it is) (?:an )?(?:open|unclear|unknown)\b|\b(?:suppose|imagine|hypothetical(?:ly)?)\b/giu,
    from: 'sentence',
  },
  {
    pattern:
      /\b(?:failed|abandoned|unsuccessful|aborted|discarded|fruitless) (?:attempts?|experiments?|trials?)\b|^(?:in )?an? (?:pilot|trial|first attempt)\b|\bhad (?:not|never) (?:ended|converged|finished)\b/giu,
    from: 'cue',
  },
  {
    pattern:
      /\b(?:was|were) (?:also |briefly |only )?tried\b(?![^.;]*\b(?:kept|keep|chose\w*|best|adopted|selected|settled|use|taken)\b)/giu,
    from: 'clause',
  },
  // `A recurrent policy was examined at an early stage and abandoned`, `…, so we discarded it`.
  {
    pattern:
      /\b(?:was|were) (?:also |briefly |once |only )?(?:tried|tested|examined|explored|considered|evaluated|investigated)\b[^.;]{0,50}? and (?:then |later |soon |finally |again )?(?:made|gave|brought|dropped|abandoned|rejected|discarded|given up|left out|taken (?:out|away)|removed|withdrawn|found (?:to be )?(?:worse|useless|unstable))\b|\bso (?:that )?we (?:discarded|dropped|abandoned|removed|rejected|left out) (?:it|them|this)\b|\bwe (?:gave up on|did away with|do without|did without|refrained from) (?:it|them|this)\b|\bhelped\b[^.;]{0,60}\bbut (?:none|not|no)\b|(?<!^On [^.;]*)(?<=\b(?:vocabulary|batch|size|rank|rate|window|context|width|buffer|pool) of [\d·,.]+k?(?: [\p{L}-]+)?) (?:is|are|was|were) (?:already |just |more than )?(?:enough|sufficient)(?=[.;,]|$)|(?<!\b(?:we|our)\b[^.;]*)\b(?:changes?|changed|alters?|altered|lowers?|lowered|raises?|raised|improves?|improved|worsens?|worsened) the [\p{L} -]{2,30} by (?:less|more|only|about|up|at most|nearly|around|[\d])/giu,
    from: 'clause',
  },
  // `Rank 16 won 58 % of its pairs`, `our card could not hold more at rank 64`.
  {
    pattern:
      /^(?:the )?(?:rank|width|depth|temperature|batch size|beam|drop-?out|horizon|margin|[α-ω])(?: (?:of|=))? ?[\d·]+k? (?:won|wins|beats?|lost|scored|scores|came (?:out )?(?:first|second|third|last|best|worst)|takes? the lead|leads)\b/giu,
    from: 'sentence',
  },
  { pattern: /\b(?:could|can|would|did|does) not (?:hold|fit|afford|store|take|keep) (?:more|all|any|larger|it|them)\b/giu, from: 'cue' },
  // `… and was left out of the study`, `… and the final models do not use it`.
  {
    pattern:
      /\b(?:was|were|is|are|been) (?:therefore |then |thus |hence )?(?:left out of|excluded from|not part of|no part of|omitted from) (?:the|this|our|what) (?:stud(?:y|ies)|papers?|comparisons?|tables?|reports?|results?|analys[ie]s|experiments?|text|is reported)\b|\b(?:the|our) (?:final|reported) (?:[\p{Ll}-]+ )?(?:models?|networks?|runs?|systems?|agents?|results?|versions?|pipeline|recipe)\b[^.;,]{0,12}? (?:do|does|did) (?:not|without) (?:(?:use|include|have|contain|need) )?(?:it|them|this|that)\b/giu,
    from: 'sentence',
  },
  // `With three epochs ours became verbose, so that we went back to one`, `We had planned 300 epochs but stopped after 200`.
  {
    pattern:
      /(?<=^|[;:(] ?)[^;:()]*?,? (?:and|so|so that|but|then|which is why|whereupon) (?:(?:we|I) )?(?:then |soon |finally |therefore |quickly )?(?:went|reverted|returned|switched|changed|came|fell) back\b|\b(?:(?:had|have) (?:at first |originally |initially |first )?(?:planned|intended|meant|wanted|hoped)|(?:we|I) (?:planned|intended|meant|hoped) to)\b[^;]*?(?=,? but\b|; |$)|\b(?:we|I) (?:also |first |once )?(?:played|toyed|flirted|(?:did )?(?:fool|mess|play|fiddle|tinker)(?:ed)?(?: around| about)?) with\b[^,;.]*/giu,
    from: 'match',
  },
  // `A cosine schedule blurred the outlines, and we went back`, `label smoothing, saw nothing, and took it out again`.
  {
    pattern:
      /\b(?:was|were|is|are) (?:not|never) pursued\b|^An? (?:\p{Ll}+ )?attempts? (?:with|at|to|using|by)\b|\b(?:is|are|was|were) (?:\p{Ll}+ )?out of (?:our )?reach\b/giu,
    from: 'clause',
  },
  {
    pattern:
      /^(?:at first|in the beginning|originally|initially|at the start),? (?:we|I|there) (?:had|used|was|were|took|trained|ran)\b(?![^.]*\b(?:then|later|after that|from (?:step|epoch|then))\b)/giu,
    from: 'sentence',
  },
  // `(with 0.001, lengths exploded)`, `gave 0.6 points less`.
  {
    pattern:
      /(?<=\()(?:with|at|for|using) [^()]*\b(?:explod|diverg|collaps|degenerat|worse|unstable|fail|crash|overfit|blew up|nan)[^()]*(?=\))/giu,
    from: 'cue',
  },
  {
    pattern:
      /\b(?:gave|gives|yield(?:s|ed)|ends? up|ended up) (?:about |only |nearly |almost |another )?[\d·]+ (?:points?|%|dB|BLEU|percentage points) (?:less|worse|lower|fewer|below|behind)\b/giu,
    from: 'clause',
  },
  // What is judged, not what is done: `A label smoothing of 0.1 was detrimental`, `Two local epochs: worse`.
  {
    pattern:
      /\b(?:was|were|is|are|proved|proves|seemed|seems|turned out(?: to be)?) (?:\w+ly |also |clearly |even )*(?:detrimental|harmful|insufficient|unnecessary|superfluous|inferior|unhelpful|counter-?productive|disastrous|fatal|useless|not (?:needed|necessary|worth|helpful|useful|sufficient|beneficial)|of (?:no|little) (?:use|help|benefit|effect)|slightly (?:worse|better)|(?:much |clearly |far |a little )?(?:worse|slower))\b|: (?:no|worse|better|unstable|useless|nothing|diverge[sd]?|slower|the same|no (?:gain|effect|change|difference|improvement))(?: by [^.;]{1,12})?(?=[.;,]|$)/giu,
    from: 'clause',
  },
  {
    pattern:
      /^(?:deeper|larger|smaller|wider|longer|higher|lower|stronger|bigger|shallower|shorter|weaker|narrower|fewer|restricting|raising|lowering|increasing|decreasing|doubling|halving|replacing|dropping|reducing|omitting)\b(?![^.]*\b(?:we (?:use|keep|set|take|chose|choose)|therefore|hence|so that)\b)/giu,
    from: 'sentence',
  },
  {
    pattern:
      /^(?!.*\b(?:we|our|stop\w*|patience)\b).*\b(?:costs?|gained?|gains|loses?|lost|yields?|yielded|brings?|brought) (?:only |about |nearly |almost |another |up to |a further )*(?:nothing|none|little|[\d·]+|one|two|three|half|a (?:point|little|few))\b(?![,\d]* (?:[\p{L}-]+ )?(?:epochs|steps|hours|minutes|examples|samples|images|tokens|days|seconds|pairs|triples|tiles|sentences|documents|windows|sequences|clips|patches|recordings|questions)\b)/giu,
    from: 'sentence',
  },
  // `A beam of 5 loses less than 0.1`, `Batches of 1024 cost us 3 points`.
  {
    pattern:
      /^(?!.*\b(?:is|are|was|were) (?:used|kept|chosen)\b)(?:(?:at|with) )?(?:an? [\p{L} -]{3,40}|batches|crops|windows|sequences|beams|patches) of \d[^.;]*?\b(?:worse|loses?|lost|costs?|hurts?|harm\w*|diverge[sd]?|collapse[sd]?|unstable|slower|doubles|equally good|no (?:gain|better|improvement|difference)|(?:did|does|was|were) not (?:help|better|improve|continued|pursued))\b/giu,
    from: 'sentence',
  },
  // `With a learned temperature of …, the recall was the same`.
  {
    pattern: new RegExp(
      String.raw`^(?!.*\b(?:we|our [\p{L}-]+) (?:improve|reach|beat|outperform|obtain|achieve))(?:with|at|for|using|without|under)\b.*,.*\b(?:${metrics})\b[^.;,]{0,20} (?:is|was|are|were|stays?|stayed|remains?|remained) (?:about |nearly |almost |much |slightly |no |not )*(?:the same|similar|unchanged|equal|lower|higher|worse|better|comparable)\b`,
      'giu',
    ),
    from: 'sentence',
  },
];
