/** Which part of a sentence does not speak of what this paper did: other people's work, what was tried and given up, results. */
import { matchesOf } from './matches.ts';
import { type OtherCue, otherCues } from './otherCues.ts';

export type Span = readonly [start: number, end: number];

const verbs =
  '(?:use[sd]?|using|trains?|trained|reports?|reported|keeps?|kept|appl(?:y|ies|ied)|recommends?|recommended|sets?|needs?|needed|chooses?|chose|choose|tried|tries|employs?|employed|proposes?|proposed|suggests?|suggested|found|finds?|sweeps?|takes?|took|requires?|required|runs?|ran|adopts?|adopted|prefers?|works? with|pre-?trains?|fine-?tunes?|unfreezes?|relies|relied|quotes?|selects?|selected|advises?|obtain(?:s|ed)?|ha[ds]|have|stops?|stopped|starts?|averages?|averaged|warms?|went|optimi[sz]es?|regulari[sz]es?|set|whose|who|argues?|shows?|showed|anneals?|settle[sd]?|prescribes?|prescribed|do|did|samples?|sampled|scales?|scaled|draws?|drew|clips?|clipped|masks?|masked|freezes?|froze|decays?|decayed|doubles?|doubled|limits?|limited|adds?|added|searche[sd]|tunes?|tuned|evaluates?|evaluated|weights?|weighted|decodes?|decoded|copies|copied|updates?|updated|replaces?|replaced)';
const somebody = String.raw`(?:[\p{Lu}][\p{L}'-]+(?= \((?:19|20)\d\d\))(?:\s*\(\d{4}\))|[\p{Lu}][\p{L}'-]+(?:,? (?:and|&) [\p{Lu}][\p{L}'-]+| et al\.?)(?:,)?(?:'s?)?(?:\s*(?:\(\d{4}\)|⟦cite⟧|\[\d+\]))*|⟦cite⟧|\[\d+(?:, ?\d+)*\]|(?:[Pp]rior|[Pp]revious|[Ee]arlier|[Rr]elated|[Cc]oncurrent|[Rr]ecent|[Ff]ollow-?up|[Oo]ther|[Oo]lder|[Mm]ost|[Tt]heir) (?:(?:published|public|large|recent|earlier|similar|comparable|pre-?trained|open|modern) )?(?:works?|papers?|studies|authors|methods|approaches|recipes?|results?|implementations?|reports?|systems?|models?|networks?|baselines?)|[Tt]he (?:original|authors of|reference) (?:paper|work|authors|implementation|recipe|method|study|[\p{L}⟦⟧-]+)|[Tt]he (?:original|authors)(?= (?:uses?|used|has|had|trains?|trained|reports?|gives?|gave|sets?|takes?|took)\b)|[Oo]ther(?:s| people| groups| labs)|[Ss]ome authors|[Tt]hey|(?:[\p{Lu}][\p{L}\d-]+'s?|[Tt]heir|[Ii]ts) (?:own )?(?:authors|makers|creators|developers|inventors)|(?:\p{Lu}\p{L}+|\p{Lu}{2,}) (?:⟦cite⟧|\[\d+\]))`;

const metrics =
  'accurac(?:y|ies)|errors?|perplexity|scores?|returns?|recall|precision|BLEU|chrF|F1|AUC|Dice|mAP|likelihood|performance|results?|concordance|correlation|loss';

/** From a cue to where the sentence turns back to the paper. */
const cues: readonly OtherCue[] = [
  ...otherCues,
  // A result, not a setting. What is watched to stop or to slow down is one.
  {
    pattern:
      /^(?!.*\b(?:stop\w*|patience|halv\w*|whenever|rate is|once)\b).*?\b(?:accuracy|error|perplexity|score|return|BLEU|F1|likelihood|calibration error|performance)\b[^.;]{0,30}?\b(?:rises?|grows?|falls?|drops?|improves?|increases?|decreases?|gains?) (?:by|between|from|with)\b/giu,
    from: 'sentence',
  },
  {
    pattern: new RegExp(
      String.raw`(?<!\b(?:follow|following|[Aa]s in|as|as by|by|from|to|of|with|in|like|than|and|e\.g\.,?|see|than by|method of|scheme of)\s)${somebody}(?: \w+ly)?(?:,? (?:who|which|also|instead|both|even|all|then|originally|typically|usually|often|in contrast|however),?)* ${verbs}\b`,
      'gu',
    ),
    from: 'cue',
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:method|approach|model|recipe|network|set-?up|setting|system|scheme|baseline|results?|work|configuration|implementation|version|values?|default|rate|size|coefficient|temperature|study|paper|choice|schedule|variant|agents?) (?:of|by|in|from|used by|used in|reported by|proposed by|due to) (?:the )?(?-i:${somebody})(?: \w+ly)? ${verbs}\b`,
      'giu',
    ),
    from: 'clause',
  },
  {
    pattern: new RegExp(
      String.raw`(?<!\b(?:as|constants|defaults) )\b(?:used|reported|recommended|chosen|suggested|proposed|employed|advocated|adopted|taken|given|preferred|needed|required) (?:by|in) (?:the )?(?-i:${somebody})(?! and (?:we|use))`,
      'giu',
    ),
    from: 'clause',
  },
  {
    pattern:
      /\b(?:unlike|in contrast (?:to|with)|contrary to|as opposed to|compared (?:to|with|against)|in comparison (?:to|with)|by comparison|rather than(?! (?:all|every|the (?:full|whole|entire))\b[^,;.]{0,30}? we\b)|instead of|versus|whereas (?!we|our|for|on|in|the (?:remaining|others?|rest|second|first|last|latter|former|decoder|encoder|student|critics?|actor|generator|discriminator|larger|smaller|deeper|final|output|head|backbone)\b)|as against|different(?:ly)? (?:from|than)|other than|far from|well below|far below|much (?:lower|higher|smaller|larger|more|less|shorter|longer) than|(?:lower|higher|smaller|larger|shorter|longer|more|less|fewer) than (?:the|that|those|in|what))/giu,
    from: 'cue',
  },
  // Whose the settings are is said beside them.
  {
    pattern:
      /(?<!\b(?:weights?|checkpoints?|models?|constants?|defaults?|code|vocabulary|tokeni[sz]ers?|splits?|division|partition|data|corpus|encoder)\b[^,;(]{0,24}|\b(?:divided|split|partitioned|recommended|released|prepared) by )\b(?:its|their|the|(?:[\p{Lu}][\p{L}\d-]+)'s?) (?:original |respective )?(?:authors|makers|creators|developers|inventors)\b(?! (?:contribut|are|is))/gu,
    from: 'clause',
  },
  {
    pattern:
      /(?:,|\band) all as published\b|\bas by (?:its|their|the) authors\b|\b(?:its|their) (?:own )?(?:scripts?|notebooks?|recipes?|published [\p{L}-]+|recommended [\p{L}-]+|original [\p{L}-]+)\b|\b(?:earlier|previous|preliminary|first|prior|workshop|arxiv) (?:version|draft) of (?:this|the|our) (?:report|paper|work|manuscript|article)\b/giu,
    from: 'clause',
  },
  { pattern: /(?:^|[;:(]\s*)(?:[Ww]hile |[Aa]lthough )?[\p{Lu}][\p{L}'-]+ et al\.?(?! (?:and|'s))/gu, from: 'cue' },
  { pattern: /(?<!\b(?:Wh|wh)ile )\b[\p{Lu}][\p{L}\d-]+ (?:itself|themselves|proper)\b/gu, from: 'cue' },
  {
    pattern: new RegExp(
      String.raw`(?<!\b(?:we|us|annotators|physicians|experts|speakers|students|persons|people|participants|volunteers)[^,]{0,24}), who (?:had |have |also |then )?${verbs}\b`,
      'gu',
    ),
    from: 'cue',
  },
  { pattern: /,? (?:whose|which) [^.;]*?\bwe (?:did|do|could|have) not (?:repeat|re-?train|reproduce|re-?run|train)\b/giu, from: 'cue' },
  {
    pattern:
      /(?<!(?:whose|which) [^.;]*)\bwe (?:did|do|could|have) not (?:repeat|re-?train|reproduce|re-?run|train)\b|\b(?:nobody|not) (?:re-?trained|re-?run|repeated) by us\b|\b(?:numbers?|results?|scores?|figures?|predictions?|rows?|entries|entry|values) (?:(?:of|for|on) [^,;.]{1,40} )?(?:are|were|is|was) (?:copied|quoted|borrowed|contributed|taken (?:from|over))\b/giu,
    from: 'clause',
  },
  {
    pattern:
      /(?<!\b(?:our|[Aa]s|both|over|than|against|to|with|like|for|of)\s+(?:(?:the|a|an|our) )?(?:[\p{L}\d-]+ )?)\b(?:the|a|an|this|each|every|their|its|both|all|other) (?:[\p{L}\d-]+ ){0,3}?(?:baselines?|competitors?|rivals?)\b(?! (?:which|that) we (?:\p{Ll}+ )?(?:train|run|built|fit|implement))[^.;]{0,50}?\b(?:ha[sd]|have|was|were|is|are|uses?d?|keeps?|kept|runs?|gets?|trains?|trained|needs?|follows?)\b/giu,
    from: 'cue',
  },
  { pattern: /\b[\p{Lu}][\p{L}\d-]+ baselines (?:use|have|need|take|get|run)\b/gu, from: 'cue' },
  { pattern: /(?:^|[;:] )[Ii]n (?:[\p{Lu}][\p{L}\d-]+ ?)?(?:⟦cite⟧|\[\d+\]),? (?!we\b|our\b)/gu, from: 'clause' },
  { pattern: /^(?:as|for) (?:(?:a|an|our|the|further|strong) )*(?:baselines?|competitors?|comparison)\b/giu, from: 'cue' },
  { pattern: /^(?:by|in|for) (?:way of )?comparison,|\bfor (?:comparison|reference)(?=[:.;]|$)/giu, from: 'clause' },
  { pattern: /\b(?:deviating|departing|differing) from\b|\bfalls? (?:short of|behind)\b/giu, from: 'cue' },
  // `The LSTM of [1] has two layers`.
  {
    pattern:
      /^[Tt]he (?!(?:\p{L}+ )?(?:division|split|set-?up|protocol|code|implementation|partition|recipe|tokeni[sz]er|architecture)\b)[\p{L}\d-]+(?: [\p{L}\d-]+)? (?:of|by|from) (?:⟦cite⟧|\[\d+\]|[\p{Lu}][\p{L}'-]+ (?:et al\.?|and))[^.;]{0,12} (?:has|have|holds?|keeps?|takes?|uses|is|was|had)\b/gu,
    from: 'sentence',
  },
  {
    pattern:
      /(?<=[(;]\s*)(?!we|our|the|both|all|each|it|which|this|these|there|that)[\p{L}-]+(?: [\p{L}-]+){0,2} (?:have|has|had|use|uses|used|took|takes?)\b(?=[^()]*\))/giu,
    from: 'cue',
  },
  {
    pattern:
      /[:;] (?:with|at|for|using) [^.;]*?\b(?:drops?|dropped|falls?|fell|rises?|rose|degrades?|degraded|loses?|lost|gains?|gained|reaches|reached|collapses?|collapsed)\b/giu,
    from: 'cue',
  },
  {
    pattern:
      /\b(?:[Aa]s|was|were) (?:reported|shown|observed|noted|argued|recommended|found|given|published|stated) (?:in|by) (?:⟦cite⟧|(?!(?:Alg|App|Eq|Fig|Sec|Tab|Chapter|Part|List)\p{Ll}*\.? ?(?:⟦|\d|[A-Z]\b|\())[\p{Lu}])|\b[Aa]ccording to (?:⟦cite⟧|[\p{Lu}])/gu,
    from: 'sentence',
  },
  {
    pattern:
      /(?<!\bas )\bin (?:the|their) original\b|(?<=\d[^.;]*)\b(?:has|have|was|were) (?:been )?removed\b(?= *[.;,])|\bof the original (?:paper|work|recipe|authors)|\bfollow-up (?:papers|work)|(?<!\bas )\bin (?:prior|previous|earlier|related) work\b/giu,
    from: 'clause',
  },
  {
    pattern:
      /\b(?:we )?(?:also |initially |first |briefly |at first )+(?:tried|experimented|tested|considered|explored)\b(?![^.;]*\b(?:kept|keep|chose|took|picked|selected|settled|use) )|\b(?:we|have) (?:tried|experimented with)\b(?![^.;]*\b(?:kept|keep|chose|took|picked|selected|settled|use) )|\b(?:diverge[sd]?|diverging|(?<!\b(?:when|if|once|until|unless|whenever|after|because|stop\w*|halv\w*|error|score|BLEU|loss)\b[^.;]{0,60})did not (?:improve|change)|did not (?:help|converge|matter|work|pay|fit|suffice|train)|does not (?:help|converge|matter)|(?<!\b(?:when|if|once|until|unless|whenever|after|because|stop\w*|halv\w*)\b[^.;]{0,80})does not (?:improve|change)|made no difference|(?:led|lead|leads) to (?:unstable|worse|divergence|poor|slower|over-?fitting)|(?:was|were|is|are|gave|performed|works?|worked) (?:not (?:better|stable|enough)|no better|worse|unstable|too (?:small|large|high|low|slow))|had no (?:\w+ )?effect|hurts?|in (?:a )?(?:preliminary|pilot|early|first|initial) (?:experiments?|runs?|trials?|tests?|study)|(?:was|were) (?:then )?(?:dropped|abandoned|discarded|rejected|given up)|(?:turned|proved|turns) (?:out )?to be (?:unstable|worse|harmful|too)|without success|to no avail|gave (?:worse|no|similar|slightly)|over-?fit(?:s|ted)?|brought nothing|(?:we )?(?:did|do) not (?:use|try|report|study|consider|need))\b/giu,
    from: 'clause',
  },
  {
    pattern:
      /^(?![^.]*\b(?:our [\p{L}-]+|we) (?:\p{L}+ )?(?:improve|reach|beat|outperform|gain|match|obtain|achieve))(?:with|at|for|using|even with|raising|lowering|increasing|doubling|halving)\b[^.]*?\b(?:drops?|dropped|falls? (?:by|to|below)|fell|rises? (?:by|to|above)|rose|degrades?|degraded|improves?|improved|loses?|lost|gains?|gained|changes by|collapses?|collapsed|suffers?)\b/giu,
    from: 'sentence',
  },
  {
    pattern:
      /\b(?:larger|smaller|higher|lower|longer|shorter|stronger|weaker|bigger|wider|deeper) (?!than\b)[^.,;:#]{0,40}?(?:such as|like|of|including|\(e\.g\.,?)|\b(?:other|different) [^.,;:#]{0,40}?(?:such as|like|including|\(e\.g\.,?)/giu,
    from: 'clause',
  },
  {
    pattern:
      /\bwould (?:be|need|require|take|have|correspond|give)\b|\b(?:one|practitioners?|readers?|future work) (?:could|might|may|should|can|would)\b|\b(?:could|might) also\b|\b(?:is|are) (?:often|usually|typically|commonly|widely|customarily) (?:set|used|chosen|trained|taken)\b|\b(?:usual|common|typical|customary) (?:choice|value|practice|default)s? (?:is|are|of|was)\b|\bit is (?:common|usual|customary)\b|\bwhose reward\b|\bwe do not need\b|\binstead of\b/giu,
    from: 'clause',
  },
  // `X's training, by contrast, took …`.
  { pattern: /(?<=^|[;:] )(?!(?:[Ww]e|[Oo]urs?|[Ii]t|[Hh]ere)\b)[^,;:.]{2,60}, (?:by|in) contrast,/gu, from: 'cue' },
  // What nobody did: questions, suppositions, attempts that came to nothing, and what stood in a plan.
  {
    pattern:
      /\b(?:do|does|did|could) not (?:know|say|tell) (?:whether|if|how|what)\b|\bsay,? (?:of|with|at) (?=[\d·])|\b(?:is|remains|it is) (?:an )?(?:open|unclear|unknown)\b|\b(?:suppose|imagine|hypothetical(?:ly)?)\b/giu,
    from: 'sentence',
  },
  {
    pattern: /\b(?:failed|abandoned|unsuccessful|aborted|discarded|fruitless) (?:attempts?|experiments?|trials?)\b/giu,
    from: 'cue',
  },
  {
    pattern:
      /\b(?:pre-?)?(?:registration|proposal|plan|draft) (?:names?|named|gave|gives|said|says|states?|stated|foresaw|foresees|had)\b|\b(?:was|were) changed (?:before|after|because|since|from)\b|\bhad (?:not )?(?:ended|converged|finished)\b|\bhad been (?:set|used|chosen|planned|registered)\b/giu,
    from: 'clause',
  },
  {
    pattern:
      /\b(?:was|were) (?:also |briefly |only )?tried\b(?![^.;]*\b(?:kept|keep|chose\w*|best|adopted|selected|settled|use|taken)\b)/giu,
    from: 'clause',
  },
  // `A recurrent policy was examined at an early stage and abandoned`, `…, so we discarded it`.
  {
    pattern:
      /\b(?:was|were) (?:also |briefly |once |only )?(?:tried|tested|examined|explored|considered|evaluated|investigated)\b[^.;]{0,50}? and (?:then |later |soon |finally |again )?(?:made|gave|brought|dropped|abandoned|rejected|discarded|given up|left out|removed|withdrawn|found (?:to be )?(?:worse|useless|unstable))\b|\bso (?:that )?we (?:discarded|dropped|abandoned|removed|rejected|left out) (?:it|them|this)\b|\bwe (?:gave up on|did away with|do without|did without|refrained from) (?:it|them|this)\b|\b(?:brought|gave|made|helped)\b[^.;]{0,60}?\bis not used\b|\bhelped (?:neither|none|nobody|nothing|little)\b|\bhelped\b[^.;]{0,60}\bbut (?:none|not|no)\b|(?<!^On [^.;]*)(?<=\b(?:vocabulary|batch|size|rank|rate|window|context|width|buffer|pool) of [\d·,.]+k?(?: [\p{L}-]+)?) (?:is|are|was|were) (?:already |just |more than )?(?:enough|sufficient)(?=[.;,]|$)|(?<!\b(?:we|our)\b[^.;]*)\b(?:changes?|changed|alters?|altered|lowers?|lowered|raises?|raised|improves?|improved|worsens?|worsened) the [\p{L} -]{2,30} by (?:less|more|only|about|up|at most|nearly|around|[\d])/giu,
    from: 'clause',
  },
  // `Pythia ⟦cite⟧, trained with a batch size of 1,024`, `Whisper, which we give for reference only, has 32 layers`.
  { pattern: /(?<=⟦cite⟧),? (?:pre-?|fine-?)?(?:trained|tuned|fitted|run) (?:with|for|on|at|by)\b/giu, from: 'cue' },
  {
    pattern:
      /(?<=^|[;:] )[^,;.]{2,40}, which (?:we )?(?:is |are |was |were )?(?:give|gave|given|show|shown|quoted?|cited?|list(?:ed)?|included?)(?: here)?(?: only)? for (?:reference|comparison|orientation)\b/giu,
    from: 'cue',
  },
  { pattern: /(?<=\b(?:scripts|recipe|code|paper|settings|report) of \p{Lu}[\p{L}\d-]+), which,? /gu, from: 'cue' },
  // `their own policies were trained for 1,500 iterations, ours for 3,000`.
  {
    pattern: /\btheir own [\p{L}-]+ (?:were|was|have|had|are|is)\b[^,;.]*/giu,
    from: 'cue',
  },
  // `the model of Vaswani et al. (width 1024)`, `their figures come from their paper, which used 0.1`.
  { pattern: /(?<=\b(?:of|by|from|in) [\p{Lu}][\p{L}'-]+ et al\.?(?:⟦cite⟧|\s)*)\((?=[^()]*\d)/gu, from: 'cue' },
  { pattern: /\b(?:from|in) (?:its|their) (?:own )?papers?,? (?:which|where)\b/giu, from: 'cue' },
  // What others say of themselves, and what an earlier text said.
  {
    pattern:
      /\baccording to (?:its|their|his|her)\b|\b(?:delivered|supplied|provided|shipped) by (?:the|its|their|a) (?:vendor|manufacturer|maker|provider|company|supplier)\b|^\p{Lu}\p{Ll}+ (?:re-?)?trained (?:it|them|theirs|his|her|their)\b|\b(?:was|were) (?:considered|contemplated|envisaged)(?=[.,;]| but| and (?:rejected|dropped|abandoned))|\bin the version of (?:this|the|our) \w+|\bin (?:the|an|our|its|their) (?:interim|earlier|previous|preliminary|workshop|old|first) (?:report|version|draft|paper|manuscript|preprint)\b|\b(?:predecessor|forerunner) (?:model|system|network|version|paper)\b|\b(?:by|from) (?:its|their) (?:manufacturer|vendor|maker|provider|developer)s?\b|^a pilot\b|\bis no direct\b|\bwe could not (?:retrain|repeat|reproduce|verify)\b|\bwe wrote there\b/giu,
    from: 'clause',
  },
  {
    pattern:
      /\b(?:derives?|derived|differs?|adapted|departs?|borrowed|stems|inherited|deviates?|descends) from (?:the )?(?:[\p{L}-]+ of )?[\p{Lu}][\p{L}\d-]*(?: ⟦cite⟧)?, (?:where|whose|which)\b/gu,
    from: 'cue',
  },
  {
    pattern:
      /(?:^|[;:] )(?:[\p{Lu}][\p{L}\d-]*'s? |[Tt]he )(?:winners?|winning (?:team|entry|solution)|manufacturer|vendor|developers|leaders?)\b/gu,
    from: 'cue',
  },
  {
    pattern:
      /^(?:[\p{Lu}][\p{L}\d-]*[\p{Lu}\d][\p{L}\d-]*) (?:⟦cite⟧|\[\d+\]) (?:was|has been) (?:pre-?)?(?:trained|fine-?tuned|fitted|optimi[sz]ed)\b/gu,
    from: 'cue',
  },
  { pattern: /\b(?:are|is|were|was) (?:cited|quoted|reproduced) (?:from|after)\b/giu, from: 'clause' },
  // `Cluster-GCN reports 96.6 with four layers`.
  {
    pattern: /(?<=^|[;:(] ?)(?!(?:We|It|Table|Figure|This|They|Each|Section)\b)\p{Lu}[\p{L}\d-]+ (?:reports?|reported)(?= [\d·])/gu,
    from: 'cue',
  },
  // `(GCNII: 85.5 with 64 layers, from their paper)`, `For the original Rainbow … we take the scores from …`.
  { pattern: /(?<=\()[^()]*\bfrom (?:their|its|his|her) (?:own )?(?:paper|report|publication|article)(?=[^()]*\))/giu, from: 'cue' },
  {
    pattern:
      /\bwe (?:take|took|quote|copy|copied|cite) (?:the|their|its) (?:published |reported |official )?(?:scores|numbers|results|figures|predictions)\b/giu,
    from: 'sentence',
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
      /^(?!.*\b(?:we|our)\b).*\b(?:costs?|gained?|gains|loses?|lost|yields?|yielded|brings?|brought) (?:only |about |nearly |almost |another |up to |a further )*(?:nothing|none|little|[\d·]+|one|two|three|half|a (?:point|little|few))\b(?![,\d]* (?:[\p{L}-]+ )?(?:epochs|steps|hours|minutes|examples|samples|images|tokens|days|seconds|pairs|triples|tiles|sentences|documents|windows|sequences|clips|patches|recordings|questions)\b)/giu,
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

const turnBack =
  /(?:,|;|:|\)|\s[-–—]+)\s*(?:but |and |so |yet |while |whereas |here,? |although |though )?(?:we|our|ours|my|this paper|in this (?:work|paper)|here|both of ours|us)\b|,\s*(?:the (?!who)|moderate|ours|all)|;/giu;

/** What a whole paper says of other people. */
export interface Others {
  /** Names of their methods. */
  readonly names?: RegExp;
  /** Its own training is told elsewhere, so that what stands under “Baselines” is theirs. */
  readonly areApart: boolean;
}

const nobody: Others = { areApart: false };

/** Of a sentence that stands under these headings. */
export function notOurs(sentence: string, headings: readonly string[], { names, areApart }: Others = nobody): readonly Span[] {
  const text = withoutPoints(sentence);
  if (areApart && isOfOthers(headings) && !/\b(?:ours?|both|everything|all (?:methods|models|networks|of them))\b/i.test(text))
    return [[0, text.length]];
  if (
    headings.some((heading) =>
      /\b(?:did not|didn't|does not) (?:help|work|pay|matter)|\bnegative results?|\bwhat (?:failed|we tried)|\bfailed\b|\btried and\b|\bdead ends?\b|\bunsuccessful\b/i.test(
        heading,
      ),
    )
  )
    return [[0, text.length]];
  if (
    isBackground(headings) &&
    !/\b(?:we|our|ours|us|everything|all (?:[\p{L}-]+ )?(?:networks|models|runs|experiments|results|trainings))\b/iu.test(text) &&
    !isOwnTheory(text, headings)
  )
    return [[0, text.length]];
  const spans: Span[] = names === undefined ? [] : namedSpans(text, names);
  for (const { pattern, from } of cues)
    for (const match of matchesOf(text, pattern)) {
      if (from === 'sentence') {
        // An interval in which nothing changes was gone through.
        if (goesThrough.test(text)) continue;
        spans.push([0, text.length]);
        continue;
      }
      const start = from === 'cue' ? match.index : clauseStart(text, match.index);
      spans.push([start, clauseEnd(text, match.index + match[0].length)]);
    }
  return spans.map(([start, end]): Span => [start, withinBrackets(text, start, withWhatFollows(text, end))]);
}

/** What begins in brackets ends with them. */
function withinBrackets(text: string, start: number, end: number): number {
  const open = text.lastIndexOf('(', start);
  const close = text.indexOf(')', open);
  return open >= 0 && close > start && close < end && open > 0 ? close : end;
}

/** `Smith et al. use 0.1; their batch size is 64`. */
function withWhatFollows(text: string, end: number): number {
  return /^\s*[;:]\s*(?:and |but |while )?(?:(?:their|theirs|they|its|it)\b|(?!We\b|Our\b|Here\b|The\b)(?-i:\p{Lu}\p{Ll}+) (?:had|used|took|trained|chose|reports?|reported)\b)/iu.test(
    text.slice(end),
  )
    ? withWhatFollows(text, clauseEnd(text, end + 1))
    : end;
}

/** What begins like this goes on with what the sentence before it spoke of. */
const goesOn =
  /^(?:They|Their|Theirs|The (?:former|latter)|It|Its|There|These authors|So (?:do|does|did|is|was|are|were)|Neither|Nor|Likewise|The same (?:holds|is true|goes))\b/;

export function goesOnWithOthers(sentence: string, before: { readonly text: string; readonly others: readonly Span[] }): boolean {
  return goesOn.test(sentence) && before.others.some(([start, end]) => start === 0 && end >= before.text.trimEnd().length - 1);
}

const goesThrough = /\b(?:between|from)\s+[\d(·e.-]+\s+(?:and|to)\s+\d/i;
const clauseOpening = /(?:^|[;:(.]\s*|,\s+(?:(?:while|whereas|and|but)\s+)?)(?:the |for |with |as )?(?:baselines? )?$/i;

/** `StarDist was trained …`, `XGBoost (learning rate 0.3) …`: where somebody's method opens a clause, or has its settings in brackets. */
function namedSpans(text: string, names: RegExp): Span[] {
  return [...text.matchAll(names)].flatMap((match): Span[] => {
    const end = match.index + match[0].length;
    if (clauseOpening.test(text.slice(0, match.index)) && !/^\s*(?:,|and|or|\+|⟦cite⟧ and)/.test(text.slice(end)))
      return [[match.index, clauseEnd(text, end)]];
    const bracket = /^\s*(?:⟦cite⟧\s*)?\([^()]*\)/.exec(text.slice(end));
    return bracket === null ? [] : [[end, end + bracket[0].length]];
  });
}

/** Headings under which other people's methods are described. */
export function isOfOthers(headings: readonly string[]): boolean {
  return headings.some((heading) =>
    /^(?:the )?(?:strong |external |further |other )?(?:baselines?|competitors?|compet(?:ing|itive) (?:methods|models|approaches)|compar(?:ed|ison) (?:methods|models)|methods compared|other methods|reference (?:methods|models)|comparisons?)(?: (?:methods|models))?$/i.test(
      heading,
    ),
  );
}

/** What is recalled under “Background” without a name is what the paper goes on with. */
function isOwnTheory(text: string, headings: readonly string[]): boolean {
  return (
    /^(?:\d+ )?(?:background|preliminaries)\b/i.test(headings.at(-1) ?? '') &&
    /\p{L} ?=/u.test(text) &&
    !/⟦cite⟧|\bet al\b|\b(?:usually|often|typically|commonly|originally)\b/.test(text)
  );
}

/** Decimal points as another sign, so that a full stop in a pattern ends a sentence. */
export function withoutPoints(text: string): string {
  return text.replaceAll(/(?<=\d)\.(?=\d)/g, '·');
}

export function isWithin(spans: readonly Span[], at: number): boolean {
  return spans.some(([start, end]) => at >= start && at < end);
}

/** Headings under which values belong to others unless a sentence says “we”. */
export function isBackground(headings: readonly string[]): boolean {
  return headings.some((heading) =>
    /\b(?:related|prior|previous) (?:work|literature)|\bbackground\b|^introduction$|\bliterature\b|^discussion\b|^conclusions?\b|^limitations?\b|\bfuture work\b|^outlook\b/i.test(
      heading,
    ),
  );
}

function clauseStart(text: string, at: number): number {
  const before = text.slice(0, at);
  return Math.max(before.lastIndexOf(';'), before.search(/,\s+(?:but|while|whereas|though|although|since|because)\b[^,;]*$/)) + 1;
}

export function clauseEnd(text: string, from: number): number {
  turnBack.lastIndex = from;
  const match = turnBack.exec(text);
  return match === null ? text.length : match.index;
}
