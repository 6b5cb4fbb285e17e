/** Ways of saying how it is trained: the rate and its schedule, batches, passes, when it stops. Data. */
import { seenNouns } from './dataNouns.ts';
import { type Frame, frame } from './frame.ts';

export const trainingFrames: readonly Frame[] = [
  // `2 masks of maximal width 7`: what is hidden of an input.
  frame(
    String.raw`\bmasks?\b(?: each)?(?: of| with| \(|,)+ ?(?:(?:an? |the )?(?:max(?:imum|imal|\.)?|up to) )?widths? (?:of )?(?:up to )?NN`,
    [undefined],
  ),
  frame(
    String.raw`\b(?:until|to|till) (?:step|update|iteration) NN,? (?:where|when|at which) (?:we (?:stop|end)|(?:the )?training (?:stops|ends))`,
    ['training steps'],
  ),
  frame(String.raw`\bclip\w*\b[^.;]{1,140}? and the norms? of (?:the |all )?gradients? (?:at|to|by) NN`, ['gradient clipping']),
  frame(
    String.raw`\b(?:momentum|decay|coefficient|rate) of the (?:teacher|(?:key|target|momentum|mean|teacher) (?:encoder|network|model))(?: (?:is|was|being|rises|grows|increases|raised|increased|annealed|follows|goes|set|equals|starts|at))*(?: from)? NN(?: to NN)?`,
    ['ema decay', undefined],
    { fits: 'high share' },
  ),
  frame(
    String.raw`\b(?:batch(?:es)?|gradients?)\b[^.;#]{0,30}? accumulated NN(?: times)?(?=[.,;)]|$| (?:and|to|so|before)\b)`,
    ['gradient accumulation'],
    { fits: 'count' },
  ),
  // What follows another network, or is kept of it.
  frame(
    String.raw`\b(?:key|target|momentum|teacher|mean|slow|ema)(?:'s)? ?(?:encoder|network|model|copy|weights|parameters)?s?\b[^.;#]{0,30}? (?:averaged|updated|follows?|tracks?|moved|obtained|formed|maintained)[^.;#]{0,40}? with (?:an? )?(?:(?:ema|exponential|constant) )?(?:coefficient|decay|momentum|factor|rate|decay rate|smoothing factor)(?: of)? NN`,
    ['ema decay'],
    { fits: 'high share' },
  ),
  frame(
    String.raw`\bclip\w*\b[^.;]{1,60}? and (?:the )?gradients? (?:(?:are |is )?(?:clipped |cut )?)?(?:at|to|by|with|above)(?: (?:a|an|the))?(?: (?:global|maximum|maximal|total|L2))* (?:norms?|magnitude)(?: of)? NN`,
    ['gradient clipping'],
  ),
  frame(
    String.raw`\bepochs?\b[^.#]{0,40}?,? (?:though|but|or|and) (?:in any case |always |at the latest )?(?:after|for|at|with) (?:no more than|at most|at the latest|a maximum of) NN(?=[.,;)]|$| (?:and|epochs)\b)`,
    ['epochs'],
    { fits: 'count' },
  ),
  frame(String.raw`NN STEPS (?:per|in each|in every|a|for each) (?:cycle|epoch|round|phase|stage|restart)\b`, [undefined]),
  frame(
    String.raw`(?:averag\w*[^.;#]{0,40}exponential|exponential\w*[^.;#]{0,40}averag|\bEMA)\w*[^.;#]{0,16}\(?(?:with )?(?:a )?(?:decay|rate|factor|momentum|constant)(?: of| rate)? NN`,
    ['ema decay'],
  ),
  frame(String.raw`NN ?[×x] ?(?:nvidia |amd |google |geforce |tesla )*(?:[ahvpltb]\d{1,3}\w*|rtx|gtx|titan|tpu|mi\d|quadro)`, ['devices']),
  frame(String.raw`(?:gpus?|cards?|devices?|tpus?)(?: \([^()]*\))? (?:with|of|holding|processing) NN (?:[\w-]+ )?[a-z]+s each`, [
    'batch size',
  ]),
  frame('NN steps of (?:gradient )?accumulation', ['gradient accumulation']),
  frame(
    String.raw`(?:not|n't|no longer|never) (?:\w+ )?(?:improv|increas|decreas|fall|f[ae]ll|drop|risen|rise|gr[eo]w)\w*(?: \w+)? (?:for|in|over|during) (?:the last )?NN(?: (?:\w+ )?(?:epochs?|evaluations|checks|validations|rounds|of (?:them|these))|(?=[;,.)]|$))`,
    ['early stopping patience'],
  ),
  // `64 × 4 × 4096 ≈ 1M` works something out.
  frame(
    String.raw`(?:images?|inputs?|pictures?|frames?|photographs?)\b(?: sizes?| shapes?| resolution)?(?: (?:is|are|of|to|at|with|:))*:? ?NN ?× ?#_* ?× ?[#]_*(?![_\d×])`,
    ['image size'],
  ),
  frame(String.raw`NN ?[×·] ?NN(?: ?[×·] ?NN)? ?(?:=|≈) ?NN`, [undefined, undefined, undefined, undefined]),
  frame(
    String.raw`\(NN(?: (?!cores|cpus|workers|gpus|threads|processes|hours|minutes|environments)[a-z]+s)? (?:per|on each(?: of)?|on every|for each|each on|a) (?:(?:the |our )?(?:#_* )?(?:nvidia )?(?:gpu|card|device|worker|core|accelerator|machine|titan|rtx|a100|v100|h100))`,
    ['batch size'],
  ),
  frame(
    String.raw`\beach (?:of (?:the |our )?#_* )?(?:gpus?|cards?|devices?)(?: \([^()]*\))? (?:process|handle|hold|see|get|take|receive)\w* NN (?:[\w-]+ )?[a-z]+s\b`,
    ['batch size'],
  ),
  frame(
    String.raw`(?:gpus|cards|devices|workers|machines|accelerators|cores|(?-i:[AHVTPL]\d{1,3}s?|RTX \w+(?: Ti)?)) (?:process|handle|hold|see|get|take|receive|work on) NN (?:[\w-]+ )?[a-z]+s (?:each|apiece)\b`,
    ['batch size'],
  ),
  frame(String.raw`first NN STEPS: (?:\w+ )?WARM`, ['warmup steps']),
  frame(
    String.raw`\b(?:each|every|every one) (?:of (?:the |our )?(?:[\w#-]+ )*)?(?:gpus?|cards?|devices?|workers?|machines?|accelerators?|(?:tpu )?cores?|(?-i:[AHVTPL]\d{1,3}s?|RTX \w+(?: Ti)?)) (?:process|handle|hold|see|get|take|receive|comput|work)\w* (?:on )?NN (?:[\w-]+ )?[a-z]+s\b`,
    ['batch size'],
  ),
  frame(String.raw`multipliers?(?: of|:)? \(?LIST(?:,| and|, and) (#_*)`, [undefined, undefined, undefined, undefined]),
  frame(String.raw`\bchosen over NN values`, [undefined]),
  frame(String.raw`(?:^|[^.;]{0,60}), each (?:defined as|comprising|consisting of|containing|of) NN (?:STEPS|mini-?batches)`, [undefined]),
  frame(
    String.raw`(?:rate|step size|lr|it|which)\b[^.;#]{0,40}?RISES[^.;]{0,40}? (?:within|during|over|in|for|through) (?:the )?(?:first |initial )?NN of (?:the |all )?(?:training |total |optimi[sz]ation )?(?:STEPS|training|epochs|schedule|run)`,
    ['warmup ratio'],
  ),
  frame(String.raw`(?:first|initial) NN epochs(?: of [\w-]+)? (?:are|is|forms?|serves? as|being) (?:a |the )?(?:\w+ )?WARM`, [
    'warmup epochs',
  ]),
  frame(String.raw`(?:first|initial) NN STEPS(?: of [\w-]+)? (?:are|is|forms?|serves? as|being) (?:a |the )?(?:\w+ )?WARM`, [
    'warmup steps',
  ]),
  frame(String.raw`reduced in steps,? to NN of its (?:\w+ )?value (?:every|each|after) NN STEPS`, [
    'learning rate decay factor',
    'learning rate decay steps',
  ]),
  frame(
    String.raw`NN (?:\w+ )?(?:epochs?|steps|evaluations|checks|validations) without (?:an? |any )?(?:\w+ )?(?:better|higher|lower|new|further|improve\w*|progress|gain|change)`,
    ['early stopping patience'],
  ),
  frame(String.raw`(?:handles?|process(?:es)?|holds?|sees|gets?|receives?|takes?|computes?) NN (?:[\w-]+ )?[a-z]+s at (?:a time|once)`, [
    'batch size',
  ]),
  frame(
    String.raw`NN ${seenNouns} (?:per|by|in each|in every|for each|a) (?:(?:gradient|optimi[sz]er|training|parameter|policy|weight) )?(?:step|update|iteration)\b`,
    ['batch size'],
  ),
  frame(
    String.raw`(?<=#_* )STEPS(?:,? each)? (?:of|on|with) NN (?!STEPS|epochs|seconds|minutes|hours|message|denois|sampl)(?:\w+[- ])?${seenNouns}`,
    ['batch size'],
  ),
  frame('(?:epochs?|rounds?|phases?|cycles?) of NN STEPS(?: each)?', [undefined]),
  // `38 steps per epoch and 1520 in all`.
  frame(
    String.raw`(?<=#_* )STEPS (?:per|an|in (?:an|each|every|one)|each) epoch,? (?:and|or|which is|that is|i\.e\.|hence|so|thus)(?: to)? NN (?:STEPS )?(?:in all|in total|altogether|overall|all in all)`,
    ['training steps'],
  ),
  frame(
    String.raw`\b(?:training|learning|learns|trains|trained|runs?|it) (?:ends|lasts|stops|runs|goes on|continues)?(?: ?(?:after|for|over|until))? ?NN (?:moves|interactions|environment steps|steps of the environment)\b(?! (?:per|each|in each))`,
    ['training steps'],
    { fits: 'batch' },
  ),
  // `For 3000 steps, in the first 150 of which the rate rises`.
  frame(
    String.raw`NN STEPS,? (?:in|over|during|within|for|through) the first NN of (?:which|these|them)\b[^.;#]{0,30}?\b(?:rate|step size|lr|it)\b[^.;#]{0,20}?RISES`,
    ['training steps', 'warmup steps'],
  ),
  frame(
    String.raw`NN epochs,? (?:in|over|during|within|for|through) the first NN of (?:which|these|them)\b[^.;#]{0,30}?\b(?:rate|step size|lr|it)\b[^.;#]{0,20}?RISES`,
    ['epochs', 'warmup epochs'],
  ),
  // `1e-3 for the first 1500 of the steps and a tenth of this for the remaining 500`.
  frame(
    String.raw`\b(?:rate|step size|lr)\b[^.;#]{0,20}? NN (?:for|in|during|over) the first NN (?:of the )?STEPS,? and (?:an? |one )?(?:NN|tenth|fifth|half) (?:of (?:this|that|it) )?(?:for|in|during|over) the (?:remaining|last|rest|other)`,
    ['learning rate', 'learning rate decay steps', 'learning rate decay factor'],
  ),
  frame(String.raw`(?:adam\w*|lion|lamb|nadam|yogi|radam|adabelief)(?: with)? \((#_*)(?!_), ?(#_*)(?!_)\)`, ['beta1', 'beta2'], {
    fits: 'high share',
  }),
  // What a fine-tuned whole takes beside its adapters.
  frame(
    String.raw`\b(?:takes|took|has|had|gets|got|uses|used|needs|needed) NN,? (?:its|the|their) best (?:learning[ -])?(?:rate|step size)\b`,
    ['learning rate'],
    {
      fits: 'rate',
    },
  ),
  // `In step t of T = 6000`.
  frame(
    String.raw`\b(?:in|at|for|during) (?:training |gradient )?(?:step|update|iteration) [a-z] (?:out )?of (?:the |all )?NN(?! [a-z]+ steps)`,
    ['training steps'],
  ),
  frame(String.raw`\b(?:in|at|for|during) (?:training )?epoch [a-z] (?:out )?of (?:the |all )?NN`, ['epochs']),
  frame(String.raw`doubl\w*[^.;#]{0,60}? (?:capped at|up to|until|limited to|at most) NN`, [undefined]),
  frame(
    String.raw`(?:decay|anneal|goes down|falls|drops?|decreas|cosine|linear|reduc|lower|multipl)\w*[^;#]{0,80}? (?:until|till|as soon as|once|when|as|if) (?:it|the (?:learning )?rate|the step size) (?:has )?(?:reach(?:es|ed)?|hits|falls below|drops below|is below|is at|arrives at|gets to|goes below) NN`,
    ['final learning rate'],
  ),
  frame(String.raw`(?:stop|end|terminat)\w*[^.;#]{0,30}? (?:it|rate|step size) (?:falls|drops|is|gets|goes|sinks) (?:below|under) NN`, [
    'final learning rate',
  ]),
  frame(
    '(?:see|sees|saw|go over|goes over|pass over|passes over) (?:the |all (?:of )?the )?(?:training |whole )*(?:data|set|corpus|examples) NN times',
    ['epochs'],
  ),
  frame(
    String.raw`(?:rate|step size|peak|maximum|it)\b[^.;]{0,60}?\breached(?: [a-z]+ly)? (?:after|in|at|within|over) (?:the (?:first |initial )?)?NN STEPS`,
    ['warmup steps'],
  ),
  frame(
    '(?:×|times) ?NN (?:at|after|in|on|every|each) (?:the )?epochs? LIST',
    ['learning rate decay factor', 'learning rate decay epochs', 'learning rate decay epochs', 'learning rate decay epochs'],
    { isDivisor: true },
  ),
  frame(
    String.raw`(?:(?<!\b(?:exploration|noise|error|drop-?out|mask\w*|discount) )rate|step size|it)\b[^.;#]{0,50}? (?:falls?|decays?|decayed|goes|drops?|anneals?|annealed|decreases?|decreased|shrinks?|lowered|reduced)(?: \w+ly)? from NN (?:down )?to NN(?! (?:epochs|steps|iterations|updates|per))`,
    ['learning rate', 'final learning rate'],
  ),
  frame(
    String.raw`^\W*for (?:each |all )?(?:training |gradient |outer |meta-?)?(?:(?:steps?|iterations?|updates?)(?: [a-z])?|t|i|k|n|s|j) ?(?:=|←|∈|in|from|:) ?\{?(#_*)(?!_),?[^#.;]{0,12}?(?:to|…|\.\.\.|until|-|–),? ?NN(?!,)`,
    [undefined, 'training steps'],
  ),
  frame(
    String.raw`^\W*for (?:each |all )?(?:training )?(?:epochs?(?: [a-z])?|e) ?(?:=|←|∈|in|from|:) ?\{?(#_*)(?!_),?[^#.;]{0,12}?(?:to|…|\.\.\.|until|-|–),? ?NN(?!,)`,
    [undefined, 'epochs'],
  ),
  frame(
    String.raw`^\W*(?:sample|draw) (?:a |an )?(?:random )?(?:mini-?batch of |batch of )?NN (?!noise|steps|views|crops|copies|masks|augment|times|points|neighbou?rs|negatives|candidates|actions)[a-z]+`,
    ['batch size'],
  ),
  frame(String.raw`(?:first|initial) NN of (?:the |all )?(?:training )?(?:STEPS|training|epochs|run|schedule)[^.;]{0,30}? WARM`, [
    'warmup ratio',
  ]),
  frame(
    String.raw`accumulat\w*(?: \w+){0,3}? (?:over|for|of|across|every|from) NN(?= of them|$|[.,;)]| (?:micro|mini|steps|batches|passes))`,
    ['gradient accumulation'],
  ),
  frame('NN (?:passes|sweeps) (?:are|were) made', ['epochs']),
  frame('NN (?:passes|sweeps) (?:over|through) (?:them|it|these|each|the (?:data|batch|roll-?outs?|buffer|samples|transitions|segment))', [
    'epochs',
  ]),
  frame(String.raw`NN [\w-]+ (?:form|make up|make|constitute) (?:a|one|each|every) (?:mini-?|meta-?)?batch`, ['batch size']),
  frame(
    String.raw`(?<![\w_])(?:each|every|#__|a(?: single)?) (?:gradient )?(?:step|update|iteration) (?:sees|uses|processes|takes|is computed on|averages over|consumes|is made on) NN (?!of|steps|m?s\b|seconds|minutes|hours|h\b)[a-z]+`,
    ['batch size'],
  ),
];
