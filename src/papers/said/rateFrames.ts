/** Ways of saying how fast it learns and how long that rises or falls, with other nouns than “learning rate” and other verbs than “decay”. Data. */
import { rate } from './courseWords.ts';
import { type Frame, frame } from './frame.ts';

const method = '(?:adam\\w*|sgd|rmsprop|lamb|lars|lion|adafactor|gradient descent)';
const aRate =
  '(?:an? |the |its )?(?:steady |constant |fixed |unchanging |unvarying |equal |moderate |modest |gentle |single |peak |uniform |initial |low |high |maximal |maximum )*(?:rate|pace)(?: of| η ?=)?';
const summit = '(?:peak|maximum|summit|top|height|highest|largest)';
const notCounted =
  '(?! ?%)(?! (?:[a-z]+ )?(?:epochs|steps|updates|iterations|images|examples|sentences|tokens|frames|samples|layers|units|hz|khz|fps|bits|times|points|per))';
const rising = '(?:RISES|ascen[dt]\\w*|lengthen\\w*|ramp\\w*)';
const ofOneThing = '(?<!\\b(?:mask|drop|corrupt|sampl|flip|nois|mutat|explor|success|error|word|label|smooth)\\w*[^.;]{0,30})';

export const rateFrames: readonly Frame[] = [
  // `four times that of the generator, which is 1e-4`.
  frame(
    String.raw`\b(?:learning rate|step size|rate)\b[^.;]{0,60}? (?:times|twice|half|tenth of|third of|quarter of) (?:as \w+ as )?(?:that|the one) of the [a-z]+,? (?:which (?:is|was|equals)|being|namely) NN`,
    ['learning rate'],
    { fits: 'rate' },
  ),
  // `The first 100 epochs use a rate of 0.1, the next 50 one of 0.01`.
  frame(
    String.raw`\bfirst NN (?:epochs|passes) (?:use|used|have|had|are (?:made|run|done) (?:with|at)|run (?:with|at)|take)[^.;#]{0,24}? (?:learning rate|rate|step size)(?: of| is| =)? NN,? (?:and |while |then )?the (?:next|last|other|remaining|following) NN (?:epochs )?(?:use |have |with |at )?(?:one|a rate|a step)?(?: of)? NN`,
    [undefined, 'learning rate', undefined, 'learning rate'],
  ),
  // `Adam with its default constants, 2e-3 decayed by a cosine to zero`.
  frame(
    `\\b${method}\\b[^.;#]{0,50}?[,:(] ?NN,? (?:linearly |slowly |exponentially |gradually )?(?:decay(?:ed|ing|s)?|anneal(?:ed|ing)?|falling|lowered|brought down|going down|cooled|shrinking|shrunk|reduced|halved|divided|cosine|following an?) `,
    ['learning rate'],
    { fits: 'rate', unless: /\b(?:weight|exploration|dropout|temperature) ?(?:decay|rate)? (?:of )?[\d.e-]+,? (?:decay|anneal)/i },
  ),
  // `constant step 0.01`, `a fixed step γ = 0.1`.
  frame(String.raw`\b(?:constant|fixed) (?:gradient )?steps? (?:sizes? |lengths? )?(?:of |at |= ?)?NN${notCounted}`, ['learning rate'], {
    fits: 'rate',
  }),
  // `We run SGD for 20 passes`.
  frame(
    String.raw`\b(?:sgd|descent|adam\w*|rmsprop|train(?:ed|ing)?|fit(?:ted)?|perceptron)\b[^.;]{0,60}? for NN (?:full |complete |whole )?(?:passes|sweeps)(?=[.,;)]|$| (?:and|with|at|from|on)\b)`,
    ['epochs'],
    { fits: 'count' },
  ),
  // `B starts at zero and A from a Gaussian with s.d. 0.02`.
  frame(
    String.raw`\b(?:starts?|started|begins?|began)\b[^.;]{0,40} from (?:an? )?(?:cent(?:red|ered) |zero-mean )?(?:Gaussian|normal)s?(?: distribution)?,? (?:with|of) (?:an? |the )?(?:s\.? ?d\.?|standard deviation|deviation|std\.?)(?: of| =)? NN`,
    ['initialization'],
    { fits: 'rate' },
  ),
  // The constants of Adam.
  frame(
    `adam\\w*[^.;#]{0,24} (?:two |three )?(?:(?:forgetting|decay|moment|averaging|smoothing|exponential|default|usual) )*(?:factors?|constants?|coefficients?|momenta|moments|β ?'?s|betas)(?: (?:we|are|is|were|was|kept|left|set|at|to|of|held|being|both|with))*:? ?\\(?NN(?:,| and) NN(?!,? (?:and )?#)`,
    ['beta1', 'beta2'],
  ),
  frame(
    String.raw`\b(?:moment|moments'|moment decay|moment averaging) (?:constants?|coefficients?|rates?|factors?|parameters?)(?: (?:are|is|were|was|kept|left|set|at|to|of|held|both|with|the|their|its|usual|customary|standard|default|values|common))* NN(?:,| and) NN(?!,? (?:and )?#)`,
    ['beta1', 'beta2'],
    { fits: 'high share' },
  ),
  frame('β_?2 (?:\\w+ )?(?:lowered|raised|set|reduced|increased|changed|shortened) to NN', ['beta2']),
  frame(
    'β_?1 (?:remaining|staying|stays|remains|retains|retaining|keeps|keeping|(?:being )?left|(?:being )?kept|is left|is kept)(?: (?:at|the|its|a))*(?: [a-z]+)?(?: value)?(?: of)? NN',
    ['beta1'],
  ),
  // A rate that is called otherwise.
  frame(`learns? (?:at|with) (#_*)(?!_)${notCounted}`, ['learning rate'], { fits: 'rate' }),
  frame(`\\(${method},? NN\\)`, ['learning rate']),
  frame(
    `\\b${method}(?: \\([^()]*\\))?,? (?:at|runs? (?:at|with)|(?:is|was) run (?:at|with)|starts?(?: out)? (?:at|with|from)|begins? (?:at|with|from)|sets? out (?:at|with|from)) (?:${aRate} |a constant |a fixed |a peak of |an? )?(#_*)(?!_)${notCounted}`,
    ['learning rate'],
  ),
  frame(
    `(?:starts?|begins?|sets? out|beginning|starting) (?:from|at|with) (?:strides of |a rate of )?NN(?:,| and| from where| whence)(?: and)? (?:the|its|this) (?:learning )?(?:rate|step)`,
    ['learning rate'],
  ),
  frame(
    `(?:${method}|optimi[sz]\\w*|train\\w*|tun\\w+|learn\\w*|supervis\\w+)\\b[^.;]{0,90}?${ofOneThing} (?:at|with|of|and|from) ${aRate} NN${notCounted}`,
    ['learning rate'],
  ),
  frame(`[,(] (?:and )?(?:a )?rate (?:of )?NN(?=[,;.)]|$| (?:for|over|and|falling)\\b)`, ['learning rate']),
  frame('(?:#_*|separate|different|own) rates[^.;#]{0,20}?(?::|are|of) NN (?:for|on|in)[^.;#]{0,40}?(?:,| and|, and) NN (?:for|on|in)\\b', [
    'learning rate',
    'learning rate',
  ]),
  // How long it rises, and to what.
  frame(
    `(?:first )?NN of (?:the |all |its |our )*#_* epochs (?:are|is|were|being|serve|form|act|make)s? (?:(?:used|spent|reserved|meant) )?(?:as |for |on |up )?(?:a |the )?(?:[a-z-]+ )?WARM`,
    ['warmup epochs'],
  ),
  frame(
    `${rising}[^.;#]{0,60}?(?:#_*[^.;#]{0,30}?)? (?:until|till) (?:it|(?:the |its )?(?:peak |maximal )?${rate}) (?:is|(?:has )?reach(?:es|ed)|equals|stands at|arrives at|gets to|hits) (?:(?:its |the |a )?(?:peak|maximum) (?:of )?)?NN(?! ?%)`,
    ['learning rate'],
    { fits: 'rate' },
  ),
  ...(['epochs', 'steps'] as const).map((unit) =>
    frame(
      `NN ${unit === 'epochs' ? 'epochs' : 'STEPS'},? (?:(?:out )?of (?:which|these|them)|including|with|where)(?: the)?(?: first)? NN (?:${unit} )?(?:of (?:them|these) )?(?:(?:are|is|were|being) )?(?:used |spent |reserved |taken |set aside |meant )?(?:(?:for|on|as|with|to|of) )?(?:a |the )?(?:(?!without)[a-z-]+ )?WARM`,
      [unit === 'epochs' ? 'epochs' : 'training steps', `warmup ${unit}`],
    ),
  ),
  frame(
    '\\bWARM (?:over|during|for|within|in|takes|lasts) (?:the )?(?:first |initial )?NN(?=[.,;)]|$| (?:and|of them)\\b)(?! ?%)',
    ['warmup steps'],
    {
      fits: 'batch',
      unless: /epoch/i,
    },
  ),
  frame(`${summit}(?: [a-z]+)? (?:of|at|is) NN (?:at|after|by|reached (?:at|after|in)) (?:update|step|iteration) NN`, [
    'learning rate',
    'warmup steps',
  ]),
  frame(`${rate}\\b:? up to NN (?:in|over|within|during) (?:the )?(?:first |initial )?NN STEPS`, ['learning rate', 'warmup steps']),
  frame(`NN STEPS of (?:a )?(?:linear )?(?:WARM|ascent|climb\\w*|ramp\\w*|rise) (?:(?:leads?|led|up|takes? (?:it|us|the rate)) )?to NN`, [
    'warmup steps',
    'learning rate',
  ]),
  frame(`(?:over|during|in|within) the (?:first|initial) NN (?:of )?STEPS,? (?:the |its )?${rate} ${rising}`, ['warmup steps']),
  frame(
    'NN of (?:the |all )?(?:[a-z]+ )?(?:STEPS|training) (?:is|are|being) (?:spent|used|needed|given|set aside) (?:on|for|as|to) (?:[a-z]+ )?WARM',
    ['warmup ratio'],
  ),
  frame(
    `${rising} (?:[a-z]+ )?(?:over|during|in|within|for|through) (?:the )?(?:first |initial )?NN of (?:the |all |its )*(?:[a-z]+ )?(?:STEPS|training|epochs|run)`,
    ['warmup ratio'],
  ),
  // How often it falls, and how far.
  frame(
    '\\b(?:lower|decay|anneal|reduc|decreas|bring|tak|drop|mov|carr)\\w* (?:the |its |this )?(?:learning[ -]rate|step size|rate|lr)(?: [a-z]+ly)? (?:from|starting at) NN (?:down )?to NN(?! (?:epochs|STEPS))',
    ['learning rate', 'final learning rate'],
    { fits: 'rate' },
  ),
  // What the weights are held by.
  frame('weights? (?:(?:are|is|being) )?decay(?:ed|s|ing)? (?:at|by|with)(?: an?)?(?: rate| factor| strength)?(?: of)? NN', [
    'weight decay',
  ]),
  frame(
    `(?:adam\\w*|sgd|lamb|lars|lion|adafactor|optimi[sz]er|β\\w*|betas?|momentum|ε)\\b[^.;]{0,90}?(?<!\\b(?:rate|gradient|averag\\w*|ema|steps?|exponential|layer-?wise|layer)(?: \\w+)? )(?<=[ ,(])(?:decoupled )?decay (?:(?:was |is )?(?:of|at|set to|set at) |= ?|: ?)?NN(?! (?:per|every|each|after))`,
    ['weight decay'],
  ),
  // `The decay constant has the value 1e-4`, beside rates of learning.
  frame(
    String.raw`(?<!\b(?:exponential|radioactive|rate|averag\w*|moment|ema|learning|step|time|adam\w*) )\bdecay (?:constants?|coefficients?|parameters?|terms?)(?: [βγλδ])?(?: (?:has|had|is|was|of|takes|took|equals|the|a|value|set|chosen|to|at|as))*(?: ?= ?| [βγλδ] ?= ?| )NN`,
    ['weight decay'],
    { fits: 'tiny', unless: /\b(?:learning rate|step size) (?:decay|falls)|\bhalf-?life|\bmoving average|\bexploration/i },
  ),
  frame('ridge (?:on|upon|over) [^.;#]{0,40}(?:weights|parameters)[^.;#]{0,30}?(?:is|amounts to|equals|of|at) NN', ['weight decay']),
  // How the weights begin.
  frame(
    '(?:weights|synapses|parameters|matrices|connections|they)\\b[^.;#]{0,40}?(?:drawn|sampled|start|begin|began|initiali)\\w*[^.;#]{0,40}?(?:between|from) [[(]?NN(?: and|,| to) NN',
    ['initialization', 'initialization'],
    { role: 'range' },
  ),
  frame(
    '(?:weights|synapses|parameters|matrices|connections|start|begin|began|drawn)\\b[^.;#]{0,40}?(?:Gaussian|normal)[^.;#]{0,24}? (?:standard deviation|σ|std\\.?|spread|width)(?: is| of| ?=| being)? NN',
    ['initialization'],
  ),
  frame('(?:is|are) new \\(N ?\\(#_*, ?NN\\)(?=, meaning a standard|[^.;]{0,30}standard deviation)', ['initialization']),
  // How often everything is done.
  frame(
    'NN (?!games|episodes|prompts|samples|images|roll-?outs|tasks|levels|steps|epochs|points)(?:[\\w-]+ )?[a-z]+s(?: that [a-z]+)?,? (?:which|each|all|alike|every one)\\b[^.;#]{0,50}?\\bseeds?\\b',
    ['seeds'],
  ),
  frame(
    'NN (?:[\\w-]+ )?[a-z]+s (?:were|are|was) (?:raised|trained|grown|run|fitted|made|bred)[^.;#]{0,20}?\\b(?:alike|differ\\w*|identical|equal|the same)\\b[^.;#]{0,40}?\\b(?:seeds?|initiali\\w+|weights)\\b',
    ['seeds'],
  ),
  frame('NN differently[- ](?:seeded|initiali[sz]ed)', ['seeds']),
  frame(
    '(?:median|mean|averages?|averaged)(?: (?:is|are|was|were|taken))* (?:over|of|across|from) NN (?:[\\w-]+ )?(?:starts|restarts|siblings|starting points|initiali[sz]ations|trainings|re-?trainings|draws of [\\w ,]+ and (?:[\\w]+ )?weights)\\b',
    ['seeds'],
  ),
  frame('(?:averages?|means?|medians?) (?:is|are|was|were) (?:taken )?(?:over|of|across) NN [a-z]+s, each with (?:an?|its|his|her) ', [
    'seeds',
  ]),
];
