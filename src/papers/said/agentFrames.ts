/** Ways of saying what those who act, pull arms and play set: how long they play, what they remember, how often they act blindly. Data. */
import { type Frame, frame } from './frame.ts';

const tuples = '(?:transitions|experiences|tuples|interactions|quadruples|quintuples)';
const copies = '(?:environments?|cop(?:y|ies)|instances|simulators|simulations|actors|workers|games|worlds|emulators)';
const steps = '(?:(?:time|environment|control|interaction)[ -]?)*(?:steps|moves|ticks|frames|decisions)';
const gathered = '(?:transitions|roll-?outs?|trajectories|samples|batch|data|steps|experience|these|those|they|segment)';
const played = '(?:episodes|trajectories|games|roll-?outs|playthroughs|walks)';
const epsilon = String.raw`(?<![\p{L}])(?:epsilon|ε(?:_\w+)?)(?:-greed\w*)?`;

export const agentFrames: readonly Frame[] = [
  // `exploration 0.2 falling by a factor of 0.995 per episode down to 0.01`.
  frame(
    String.raw`\b(?:exploration|epsilon|ε)(?: rate)?(?: of| is| ?=)? NN,? (?:and )?(?:which )?(?:(?:is|then) )*(?:falling|falls|decaying|decays|shrinking|shrinks|multiplied|reduced|lowered|decayed|annealed|decreasing)(?: (?:each|per|every) episode)? by (?:a factor of )?NN[^.;#]{0,30}? to (?:a floor of |at least )?NN`,
    ['exploration rate', undefined, 'exploration rate'],
    { fits: 'rate' },
  ),
  // What is gathered before it is learned from, and how often it is gone through.
  frame(
    String.raw`\b${copies}\b[^.;#]{0,40}? (?:side by side|in parallel|at once|in lockstep|simultaneously|together|at the same time),? (?:each )?for NN ${steps}\b`,
    ['rollout length'],
  ),
  frame(String.raw`NN ${steps} (?:in|from|of|with|by|on) (?:each|every) (?:of (?:the |its |our )?NN )?${copies}\b`, [
    'rollout length',
    'environments',
  ]),
  frame(
    String.raw`\b(?:each|every|one|an?) (?:iteration|update|round|batch|cycle) (?:has|holds|comprises|consists of|collects|gathers|uses|rests on|sees) NN ${tuples}`,
    [undefined],
  ),
  frame(
    String.raw`\b${gathered}\b[^.;#]{0,40}? (?:visited|revisited|reused|re-used|swept|gone through|gone over|passed over|run through|seen|used|shown|traversed|learned from|replayed) NN times\b`,
    ['epochs'],
    { fits: 'count', unless: /\b(?:evaluat\w*|test(?:ed|s)?)\b/i },
  ),
  frame(
    String.raw`\b(?:goes|go|passes|runs|sweeps|loops) NN times (?:over|through) (?:the |all |its |these |those )*(?:[\w-]+ )?${gathered}`,
    ['epochs'],
  ),
  // Batches of episodes.
  frame(
    String.raw`\b(?:updates?|gradients?|updated|improved|batch(?:es)?)\b[^.;#]{0,36}? (?:after|every|each|per|from|over|with|of)(?: (?:batches of|every|each|a batch of))? NN (?:(?:complete|full|whole|new|fresh|finished) )?${played}\b(?! in (?:all|total))`,
    ['batch size'],
    {
      fits: 'few',
      unless:
        /\b(?:target|buffer|replay|evaluat\w*|test(?:ed)?|stopp?\w*|decay\w*|anneal\w*|total|deterministic|greed\w*|rolled out|plot|record|return of)\b/i,
    },
  ),
  frame(
    String.raw`NN (?:(?:complete|full|whole|new|fresh) )?${played} (?:are|is|were) (?:played|collected|gathered|run|sampled|drawn|averaged|lived|simulated) (?:before|for|per|between|in|at) (?:each|every|an|a|one|two) (?:(?:policy|gradient|parameter|single) )?(?:update|step|gradient|iteration)s?`,
    ['batch size'],
    { fits: 'few' },
  ),
  frame(
    String.raw`NN (?:(?:complete|full|whole) )?${played} (?:per|for each|to each|before each|make(?: up)? (?:a|an|one|each)|form (?:a|an|one|each)) (?:(?:policy|gradient|parameter) )?(?:update|step|batch|iteration)\b`,
    ['batch size'],
    { fits: 'few' },
  ),
  frame(
    String.raw`\b(?:nothing|training|learning|updates?|no (?:step|update))\b[^.;#]{0,30}? (?:before|until|unless|as long as) (?:the first |only |fewer than )?NN`,
    [undefined],
  ),
  // A batch of steps in parts.
  frame(
    String.raw`\b(?:buffer|batch|segment|roll-?out) of NN (?:steps|transitions|samples|moves)\b[^.;#]{0,30}? (?:swept|visited|gone through|gone over|passed over|run through|used|traversed|replayed) NN times (?:in|with|on|by) (?:(?:chunks|parts|pieces|mini-?batches|portions|slices|groups) of )NN`,
    ['rollout length', 'epochs', 'batch size'],
  ),
  frame(
    String.raw`(?<=\b${gathered}\b[^.;]{0,60}) in (?:shuffled |random )?(?:chunks|portions|pieces|slices|groups|lots) of NN(?=[.,;)]|$| (?:steps|transitions|samples)\b)`,
    ['batch size'],
    { fits: 'count' },
  ),
  frame(
    String.raw`(?<=\b${copies}\b[^.;]{0,80})\b(?:run|use|have|with|of which|there are) NN (?:of (?:them|these|those)|such|copies|in parallel)\b`,
    ['environments'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:experiences?|transitions|memories|data|everything|whatever|steps) (?:that (?:is|are) )?older than (?:the last )?NN (?:[\w-]+ )?(?:steps|transitions|moves|decisions|frames)\b`,
    ['replay buffer size'],
    { fits: 'sized' },
  ),
  frame(
    String.raw`(?<=\b(?:learns?|learned|learnt|trained|updated?s?|draws?|drawn|samples?|sampled)\b[^;.]{0,80}), NN at a time\b`,
    ['batch size'],
    {
      fits: 'count',
    },
  ),
  frame(
    String.raw`NN (?:simulated |virtual |identical )?[a-z]+s (?:are|is) (?:driven|run|simulated|played|stepped|steered) (?:in parallel|side by side|at once|together|simultaneously)`,
    ['environments'],
    { fits: 'count' },
  ),
  frame(
    String.raw`(?<=\b(?:in parallel|side by side|at once|together|simultaneously)),? (?:each|and each) (?:one )?(?:for|takes|makes) NN ${steps}`,
    ['rollout length'],
  ),
  frame(String.raw`\b(?:roll(?:s|ed)? out|unroll(?:s|ed)?)(?: (?:for|over|the policy|it|them))* NN ${steps}`, ['rollout length']),
  frame(String.raw`NN-step (?:returns?|targets?|bootstrap\w*|TD|advantages?)\b`, ['rollout length']),
  frame(
    String.raw`NN of (?:them|these|those) (?:after|at|in|for|per|with|on) (?:each|every|an?) (?:move|step|update|decision|action)\b`,
    ['batch size'],
    {
      fits: 'count',
    },
  ),
  frame(
    String.raw`\b(?:gets|takes|receives|copies|inherits|takes over|is given|adopts) (?:the |all )?weights (?:of|from)\b[^.;#]{0,30}? (?:after )?(?:every|each|all) NN`,
    ['target update interval'],
  ),
  frame(
    String.raw`\b(?:copy|copies|targets?)\b[^.;#]{0,40}? (?:is|are|was|were|being) (?:refreshed|renewed|updated|synchroni[sz]ed|synced|replaced|overwritten|copied|reset|made anew)[^.;#]{0,30}? (?:every|each|after|after every|once in) NN (?:[a-z]+ )?(?:steps|updates|moves|transitions|frames|iterations|decisions)\b`,
    ['target update interval'],
    { fits: 'count' },
  ),
  frame(
    String.raw`(?<=\b(?:[Ii]n|[Pp]er|[Aa]t|[Ee]ach|[Ee]very|[Aa]n?)\b[^.;#]{0,30}\b(?:iteration|round|update|cycle|phase|collection)\b[^.;#]{0,30})NN ${copies} (?:are |is |each |that |which |all )*(?:run|runs|act|acts|play|plays|step|steps|stepped|roll|rolled|unrolled|advanced?|played|simulated|go|move)(?: out| on| forward)?(?: for)? (?:[A-Z] ?= ?)?NN (?:${steps}|times)\b`,
    ['environments', 'rollout length'],
    { fits: 'count' },
  ),
  frame(String.raw`NN ${copies},? (?:and|with) NN ${steps}\b(?! (?:in all|in total|altogether))`, ['environments', 'rollout length'], {
    fits: 'count',
  }),
  frame(
    String.raw`\b(?:rewards?|future|returns?)\b[^.;#]{0,40}? (?:worth|counts?|valued)\b[^.;#]{0,20}? ?NN less (?:for|per|with|after|at|on) (?:each|every|a)\b`,
    ['discount factor'],
  ),
  frame(String.raw`\b[Cc]lipping (?:is|was|takes place|happens)(?: done)? (?:at|with|to) (?:[εϵ] ?= ?)?NN`, ['clip range'], {
    fits: 'share',
    unless: /\b(?:norms?|gradients?|weights)\b/i,
  }),
  // How often it is looked at, and when it is stopped.
  frame(String.raw`(?<=\b(?:judged|tested|evaluated|scored|assessed|measured)\b[^.;]{0,60})(?:each|every) NN ${steps}`, [undefined]),
  frame(
    String.raw`(?<=\b(?:episodes?|games?|walks?)\b[^.;]{0,60})(?:cut(?: off| short)?|ends?|ended|stopp?ed|stops|limited|terminated|truncated|capped|broken off)(?: (?:off|at the latest))? (?:at|after|to) (?:at most |the latest )?NN`,
    [undefined],
  ),
  // A second network.
  frame(
    String.raw`\b(?:baseline|critic|value (?:function|network)|second network)\b[^.;#]{0,80}? (?:trained|learned|learnt|fitted|updated|learns)\b[^.;#]{0,30}? at NN(?=[.,;)]|$| (?:and|for|with|in)\b)`,
    ['learning rate'],
    { fits: 'tiny' },
  ),
  // What is remembered.
  frame(
    String.raw`\b(?:replay|memory|buffer|reservoir)\b[^.;#]{0,30}?\b(?:which |that |it )?(?:holds?|keeps?|stores?|retains?|remembers?|contains?)(?: at most| up to| only)? (?:the )?(?:last|latest|newest|most recent|past) NN(?= ${tuples}|[,.;)]|$| (?:of them|and)\b)`,
    ['replay buffer size'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:replay|memory|buffer|reservoir|D|ring)(?: (?:buffer|memory|size|of|with|for|is|has|keeps|holds))*:? NN ${tuples}`,
    ['replay buffer size'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:memory|buffer|ring|replay|D|reservoir)\b[^.;#]{0,40}? (?:room|space|place|capacity) for (?:at most |up to |the last )?NN`,
    ['replay buffer size'],
    { fits: 'count' },
  ),
  // The copy that lags.
  frame(
    String.raw`\b(?:frozen|slow|lagged|lagging|delayed|old|second) (?:cop(?:y|ies)|net(?:work)?s?|weights|Q\S{0,3})\b[^.;#]{0,30}? (?:refreshed|renewed|updated|replaced|synchroni[sz]ed|synced|overwritten|brought up to date|reset) (?:after )?(?:every|each|all) NN`,
    ['target update interval'],
  ),
  frame(
    String.raw`\b(?:every|each|all|after) NN(?: (?:gradient|training|environment))? (?:steps|updates|iterations|transitions|episodes),? (?:the |its |we |let |set |copy |are |is )*(?:[θφψω]|Q)[^\s#]{0,3}(?:\^-|\^\{-\}|['′]|⁻)[^#.;]{0,12}(?:←|:=|=|equal)`,
    ['target update interval'],
  ),
  // Acting blindly.
  frame(
    String.raw`${epsilon} (?:is|was|stays?|stayed|remains?|equals?|of|=)(?: (?:always|fixed|kept|held|constant|constantly|throughout|set|at|to|equal))* NN`,
    ['exploration rate'],
    { fits: 'exploring', unless: /\bclip\w*|\bsurrogate\b|\bratio\b|\bsmoothing\b/i },
  ),
  frame(
    String.raw`\b(?:final|last|initial|first|constant|fixed|starting|minimal|minimum|smallest) (?:epsilon|ε|exploration)(?: (?:rate|probability|share))?(?: of| is|:)? NN`,
    ['exploration rate'],
  ),
  frame(
    String.raw`${epsilon}[,:]? (?:(?:exploration|policy|actions?|goes|going|is|with|starts?|from|falling|down)[,:]? )*NN (?:down )?to NN(?: (?:over|in|within|during|after|by|for) (?:the (?:first|course of) )?NN)?`,
    ['exploration rate', 'exploration rate', undefined],
    { fits: 'share or one', unless: /\bclip\w*|\bsurrogate\b|\bsmoothing\b/i },
  ),
  frame(
    String.raw`\b[Ff]rom ${epsilon} ?= ?NN[^.;#]{0,40}? to ${epsilon} ?= ?NN(?: (?:over|in|within|during|after|by) (?:the first )?NN)?`,
    ['exploration rate', 'exploration rate', undefined],
  ),
  frame(
    String.raw`${epsilon} ?= ?NN (?:when|while|for|during|in) (?:acting|training|learning|play\w*|gathering|collecting|exploring|behaving)`,
    ['exploration rate'],
  ),
  // The temperature of an entropy is its weight.
  frame(
    String.raw`\b(?:temperature|weight|coefficient|multiplier) (?:of|for|on|before|in front of) (?:the |its )?(?:policy )?entropy\b[^.;#]{0,50}? NN`,
    ['entropy coefficient'],
    { fits: 'rate', unless: /\btarget entropy\b|\blearned\b|\btuned automatically\b/i },
  ),
  frame(
    String.raw`\bentropy (?:temperature|weight|bonus|multiplier)(?: (?:is|of|was|stays|kept|held|fixed|at|to|constant))* NN`,
    ['entropy coefficient'],
    {
      fits: 'rate',
    },
  ),
  // Two weights for two terms.
  frame(
    String.raw`NN(?:,| and|, and) NN (?:weigh|weight|scale|multiply|are the (?:weights|coefficients|factors) (?:of|for|on)) (?:the )?(?:value|critic)\b[^.;#]{0,30}? and (?:the |that of the )?entropy`,
    ['value coefficient', 'entropy coefficient'],
  ),
  frame(
    String.raw`NN(?:,| and|, and) NN (?:weigh|weight|scale|multiply|are the (?:weights|coefficients|factors) (?:of|for|on)) (?:the )?entropy\b[^.;#]{0,30}? and (?:the |that of the )?(?:value|critic)`,
    ['entropy coefficient', 'value coefficient'],
  ),
  // How far a ratio may go.
  frame(String.raw`\bclip\w*\b[^.;#]{0,50}?(?:\bat |\bto |\bwithin |\bbetween |\boutside (?:of )?)[[(]?#_* ?± ?NN`, ['clip range']),
  frame(
    String.raw`\b(?:surrogate|ratios?)\b[^.;#]{0,50}? (?:clipped|cut|cut off|flat|flattened|truncated) (?:outside(?: of)?|beyond|out of) (?:the (?:interval|range) )?[[(]? ?NN ?(?:,|and|to|–|\.\.) ?NN`,
    ['clip range', undefined],
  ),
  // Agents with a table learn at a rate.
  frame(
    String.raw`\b(?:agents?|learners?|Q-learning|SARSA|tables?|TD|it|they|we|critics?|actors?)\b[^.;#]{0,24}? learns? (?:at|with) (?:an? |the )?(?:(?:constant|fixed) )?(?:rate|step|step size|pace)(?: of)? NN`,
    ['learning rate'],
    { fits: 'rate' },
  ),
  frame(
    String.raw`\b(?:horizon|game|play|experiment|run)s?\b[^.;#]{0,20}? (?:of|lasts|has|have|takes?|is|are) (?:[TnN] ?= ?)?NN (?:rounds|pulls|plays|draws)\b`,
    [undefined],
  ),
];
