/** Ways of saying a setting of the training by what is done: summed, fed, switched off, clipped, played, averaged. Data. */
import { seenNouns } from './dataNouns.ts';
import { type Frame, frame } from './frame.ts';

const gpus = '(?:[a-z]?gpus?|cards?|devices?|accelerators?|workers?|nodes?|machines?|chips?|(?-i:[A-Z]{1,4}\\d[\\w]*)(?: [a-z]+)?)';
const total = '(?:in all|in total|altogether|together|overall|per update|per step|an update|a step)';
const thus = '(?:,|;)? ?(?:that is|which is|i\\.e\\.|hence|so|thus|therefore|making|which makes|or|giving|for) ?,? ?';

export const doingFrames: readonly Frame[] = [
  // What only looks like a setting.
  frame(String.raw`\bcycles?\b[^.;#]{0,40}? (?:take|last|span|comprise|cover|have)s? NN STEPS`, [undefined]),
  frame(String.raw`\b(?:evaluated|measured|saved|checked|computed|validated|tested|logged|stored) each NN STEPS`, [undefined]),
  frame(String.raw`NN STEPS (?:gain|cost|bring|yield|add|win|improve)s?\b`, [undefined]),
  frame(
    String.raw`NN (?:was|were|is|are|did|does) (?:marginally|slightly|somewhat|a little|barely|no|not|hardly|clearly|much|even) (?:better|worse|harm|help)`,
    [undefined],
  ),
  frame(String.raw`\b(?:anything|everything|nothing|values|whatever) (?:above|below|over|beyond|under|larger than|smaller than) NN`, [
    undefined,
  ]),
  frame(String.raw`\b(?:better|worse|higher|lower)\b[^.;#]{0,24}? than NN(?=[,.;)]|$)`, [undefined]),
  frame(
    String.raw`\b(?:condition(?:ing)?|text|class|label|prompt|caption)s? (?:[\w-]+ )?(?:is|are) (?:randomly )?(?:dropped|left out|removed)[^.;#]{0,30} NN`,
    [undefined],
  ),
  // Batches by their parts.
  frame(
    String.raw`NN (?:[\w-]+ )?${seenNouns} (?:on|per) each(?: (?:of (?:them|these|the #_* ${gpus})|one|${gpus}))?${thus}NN (?:[\w-]+ )?${total}`,
    ['batch size', 'batch size'],
  ),
  frame(String.raw`\b(?:batch|batches) of NN(?: ${seenNouns})? on each(?: of (?:the |our )?#_*)? ${gpus}(?: \([^()]*\))?${thus}NN\b`, [
    'batch size',
    'batch size',
  ]),
  frame(String.raw`NN (?:(?:[\w-]+ )?${seenNouns} )?on each of (?:the |our )?#_* ${gpus}`, ['batch size']),
  frame(
    String.raw`\b${gpus}(?: \([^()]*\))?,? \(?(?:with |i\.e\.,? |that is,? |at |holding )*NN(?: (?:[\w-]+ )?${seenNouns})? (?:on |to |for |per )?each(?: (?:one|card|gpu|device|of them))?(?=[),.;]|$| (?:and|so|which|therefore|thus)\b)`,
    ['batch size'],
  ),
  frame(
    String.raw`\b(?:gpus?|cards?|devices?|tpus?|(?-i:[A-Z]{1,4}\d[\w]*)) (?:hold|process|handle|see|take|get|receive|carry|compute)s? NN (?:[\w-]+ )?${seenNouns} each`,
    ['batch size'],
  ),
  frame(
    String.raw`NN accumulat(?:ed|ion) (?:gradient |forward )?(?:steps|batches|micro-?batches|mini-?batches|passes|gradients)(?: (?:of|with|on|over) NN(?! (?:epochs|STEPS)))?`,
    ['gradient accumulation', 'batch size'],
  ),
  frame(String.raw`NN micro-?batches of NN`, ['gradient accumulation', 'batch size']),
  frame(
    String.raw`\b(?:in|into) (?:groups|bundles|lots|portions|micro-?batches) of NN(?: ${seenNouns})?[,;]? and (?:the )?gradients (?:of|from|over) NN (?:such |of them |of these |of those )?(?:groups|bundles|lots|portions|batches|micro-?batches|passes|steps)? ?(?:are|is|being) (?:summed|accumulated|averaged|added)`,
    ['batch size', 'gradient accumulation'],
  ),
  frame(
    String.raw`NN (?:[\w-]+ )?${seenNouns} (?:(?:to|per|for|in) )?(?:an?|each|every|one) (?:single )?(?:(?:gradient|optimi[sz]er|training|parameter|weight) )?(?:update|step|batch|mini-?batch|iteration)\b`,
    ['batch size'],
  ),
  frame(
    String.raw`\b(?:feed|show|present|hand|give|take|draw|use|train on|fed|shown|handed|given) (?:it |them |the network |the model )?NN (?:[\w-]+ )?[a-z]+s (?:at a time|at once|together)`,
    ['batch size'],
  ),
  frame(
    String.raw`\b(?:each|every|an|one|a single)(?: of (?:the |our )?#_*)? (?:[\w-]+ )?(?:update|step|iteration)s? (?:draws?|sees?|uses?|takes?|samples?|reads?|processes|averages over|consumes?|covers?|contains?|comprises?|rests on)(?: in)? NN(?! ?(?:×|x\b|of\b|STEPS|seconds|minutes|hours|s\b|ms\b|epochs|views|crops|noise|passes|micro|mini|times|hops|layers|points))(?:(?=[,.;:)]|$)| (?:[\w-]+ ){0,2}?[a-z]+s\b)`,
    ['batch size'],
  ),
  frame(
    String.raw`(?<=\b(?:step|batch|update|gpus?|cards?|accumulat\w*)\b[^.#]{0,60}(?:#_*[^.#]{0,30})?), (?:which|that) (?:makes|gives|is|are|amounts to|comes to|yields) NN ${seenNouns}`,
    ['batch size'],
  ),
  frame(String.raw`\b(?:in|with|by) (?:helpings|portions|handfuls|packets|lots) of NN`, ['batch size']),
  frame(
    String.raw`\bproduct of (?:the )?(?:micro-?|mini-?)?batch(?: size)? and (?:the )?(?:number of )?(?:gradient )?accumulat\w*(?: steps)? is NN`,
    ['batch size'],
  ),
  // Dropping and smoothing.
  frame(
    String.raw`\battention weights\b[^.;#]{0,30}? (?:are|is|were) (?:also )?dropped[^.;#]{0,40}? (?:probability|rate|chance)(?: of)? NN`,
    ['attention dropout'],
  ),
  // Gradients and weights.
  frame(
    String.raw`\bnorms? of (?:the |all |its |whole |full |entire |global |total )*gradients?,? (?:is |are |being )?(?:capped|limited|bounded|held|kept|restricted|clipped|cut)(?: off)? (?:at|to|by|below|under) NN`,
    ['gradient clipping'],
  ),
  frame(
    String.raw`(?<!policy )\bgradients?\b[^.;#]{0,24} (?:cut|capped|limited|bounded|clipped|shortened|trimmed)(?: off| down)? (?:at|to) (?:an? )?(?:[\w-]+ )?norm (?:of )?NN`,
    ['gradient clipping'],
  ),
  frame(String.raw`\b(?:decoupled|L2) decay(?: of| is|:)? NN`, ['weight decay']),
  // How long, and how often.
  frame(
    String.raw`(?:^|[.;:] )after NN STEPS,? (?:we (?:stop|end|halt)|(?:the )?training (?:stops|ends|is stopped|is ended|halts)|it (?:stops|ends))`,
    ['training steps'],
  ),
  frame(
    String.raw`(?:^|[.;:] )after NN epochs,? (?:we (?:stop|end|halt)|(?:the )?training (?:stops|ends|is stopped|is ended|halts)|it (?:stops|ends))`,
    ['epochs'],
  ),
  frame(
    String.raw`\b(?:at|after|by) (?:step|update|iteration) NN,? (?:when|where|at which|with which) (?:the )?training (?:ends|stops|is over)`,
    ['training steps'],
  ),
  frame(
    String.raw`\b(?:go|goes|went|gone|going|pass|passes|passed|run|runs|sweep|sweeps) (?:over|through) (?:(?:the |all |our |its |this )*(?:[\w-]+ )?(?:data|set|part|corpus|images|examples|sentences|pairs|collection|sample|split) )?NN times`,
    ['epochs'],
  ),
  frame(
    String.raw`\bno (?:gain|improvement|progress|better \w+|further \w+|increase|decrease)\b[^.;#]{0,50}? (?:for|in|within|over|during) NN(?: (?:\w+ )?(?:epochs?|evaluations?|checks|validations|rounds|passes)|(?=[.;,)]|$))`,
    ['early stopping patience'],
  ),
  frame(String.raw`NN (?:noise|initiali[sz]ation|data|sampling|weight|starting) seeds`, ['seeds']),
  // Reinforcement learning.
  frame(
    String.raw`\b(?:bandits?|arms?|learners?|polic(?:y|ies)|agents?|baselines?|plays?|runs?|lasts?)\b[^.;#]{0,40}?(?:#_*[^.;#]{0,30}?)?\b(?:for|over|of|lasts?) NN (?:pulls|plays|interactions)\b(?! (?:per|of each|each))`,
    ['training steps'],
  ),
  frame(String.raw`\bfor NN (?:[\w-]+ )?steps between (?:(?:one|#_*) update and the next|(?:two |the )?updates)`, ['rollout length']),
  frame(
    String.raw`\b(?:collects?|gathers?|plays?|acts? for|takes?) NN (?:[\w-]+ )?(?:steps|transitions) (?:in|from|on|with) (?:each|every one|all)(?: of)?(?: the)? NN (?:parallel )?`,
    ['rollout length', 'environments'],
  ),
  frame(String.raw`\bmemory (?:of|with|holding|for) NN (?:transitions|frames|steps|turns|experiences|moves)`, ['replay buffer size']),
  frame(String.raw`(?<=(?:[;:,]|^) ?)(?:replay )?memory:? NN(?=[;,.]|$)`, ['replay buffer size']),
  frame(
    String.raw`\b(?:target|copy of (?:itself|himself|herself|the network))\b[^.;#]{0,40}? (?:copied|updated|synchroni[sz]ed|refreshed|renewed|overwritten|brought up to date) every NN (?:[\w-]+ )?(?:turns|moves|steps|updates|iterations|frames|episodes|games)`,
    ['target update interval'],
  ),
  frame(String.raw`\b(?:final|initial|last) exploration(?: rate| probability)?(?: of| is|:)? NN`, ['exploration rate']),
  frame(String.raw`\bconvolutions? (?:with|of) NN, NN,? and NN (?:channels|filters|feature maps)`, ['channels', 'channels', 'channels']),
  frame(String.raw`NN (?!self-att|cross-att|multi-head|fully-)[a-z]+-[a-z]+ (?:blocks|layers)\b(?! (?:live|lie|sit|on each|per|at each))`, [
    'layers',
  ]),
  frame(
    String.raw`\b(?:rate|step size) (?:moving|cycling|oscillating|swinging|varying|alternating|moves|cycles|oscillates|swings) between NN and NN`,
    ['learning rate', 'learning rate'],
    { role: 'range' },
  ),
  frame(
    String.raw`\b(?:perceptual|adversarial|auxiliary|cycle|identity|reconstruction|commitment|[a-z-]+ loss) weight,? (?:is |being |was )?set to NN`,
    ['loss weight'],
  ),
  frame(String.raw`\b(?:matched|compared|penali[sz]ed|aligned)\b[^.;#]{0,30}?(?:#_*[^.;#]{0,20})? with (?:a |the )?weight(?: of)? NN`, [
    'loss weight',
  ]),
  // Losses, averages, heads.
  frame(
    String.raw`(?<=\b(?:teacher|distil\w*|soft)\b[^.]{0,140})\bweight of the (?:latter|former|second|first|teacher(?:'s [\w-]+)?|divergence|soft [\w-]+|distillation(?: \w+)?)(?: being| is| of|,)? NN`,
    ['distillation weight'],
  ),
  frame(
    String.raw`\bmomentum (?:copy|copies|encoder|network|version)\b[^.;#]{0,50}? (?:with|by|at) (?:a )?(?:rate |coefficient |factor |momentum )?(?:of )?NN`,
    ['ema decay'],
  ),
  frame(String.raw`\baveraging (?:constant|coefficient|rate|decay|factor)(?: of| is|:)? NN`, ['ema decay']),
  frame(String.raw`\baverage\b[^.;#]{0,40}? NN (?:of (?:it|the old|the previous) )?(?:is|are) (?:kept|retained)`, ['ema decay']),
  frame(String.raw`\bheads of (?:together |altogether |in all )NN dimensions`, ['hidden units']),
  frame(String.raw`\b(?:heads|layers),? (?:and )?NN dimensions(?! (?:per|each))`, ['hidden units']),
  frame(String.raw`\blayers? (?:with|of) NN (?:re?lus?|gelus?|tanh|sigmoids?|elus?)(?: (?:each|apiece|units))?\b`, ['hidden units']),
  frame(String.raw`NN instead of #_* (?:blocks|layers)`, ['layers']),
  frame(
    String.raw`(?<=\b(?:ends|images?|reports?|captions?|texts?|contrastive|sentences)\b[^.]{0,120})\b(?:projected|mapped) (?:down |up |linearly )?(?:to|into|onto) NN dimensions`,
    ['embedding dimension'],
  ),
  frame(String.raw`\bembed\w*\b[^.;#]{0,50}? (?:in|into|to) NN dimensions`, ['embedding dimension']),
  frame(
    String.raw`\b(?:depthwise )?convolutions? (?:over|across|spanning|covering) NN (?:frames|steps|samples|points|tokens|characters|bins|days|hours)`,
    ['kernel size'],
  ),
  frame(String.raw`\bfeed-?forward (?:parts?|layers?|blocks?),? (?:at|with|of) NN(?! (?:[a-z]+ )?(?:layers|blocks))`, [
    'feed-forward dimension',
  ]),
];
