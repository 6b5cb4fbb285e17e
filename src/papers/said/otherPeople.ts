/** Cues for other people’s work, for what was said elsewhere, and for whom this paper differs from. Data; a decimal point is a `·`. */
import type { Cue } from './cue.ts';
import { heldByData } from './dataNouns.ts';

const verbs =
  '(?:use[sd]?|using|observed|noticed|noted|gained|refresh(?:es|ed)|updates|swept|copies|copied|presents?|presented|modell?s|modell?ed|estimate[sd]?|simulate[sd]?|studie[sd]|examine[sd]?|tests|tested|compare[sd]|considers|considered|investigate[sd]?|trains?|trained|reports?|reported|keeps?|kept|appl(?:y|ies|ied)|recommends?|recommended|sets?|needs?|needed|chooses?|chose|choose|tried|tries|employs?|employed|proposes?|proposed|suggests?|suggested|found|finds?|sweeps?|takes?|took|requires?|required|runs?|ran|adopts?|adopted|prefers?|works? with|pre-?trains?|fine-?tunes?|unfreezes?|relies|relied|quotes?|selects?|selected|advises?|obtain(?:s|ed)?|ha[ds]|have|stops?|stopped|starts?|averages?|averaged|warms?|went|optimi[sz]es?|regulari[sz]es?|set|whose|who|argues?|shows?|showed|anneals?|settle[sd]?|prescribes?|prescribed|do|did|samples?|sampled|scales?|scaled|draws?|drew|clips?|clipped|masks?|masked|freezes?|froze|decays?|decayed|doubles?|doubled|halves?|halved|limits?|limited|adds?|added|searche[sd]|tunes?|tuned|evaluates?|evaluated|weights?|weighted|copie[sd]|updates?|updated|decodes?|decoded|reads?|lasts?|lasted|copies|replaces?|replaced|lets?|said|says?|saw|see|asked|gave|got|made|put|kept up|held|went|discounts?|discounted|reopened|revisited|extended|repeated|taught|worked|learned|learnt|built|fed|counted|fitted|began|ended|fixed|varied|initiali[sz]ed)';
const somebody = String.raw`(?:[\p{Lu}][\p{L}'-]+(?= \((?:19|20)\d\d\))(?:\s*\(\d{4}\))|[\p{Lu}][\p{L}'-]+(?:,? (?:and|&) (?:[\p{Lu}][\p{L}'-]+|colleagues|co-?authors|co-?workers|collaborators|others|her group|his group)| et al\.?)(?:,)?(?:'s?)?(?:\s*(?:\(\d{4}\)|⟦cite⟧|\[\d+\]))*|⟦cite⟧|\[\d+(?:, ?\d+)*\]|(?:[Pp]rior|[Pp]revious|[Ee]arlier|[Rr]elated|[Cc]oncurrent|[Rr]ecent|[Ff]ollow-?up|[Oo]ther|[Oo]lder|[Mm]ost|[Tt]heir) (?:(?:published|public|large|recent|earlier|similar|comparable|pre-?trained|open|modern) )?(?:works?|papers?|studies|authors|methods|approaches|recipes?|results?|implementations?|reports?|systems?|models?|networks?|baselines?)|[Tt]he (?:original|authors of(?: the)?|reference) (?:paper|work|authors|implementation|recipe|method|study|[\p{L}\d⟦⟧-]+)|[Tt]he (?:original|authors)(?= (?:uses?|used|has|had|trains?|trained|reports?|gives?|gave|sets?|takes?|took)\b)|(?:[Tt]he authors|[Tt]hose) of the (?:former|latter)|[Oo]ther(?:s| people| groups| labs)|[Ss]ome authors|(?:(?<!^)|(?=They\b[^.;]*, (?:while |whereas |but )?we\b))(?<!\b(?:[Cc]lients|[Ww]orkers|[Nn]etworks|[Aa]gents|[Mm]odels|nodes|participants|actors|robots|students|experts|members|critics|hospitals|sites|devices|copies|instances|phones|simulators|[Bb]atches|images|tasks|[Ss]equences|[Ee]pisodes|[Ii]nputs|[Ll]ayers|units|[Cc]rops|[Ww]eights|[Rr]ates|values|[Rr]uns|[Dd]ocuments|[Ss]entences|[Ww]indows|[Gg]radients)\b[^.]{0,80}[;,:] (?:and |where )?)[Tt]hey|(?:[\p{Lu}][\p{L}\d-]+'s?|[Tt]heir|[Ii]ts) (?:own )?(?:authors|makers|creators|developers|inventors)|(?:\p{Lu}\p{L}+|\p{Lu}{2,}) (?:⟦cite⟧|\[\d+\]))`;

export const otherPeople: readonly Cue[] = [
  // `In that work, 2 layers of 16 units were employed`, `People in vision use 0.2`.
  { pattern: /^In that (?:work|paper|study|article|report|thesis|monograph),? (?!we\b|our\b)/gu, from: 'sentence' },
  {
    pattern:
      /(?:^|[;:(] ?)(?:[Mm]any |[Mm]ost |[Ss]ome )?(?:[Pp]eople|[Oo]thers|[Pp]ractitioners|[Rr]esearchers|[Ee]veryone|[Cc]olleagues)(?: (?:in|from|of|working|who)\b[^,;.\d]{2,30}?)?(?: (?:often|usually|typically|mostly|always))? (?:use|uses|take|takes|run|runs|train|trains|set|sets|choose|go|goes|recommend|like|prefer)\b(?![^;.]*\b(?:we|our|so (?:do|did) (?:we|I))\b)/gu,
    from: 'clause',
  },
  // `An earlier report from our department, with shrinkage 0.3, claimed …`.
  {
    pattern:
      /(?<=^|[.;:,] )(?:[Aa]n|[Tt]he|[Oo]ur|[Oo]ne|[Tt]wo) (?:earlier|previous|older|former|first|preceding|prior) (?:reports?|papers?|prototypes?|notes?|stud(?:y|ies)|thes[ei]s|audits?|analys[ei]s|attempts?|projects?)\b(?: (?:from|of|by|in|at) [^.;,]{2,50})?,? (?:(?:which|that) )?(?:with|using|used|had|based|ran|run|took|fitted|trained)\b(?=.*\b(?:claimed|reported|found|had|gave|reached|got|obtained|scored|used|was|were|ran)\b)/gu,
    from: 'sentence',
  },
  // `We fine-tune wav2vec 2.0, which was pre-trained for 400k updates`: by those who made it.
  {
    pattern:
      /(?<=\b(?:[Ww]e|[Oo]ur [\p{L}-]+) (?:\p{Ll}+ )?(?:fine-?tune|start from|start with|use|take|build on|begin with|adapt|is)d? (?:the )?(?:[\p{L}\d·-]+ )*[\p{L}\d·-]*[\p{Lu}\d][\p{L}\d·-]*(?: ⟦cite⟧)?), which (?:was|were|has been|have been|had been) (?:originally |first )?pre-?trained\b/gu,
    from: 'cue',
  },
  // `A batch of 8 takes twice as long`: what it would do, not what is done.
  {
    pattern:
      /^(?:An?|One) (?:\p{Ll}[\p{L}-]* ){1,4}of [\d·,.e-]+k?(?: [\p{L}-]+)? (?:makes?|made|takes? (?:twice|three|longer|more|too)|took (?:twice|three|longer|more|too)|gave(?! the (?:best|lowest|highest|smallest|largest))|led|leads|causes?|caused|slows?|slowed|brought|brings|ruins?|ruined|halve[sd]|doubled|blurs?|blurred|destabili\w+|was (?:briefly |also )?(?:considered|contemplated|tried))\b(?!.*\b(?:best|we (?:use|keep|chose|take)|kept)\b)/giu,
    from: 'sentence',
  },
  // `Kim's (2014) convolutional reader had …`, `the network by Peterson and Flanagan (2009), with its one hidden layer of 5 units`.
  {
    pattern:
      /(?<!\b(?:by|in|with|from|follow|following|adopt|use|keep|take|of|as|to)\s(?:the )?)\b\p{Lu}\p{Ll}[\p{L}-]*['’]s (?:\(\d{4}\)|⟦cite⟧) \p{Ll}/gu,
    from: 'cue',
  },
  { pattern: new RegExp(String.raw`\b(?:by|of|from) ${somebody}(?: \(\d{4}\))?,? with (?:its|their) `, 'gu'), from: 'cue' },
  // `(the original: 2.5M)`, `(usually 0.1)`.
  {
    pattern:
      /(?<=\()(?:(?:the|their) )?(?:original(?:ly)?|paper|authors?|theirs?|usual(?:ly)?|others?|elsewhere|common(?:ly)?)(?: \p{Ll}+)?:? [^()]*[\d·][^()]*(?=\))/giu,
    from: 'match',
  },
  // `was trained with Adam for 150 epochs [1] or by SGD at a rate of 0.01 [2]`.
  {
    pattern:
      /^(?!.*\b(?:[Ww]e|[Oo]urs?|[Ii])\b).*\b(?:was|were|is|are|been) (?:pre-?|fine-?)?(?:trained|tuned|fitted|optimi[sz]ed)\b[^.;]*\d[^.;]*⟦cite⟧,? (?:or|and)\b[^.;]*\d[^.;]*⟦cite⟧/gu,
    from: 'clause',
  },
  {
    pattern: new RegExp(
      String.raw`(?<!\b(?:follow|follows|followed|following|[Aa]s in|as|as by|by|from|to|of|with|in|like|than|and|e\.g\.,?|see|than by|method of|scheme of)\s)${somebody}(?: \w+ly)?(?: on [\p{Lu}][\p{L}\d-]+)?(?:,? (?:who|which|also|themselves|himself|herself|itself|instead|both|even|all|then|originally|typically|usually|often|in contrast|however|for comparison|by comparison|for instance|for example|for their part|meanwhile),?)*(?:, (?:in|on|with|at|for|working) [^,;.\d·]{2,40},)? ${verbs}\b(?!(?<=⟦cite⟧ has) ${heldByData})`,
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
      /\b(?:unlike|in contrast (?:to|with)|contrary to|as opposed to|compared (?:to|with|against)|in comparison (?:to|with)|by comparison|(?:rather than|instead of)(?! [^,;.]{0,60}? we\b)(?! [^,;.]{0,40}[\d·][^,;.]{0,16} and the \p{Ll}+ (?:is|are|was|were)\b)|(?<!\b(?:accurac(?:y|ies)|errors?|loss(?:es)?|scores?|returns?|performance|perplexity|F1|RMSE|reward|quality|time|curves?|distance)\b[^,;.]{0,40} )versus|whereas (?!we|our|for|on|in|the (?!original|authors?|baselines?|standard|usual|common|default|conventional|previous|prior|published|earlier|older|competing|competitors?|reference|official|vanilla|plain|literature|paper|released|public)\p{Ll})|as against|different(?:ly)? (?:from|than)|other than|far from|well below|far below|much (?:lower|higher|smaller|larger|more|less|shorter|longer) than|(?:lower|higher|smaller|larger|shorter|longer|more|less|fewer) than (?:the|that|those|in|what))/giu,
    from: 'cue',
  },
  // `1e-5 instead of the customary 1e-8 and the betas are left alone`.
  { pattern: /^(?:Rather than|Instead of) (?:the|an?|its) [^,;.]{0,40}?\d[\d·e-]*(?: [\p{L}-]+)?(?=,? (?:we|I) )/gu, from: 'match' },
  { pattern: /\b(?:rather than|instead of) [^,;.]{0,40}[\d·][^,;.]{0,16}(?= and the \p{Ll}+ (?:is|are|was|were)\b)/giu, from: 'match' },
  // `nnU-Net is given its 1000 epochs`.
  {
    pattern:
      /\b(?:is|are|was|were|be) (?:also )?(?:given|allowed|granted|left|run with|trained with|kept at|trained for|tuned with) (?:all )?(?:its|their) (?:own |usual |original |full |automatic |published )?(?:[\d·]|(?:\p{L}+ ){1,3}of [\d·])/giu,
    from: 'clause',
  },
  // Whose the settings are is said beside them.
  {
    pattern:
      /(?<!\bwe\b[^;]*\bas |\b(?:weights?|checkpoints?|models?|constants?|defaults?|code|vocabulary|tokeni[sz]ers?|splits?|division|partition|data|corpus|encoder)\b[^,;(]{0,24}|\b(?:divided|split|partitioned|recommended|released|prepared) by )\b(?:its|their|the|(?:[\p{Lu}][\p{L}\d-]+)'s?) (?:original |respective )?(?:authors|makers|creators|developers|inventors)\b(?! (?:contribut|are|is))/gu,
    from: 'clause',
  },
  {
    pattern:
      /\b(?:its|their) (?:own )?(?:scripts?|notebooks?|recipes?|(?:published|recommended|original) (?!splits?\b|partitions?\b|divisions?\b|parts\b|sets?\b|form\b|resolution\b|order\b|case\b|spelling\b|wording\b|languages?\b|length\b|size\b|format\b|units?\b|scale\b|aspect\b|colou?rs?\b|sampling\b|frame\b|frequency\b)[\p{L}-]+)\b|\b(?:its|their) own defaults?\b|\b(?:versions?|drafts?) (?:(?:\d+|one|two|three|I+) )?of (?:this|the|our) (?:report|paper|work|manuscript|article|preprint|chapter|text)\b|\b(?:predecessor|forerunner) (?:model|system|network|version|paper)\b/giu,
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
      /(?<!(?:whose|which) [^.;]*)\bwe (?:did|do|could|have) not (?:repeat|re-?train|reproduce|re-?run|train)\b|\b(?:numbers?|results?|scores?|figures?|predictions?|rows?|entries|entry|values) (?:(?:of|for|on) [^,;.]{1,40} )?(?:are|were|is|was) (?:copied|quoted|borrowed|contributed|taken (?:from|over))\b/giu,
    from: 'clause',
  },
  { pattern: /(?:^|[;:] )[Ii]n (?:[\p{Lu}][\p{L}\d-]+ ?)?(?:⟦cite⟧|\[\d+\]),? (?!we\b|our\b)/gu, from: 'clause' },
  { pattern: /^(?:by|in|for) (?:way of )?comparison,|\bfor (?:comparison|reference)(?=[:.;]|$)/giu, from: 'clause' },
  { pattern: /\b(?:deviating|departing|differing) from\b/giu, from: 'cue' },
  // `The LSTM of [1] has two layers`.
  {
    pattern:
      /^[Tt]he (?!(?:\p{L}+ )?(?:division|split|set-?up|protocol|code|implementation|partition|recipe|tokeni[sz]er|architecture)\b)[\p{L}\d-]+(?: [\p{L}\d-]+)? (?:of|by|from) (?:⟦cite⟧|\[\d+\]|[\p{Lu}][\p{L}'-]+ (?:et al\.?|and))[^.;]{0,12} (?:has|have|holds?|keeps?|takes?|uses|is|was|had)\b(?! (?:used|taken|adopted|employed|kept|followed)\b)/gu,
    from: 'sentence',
  },
  {
    pattern:
      /(?<=[(;]\s*)(?!we|our|the|both|all|each|it|which|this|these|there|that)[\p{L}-]+(?: [\p{L}-]+){0,2} (?:have|has|had|use|uses|used|took|takes?)\b(?=[^()]*\))/giu,
    from: 'cue',
  },
  {
    pattern:
      /(?<!\d[^;]* (?=as recommended))\b(?:[Aa]s|was|were) (?:reported|shown|observed|noted|argued|recommended|found|given|published|stated) (?:in|by) (?:⟦cite⟧|(?!(?:Alg|App|Eq|Fig|Sec|Tab|Chapter|Part|List)\p{Ll}*\.? ?(?:⟦|\d|[A-Z]\b|\())[\p{Lu}])|(?<!\b(?:initiali[sz]ed|set|drawn|chosen|scaled) )\b[Aa]ccording to (?:⟦cite⟧|(?!(?:Glorot|Xavier|He|Kaiming|LeCun|Saxe)\b)[\p{Lu}]|(?:its|their|his|her|the original) [\p{L}-]+, )/gu,
    from: 'sentence',
  },
  {
    pattern:
      /(?<!\bas )\bin (?:the|their) original\b(?! (?:case|spelling|wording|language|length|size|format|units?|scale|colou?rs?|order|form|resolution)\b)|(?<=\d[^.;]*)\b(?:has|have|was|were) (?:been )?removed\b(?= *[.;,])/giu,
    from: 'clause',
  },
  // `X's training, by contrast, took …`.
  { pattern: /(?<=^|[;:] )(?!(?:[Ww]e|[Oo]urs?|[Ii]t|[Hh]ere)\b)[^,;:.]{2,60}, (?:by|in) contrast,/gu, from: 'cue' },
  // `Pythia ⟦cite⟧, trained with a batch size of 1,024`, `Whisper, which we give for reference only, has 32 layers`.
  { pattern: /(?<=⟦cite⟧),? (?:pre-?|fine-?)?(?:trained|tuned|fitted|run) (?:with|for|on|at|by)\b/giu, from: 'cue' },
  {
    pattern:
      /(?<=(?:^|[;:] )(?!(?:N?Adam\w*|SGD|RMS[pP]rop|Ada\w+|LARS|LAMB|Lion|L-?BFGS) )\p{Lu}[\p{L}\d+.-]+(?: [\p{L}\d+.-]+)? ⟦cite⟧),? with (?:its|their) /gu,
    from: 'cue',
  },
  {
    pattern:
      /(?<=^|[;:] )[^,;.]{2,40}, which (?:we )?(?:is |are |was |were )?(?:give|gave|given|show|shown|quoted?|cited?|list(?:ed)?|included?)(?: here)?(?: only)? for (?:reference|comparison|orientation)\b/giu,
    from: 'cue',
  },
  { pattern: /(?<=\b(?:scripts|recipe|code|paper|settings|report) of \p{Lu}[\p{L}\d-]+), which,? /gu, from: 'cue' },
  // `their own policies were trained for 1,500 iterations, ours for 3,000`.
  { pattern: /\btheir own [\p{L}-]+ (?:were|was|have|had|are|is)\b[^,;.]*/giu, from: 'cue' },
  // `the model of Vaswani et al. (width 1024)`, `their figures come from their paper, which used 0.1`.
  {
    pattern:
      /(?<!\b(?:splits?|division|partition)\b[^;]*)(?<=\b(?:of|by|from|in) [\p{Lu}][\p{L}'-]+ et al\.?(?:⟦cite⟧|\s)*)\((?=[^()]*\d)/gu,
    from: 'cue',
  },
  { pattern: /\b(?:from|in) (?:its|their) (?:own )?papers?,? (?:which|where)\b/giu, from: 'cue' },
  // What others say of themselves, and what an earlier text said.
  {
    pattern:
      /\baccording to (?:its|their|his|her)\b|\bin (?:the|an|our|its|their) (?:interim|earlier|previous|preliminary|workshop|old|first) (?:report|version|draft|paper|manuscript|preprint)\b|\b(?:by|from) (?:its|their) (?:manufacturer|vendor|maker|provider|developer)s?\b|\bwe wrote there\b/giu,
    from: 'clause',
  },
  {
    pattern:
      /\b(?:derives?|derived|differs?|adapted|departs?|borrowed|stems|inherited|deviates?|descends) from (?:the )?(?:[\p{L}-]+ of )?[\p{Lu}][\p{L}\d-]*(?: ⟦cite⟧)?, (?:where|whose|which)\b/gu,
    from: 'cue',
  },
  {
    pattern:
      /(?:^|[;:] )(?:[\p{Lu}][\p{L}\d-]*'s? |[Tt]he )(?!winners? (?:is|are|was|were) (?:\d|\{|[\p{L}\d_]{1,4} ?=))(?:winners?|winning (?:team|entry|solution)|manufacturer|vendor|developers|leaders?)\b/gu,
    from: 'cue',
  },
  { pattern: /\b(?:are|is|were|was) (?:cited|quoted|reproduced) (?:from|after)\b/giu, from: 'clause' },
  // `The best team used …`, `The winning system of 2020 was …`, `Last year's submission of our group used …`.
  {
    pattern:
      /(?:^|[;:,] )(?:the )?(?:best|winning|first-placed|top|leading|strongest|second|runner-up) (?:[\p{Ll}-]+ )?(?:team|group|participant|submission|entry|competitor)s?\b(?! (?:of|from|by) ours)|(?:^|[;:,] )last year['’]s (?:submission|system|entry|model)\b|(?:^|[;:,] )the (?:winning|best|top|leading) (?:system|model|solution|run)s? (?:of|in|from) (?:the )?(?:19|20)\d\d\b/giu,
    from: 'cue',
  },
  {
    pattern:
      /\bby the (?:task |challenge |workshop |competition )?(?:organi[sz]ers|maintainers|providers|vendors?)\b(?! of (?:the )?(?:data|corpus))/giu,
    from: 'clause',
  },
  // `The first author's earlier abstract used …`, `An earlier draft had …`, `… was part of an earlier draft`.
  {
    pattern:
      /\b(?:first|second|third|last|senior) author['’]s (?:(?:earlier|previous|prior|own|doctoral|master['’]?s|PhD|older) )*(?:abstract|thesis|dissertation|paper|work|reports?|notes?|code|blog|poster)\b|(?<=^|[;:] ?|, (?:and|but|while|whereas) )(?:an|our|the) (?:earlier|previous|preliminary|prior|older|first) (?:draft|abstract|preprint|manuscript|poster)s?(?: of (?:this|the|our) [\p{Ll}-]+)? \p{Ll}+/giu,
    from: 'cue',
  },
  {
    pattern:
      /\b(?:was|were|had been|been) (?:only )?(?:a )?(?:part of|in|used in|tried in|reported in|described in|found in) (?:an|our|the) (?:earlier|previous|preliminary|prior|older|first|workshop) (?:draft|abstract|preprint|manuscript|version|report|submission|poster)\b/giu,
    from: 'sentence',
  },
  // `The figures of MoCo v2 are those of [1], obtained with …`.
  {
    pattern:
      /\b(?:figures|numbers|results|scores|rows?|errors|accuracies)\b[^.;]{0,40} (?:are|is) (?:those|that|the ones) (?:of|from|given|reported|published|in)\b/giu,
    from: 'clause',
  },
  {
    pattern:
      /(?:^|[;:] )in (?:the (?:(?:original|earlier) )?(?:work|paper|study|article|report|experiments|recipe) (?:of|by) (?:⟦cite⟧|(?-i:\p{Lu}[\p{L}'-]+ (?:et al\.?|and \p{Lu}\p{L}+)))|(?:⟦cite⟧|(?-i:\p{Lu}[\p{L}'-]+ (?:et al\.?(?: \(\d{4}\))?|and \p{Lu}\p{L}+ (?:\(\d{4}\)|⟦cite⟧)))))(?!,? (?:we|our|is|are)\b)/giu,
    from: 'cue',
  },
  // `Original MAML, as published for Omniglot, has …`, `GPT-3 had …; ours is …`.
  {
    pattern:
      /(?:^|[;:] )(?:the )?original (?-i:\p{Lu}[\p{L}\d-]*\p{Lu}[\p{L}\d-]*)(?:,| (?:⟦cite⟧ )?(?:has|had|uses?|used|is|was|trains?|trained|takes|took|samples?|keeps?)\b)(?! [\d·,]+ (?:training|test|images|classes))/giu,
    from: 'cue',
  },
  { pattern: /, (?:to|with|against) (?:whose|which|whom) [^,]*\b(?:we|I) compare\b[^,]*,/giu, from: 'clause' },
  // `(GCNII: 85.5 with 64 layers, from their paper)`, `For the original Rainbow … we take the scores from …`.
  { pattern: /(?<=\()[^()]*\bfrom (?:their|its|his|her) (?:own )?(?:paper|report|publication|article)(?=[^()]*\))/giu, from: 'cue' },
  {
    pattern:
      /\bwe (?:take|took|quote|copy|copied|cite) (?:the|their|its) (?:published |reported |official )?(?:scores|numbers|results|figures|predictions)\b/giu,
    from: 'sentence',
  },
  // What is trained by the paper itself is its own, with settings of its own.
  {
    pattern:
      /(?<!\b(?:our|[Aa]s|both|over|than|against|to|with|like|for|of)\s+(?:(?:the|a|an|our) )?(?:[\p{L}\d-]+ )?)\b(?:the|a|an|this|each|every|their|its|both|all|other) (?:[\p{L}\d-]+ ){0,3}?(?:baselines?|competitors?|rivals?)\b(?! (?:which|that) we (?:\p{Ll}+ )?(?:train|run|built|fit|implement))(?![^.;]*\b(?:was|were|is|are) (?:\p{Ll}+ )?(?:trained|fitted|tuned)\b)[^.;]{0,50}?\b(?:ha[sd]|was|were|is|are|uses?d?|keeps?|kept|runs?|gets?|needs?|follows?)\b/giu,
    from: 'cue',
  },
  {
    pattern:
      /^(?:as|for) (?:(?:a|an|our|the|further|strong) )*(?:baselines?|competitors?|comparison)\b(?!,? we (?:\p{Ll}+ )?(?:train|fit|tune|fine-tune))/giu,
    from: 'cue',
  },
];
