/** Ways of saying a setting without its name beside its value, continued: what is told as it happens rather than named. Data. */
import { type Frame, frame } from './frame.ts';

export const tellingFrames: readonly Frame[] = [
  frame('NN (?:of )?(?:linear )?WARM,? (?:and )?for NN epochs', ['warmup steps', 'epochs']),
  frame(String.raw`first NN STEPS: (?:\w+ )?WARM`, ['warmup steps']),
  frame(String.raw`first NN epochs: (?:\w+ )?WARM`, ['warmup epochs']),
  frame(
    String.raw`(?:cut|cropped|cut or pad(?:ded)?|pad(?:ded)? or cut)(?: off)?(?: [\w-]+){0,2} (?:at|to|after) NN (?:tokens|words|points|residues|frames|characters|pieces|items|bases|steps)`,
    ['sequence length'],
  ),
  frame(
    String.raw`NN (?:[\w-]+ )?[a-z]+s\b[^.;#]{0,40}? (?:form|make up|constitute|are|serve as) (?:the |our )?train\w* (?:set|part|data)[^.;#]{0,12}?,? and NN (?:[\w-]+ )?(?:[^.;#]{0,24}? )?(?:the |our )?test (?:set|part|data)`,
    ['training part', 'test part'],
  ),
  frame(
    String.raw`NN,? (?:and )?NN,? and NN (?:are (?:used )?)?(?:for|as|into|to) (?:the )?train\w*(?: \w+)?, (?:the )?(?:validat|develop|dev)\w*(?: \w+)?,? and (?:the )?test`,
    ['training part', 'validation part', 'test part'],
  ),
  frame(
    String.raw`\beach (?:of (?:the |our )?(?:[\w-]+ )*)?(?:gpus?|cards?|devices?|workers?|machines?|accelerators?) (?:process|handle|hold|see|get|take|receive|comput)\w* NN (?:[\w-]+ )?[a-z]+s\b`,
    ['batch size'],
  ),
  frame(String.raw`hidden layers? (?:of|with) (?:size |width )?NN(?=,|\.|;|\)|$| each| and)(?!,? (?:and )?#)`, ['hidden units']),
  frame(
    String.raw`NN (?:(?:sub-?word|bpe|sentence-?piece|word-?piece|joint|unigram) )+(?:units|tokens|pieces|types|entries|symbols|merges)`,
    ['vocabulary size'],
  ),
  frame(String.raw`multipliers?(?: of|:)? \(?LIST(?:,| and|, and) (#_*)`, [undefined, undefined, undefined, undefined]),
  frame(String.raw`multipliers?(?: of|:)? \(?LIST`, [undefined, undefined, undefined]),
  frame(String.raw`\bexponent(?: of)? NN`, [undefined]),
  frame(String.raw`\bchosen over NN values`, [undefined]),
  frame(String.raw`(?:plateau|halv|reduc|lower|divid|decay)\w*[^.;#]{0,40}? patience(?: of| is)? NN`, [undefined]),
  frame(
    String.raw`epochs?,? (?:each |every one )?(?:of them )?(?:defined as|comprising|comprises|consisting of|containing|made of|made up of) NN (?:STEPS|mini-?batches)`,
    [undefined],
  ),
  frame(String.raw`(?:^|[^.;]{0,60}), each (?:defined as|comprising|consisting of|containing|of) NN (?:STEPS|mini-?batches)`, [undefined]),
  frame('rank[- ]NN (?=lora|adapters?|low)', ['lora rank']),
  // Widths of several layers.
  frame(String.raw`hidden layers? (?:(?:of|with|sizes?|sized|widths?|having) )*(?:of )?NN ?[-–] ?NN(?: ?[-–] ?NN)?`, [
    'hidden units',
    'hidden units',
    'hidden units',
  ]),
  frame(String.raw`hidden layers (?:(?:of|with|sizes?|widths?|having) )+NN,? (?:and )?NN(?:,? (?:and )?NN)?(?! (?:layers|heads|blocks))`, [
    'hidden units',
    'hidden units',
    'hidden units',
  ]),
  // Embeddings.
  frame(
    String.raw`(?:embeddings?|projection head|latent(?: \w+)?|codes?|representations?)\b[^.;#]{0,30}? (?:of|has|have|with|outputs?|in|to) (?:dimension(?:ality)? |size |width )NN`,
    ['embedding dimension'],
  ),
  frame(
    String.raw`(?:embeddings?|projection head|codes?|representations?)\b[^.;#]{0,20}? (?:of|has|have|with|outputs?|in|to) NN dimensions`,
    ['embedding dimension'],
  ),
  frame(String.raw`NN-dimensional (?:[\w-]+ )?embeddings?`, ['embedding dimension']),
  // Images.
  frame(
    String.raw`(?:images|pictures|photographs|digits|glyphs|frames|scans|slices|fields|maps|spectrograms)\b(?:(?!crop|patch|kernel|window|tile|conv|filter)[^.;#]){0,30}? DIMS (?:[\w-]+ )?(?:pixels|grid points|px|points)`,
    ['image size'],
  ),
  frame(String.raw`NN (?:training|train) images, NN test images, DIMS`, ['training examples', 'test examples', 'image size']),
  // What is read.
  frame(
    String.raw`(?:receives?|takes?|gets?|uses?|is given|is fed|consists? of|encodes?|conditions? on) (?:as (?:its )?input )?the (?:last|previous|past|preceding) NN [a-z]+s?`,
    ['sequence length'],
  ),
  frame(String.raw`kernels? spans? NN`, ['kernel size']),
  // Sizes of parts.
  frame(
    String.raw`NN (?:[\w-]+ )?(?:are|were) (?:used (?:for|in) training|trained on) and NN (?:[\w-]+ )?(?:(?:are|were) )?(?:held out|kept (?:back|aside)|tested on|for testing)`,
    ['training part', 'test part'],
  ),
  frame(String.raw`hold(?:ing|s)? out NN (?:[\w-]+ ){0,3}(?:to|for) (?:measur|comput|monitor|evaluat|check|track)\w*`, ['validation part']),
  frame(
    String.raw`(?:one|a|single|#_*) (?:full )?(?:epochs?|pass(?:es)?) (?:over|through|on) (?:the |our |all )?NN (?!STEPS|epochs|tokens|hours)(?:[\w–-]+ )?[a-z]+s\b`,
    ['training part'],
  ),
  frame(String.raw`(?:development|validation|dev): NN (?:[\w-]+ )?[a-z]+s(?:,|;|\.| of) ?(?:and )?test: NN`, [
    'validation part',
    'test part',
  ]),
  frame(String.raw`output symbols (?:are|is) NN`, ['vocabulary size']),
  frame(
    String.raw`\b(?:into|predict\w*|distinguish\w*|classif\w+|between) (?:the |one of |one of the )?NN (?:[\w-]+ )?(?:levels|stages|letters|categories|labels|species|types|kinds|phases|grades|digits|words|emotions|topics|intents|actions|diagnoses)\b`,
    ['classes'],
  ),
  // A warm-up told as the first part of the training.
  frame(
    String.raw`(?:rate|step size|lr)\b[^.;#]{0,40}?RISES[^.;#]{0,30}? (?:within|during|over|in|for|through) (?:the )?(?:first |initial )?NN (?:of (?:the |all )?(?:training |total |optimi[sz]ation )?(?:STEPS|training|epochs|schedule|run)) (?:up )?to NN`,
    ['warmup ratio', 'learning rate'],
  ),
  frame(
    String.raw`(?:rate|step size|lr)\b[^.;#]{0,40}?RISES[^.;#]{0,30}? (?:within|during|over|in|for|through) (?:the )?(?:first |initial )?NN epochs (?:up )?to NN`,
    ['warmup epochs', 'learning rate'],
  ),
  frame(
    String.raw`(?:rate|step size|lr)\b[^.;#]{0,40}?RISES[^.;#]{0,30}? (?:within|during|over|in|for|through) (?:the )?(?:first |initial )?NN STEPS (?:up )?to NN`,
    ['warmup steps', 'learning rate'],
  ),
  frame(
    String.raw`(?:rate|step size|lr)\b[^.;#]{0,40}?RISES[^.;]{0,40}? (?:within|during|over|in|for|through) (?:the )?(?:first |initial )?NN of (?:the |all )?(?:training |total |optimi[sz]ation )?(?:STEPS|training|epochs|schedule|run)`,
    ['warmup ratio'],
  ),
  frame(String.raw`(?:first|initial) NN epochs (?:are|is|forms?|serves? as|being) (?:a |the )?(?:\w+ )?WARM`, ['warmup epochs']),
  frame(String.raw`(?:first|initial) NN STEPS (?:are|is|forms?|serves? as|being) (?:a |the )?(?:\w+ )?WARM`, ['warmup steps']),
  frame(String.raw`reduced in steps,? to NN of its (?:\w+ )?value (?:every|each|after) NN STEPS`, [
    'learning rate decay factor',
    'learning rate decay steps',
  ]),
  frame(String.raw`reduced in steps,? to NN of its (?:\w+ )?value (?:every|each|after) NN epochs`, [
    'learning rate decay factor',
    'learning rate decay epochs',
  ]),
  // Stopping.
  frame(
    String.raw`NN (?:\w+ )?(?:epochs?|steps|evaluations|checks|validations) without (?:an? |any )?(?:\w+ )?(?:better|higher|lower|new|further|improve\w*|progress|gain|change)`,
    ['early stopping patience'],
  ),
  // What one machine does at a time.
  frame(String.raw`(?:handles?|process(?:es)?|holds?|sees|gets?|receives?|takes?|computes?) NN (?:[\w-]+ )?[a-z]+s at (?:a time|once)`, [
    'batch size',
  ]),
  frame(
    String.raw`NN (?:prompts|questions|problems|examples|images|sequences|sentences|tokens|samples|pairs|clips|documents|graphs|transitions|utterances|recordings|queries|users|tasks|points|molecules|patches|windows|sessions|items) (?:per|by|in each|in every|for each|a) (?:(?:gradient|optimi[sz]er|training|parameter|policy|weight) )?(?:step|update|iteration)\b`,
    ['batch size'],
  ),
  // Losses whose weights stand behind them.
  frame(
    String.raw`(?:loss(?:es)?|entropy|terms?|penalt(?:y|ies)|L1|L2|objectives?|KL|reconstruction)\b[^.;#]{0,60}?,? (?:with|weighted by|with the) (?:the |respective |relative |loss )*weights (?:of |are |were )?LIST`,
    ['loss weight', 'loss weight', 'loss weight'],
  ),
  frame(String.raw`^with (?:the )?(?:loss )?weights LIST`, ['loss weight', 'loss weight', 'loss weight']),
  // Exploration.
  frame(String.raw`(?:ε|epsilon|eps)-? ?greedy\b[^.;#]{0,50}? (?:rate|probability|value|chance)? ?(?:of|at|is|=|to) NN(?! (?:to|down))`, [
    'exploration rate',
  ]),
  frame(String.raw`buffer[^.;#]{0,40}? (?:limited|restricted|capped|reduced|enlarged|cut|shortened) (?:to|at) NN`, ['replay buffer size']),
  // Runs.
  frame(String.raw`(?:repeat|re-?run|perform|conduct|execut|train)(?:ed|s)? (?:\w+ ){0,5}NN times\b`, ['seeds']),
  frame(
    String.raw`(?:averag\w*|mean|median|report\w*)[^.;#]{0,20}? (?:over|of|across|from) NN (?:(?:random|different|independent|such) )*(?:partitions|splits|draws|repetitions|restarts|realisations|realizations|replications)`,
    ['seeds'],
  ),
  // Words, and what is read.
  frame(String.raw`NN most (?:frequent|common) (?:[\w-]+ )?(?:words|tokens|types|sub-?words|pieces|characters|items|symbols)`, [
    'vocabulary size',
  ]),
  frame(
    String.raw`(?:sequences?|inputs?|windows?|sentences|contexts?|prompts|segments|histories|excerpts) (?:have|has|are|hold|holds|span|spans|cover|covers|contain|contains|of|comprises?|consists? of) NN (?:[\w-]+ )?(?:tokens|words|steps|frames|characters|pieces|bytes|items|residues|bases|observations|time steps|epochs)(?! (?:are|is) generated)`,
    ['sequence length'],
  ),
  frame(String.raw`(?:length|limit|longer than|at most|up to)(?: is| of| are| to| was)* NN (?:word-?|sentence-?|sub-?word )?pieces`, [
    'sequence length',
  ]),
  frame(String.raw`cut off (?:after|at|to) (?:the first )?NN (?:[\w-]+ )?(?:tokens|words|word-?pieces|pieces|characters|frames|items)`, [
    'sequence length',
  ]),
  frame(
    String.raw`NN (?:past|previous|preceding|recent|earlier|historical) (?:observations|values|steps|time steps|samples|frames|points|measurements|hours|days|items|words|tokens)`,
    ['sequence length'],
  ),
  frame(
    String.raw`(?:convolutions?|filters?|kernels?|pooling)(?: layers?)? (?:of|with) (?:a )?(?:kernel )?(?:width|length|span) (?:of )?NN`,
    ['kernel size'],
  ),
  frame(
    String.raw`(?:each|every|all|with|into|to|has|have) (?:with |of |to )?one of (?:the )?NN (?!tasks|seeds|runs|gpus|machines)(?:[\w-]+ )?[a-z]+s\b`,
    ['classes'],
  ),
  // Sizes of parts.
  frame(
    String.raw`test (?:set|part|split|data) (?:is|was|are|were) (?:formed|made up|made|built|composed|given|compiled) (?:by|of|from|up of) (?:the )?NN`,
    ['test part'],
  ),
  frame(
    String.raw`NN (?:[\w-]+ ){0,3}[a-z]+s (?:serves?|served|form|forms|formed|make up|constitute|acts?) (?:as )?(?:an? |the |our )?(?:[\w-]+ )?test`,
    ['test part'],
  ),
  frame(
    String.raw`(?:dev|development|valid|validation)(?: set| part)? (?:with|of|has) NN(?: [\w-]+)?,? and (?:dev-?test|test)(?: set| part)? (?:with|of|has) NN`,
    ['validation part', 'test part'],
  ),
  frame(String.raw`\(NN (?:[\w-]+ )?[a-z]+s of (?:its|the|their) test (?:part|set|split)`, ['test part']),
  frame(
    String.raw`(?:pre-?training|training|fine-?tuning|adaptation|adapting)(?: (?:to|on|of|in|for) [\w-]+| phase| stage)? (?:uses|sees|used|saw|takes|employs|draws on|comprises) (?:the |all |about |some )?NN (?!tokens|words|hours|epochs|steps|seeds|classes|tasks|languages|layers|gpus|cards|iterations|updates|images per|different)(?:[\w-]+ )*?[a-z]+s\b`,
    ['training part'],
  ),
  // `60,000 steps of 32k tokens`, `epochs of 250 iterations each`.
  frame(
    String.raw`(?<=#_* )STEPS(?:,? each)? (?:of|on|with) NN (?!STEPS|epochs|seconds|minutes|hours|message|denois|sampl)(?:\w+[- ])?(?:tokens|sequences|examples|images|samples|pairs|sentences|transitions|graphs|episodes|tasks|crops|clips|prompts|documents|frames|words|points|patients)`,
    ['batch size'],
  ),
  frame('(?:epochs?|rounds?|phases?|cycles?) of NN STEPS(?: each)?', [undefined]),
  frame(String.raw`doubl\w*[^.;#]{0,60}? (?:capped at|up to|until|limited to|at most) NN`, [undefined]),
  // Where a falling rate ends.
  frame(
    String.raw`(?:decay|anneal|goes down|falls|drops?|decreas|cosine|linear|reduc|lower|multipl)\w*[^;#]{0,80}? (?:until|till|as soon as|once|when|as|if) (?:it|the (?:learning )?rate|the step size) (?:has )?(?:reach(?:es|ed)?|hits|falls below|drops below|is below|is at|arrives at|gets to|goes below) NN`,
    ['final learning rate'],
  ),
  frame(String.raw`(?:stop|end|terminat)\w*[^.;#]{0,30}? (?:it|rate|step size) (?:falls|drops|is|gets|goes|sinks) (?:below|under) NN`, [
    'final learning rate',
  ]),
  // Penalties on weights, noise, outputs.
  frame(
    String.raw`penalt(?:y|ies) (?:of |with |weighted (?:by|with) )?NN[^.;#]{0,30}? (?:on|of) (?:the )?(?:squared |sum of (?:the )?squared |square of the )?(?:norms? of (?:the |all )?)?(?:weights|parameters)`,
    ['weight decay'],
  ),
  frame('weights (?:are |is )?decay(?:ed|s)? (?:at|by|with) (?:an? )?(?:rate|factor|strength)? ?(?:of )?NN', ['weight decay']),
  frame(
    '(?:see|sees|saw|go over|goes over|pass over|passes over) (?:the |all (?:of )?the )?(?:training |whole )*(?:data|set|corpus|examples) NN times',
    ['epochs'],
  ),
  frame('norms? of (?:the |all )?gradients? (?:is|are) (?:capped|limited|bounded|held|kept) (?:at|to|by|below|under) NN', [
    'gradient clipping',
  ]),
  frame(String.raw`\bnoise\b[^.;#]{0,24}? (?:has|have|with|of|is) (?:a |its )?(?:standard deviation|std\.?|scale|sd)(?: is| of| =)* NN`, [
    'noise standard deviation',
  ]),
  frame('NN-class(?![a-z])', ['classes']),
  frame(
    String.raw`(?:classifier|output layer|head|softmax|linear layer|readout) (?:with|of|has|over|to) NN (?:\w+ )?(?:outputs|classes|logits|labels|categories)`,
    ['classes'],
  ),
  // What is too long is left out.
  frame(
    String.raw`(?:(?:of|with|have|having|has) more than|longer than|exceeding|above|over) NN (?:[\w-]+ )?(?:tokens|words|characters|frames|pieces|symbols)[^.;#]{0,40}?(?:left out|removed|dropped|discarded|excluded|truncated|cut|split|skipped|filtered|ignored)`,
    ['sequence length'],
  ),
  frame(
    String.raw`(?:clipped|truncated|limited|shortened|cut|restricted|capped) (?:to|at|after) (?:the (?:first|last) )?(?:at most )?NN (?:[\w-]+ )?(?:tokens|words|word-?pieces|characters|frames)(?! (?:are|is) generated)`,
    ['sequence length'],
  ),
  frame(
    String.raw`(?:images?|frames?|pictures?|photographs?|photos|inputs?|screens?|observations?|scans?|slices)\b(?:(?!crop|patch|window|tile|kernel)[^#.;]){0,40}? (?:of |at |to |with |in |have |are |has |is |measur\w+ |\()DIMS (?:pixels|px)(?![^.;]{0,4} (?:are|were|is) (?:cut|cropped|resized|divided|split|down|tiled))`,
    ['image size'],
  ),
  // Warm-up told as what is reached, and steps of what is sampled.
  frame(String.raw`(?:rate|step size|peak|maximum|it)\b[^.;]{0,60}?\breached (?:after|in|at|within|over) NN STEPS`, ['warmup steps']),
  frame(String.raw`(?:rate|step size|peak|maximum|it)\b[^.;]{0,60}?\breached (?:after|in|at|within|over) NN epochs?`, ['warmup epochs']),
  frame(
    '(?:×|times) ?NN (?:at|after|in|on|every|each) (?:the )?epochs? LIST',
    ['learning rate decay factor', 'learning rate decay epochs', 'learning rate decay epochs', 'learning rate decay epochs'],
    { isDivisor: true },
  ),
  frame(
    '(?:×|times) ?NN (?:at|after|in|on|every|each) LIST (epochs)',
    ['learning rate decay factor', 'learning rate decay epochs', 'learning rate decay epochs', 'learning rate decay epochs'],
    { isDivisor: true },
  ),
  frame(
    '(?:×|times) ?NN (?:at|after|in|on|every|each) LIST STEPS',
    ['learning rate decay factor', 'learning rate decay steps', 'learning rate decay steps', 'learning rate decay steps'],
    { isDivisor: true },
  ),
  frame(String.raw`NN (?:DDIM|DDPM|ancestral|DPM\S*|Euler|Heun|sampling|reverse) (?:time)?steps`, ['sampling steps']),
  frame(
    String.raw`(?:sampl\w*|DDIM|sampler)\b[^.;#]{0,40}?(?:\([^()]*\)[^.;#]{0,20}?)? (?:all |in |with |over |of |using |for )+NN (?:\w+ )?steps`,
    ['sampling steps'],
  ),
  frame(
    String.raw`(?:rate|step size|it)\b[^.;#]{0,50}? (?:falls?|decays?|decayed|goes|drops?|anneals?|annealed|decreases?|decreased|shrinks?|lowered|reduced)(?: \w+ly)? from NN (?:down )?to NN(?! (?:epochs|steps|iterations|updates|per))`,
    ['learning rate', 'final learning rate'],
  ),
  // Loops of algorithms.
  frame(
    String.raw`^\W*for (?:each |all )?(?:training |gradient |outer |meta-?)?(?:steps?|iterations?|updates?|t|i|k|n) ?(?:=|←|∈|in|from|:) ?\{?(?:#_*),?[^#.;]{0,12}?(?:to|…|\.\.\.|until|-|–),? ?NN(?!,)`,
    ['training steps'],
  ),
  frame(
    String.raw`^\W*for (?:each |all )?(?:training )?(?:epochs?|e) ?(?:=|←|∈|in|from|:) ?\{?(?:#_*),?[^#.;]{0,12}?(?:to|…|\.\.\.|until|-|–),? ?NN(?!,)`,
    ['epochs'],
  ),
  frame(String.raw`^\W*for (?:each |all )?episodes? ?(?:=|←|∈|in|from|:) ?\{?(?:#_*),?[^#.;]{0,12}?(?:to|…|\.\.\.|until|-|–),? ?NN(?!,)`, [
    'episodes',
  ]),
  frame(
    String.raw`^\W*(?:sample|draw) (?:a |an )?(?:random )?(?:mini-?batch of |batch of )?NN (?!noise|steps|views|crops|copies|masks|augment|times|points|neighbou?rs|negatives|candidates|actions)[a-z]+`,
    ['batch size'],
  ),
  // Reinforcement learning, diffusion, distilling, adapters.
  frame(
    String.raw`every NN (?:\w+ ){0,2}(?:steps|updates|iterations|frames|episodes),? (?:we (?:copy|update|synchroni[sz]e) )?(?:[\w-]+ ){0,4}?target`,
    ['target update interval'],
  ),
  frame(String.raw`NN of (?:the |all |its )?actions (?:are|is) (?:\w+ )?(?:at )?random`, ['exploration rate']),
  frame(String.raw`\bnois\w*[^.;#]{0,30}? (?:in|over|within|through) NN (?:time)?steps`, ['diffusion steps']),
  frame(String.raw`(?:forward|noising|diffusion) (?:process|chain)[^.;#]{0,30}? NN (?:time)?steps`, ['diffusion steps']),
  frame(
    String.raw`(?:soft (?:targets?|labels?)|distil\w*|teacher(?:'s)? (?:targets?|loss|outputs?))[^.;]{0,60}? (?:with|by|at|and) (?:a )?weight(?:ed)?(?: of| by)? NN`,
    ['distillation weight'],
  ),
  frame(String.raw`\brank\b[^.;]{0,30}? (?:and|with|,) ?(?:an? )?scal(?:ing|e)(?: factor| constant| parameter)?(?: of)? NN`, [
    'lora alpha',
  ]),
  frame(
    String.raw`(?:moving average|EMA|averag\w+ (?:of )?(?:the )?(?:weights|parameters))\b[^.;#]{0,40}? (?:decay|rate|momentum|coefficient|factor)(?: rate| factor)?(?: of| is| =)? NN`,
    ['ema decay'],
  ),
  frame(String.raw`(?:first|initial) NN of (?:the |all )?(?:training )?(?:STEPS|training|epochs|run|schedule)[^.;]{0,30}? WARM`, [
    'warmup ratio',
  ]),
  // Runs.
  frame(String.raw`NN (?:[\w-]+,? ){1,9}?each with (?:its|their|an?) (?:own|different|new|separate|independent|fresh) (?:random )?seed`, [
    'seeds',
  ]),
  // Lengths of what is generated, and of what is read.
  frame(
    String.raw`(?:summar|output|answer|respons|generat|translation|completion|continuation|sampl|decod|judge|beam|length penalty)\w*[^.;]{0,70}?(?:at most|up to|maximum of|no more than|limited to|after) NN (?:new |generated |output )?tokens`,
    ['maximum length'],
  ),
  frame(
    String.raw`(?:sequence|sentence|utterance|input|text|document|prompt|example|note)s? (?:has|have|is|are|holds?|contains?) (?:at most|up to|limited to|no more than|a maximum of) NN`,
    ['sequence length'],
  ),
  frame(String.raw`(?:windows|contexts|excerpts|stretches) of (?:length )?NN(?! ?(?:ms|s\b|seconds|nm|days|hours|months))`, [
    'sequence length',
  ]),
  // Widths told of layers.
  frame(
    String.raw`feed-?forward (?:layers?|networks?|blocks?|parts?|sub-?layers?)[^.;#]{0,16}? (?:are|is|have|has|of|with) (?:a )?(?:(?:inner |hidden )?(?:width|size|dimension) )?(?:of )?NN`,
    ['feed-forward dimension'],
  ),
  frame(String.raw`layers? (?:are|is) NN (?:units |neurons )?wide`, ['hidden units']),
  // Batches and passes.
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
    String.raw`(?:each|every|one|a(?: single)?) (?:gradient )?(?:step|update|iteration) (?:sees|uses|processes|takes|is computed on|averages over|consumes|is made on) NN (?!of|steps)[a-z]+`,
    ['batch size'],
  ),
  // Data.
  frame(String.raw`(?:split|divid|partition)\w*[^.;#]{0,60}? NN ?: ?NN ?: ?NN`, ['training part', 'validation part', 'test part']),
  frame(String.raw`NN ?: ?NN ?: ?NN (?:\w+[ /]){0,3}(?:split|train|division|partition)`, ['training part', 'validation part', 'test part']),
  frame(
    String.raw`(?:of|from) the train(?:ing)? (?:set|data|part|images|examples),? NN(?: [\w-]+)?,? (?:are|is|were) (?:kept|held|set|put|reserved|withheld)`,
    ['validation part'],
  ),
  frame(
    String.raw`(?:draw|drew|drawn|sample|generate|simulate)[sd]? NN (?:\w+ )?(?:points|examples|samples|trajectories|sequences|instances)(?! (?:for|per|from the model|at))`,
    ['training examples'],
  ),
  frame(String.raw`train\w*[^.;]{0,60}? on NN of (?:them|these|those)`, ['training examples']),
  frame(String.raw`(?:all|the) (?:of the )?NN (?:[\w-]+ ){1,2}(?:are|were|is) (?:all )?used (?:for|to|in) train`, ['training examples']),
  frame(
    String.raw`\(NN of (?:them|these|which)\)[^.;]{0,12} (?:are|were|is) (?:used|kept|reserved|held out|set aside) (?:only )?(?:for|as) (?:the )?test`,
    ['test part'],
  ),
  frame(
    String.raw`(?:keep|kept|put|set|leave|left|reserved?|hold|held|withhold|withheld) NN (?:of (?:the |our )?)?(?:[\w-]+ ){0,3}(?:aside |back |out |apart )?(?:for|to) (?:choos\w+|tun\w+|select\w*|model selection|early stopping|hyper-?parameter|validat\w+|development|monitor\w+|pick\w+)`,
    ['validation part'],
  ),
  frame(
    String.raw`(?<!of which )NN (?:[\w-]+ ){0,5}(?:are|is|was|were) (?:set aside|held out|kept|kept aside|reserved|put aside|held back|withheld) (?:for|to) (?:choos|tun|select|model|early|hyper|validat|develop|monitor|pick|measur|writing)\w*`,
    ['validation part'],
  ),
  frame(String.raw`(?:validation|development|dev)\b[^.;#]{0,40}? (?:on|over|from) (?:a )?(?:random )?(?:sample|subset|set|part) of NN`, [
    'validation part',
  ]),
  frame(String.raw`NN ?/ ?NN ?/ ?NN(?<=(?:split|divid|partition)\w*[^.;]{0,160})`, ['training part', 'validation part', 'test part']),
  frame(String.raw`(?:classify|classifies|distinguish\w*|recogni[sz]es?|tells? apart) (?:into |among |between )?NN (?!-)[a-z]+`, [
    'classes',
  ]),
  frame(String.raw`(?:tiles|images|pictures|inputs|frames|chips|photographs) (?:of|at|with) (?:size |a resolution of |resolution )?DIMS`, [
    'image size',
  ]),
];
