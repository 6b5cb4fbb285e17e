/** Ways of saying in which short notes and plain words stand for names: `conv 3×3 (24)`, `64 a batch`, `the first with 16 channels`. Data. */
import { exampleNouns, seenNouns } from './dataNouns.ts';
import { type Frame, frame } from './frame.ts';

const numbers = '(?:features|numbers|dimensions|coordinates|components|entries|values|reals)';
const makes = '(?:maps?|turns?|sends?|takes?|brings?|gives?|produces?|yields?|makes?|outputs?|returns?|ends? (?:in|with)|compress(?:es)?)';
const activations = '(?:relu|gelu|silu|elu|selu|tanh|swish|sigmoid|softplus|mish|sine|rectified|logistic|leaky)';
const one = '(?:with|has|having|of|uses?|gives?|holds?)';
const unlabelled = '(?:contrastive|self-?supervised|unsupervised|pre-?training|reconstruction|clustering|pretext)';

export const plainFrames: readonly Frame[] = [
  // Layers in short.
  frame(
    String.raw`\bconv\w*\.?(?:[ -]\w+)??[ ,:-]*\(?DIMS\)?[ ,:;]*(?:\(|@ ?|with |of |to |→ ?|-> ?|, ?)NN(?=\)|,|;|\.| (?:channels|maps|filters)|$)`,
    ['kernel size', undefined, 'channels'],
  ),
  frame(String.raw`\bconv\w* ?\(NN(?: ?(?:→|->|to) ?NN)?,? DIMS\)`, ['channels', 'channels', 'kernel size', undefined]),
  frame('NN ?@ ?DIMS', ['channels', 'kernel size', undefined]),
  frame(
    String.raw`\bthe first (?:one )?${one} NN,? (?:and )?(?:the )?(?:second|other|next|last) (?:one )?(?:${one} )?NN (?:[\w-]+ )?(?:channels|filters|maps|kernels)`,
    ['channels', 'channels'],
  ),
  frame(
    String.raw`\bthe first (?:one )?${one} NN,? (?:and )?(?:the )?(?:second|other|next|last) (?:one )?(?:${one} )?NN (?:[\w-]+ )?(?:units|neurons)`,
    ['hidden units', 'hidden units'],
  ),
  frame(String.raw`\blayers? of NN(?: (?:and|to) (?:of )?NN)? ${activations}(?:[- ](?:linear|ReLU))? (?:units|neurons)`, [
    'hidden units',
    'hidden units',
  ]),
  frame(String.raw`(?<!#_*,? (?:and )?)NN ${activations}(?:[- ](?:linear|ReLU))? (?:units|neurons)`, ['hidden units'], { fits: 'count' }),
  frame(
    String.raw`\blayers? of NN (?:leaky |hard |rectified )?(?:rectifiers|sigmoids|tanhs|ReLUs|GELUs|sines|sinusoids|softplus(?:es)?)`,
    ['hidden units'],
    {
      fits: 'count',
    },
  ),
  // What an encoder ends in, and what is put on top of it.
  frame(
    String.raw`\b(?:encoder|backbone|trunk|embedding network|feature extractor)\b[^.;#]{0,60}? ${makes}\b(?:[^.;#]{0,40}? (?:to|into|onto|as|of|by))? (?:a vector of |a code of )?NN ${numbers}`,
    ['embedding dimension'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:projector|projection(?: head)?|head)\b[^.;]{0,60}?\b(?:hidden layer|layer) of NN (?:[\w-]+ )?(?:units|neurons),? (?:then |and )?(?:to|onto|into|down to) NN`,
    ['hidden units', 'embedding dimension'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\bsinusoid\w* (?:time |position(?:al)? )?(?:embeddings?|features|codes?|encodings?) (?:of|with|in) (?:dimension|size|length|width|dimensionality)? ?NN`,
    ['embedding dimension'],
    { fits: 'count' },
  ),
  frame(String.raw`\bd ?= ?NN ${numbers} (?:stand|are|represent|code|describe)`, ['embedding dimension'], { fits: 'count' }),
  frame(
    String.raw`\b(?:projection|projector)(?: head| network| layer)? (?:has|with|of|gives|yields|makes) NN (?:outputs|output (?:units|numbers))`,
    ['embedding dimension'],
    {
      fits: 'count',
    },
  ),
  // How many an update sees.
  frame(
    String.raw`\b(?:each|all|every one|any) of the NN (?:[\w-]+ )?(?:${seenNouns}|digits|inputs|rows) (?:of|in) (?:a|the|each|every|one) (?:mini-?)?batch`,
    ['batch size'],
    {
      fits: 'batch',
    },
  ),
  frame(
    String.raw`NN(?: (?:[\w-]+ )?(?:${seenNouns}|digits)(?: (?:at|per|in) (?:a|one|each|every) (?:glance|go|gulp|sitting|bite|draw|helping)| a time)| (?:to|for) (?:a|the|each|every|one) (?:mini-?)?batch| a (?:mini-?)?batch)(?=[.,;)]|$| (?:and|with|from|for|are)\b)`,
    ['batch size'],
    { fits: 'batch' },
  ),
  frame(
    String.raw`\b(?:blocks|portions|packets|handfuls|lots|bunches|groups|packs) of NN (?:[a-z]+ )?(?:${exampleNouns}|digits|cases|cells|windows)(?=[.,;)]|$| (?:and|with|at|per|each)\b)(?![^.]*\b(?:held out|test|left out|cross|folds?)\b)`,
    ['batch size'],
    { fits: 'batch', unless: /^(?!.*\b(?:descent|gradients?|steps?|sgd|adam\w*|epochs?|updates?)\b)/is },
  ),
  frame(
    String.raw`\bevery NN (?:th |of the )?(?:${exampleNouns}|digits) (?:the |all )?(?:weights|parameters) (?:are|is) (?:changed|updated|moved|corrected)`,
    ['batch size'],
  ),
  frame(
    String.raw`\b[A-Za-z]\w? ?= ?(#_*)(?!_) (?:be|is|denotes?|being|stands for) the (?:size|length) of (?:a|the|each|every|our) (?:mini-?)?batch`,
    ['batch size'],
  ),
  // How long: `60 epochs, then 20 more`, `the first 3000 of 6000 updates`.
  frame(
    String.raw`NN (?:full[- ]precision |float |dense |usual |ordinary )?epochs[^#.;]{0,24}?,? (?:and )?(?:then|after(?:wards| that| which)|followed by) (?:another |a further |for )?NN (?:more|further|others?|additional)\b(?! (?:steps|images|runs|seeds|layers))`,
    ['epochs', 'epochs'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:updates|steps|iterations)\b[^#.;]{0,30}? the first NN of (?:the |all )?NN(?=[.,;)]|$| (?:and|updates|steps|iterations)\b)`,
    [undefined, 'training steps'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:updates|steps|iterations)\b,? (?:each )?(?:with|at|of) (?:an? )?(?:step |constant |fixed |learning )*(?:rate|size|length) (?:of )?NN`,
    ['learning rate'],
    {
      fits: 'rate',
    },
  ),
  frame(
    String.raw`\b(?:schedule|cycle|policy|warm-?up|cosine|ramp)\b[^.;#]{0,20}? (?:whose|with an?|with its|and its?|its|of) (?:peak|maximum|top|height)(?: value| rate)?[^.;#]{0,40}?[ {]NN`,
    ['learning rate'],
    { fits: 'rate' },
  ),
  // When a rate falls.
  frame(
    String.raw`\b(?:halved|cut in half|halves|halving)\b[^#.;]{0,20}? (?:when|once|whenever|each time|every time|as soon as|if|after)(?: the (?:next|first|last))? NN epochs (?:have|had|has|are|were) (?:gone|passed|been|elapsed|over|done)`,
    ['learning rate decay epochs'],
  ),
  frame(
    String.raw`(?:multipl\w+|reduced|scaled|shrunk|decayed|decreased|lowered) (?:with|by)(?: the| a)?(?: factor)?(?: of)? NN,? (?:each|every|in every|in each|all|after every|after each) NN(?:th| th|-th)? epochs?`,
    ['learning rate decay factor', 'learning rate decay epochs'],
  ),
  frame(
    String.raw`(?:falls|drops|fell|dropped|sinks|shrinks|is cut|is lowered|goes down) (?:ten-?fold|by ten|by an order of magnitude|to a tenth)[^#.;]{0,20}? (?:after|at|in|on) (?:the )?(?:epochs?|passes) LIST`,
    ['learning rate decay epochs', 'learning rate decay epochs', 'learning rate decay epochs'],
  ),
  // When it stops.
  frame(
    String.raw`NN (?:consecutive |successive )?(?:non-?improving|unimproved|fruitless|unsuccessful|idle|stagnant|futile|bad) (?:epochs|evaluations|checks|rounds|passes)`,
    ['early stopping patience'],
    {
      fits: 'count',
    },
  ),
  frame(
    String.raw`\b(?:stop|broken|break|broke|end|halt|quit|ceas|interrupt|terminat)\w*[^.;#]{0,24}? (?:if|when|once|as soon as) (?:for|during|in|over|within) (?:the last )?NN (?:sweeps|epochs|passes|rounds|evaluations|checks)(?: in a row| running| in succession| together)?\b[^.;]{0,80}? (?:not|no|never|nothing)\b`,
    ['early stopping patience'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:loss|deviance|error|risk|score|cost|perplexity|likelihood|criterion)\b[^#.;]{0,50}? (?:risen|increased|grown|worsened|gone up|not (?:fallen|improved|decreased)|failed to (?:fall|improve|decrease)|rose|stalled) NN (?:times|epochs|checks|evaluations) (?:in (?:succession|a row)|running|consecutively|on end|one after (?:the other|another))`,
    ['early stopping patience'],
    { fits: 'count' },
  ),
  frame(String.raw`\bearly stopping\b[^#.;]{0,24}?NN epochs(?:'|’)? (?:of )?(?:grace|patience|tolerance|respite)`, [
    'early stopping patience',
  ]),
  frame(
    String.raw`\b(?:no gain|no improvement|no progress|no better|no new (?:best|minimum|optimum|record)|nothing gained|no lower \w+)\b[^#.;]{0,20}? (?:in|for|over|within|during) (?:the last )?NN (?:epochs|evaluations|checks|rounds)`,
    ['early stopping patience'],
  ),
  // What limits a gradient.
  frame(
    String.raw`\b(?:gradient(?:s|'s|’s)?|gradients'|grad)(?: vectors?)? (?:l2[- ]|euclidean |global )?(?:norms?|lengths?|magnitudes?|size)[^#.;]{0,16}? (?:limited|held|kept|restricted|bounded|confined|capped|cut|never|at most|not (?:above|over)|below|≤)(?: (?:to|at|below|by|under|exceeds?|more than|above|within|longer than))* NN`,
    ['gradient clipping'],
    { fits: 'bound' },
  ),
  frame(String.raw`\bclip(?:ping)? of the (?:gradient(?:s|'s)? )?(?:norm|length)s? (?:at|to|of|above) NN`, ['gradient clipping'], {
    fits: 'bound',
  }),
  frame(
    String.raw`\bgradients? (?:is |are |was |were )?(?:limited|restricted|bounded|confined|held|kept)(?: to| at| by| within| below)?(?: (?:the|a|an))? (?:norm|length)(?: value| of| below| under| at most| at)* NN`,
    ['gradient clipping'],
    { fits: 'bound' },
  ),
  frame(
    String.raw`\bmomentum\b[^.;#]{0,12}? NN (?:during|for|in|over|until|up to) (?:the )?(?:first )?(?:epochs? )?#_*(?: [a-z]+)?,? (?:and|then|and then) NN (?:from (?:then|there) on|afterwards|thereafter|later|after that|for the rest)`,
    ['momentum', 'momentum'],
    {
      fits: 'share',
    },
  ),
  // Smoothed targets, dropped units.
  frame(String.raw`\b(?:drop|dropping|zeroing|silencing|masking) (?:rate|probability|ratio)(?: of| is| was|:| =)* NN`, ['dropout'], {
    fits: 'share',
    unless:
      /\b(?:edges?|tokens?|words?|pixels?|patch\w*|frames?|modalit\w+|labels?|learning rate drop|path|layers? drop|inputs? mask|condition\w*)\b/i,
  }),
  // What follows another network.
  frame(
    String.raw`\b(?:key|target|teacher|momentum|slow|second)(?: (?:encoder|network|model|copy|branch))? (?:trails?|follows?|tracks?|lags?(?: behind)?|creeps? (?:after|towards)|runs? behind|imitates?)\b[^#.;]{0,40}? (?:with|by|at)(?: an?| the)?(?: momentum| coefficient| factor| decay| rate| inertia)?(?: of)? NN`,
    ['ema decay'],
    { fits: 'high share' },
  ),
  frame(
    String.raw`\b(?:key|target|teacher|momentum|slow|shadow|averaged)(?: (?:encoder|network|model|copy))?\b[^#.;]{0,30}? (?:keeps?|kept|retains?|remembers?|holds?) NN of (?:its|their|the) (?:old|own|previous|last|past|former)`,
    ['ema decay'],
    { fits: 'high share' },
  ),
  // What a student learns of.
  frame(
    String.raw`\b(?:soft(?:ened)?|teacher's|teacher) (?:outputs?|targets?|labels?|predictions?|distributions?|answers?|term|part)\b[^.;#]{0,30}?(?:\([^()]*\))?,? (?:which |that |and )?(?:(?:count|account|stand|make)s?(?: for| up)?|carr(?:y|ies)|enters? with|(?:is|are) weighted (?:by|with)|gets?|ha(?:s|ve)) (?:a weight of |the weight )?NN of (?:the|its|their) (?:total |whole )?loss`,
    ['distillation weight'],
    { fits: 'share' },
  ),
  // Pushed apart.
  frame(
    String.raw`\b(?:pushed|driven|moved|pulled|kept|forced|repelled)\b[^#.;]{0,30}? (?:until|till|unless|so that|as long as)\b[^#.;]{0,20}? NN (?:further|farther|more|less similar|away|closer|apart)\b`,
    ['margin'],
  ),
  // Parts of the data.
  frame(
    String.raw`NN (?:[\w-]+ )?(?:${exampleNouns}|digits)(?: (?:without|stripped of)[^,;.#]{0,24})? (?:are|is|were|was|serve|go) (?:used |taken |kept |left |only )?(?:without (?:their )?labels )?(?:for|in|into) (?:the )?${unlabelled}\b`,
    ['training examples'],
    { fits: 'count' },
  ),
  frame(
    String.raw`NN labell?ed (?:nodes|vertices|documents|papers|digits|proteins|points)(?! (?:per|in each|of each|for each|from each|a class|each))`,
    ['training examples'],
    { fits: 'count' },
  ),
  frame(
    String.raw`NN (?:nodes|vertices|papers|digits|points|proteins) (?:are|is|were|carry|have|bear) (?:labell?ed|a label|labels|their labels?)\b`,
    ['training examples'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:put|set|lay|laid|left|keep|kept|hold|held) (?:aside|back|apart|away|by)\b(?: the last| another)? NN (?:[\w-]+ )?(?:${exampleNouns}|digits)\b(?=[^.;#]{0,30}\b(?:never|not|neither|unseen|nothing|nobody|no (?:network|model|one))\b)`,
    ['test examples'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\btraining part\b[^#.;]{0,60}?(?:up to #_*,? )?(?:or |i\.e\. |that is |being |which is |\()?NN of (?:all|the (?:whole|months|data|series|years|days|record))`,
    ['training part'],
    { fits: 'share' },
  ),
  // Characters of a text.
  frame(
    String.raw`\b(?:there are|has|have|with|of|keeps?|kept|leaves?|leaving|uses?|in all|only) (?:only |just )?NN (?:different |distinct )?(?:characters|symbols|letters|signs|bytes|digits)\b(?=,? (?:and )?(?:each|every one|one) (?:(?:of (?:which|them)|character|symbol|letter|one) )?(?:is |being |makes |counts as |becomes )?(?:an?|its|the|one)\b(?: own| single)?(?: own)? ?token)`,
    ['vocabulary size'],
    { fits: 'count' },
  ),
  frame(String.raw`\bkeep(?:ing)? (?:only )?NN (?:different |distinct )?(?:characters|symbols|letters|signs)\b`, ['vocabulary size'], {
    fits: 'count',
  }),
  frame(
    String.raw`\b(?:looks?|sees?|reads?|goes|reaches|remembers?) (?:back )?NN (?:months|days|hours|years|weeks|minutes|quarters|steps|values|samples|points) (?:back|into the past|of the past|of history|of the series)\b`,
    ['sequence length'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:sampl|generat|continu|writ|draw)\w*\b[^.;]{0,90}?, NN (?:characters|tokens|words|symbols|letters|bytes) (?:long|each|in length|apiece)`,
    ['maximum length'],
    { fits: 'count' },
  ),
  // How often.
  frame(
    String.raw`NN (?:different |random |fresh |new )?(?:graphs|data sets|datasets|splits|draws|partitions|problems|mixtures|samples|trees|instances),? (?:one|#_*) (?:for|per|with|from) (?:each|every|a|per)? ?(?:random )?seeds?\b`,
    ['seeds'],
    {
      fits: 'count',
    },
  ),
  frame(
    String.raw`NN (?:equally (?:spaced|wide|large|sized|filled)|equal|equi-?(?:distant|populated)|uniform) (?:probability |confidence )?(?:classes|cells|groups|intervals|bins|levels|strata)`,
    ['bins'],
    {
      fits: 'count',
    },
  ),
  // How weights begin.
  frame(
    String.raw`\b(?:initial|starting) (?:coefficients|weights|parameters|values)\b[^#.;]{0,60}? (?:s\.?d\.?|std\.?|standard deviation|deviation|spread|scale)(?: of| is|=| )* ?NN`,
    ['initialization'],
    { fits: 'rate' },
  ),
  frame(
    String.raw`\b(?:entries|elements|coefficients) of (?:the )?(?:(?:matrix|matrices|factor) )?[A-Z]\w?(?: (?:and [A-Z] )?(?:are|is|were|drawn|sampled|start|begin|being))*(?: (?:a |from |as |at random |initially ))*(?: ?(?:normal|gaussian|n\(0))[^.;]{0,60}?(?:standard deviation|std|deviation|s\.d\.)[^.;#]{0,24}?= ?NN`,
    ['initialization'],
    { fits: 'rate' },
  ),
  // Times and rates told by verbs.
  frame(
    String.raw`\bepoch\b[^.;]{0,60}?#_*[^.;#]{0,30}?,? and (?:there (?:are|were)|we (?:run|do|did|ran|make|made)|training (?:has|takes|took)) NN (?:of (?:them|these)|such)`,
    ['epochs'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:whose|with an?|at an?|its|the) (?:step|rate)(?: size)?(?: of| is| was|,)? NN (?:is|was|being|and is|which is|that is) (?:then |later |further )?(?:shrunk|reduced|lowered|multiplied|divided|halved|decayed|annealed|cut|decreased)`,
    ['learning rate'],
    { fits: 'rate' },
  ),
  frame(
    String.raw`\b(?:rate|step size|lr)\b[^.;#]{0,20}? (?:follow\w*|according to|along|falling as|decaying (?:as|like)) (?:the polynomial )?\((?:#_*) ?[-–−] ?[a-z]+ ?/ ?[a-z]+\)\^\(?#_*\)? from NN(?: on| onwards?| down)?`,
    ['learning rate'],
    { fits: 'rate' },
  ),
  frame(
    String.raw`\b(?:stop|ends?|halt|finish|terminat)\w*[^.#;]{0,30}? (?:it|(?:the )?(?:learning )?rate|(?:the )?step(?: size)?) (?:has |had )?(?:reached|fallen to|arrived at|come down to|sunk to|dropped to) NN`,
    ['final learning rate'],
    { fits: 'tiny' },
  ),
  frame(
    String.raw`NN STEPS\b[^.;#]{0,60}?,? the first NN of (?:them|these|which) (?:with|at|under|having|see|saw) (?:an? |the )?(?:linearly )?(?:growing|rising|increasing|ramped|climbing|warming|growing up)`,
    ['training steps', 'warmup steps'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:not|never|nothing|no longer|hardly)\b[^.;#]{0,20}?\b(?:improv\w+|risen|grown|fallen|increased|decreased|gained|bettered|gone (?:up|down))\b[^.;#]{0,16}? (?:on|in|for|over|during|within) NN (?:consecutive |successive )?(?:passes|epochs|sweeps|rounds|evaluations|checks),? or (?:else )?(?:after|at|when|once) (?:at most |a total of )?NN (?:passes|epochs|sweeps)`,
    ['early stopping patience', 'epochs'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:training|everything|all|(?:the |each |every )?(?:experiment|procedure|fit|run|learning|optimi[sz]ation)s?) (?:is|are|was|were|has been) NN times (?:repeated|redone|done|run|carried out)`,
    ['seeds'],
    { fits: 'count' },
  ),
  frame(String.raw`\baverag\w+ exponential\w*[^.;#]{0,50}? NN`, ['ema decay'], { fits: 'high share' }),
  frame(
    String.raw`\bgradients? (?:is|are|was|were|get|gets)(?: all| always)? (?:cut|cropped|trimmed|capped|truncated|shortened|scaled back|cut off|cut back)(?: off| down| back)? (?:at|to|beyond|above)(?: an?| the)?(?: norm| length| magnitude)?(?: of)? NN`,
    ['gradient clipping'],
    { fits: 'bound' },
  ),
  frame(
    String.raw`\bteacher\w*\b[^.]{0,90}?\b(?:make|makes|making|made|contribut\w+|form|forms)(?: up)? NN of (?:its|the|their) (?:total |whole )?loss`,
    ['distillation weight'],
    { fits: 'share' },
  ),
  frame(
    String.raw`\b(?:adam\w*|nadam|rmsprop|adagrad|sgd|lion) (?:with|at) (#_*)(?!_)(?=[.,;)]|$| (?:and|for|in|is)\b)`,
    ['learning rate'],
    {
      fits: 'tiny',
    },
  ),
  frame(String.raw`\bsgd-?m(?:omentum)?,? ?\(?NN`, ['momentum'], { fits: 'high share' }),
  frame(
    String.raw`[÷/] ?NN (?:at|after|in|on) (?:the )?epochs? LIST`,
    ['learning rate decay factor', 'learning rate decay epochs', 'learning rate decay epochs', 'learning rate decay epochs'],
    { isDivisor: true },
  ),
  frame(
    String.raw`\b(?:stop|break|broke|end|halt|quit|ceas|interrupt)\w*[^.;#]{0,24}? (?:if|when|once|as soon as) (?:for|during|in|over|within) (?:the last )?NN (?:sweeps|epochs|passes|rounds|evaluations|checks)\b[^.;#]{0,80}? (?:(?:has|have|had|did|does|is|was) not|no|never|stayed|stagnated)`,
    ['early stopping patience'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:coefficient|weight|strength|factor) of the (?:ridge|L_?2|ℓ_?2|quadratic|tikhonov|squared-norm)(?:[ -](?:norm|penalty))? term(?: (?:is|was|of|equals))*[:=]? ?NN`,
    ['weight decay'],
    { fits: 'share' },
  ),
  frame(
    String.raw`\b(?:soft|distill\w*|kd)[- ](?:loss|term|part|targets?)[^.;#]{0,12}? (?:has|gets|with|carries|enters with|takes)(?: the| a)? (?:coefficient|factor|weight|share)(?: of)? NN`,
    ['distillation weight'],
    { fits: 'share' },
  ),
  frame(
    String.raw`\bstop\w*(?: \w+){0,2} (?:after|at) NN (?:of (?:them|these) )?without (?:an? |any |further )?(?:gain|improvement|progress|better|lower|success)`,
    ['early stopping patience'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:learned|learnt|trained|updated|optimi[sz]ed|tuned)[^.;#]{0,12}?,? (?:at|with) (?:learning )?rates of NN and (?:of )?NN`,
    ['learning rate', 'learning rate'],
    { fits: 'rate' },
  ),
  frame(
    String.raw`\brate\b[^.;#]{0,12}? NN (?:until|till|up to|before) epoch NN,? (?:and |then )?NN (?:until|till|up to|before)(?: epoch)? NN,? (?:and |then |and then )NN (?:to the end|until the end|till the end|afterwards|after that|from there|thereafter|for the rest)`,
    ['learning rate', 'learning rate decay epochs', undefined, 'learning rate decay epochs', undefined],
  ),
  frame(
    String.raw`\b[Tt]he first NN of (?:the |all |our )?NN epochs (?:are|is|serve|form|make)[^.;#]{0,20}? WARM`,
    ['warmup epochs', 'epochs'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b[Tt]he first NN of (?:the |all |our )?NN STEPS (?:are|is|serve|form|make)[^.;#]{0,20}? WARM`,
    ['warmup steps', 'training steps'],
    {
      fits: 'count',
    },
  ),
];
