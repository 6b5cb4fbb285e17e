/** Ways of telling by verbs what is done with examples, and how often: `10,200 clauses train the model and 1,400 judge it`. Data. */
import { exampleNouns, seenNouns } from './dataNouns.ts';
import { type Frame, frame } from './frame.ts';

export const tellingFrames: readonly Frame[] = [
  // What each part of the data does.
  frame(
    String.raw`NN (?:[\w-]+ )?[a-z]+s (?:train|teach|fit) (?:the |our |each |it|them)[^.;,#]{0,16},? (?:and )?NN (?:[a-z]+s )?(?:select|tune|choose|validate|stop|steer|pick|guide)\w*[^.;,#]{0,16},? (?:and )?NN (?:[a-z]+s )?(?:judge|test|measure|evaluate|assess|score|examine)\b`,
    ['training part', 'validation part', 'test part'],
  ),
  frame(
    String.raw`\binto NN(?: [a-z]+s)?,? (?:and )?NN(?: [a-z]+s)?,? and the (?:rest|remainder|remaining(?: [a-z]+s)?|others?) for training, (?:for )?(?:validation|development|tuning) and (?:for )?test`,
    ['training part', 'validation part'],
  ),
  frame(
    String.raw`\b(?:sample|data(?: ?set)?|corpus|collection)(?:: | (?:is|are|has|holds|counts|consists of|contains) )NN [a-z]+s,? (?:plus |with |and )?NN (?:more|others?|further|additional|extra)(?: ones| [a-z]+s)? (?:for|as) (?:validation|development|tuning)`,
    ['training part', 'validation part'],
  ),
  frame(
    String.raw`NN (?:[\w-]+ )?[a-z]+s (?:serve|are for|were for|go into|went into) (?:the )?(?:training|fitting|learning),? (?:and )?NN (?:[a-z]+s )?(?:serve |are for |go into )?(?:the )?(?:choice|selection|tuning|validation|development)[^;.#]{0,60}?,? (?:and )?NN (?:[a-z]+s )?(?:serve |are for |go into )?(?:the )?(?:final |last )?(?:test|evaluation)`,
    ['training part', 'validation part', 'test part'],
  ),
  frame(
    String.raw`NN (?:[a-z]+s )?(?:for |in )?train(?:ing)?(?:,| /|/| and| \+|;)? ?NN (?:for |in )?(?:val\w*|dev\w*)(?:,| /|/| and| \+|;| , and)? ?NN (?:for |in )?test(?:ing)?\b`,
    ['training part', 'validation part', 'test part'],
  ),
  frame(
    String.raw`\b(?:stop\w*|halt\w*|minimum|optimum|best)\b[^.;#]{0,40}? on (?:an? |another )?(?:further|additional|separate|other|extra) NN (?:[a-z]+ )?[a-z]+s\b`,
    ['validation examples'],
    { fits: 'count' },
  ),
  frame(
    String.raw`NN (?:passes|epochs|sweeps|presentations) (?:suffice|sufficed|are enough|were enough|will do|do|did)(?=[.,;)]|$)`,
    ['epochs'],
    { fits: 'count' },
  ),
  frame(String.raw`NN presentations of (?:the |all |our |every )*(?:training )?(?:set|data|patterns|examples|sample|images)`, ['epochs'], {
    fits: 'count',
  }),
  frame(
    String.raw`\b(?:step|iteration|update) NN of (?:the|all|a total of)(?: the)? NN(?=[.,;)]|$| (?:and|steps|updates|iterations)\b)`,
    [undefined, 'training steps'],
    {
      fits: 'count',
    },
  ),
  frame(
    String.raw`\bclip\w* (?:the |all |our )*(?:grads?|gradients?)(?:'s?)?(?: norms?)?(?: to| at| by| above)(?: an?| the)?(?: norm| length| value| max(?:imum)?)*(?: of)? NN`,
    ['gradient clipping'],
    {
      fits: 'bound',
    },
  ),
  frame(
    String.raw`\b(?:KL|divergence|cross-?entropy)\b[^.;]{0,30}?\bteacher\b[^.;]{0,24}? (?:gets|has|with|carries|receives|takes) (?:an? |the )?weight (?:of )?NN`,
    ['distillation weight'],
    { fits: 'share' },
  ),
  // What a reader is told to do.
  frame(
    String.raw`\b(?:show|present|feed|give|take|pick|draw|hand)(?:s|n|ing)? (?:it |them |the network )?NN (?:[a-z]+ )?(?:${exampleNouns}|digits)\b[^.;]{0,24}?\b(?:average|averages|sum|sums|add|adds|compute|computes|take|takes) (?:up )?(?:the |their |its )*gradients?`,
    ['batch size'],
    { fits: 'batch' },
  ),
  frame(
    String.raw`NN (?:[\w-]+ )?[a-z]+s (?:enter(?:ed)?|go into|went into|are used in|were used in|inform(?:ed)?|contribute(?:d)? to|take part in) (?:each|every|an?|one) (?:gradient |single )?(?:update|step|gradient)\b`,
    ['batch size'],
    { fits: 'batch' },
  ),
  frame(String.raw`(?<=#_* )STEPS,? (?:with |of )?NN (?:new |fresh |random |other )?(?:[a-z]+ )?${seenNouns} each`, ['batch size'], {
    fits: 'batch',
  }),
  frame(
    String.raw`NN (?:rounds|rides|walks|trips|laps|turns|tours|runs) (?:through|over) (?:the |all |its |our )*(?:training )?(?:data|set|corpus|sample|log|logs|history|${exampleNouns}|digits)\b`,
    ['epochs'],
    { fits: 'count' },
  ),
  frame(
    String.raw`NN times (?:the )?(?:sum of (?:the |all )?(?:squared|squares of)|squared (?:euclidean )?(?:norm|length) of|squares of|sum over (?:the |all )?squared)(?: (?:all|the|its))* (?:weights|parameters|coefficients|connections)`,
    ['weight decay'],
    { fits: 'rate' },
  ),
  frame(
    String.raw`\b(?:split|divided|partitioned|shuffled|permuted|drawn|dealt)\b[^.;]{0,80}? (?:in this way |like this |anew )?NN times(?=[.,;)]|$)`,
    ['seeds'],
    {
      fits: 'count',
    },
  ),
  frame(String.raw`\b(?:average|mean|median|averaged)\b[^#.;]{0,16}? (?:over|of|from) NN (?:tries|attempts|goes|throws)\b`, ['seeds'], {
    fits: 'count',
  }),
  frame(
    String.raw`\b(?:on|from|with|by) (?:an? |the )?(?:held-out |random |separate )?NN (?:slice|part|portion|share|piece|chunk|fraction|subset|sample) of the training\b`,
    ['validation part'],
    { fits: 'share' },
  ),
  frame(
    String.raw`\b(?:hid|hide|hidden|withheld|withhold|concealed?) NN(?: of (?:them|these|which))?(?=[.,;)]|$| (?:${exampleNouns}|digits|from|until|to)\b)`,
    ['test examples'],
    {
      fits: 'count',
      unless: /\b(?:hidden (?:units|layers?|states?|size|neurons)|mask\w*)\b/i,
    },
  ),
  frame(
    String.raw`\b(?:error|loss|risk|accuracy|score|performance)\b[^.;#]{0,30}? (?:estimated|measured|evaluated|computed|judged|taken) (?:from|on|with|over|by) NN (?:fresh|new|further|independent|unseen|other|additional) (?:[a-z]+ )?(?:${exampleNouns})`,
    ['test examples'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:sample|training set) (?:has|consists of|contains|comprises|holds) NN (?:points|examples|observations|pairs|images)(?! (?:per|in each|of each))`,
    ['training examples'],
    {
      fits: 'count',
    },
  ),
  frame(
    String.raw`\b(?:cho(?:se|ose|sen)|search(?:ed)?|tuned?|pick(?:ed)?|select(?:ed)?|var(?:y|ied)) (?:the |its |our )?(?:rate|step|peak)s? (?:from|among|out of|between|in|over|of)(?: the)?(?: values)? \{?NN`,
    ['learning rate'],
    { fits: 'rate' },
  ),
  frame(String.raw`(?:^|[.;,] ?)(?:gradient[- ])?clipping ?[:=] ?NN`, ['gradient clipping'], {
    fits: 'bound',
    unless: /\b(?:ppo|surrogate|ratio|reward|weight clipping)\b/i,
  }),
  frame(String.raw`[‖|]g\w{0,2}[‖|](?:_\(?\w\)?)? (?:is|was|are) (?:clipped|cut|limited|capped) (?:at|to|by) NN`, ['gradient clipping'], {
    fits: 'bound',
  }),
  frame(String.raw`\b(?:calibration|reliability)\b[^.;#]{0,60}? (?:into|in) NN (?:quantiles|strata|slices|deciles)`, ['bins'], {
    fits: 'count',
  }),
  frame(String.raw`NN (?:of (?:them|these) )?(?:to|for) (?:the |our )?(?:model|network|net|machine|it) to learn\b`, ['training examples'], {
    fits: 'count',
  }),
  frame(
    String.raw`NN (?:[\w-]+ )?[a-z]+s (?:were|are) (?:learned|learnt|trained|fitted) (?:from|on|with|to)(?=[.,;)]|$)`,
    ['training examples'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\bgradients? (?:of|from|over) NN (?:of (?:them|these|such)|(?:mini-?|micro-?)?batches|steps|passes)[^.;#]{0,12}? (?:(?:is|are|were|was) (?:added|summed|accumulated|collected|averaged)|add up|accumulate|pile up)`,
    ['gradient accumulation'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:ends?|stops?|finish\w*|halts?|is over|lasts?|goes on)(?: for| after| until| with)? NN (?:updates|steps|iterations),? (?:or|unless|if not)\b`,
    ['training steps'],
    { fits: 'count' },
  ),
  frame(
    String.raw`NN (?:validations|evaluations|checks|epochs|passes|measurements) (?:in a row|running|in succession|one after (?:another|the other)|on end) (?:that |which )?(?:bring|brought|show|showed|give|gave|yield|yielded|see|saw|pass|passed|fail|failed|without|have|had|are|were) (?:nothing|no |without|to |worse)`,
    ['early stopping patience'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:mean|average|median|averaged|spread)\b[^#.;]{0,16}? (?:over|of|from) NN (?:fine-tunings|trainings|fits|learnings|networks trained)\b`,
    ['seeds'],
    {
      fits: 'count',
    },
  ),
  frame(
    String.raw`NN times (?:the )?(?:sum of (?:the |all |their )*absolute|(?:L_?1|ℓ_?1)[- ]norm of|absolute (?:values|sum))`,
    ['l1 penalty'],
    { fits: 'rate' },
  ),
  frame(String.raw`, NN (?:per|in each|for each|in every) (?:gradient )?(?:step|update)(?=[.,;)]|$)`, ['batch size'], { fits: 'batch' }),
  frame(String.raw`\battention drop-?out(?:,? and [a-z]+ drop-?out) (?:at|of|is|are|with|both|:|=| )*NN`, ['attention dropout']),
  frame(String.raw`NN \d{4} Ti\b`, ['devices'], { fits: 'count' }),
  frame(
    String.raw`\b(?:whole|full|entire|usual|official|standard|original|complete) test (?:set|part|split|data|portion) of NN`,
    ['test examples'],
    {
      fits: 'count',
    },
  ),
  frame(
    String.raw`NN (?:different |random |fresh |new )?(?:graphs|data sets|datasets|splits|draws|partitions|problems|mixtures|samples|trees|instances)\b[^.;#]{0,50}?, #_* (?:for|per|with|from) (?:each|every) (?:random )?seed\b`,
    ['seeds'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\bmemor(?:y|ies) (?:sizes? (?:is|are|was|were|of)|has|have|holds?) (?:[A-Z] ?∈ ?)?\{?NN(?! (?:GB|MB|kB|cells|units|slots of))`,
    ['replay buffer size'],
    {
      fits: 'count',
      unless: /^(?!.*\b(?:replay|rehears\w*|continual|tasks?|old|past|forget\w*)\b)/is,
    },
  ),
  frame(
    String.raw`\btraining (?:set|data|images|examples|part|sample)\b[^.;#]{0,12}?,? (?:which leaves|that leaves|leaving|so that there remain|of which there remain|and there remain) NN`,
    ['training examples'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:(?:meta-)?batch(?:es)?|updates?|steps?)\b[^.#]{0,20}?[;,] (?:and )?(?:there are|we (?:make|take|do|did|made|took)|training has) NN of (?:those|these|them)`,
    ['training steps'],
    { fits: 'count' },
  ),
  frame(
    String.raw`NN (?:random |different )?(?:draws|splits|samples|divisions|choices) of the (?:training )?(?:set|data|split|sample) (?:are|were|is) averaged\b`,
    ['seeds'],
    {
      fits: 'count',
    },
  ),
];
