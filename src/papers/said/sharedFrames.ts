/** Ways of saying several settings with one noun, one verb or one preposition. Data. */
import { type Frame, frame } from './frame.ts';

const trains = '(?:(?:re-?)?train|fine-?tun|optimi[sz]|updat|fitt?|learn|adapt|step|epoch|SGD|Adam|AdamW|RMSprop|iterat)\\w*';
const losses = '(?:loss(?:es)?|terms?|penalt(?:y|ies)|objectives?|energ(?:y|ies)|forces?|parts?)';

/** What took time, and what was seen on the way: no length of the training. */
export const passingFrames: readonly Frame[] = [
  frame(
    String.raw`(?:^|(?<!\b(?:end of (?:the )?(?:training|optimi[sz]ation|run)|(?:training|optimi[sz]ation|run) (?:ends|ended|stops|stopped|is over|was over)))[,:;] )after (?:some |about |only |just |a )*NN (?:STEPS|epochs?)\b(?! of (?:self-supervised |contrastive |masked )?(?:pre-?|fine-?)(?:training|tuning)\b)`,
    [undefined],
  ),
  frame(String.raw`\bafter some NN (?:STEPS|epochs?)`, [undefined]),
  frame(
    String.raw`(?:learning rate|step size|rate)\b(?: (?:of|is|was|at|=))* NN for (?:the first )?#_* (?:STEPS|epochs),? (?:and )?(?:then|thereafter|afterwards) (?:at |of |with |it is )?NN`,
    ['learning rate', 'learning rate'],
  ),
];

export const sharedFrames: readonly Frame[] = [
  frame(
    String.raw`(?<=\b(?:learning rate|step size|one-?cycle)\b[^.]{0,120}\b(?:maximum|peak) of #_*[^.]{0,60};[^.]{0,40})\b(?:maximum|peak) of NN`,
    ['learning rate'],
    { fits: 'rate' },
  ),
  // `the actor is updated at 3e-4 and the critic at 1e-3`.
  frame(
    String.raw`\b${trains} (?:[a-z]+ly )?at NN(?:,| and|, and|,? while|,? whereas|,? but)(?: (?!at\b|with\b|for\b|a\b)[\w’'-]+){1,6} (?:at|with) NN(?! ?%| [a-z]+s\b)`,
    ['learning rate', 'learning rate'],
    { fits: 'tiny' },
  ),
  // `epochs at 9e-6`, `one local epoch at a rate of 0.5`.
  frame(
    String.raw`\b${trains}\b(?:(?!\b(?:drop|mask|corrupt|nois|sampl|flip|averag|polyak|smooth)\w*)[^.;]){0,60}?(?<!labels|targets|threshold|dropout|weights|masks|decay|initiali[sz]ed|temperature) at (?:an? )?(?:(?:constant|fixed|initial|peak|small|low|learning) )*(?:rate (?:of )?)?NN(?! ?(?:%|°|[kMG]?Hz|[nmck]?m\b|px|pixels|fps|per\b|points|degrees|steps|epochs|layers|K\b|ms\b|s\b|[GM]B|bits?|tokens|resolution|×|and\b|random))`,
    ['learning rate'],
  ),
  frame(
    String.raw`\b(?:the|an?|its|whose|our|their) (?:(?:initial|peak|base|constant|fixed|starting|maximal|maximum) )*rate (?:is|was|being|of|starts|begins|rises|climbs|set|stays|stayed|remains|remained)(?: (?:kept|held|set|constant|fixed|at|to|from|with))* NN(?! ?(?:%|°|[kMG]?Hz|fps|per\b))`,
    ['learning rate'],
  ),
  frame(
    String.raw`(?:learning rate|schedule|policy|cosine|one-?cycle)\b[^.;#]{0,40}? (?:maximum|peak|base|initial value|starting value|start) (?:value )?(?:of|at) NN(?! (?:epochs|steps))`,
    ['learning rate'],
  ),
  // Losses and their weights.
  frame(
    String.raw`\bweights? (?:of|for) the (?!KL\b)(?:[\w-]+(?:,? and |, | ))*?${losses} (?:(?:is|are|was|were|being|=|set to|of|to) ?)+LIST`,
    ['loss weight', 'loss weight', 'loss weight'],
  ),
  frame(
    String.raw`${losses}\b[^.;#]{0,50}?(?:,| (?:is|are|was|were)) (?:the (?:latter|former|second|first|last|other) )?(?:is |being )?(?:weighted|weighed|scaled|multiplied) (?:by |with |as |at )?(?:factors? (?:of )?)?LIST`,
    ['loss weight', 'loss weight', 'loss weight'],
  ),
  // Data.
  frame(
    String.raw`(?:train|fine-?tun|fitted|run)\w*[^.;#]{0,50}? on (?:the |all |its )?NN (?!tokens|words|characters|letters|bytes|hours|epochs|steps|seeds|classes|tasks|languages|layers|levels|mazes|games|worlds|clients|stages|months|years|weeks|days|parts|folds|million)(?:[a-z]+-)?[a-z]{4,}s\b(?<!gpus|cores|cards|machines|nodes|devices|accelerators|processors|servers|tokens|hours|tasks)`,
    ['training examples'],
  ),
  frame(
    String.raw`NN (?:[\w-]+ )?[a-z]+s\b[^.;#]{0,40}? (?:that|which) (?:took no part|were not (?:used|seen)|are not (?:used|seen)|play no part)[^.;]{0,16}train`,
    ['test examples'],
  ),
  frame(
    String.raw`(?:highest|lowest|best|largest|smallest)\b[^.;#]{0,40}? on NN (?:held-out |validation |development |unseen )?(?!episodes|games|seeds|runs|tasks)[a-z]+s\b`,
    ['validation examples'],
  ),
  frame(
    String.raw`(?:train|fit|run|ran)\w* (?:it|them|each|every|the|all)(?: [\w-]+)? NN times|NN times with (?:different|other|new) seeds`,
    ['seeds', 'seeds'],
  ),
  frame(String.raw`(?:gradients?|updates?)\b[^.;#]{0,30}? clipped[^.;#]{0,10}? (?:norm(?: of)? )?NN`, ['gradient clipping']),
  frame(String.raw`\baverage\b[^.;#]{0,20}? (?:decay|momentum)(?: rate)?(?: of)? NN`, ['ema decay']),
  frame(String.raw`\b(?:step|update|iteration) (?:on|with) NN (?!STEPS|epochs|gpus|cards)[a-z]{3,}s\b`, ['batch size']),
  frame(
    String.raw`train\w*(?: ?[/,–-] ?| and )(?:val\w*|dev\w*)(?: ?[/–-] ?|,? and |, )test\w*[^#.;]{0,40}?[ (]NN(?: ?[/:–] ?|, | and )NN(?: ?[/:–] ?|,? and |, )NN`,
    ['training part', 'validation part', 'test part'],
  ),
  frame(
    String.raw`(?<!\b(?:at|after|to|most|than|first|last|limit|of) )NN (?:sub-?word |word[- ]?|bpe |sentence[- ]?|learned )?(?:pieces|sub-?words)(?! (?:per|long))`,
    ['vocabulary size'],
  ),
  // Batches and layers.
  frame('beams? (?:of|with) (?:a )?(?:size|width)(?: of)? NN', ['beam size']),
  frame(
    String.raw`buffer (?:that |which )?(?:of|holds?|held|stores?|keeps?|contains?|with|has)(?: (?:the|last|latest|most|recent|up|to|at|a|capacity|size|of))* NN(?= transitions| frames| steps| samples| experiences| tuples| interactions| episodes| entries|[.,;)]|$)`,
    ['replay buffer size'],
  ),
  frame('NN (?:environment |time )?steps (?:between (?:two |the )?updates|per environment|before (?:each|every) update)', [
    'rollout length',
  ]),
  frame(
    'NN (?!epochs|steps|passes|iterations|updates|times|gradient)(?:[a-z]+ )?(?:per|in each|in every|in one|to a|in a) (?:mini-?|meta-?)?batch',
    ['batch size'],
  ),
  frame(String.raw`layers? (?:of|with|having) NN (?:\w+ )?(?:cells|units|neurons|nodes)`, ['hidden units']),
];
