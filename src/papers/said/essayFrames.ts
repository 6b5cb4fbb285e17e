/** Ways of saying of those who write essays: a value is told once, in a sentence on what is done with it, and not by its name. Data. */
import { type Frame, frame } from './frame.ts';

const things = String.raw`(?:[a-z-]+ ){0,2}[a-z-]{2,}s`;
const ofThem = String.raw`(?: of (?:them|these|those)| (?:of (?:the|our|these|those) )?${things})?`;
const notPeople =
  /\b(?:experts?|annotators?|raters?|judges|people|participants|readers|listeners|doctors|radiologists|seeds|runs|trials|candidates|values|votes?)\b/i;
const decides = String.raw`(?:decid|ch[oe]o?s|pick|select|tell|told|settl|determin|show)\w*`;
const decided = String.raw`(?:(?:us |me )?(?:which (?:epoch|weights|checkpoint|snapshot|network|model|of)|when (?:to stop|training|we stop|learning)|how long|where to stop)|(?:the|its|our|this|their) (?:[\w-]+ )?(?:checkpoint|epoch|snapshot|weights|temperature|penalty|width|rates?|steps?|depth|threshold|margin|strength|size|stopping|hyper-?parameters?|constants?|weight|rank|number of (?:epochs|steps|layers|units))\b)`;
const random = String.raw`(?:random|exploratory|exploring|arbitrary)(?:ly)?`;
const move = '(?:actions?|moves?|steps?|decisions?|choices?)';
const batch = String.raw`(?:mini-?)?batch(?:es)?`;
const ascent = String.raw`(?:linear )?(?:ascent|increase|rise|climb|growth|way up|run-?up)`;
const rate = String.raw`(?:learning[- ]rate|step(?: size)?|rate)`;
const shortened = '(?:shortened|cut(?: back| down)?|scaled(?: back| down)?|shrunk|brought back|reduced|rescaled|trimmed|pulled back)';

export const essayFrames: readonly Frame[] = [
  // Parts of the data, by what they are for.
  frame(
    String.raw`NN of (?:them|these|those|(?:the|our|these|all) ${things}) (?:train|teach|school|fit) (?:the|our|a|this|each) (?:\w+ )?(?:network|model|net|classifier|learner|encoder)\b`,
    ['training part'],
  ),
  frame(
    String.raw`NN${ofThem},? (?:(?:that|which) )?(?:are|were) (?:only )?(?:looked at|watched|consulted|inspected) (?:while|when|as long as) (?:we|I|the|it)\b`,
    ['validation part'],
    { unless: notPeople },
  ),
  frame(
    String.raw`NN(?: of them| ${things})? (?:tell|told|show|decide)s? (?:us |me )?when to stop,?(?: and| while)? (?:the (?:other|remaining|last) )?NN(?: of them| ${things})? (?:are|were) (?:only )?(?:scored|judged|reported|measured|graded|tested)`,
    ['validation part', 'test part'],
  ),
  frame(
    String.raw`\b(?:another|a further|further|the (?:other|remaining|last|next|first|following)|and|,|;) NN${ofThem} (?:then |alone |only )?${decides} ${decided}`,
    ['validation part'],
    { unless: notPeople },
  ),
  frame(
    String.raw`\b(?:by|with|from) (?:the )?(?:other |remaining |last |further )?NN ${things}(?:,? (?:that|which) [^.;#,]{1,50},)? (?:the|its|our) [\w -]{3,30}? (?:is|was|were|are) (?:chosen|picked|selected|settled|determined)\b`,
    ['validation part'],
    { unless: notPeople },
  ),
  frame(
    String.raw`\bon (?:the )?(?:other |remaining |last |further )?NN${ofThem} (?:we|I) (?:watch|follow|track|monitor|observe)(?:ed|s)? the (?:[\w-]+ )?(?:error|loss|accuracy|likelihood|progress)`,
    ['validation part'],
    { unless: notPeople },
  ),
  frame(
    String.raw`NN (?:[\w-]+ )?[a-z]+s (?:to (?:learn|train) (?:from|on|with)|for (?:learning|training)),? and (?:just )?as many (?:again|more|others|fresh ones)?[^.;#]{0,40}? (?:to (?:compare|judge|test|score|measure)|for (?:comparison|comparing|judging|testing|scoring|the test))\b`,
    ['training part'],
    { also: 'test part' },
  ),
  // Steps and what one is taken on.
  frame(
    String.raw`NN (?:steps|updates|iterations)(?: of [\w-]+| by [\w-]+)?,? (?:each )?(?:on|over|from|with|of) NN (?!gpus|devices|machines|cores|workers)${things} each\b`,
    ['training steps', 'batch size'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:after|for|takes?|took|makes?|made|does|did) NN (?:steps|updates|iterations|${batch})(?: of [\w-]+)?,? (?:and sees? |each (?:of|on|with|over|from) )NN ${things}(?: in each| each time)?(?=[.,;)]|$| the)`,
    ['training steps', 'batch size'],
    { fits: 'count' },
  ),
  frame(
    String.raw`NN (?:such )?${batch} (?:make|makes|make up|form|fill|are|were|constitute)(?: up)? (?:a|one|each|every|the (?:whole |entire )?) ?(?:run|training)\b`,
    ['training steps'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:gradient|slope) (?:of|on|over|from) NN ${things} (?:moves|changes|corrects|updates) the weights,? NN times\b`,
    ['batch size', 'training steps'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\bfor (?:each|every|all) (?:parts?|pieces?|slices?|groups?|packets?|pack|handfuls?|stacks?|bunch(?:es)?) (?:[a-zB] )?(?:of|from) [^.;#]{1,40}?,? (?:of )?NN (?:[\w-]+ )?[a-z]+s (?:long|each|large|wide|at a time)?(?=[.,;: ]|$)`,
    ['batch size'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:against|under|below|with|within|despite) (?:an?|the|our) (?:upper )?(?:limit|bound|maximum|cap|ceiling|allowance|budget) (?:of|at) NN(?: epochs| passes)?(?=[.,;)]|$)(?<=\b(?:epochs|passes)\b[^.;]{0,60})`,
    ['epochs'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:stop|end|finish)\w*(?: in any case| at the latest)? after NN (?:epochs|passes)(?: at the latest| in any case| at most)?, (?:but|though|yet) (?:always|every|each|no|usually|all|it|in (?:all|every))`,
    ['epochs'],
    { fits: 'count' },
  ),
  // When it ends for want of progress.
  frame(
    String.raw`\b(?:whenever|if|when|once|as soon as|after) NN (?:epochs |passes |of them )?(?:have |has )?(?:gone|passed|went|go|pass|been spent)(?: by)? (?:without|with no|in which (?:no|nothing))\b(?![^.;]{0,60}\b(?:rate|steps?|stride)\b)`,
    ['early stopping patience'],
    { fits: 'count' },
  ),
  frame(
    String.raw`NN (?:epochs|passes|evaluations|checks) (?:may|can|are allowed to) (?:go by|pass|elapse) (?:without|with no|in which)\b`,
    ['early stopping patience'],
    { fits: 'count' },
  ),
  // How much is read at once.
  frame(
    String.raw`NN (?:[a-z-]+ )?(?:values|readings|measurements|levels|observations|samples|prices|counts) and (?:predicts?|forecasts?|guess(?:es)?|announces?) the (?:next|following|coming|\d+(?:st|nd|rd|th)|#_*(?:st|nd|rd|th)|value|one)`,
    ['sequence length'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:windows?|stretch(?:es)?|excerpts?|pieces|inputs?|histor(?:y|ies))\b[^.;#]{0,24}? NN (?:days?|weeks?|hours?|months?|years?|minutes?|seconds?)(?: long)?,? (?:that is|i\.e\.|or|which is|which are),?[^.;#]{0,24}? NN (?:[a-z-]+ )?(?:values|readings|measurements|levels|observations|samples|prices|counts)`,
    [undefined, 'sequence length'],
    { fits: 'count' },
  ),
  // Labelled by hand.
  frame(String.raw`\b(?:needs?|needed|requires?|required|wants?|costs?|asks? for|with only|with|reaches with|about) NN labels\b`, [
    undefined,
  ]),
  // Low-rank corrections.
  frame(
    String.raw`\bwhat (?:enters|goes into|flows into|is given to|reaches) (?:[AB]\b|the (?:low-rank |adapter|adapters|correction|corrections|two factors)[^.;#]{0,16}?) ?(?:is|was) dropped (?:out )?with (?:a )?probability NN`,
    ['lora dropout'],
    { fits: 'share' },
  ),
  frame(String.raw`\bcorrections? of rank NN\b`, ['lora rank'], {
    fits: 'count',
    unless: /\b(?:best|approximation|error|singular|theorem)\b/i,
  }),
  frame(
    String.raw`\bthere (?:is|was) (?:only |just )?NN (?:such |recurrent |hidden |gated )+layer(?: only| alone|,? and no (?:other|second|more)|(?=[.,;]))`,
    ['layers'],
  ),
  // How the rate begins.
  frame(
    String.raw`\b${ascent}\b[^.;#]{0,50}?(?: is linear and)? (?:takes|took|lasts|lasted|needs|needed|is spread over|is over after|fills|occupies|is done in|spans|stretches over) (?:the |all )?(?:first |initial )?NN STEPS`,
    ['warmup steps'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:after|over|during|in|within|through|with|by) (?:a |an |the )?(?:first |initial )?NN STEPS of (?:a )?(?:linear(?:ly)? |steady |gradual )*(?:ascent|increase|rise|rising|climb|climbing|growth|growing|ramp|increasing)\b(?! (?:to|up to) #)`,
    ['warmup steps'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:after|by|with|through|over|behind) (?:a|an|its|the|their) ${ascent} (?:of|over|in|during|lasting|through) NN STEPS`,
    ['warmup steps'],
    {
      fits: 'count',
    },
  ),
  frame(
    String.raw`\b${rate}\b[^.;#]{0,20}? (?:needs|takes|needed|took|has) NN STEPS to (?:reach|climb to|rise to|get to|arrive at|attain) (?:its|the|this|that)\b(?: (?:peak|top|summit|maximum|full value)(?: of| at|,)? NN)?`,
    ['warmup steps', 'learning rate'],
  ),
  frame(String.raw`\b(?:way|climb|ascent|path) up(?: to #_*)? (?:takes|took|lasts|lasted) (?:the first )?NN STEPS`, ['warmup steps'], {
    fits: 'count',
  }),
  frame(
    String.raw`\bfor the (?:first |initial )NN STEPS,? the ${rate} (?:is |was )?(?:grows|rises|climbs|increases|raised|increased|grew|rose)\b`,
    ['warmup steps'],
    {
      fits: 'count',
    },
  ),
  frame(
    String.raw`\b(?:at|with|by|in) (?:the )?(?:step|update|iteration) NN,? the ${rate} (?:has reached|reaches|reached|is at|arrives at|attains) (?:its|the) (?:peak|top|summit|maximum|highest|full)`,
    ['warmup steps'],
    { fits: 'count' },
  ),
  // Limits of gradients, memories of the optimizer.
  frame(
    String.raw`\b(?:gradients?|slopes?)(?: (?:vectors?|norms?))?,? (?:whose|with|of|when|which|that)\b[^.;#]{0,24}? (?:exceeds?|exceeding|is above|lies above|above|beyond|passes|is (?:larger|greater|longer) than) NN,? (?:is|are|was|were|gets?) ${shortened}(?: to (?:NN|it|this|that|length NN|norm NN))?`,
    ['gradient clipping', undefined, undefined, undefined],
    { fits: 'bound' },
  ),
  frame(
    String.raw`\bno (?:gradient|slope) (?:is|was|may be|can be|gets?) (?:longer|larger|greater) than NN(?= ?(?:when|as|before|in|[.,;)]|$))`,
    ['gradient clipping'],
    { fits: 'bound' },
  ),
  frame(String.raw`(?<![\p{L}\d])β_?1 ?= ?NN[^.;#β]{0,60}? NN for the (?:other|second)\b`, ['beta1', 'beta2'], { fits: 'high share' }),
  frame(
    String.raw`\b(?:adam\w*|its|two)\b(?:(?!#_*[^_])[^.;]|#){0,40}? (?:forgets?|remembers?|averages?|memories|memory|discounts?)\b[^.;#]{0,40}?\b(?:rates?|constants?|factors?|with|at|keeps?|by) NN(?: for [^.;#,]{3,30}?)?,?(?: and| the (?:second|other)(?: keeps?| with| has| forgets at)?)+ NN(?! ?(?:epochs|steps|%))`,
    ['beta1', 'beta2'],
    { fits: 'high share' },
  ),
  frame(
    String.raw`\b(?:its|adam\w*'s|the) first (?:moving )?(?:average|moment|memory)\b[^.;#]{0,24} NN,? (?:and )?(?:the|its) (?:second|other)(?: one| average| moment| memory)?(?: has| keeps| with| the constant)* NN`,
    ['beta1', 'beta2'],
    { fits: 'high share' },
  ),
  frame(
    String.raw`\b(?:matrices|weight matrices|the weights|weights|kernels)(?: alone| only)? (?:decay|shrink|are decayed|are shrunk|leak)(?: \w+)? (?:with|by|at|at the rate|at a rate of) NN(?! (?:per|every|each|times))(?=[.,;)]|$| and| while| but)`,
    ['weight decay'],
    { fits: 'share' },
  ),
  // Acting by chance.
  frame(
    String.raw`\b(?:probability|share|fraction|chance|proportion|rate)\b[^.;#]{0,12}? of (?:a |an |the )?${random} ${move}\b[^.;#]{0,60}? from NN(?: at the (?:beginning|start|outset))?(?: down)? to NN(?! ?(?:actions|moves|steps))(?: (?:over|during|within|in|at|by|after|until) (?:the first )?(?:step |t ?= ?)?NN)?`,
    ['exploration rate', 'exploration rate', undefined],
    { fits: 'exploring' },
  ),
  frame(
    String.raw`\b${random} ${move} (?:is|are|was|were) (?:taken|made|chosen|played|drawn) with (?:a )?probability (?:that |which )?(?:falls?|sinks?|decreases?|declines?|going|falling|goes)\b[^.;#]{0,30}? from NN(?: down)? to NN(?: (?:over|during|within|in|at|by|after|until) (?:the first )?(?:step |t ?= ?)?NN)?`,
    ['exploration rate', 'exploration rate', undefined],
    { fits: 'exploring' },
  ),
  frame(
    String.raw`NN of (?:the |all |its )?${move} (?:are|were|stay|remain|stayed|remained) ${random}\b(?! (?:in|for) (?:the )?(?:evaluation|test))`,
    ['exploration rate'],
    { fits: 'share' },
  ),
  // Filters that are told by what they are, then by how many.
  frame(
    String.raw`\b(?:convolutions?|filters|kernels)\b[^.;#]{0,60}?(?:#_* ?(?:×|x|by) ?#_*|#_* (?:[a-z]+ )?(?:samples|pixels|points|steps|bins|frames|letters|characters|positions|values)(?: (?:long|wide))?|size #_*|width #_*)?[^.;#]{0,24}?[,;:]? (?:and )?(?:there are |of which there are |in number )?(#_*)(?!_)(?:, (#_*)(?!_))?,? and (#_*)(?!_) of (?:them|those|these)\b`,
    ['channels', 'channels', 'channels'],
    { fits: 'few' },
  ),
  frame(
    String.raw`\bfilters\b[^.;#]{0,60}?(?:#_*[^.;#]{0,20})?[,;:] (?:and )?(?:there are|there were|they are|they number) LIST(?=[.,;)]|$)`,
    ['channels', 'channels', 'channels'],
    { fits: 'few' },
  ),
  frame(
    String.raw`\bconvolutions?\b[^.;#]{0,30}? (?:have|has|with|of) LIST (?:filters|channels|feature maps|kernels)\b`,
    ['channels', 'channels', 'channels'],
    { fits: 'few' },
  ),
  // What is told apart: where the network ends.
  frame(
    String.raw`\b(?:maps?|leads?|layer|network|classifier|map|softmax|scores|logits|probabilities|head|sigmoids?)\b[^.;]{0,110}? (?:to|into|onto|over|for|between|among) (?:the |its |our )?NN (?:[a-z]+ ){0,2}?(?:types?|kinds?|sorts?|grades?|species|categories|classes|genres?|parts of speech|labels|families|diagnoses|moods|dialects|breeds|varieties)\b`,
    ['classes'],
    { fits: 'few', unless: /\b(?:seeds|tasks|actions)\b/i },
  ),
  frame(
    String.raw`(?:\b(?:one|an?|single)|#_*) (?:output|logit|score|unit|neuron|probability)s?(?: unit| neuron)? (?:for each|per each|for every one|for any) of (?:the |its |our )?NN (?!actions|moves|steps|seeds|tasks)(?:[a-z]+ ){0,2}?[a-z]{3,}s?\b`,
    ['classes'],
    { fits: 'few' },
  ),
  frame(
    String.raw`\b(?:network|model|classifier|head|it|net) (?:names|picks|chooses|announces|answers with|has to name|must name|says|tells) one of (?:the )?NN (?!actions|moves|steps|seeds|tasks|answers)[a-z]{3,}s\b`,
    ['classes'],
    { fits: 'few' },
  ),
  frame(String.raw`NN (?:logits|class scores)(?=[.,;)]|$| (?:one |each )?(?:for|per|at|close|come|follow|end|stand))`, ['classes'], {
    fits: 'few',
    unless: /\b(?:actions?|tokens?|vocabulary|agent|environment|policy|values?)\b/i,
  }),
  frame(
    String.raw`\b(?:ends? in|closes? with|finish(?:es)? with|share) (?:the |a layer of )?NN (?:outputs|logits|output units|scores)\b`,
    ['classes'],
    {
      fits: 'few',
      unless: /\b(?:actions?|tokens?|vocabulary|agent|environment|regress\w*|quantit\w+|forecasts?)\b/i,
    },
  ),
];
