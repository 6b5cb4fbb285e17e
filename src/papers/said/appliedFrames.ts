/** How training is told in fields with words of their own: symbols that are traversed, lots that are fed, rounds, draws of starting values. Data. */
import { type Frame, frame } from './frame.ts';

const weights = '(?:initial|starting) (?:weights|values|parameters|conditions)';
const again = '(?:realisations|realizations|replications|repetitions|draws|sets|choices|initiali[sz]ations|trials)';
const drawn = `(?:${again} of (?:the )?(?:[a-z]+, )?(?:[a-z]+ and )?${weights}|${weights}|(?:initial values|states|settings) of the (?:random )?(?:number )?generator)`;
const measured = '(?:counted|evaluated|measured|estimated|assessed|computed|averaged|tested|recorded)';
const seen =
  '(?:symbols|samples|bits|frames|observations|photographs|melodies|stars|curves|plots|records|months|quarters|forecasts|origins|pieces|notes|spectra|sources|objects|words|images|points|vectors|patterns|blocks|packets)';
const corrections = '(?:correction|adjustment|adaptation|revision|modification|change)s?';
const trained =
  /\b(?:such (?:groups|lots|portions|batches)|accumulat\w*|summed)\b|^(?!.*\b(?:epochs?|trained|training|gradients?|descent|adam\w*|rates?|weights|passes|feeding|fed|network|cosine)\b)/is;

export const appliedFrames: readonly Frame[] = [
  // How many are seen before weights change.
  frame(
    String.raw`NN (?:[a-z-]+ )?[a-z]{3,}s (?:(?:are|is|were|being) )?(?:considered|taken|presented|shown|weighed|heard|read|used|processed)(?: together| jointly| at once)? (?:before|for|per|between|at) (?:each|every|an?|two) ${corrections}\b`,
    ['batch size'],
    { fits: 'batch' },
  ),
  frame(String.raw`\b${seen} per ${corrections}(?: (?:was|is|of))?[ :=]*NN`, ['batch size'], { fits: 'batch' }),
  frame(String.raw`NN (?:[a-z-]+ )?${seen} (?:per|to each|to every|for each) ${corrections}\b`, ['batch size'], { fits: 'batch' }),
  frame(
    String.raw`\bin (?:groups|lots|packets|bundles|portions|sets|clusters|handfuls|bunches) of NN(?: (?:[a-z-]+ )?[a-z]{3,}s\b|(?=[.,;)]|$))`,
    ['batch size'],
    { fits: 'batch', unless: trained },
  ),
  frame(
    String.raw`NN (?:symbol|sample|pattern|observation|example|vector|record|photograph|melody|instance|stimulus|input) at a time\b`,
    ['batch size'],
    { fits: 'batch', unless: /\b(?:evaluat\w*|test\w*|inference|left out|leave\w*|removed|added|label\w*|omitted|varied|alter\w*)\b/i },
  ),
  // How often they are gone through.
  frame(
    String.raw`NN (?:complete |full )?(?:rounds|readings|presentations|cycles|traversals|tours|goes|turns|runs) (?:of|over|through|around) (?:(?:the|all|these|our|its|whole|entire|full) )*(?:training|learning|calibration|estimation)\b`,
    ['epochs'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:limit|maximum|ceiling|cap|at most|up to|not more than|no more than)(?: of)? NN (?:complete |full )?(?:readings|rounds|presentations|traversals|passes|sweeps)\b`,
    ['epochs'],
    { fits: 'count', unless: /\b(?:federat\w*|clients?|communication|boosting|tournament|interview)\b/i },
  ),
  frame(
    String.raw`\b(?:for|after|if|when|during|in|over) (?:the last |the past )?NN (?:successive |consecutive |further )?(?:readings|rounds|presentations|traversals|passes|sweeps) (?:in a row |running |together )?(?:it|they|this|these|the [a-z ]{2,30}?) (?:had|has|have|did|does|do) (?:not|no longer|never) (?:improv|diminish|fall|fallen|decreas|declin|shr[au]nk|sunk|r[io]se|increas|got|gone|been)`,
    ['early stopping patience'],
    { fits: 'count' },
  ),
  frame(String.raw`\b(?:readings|rounds|passes|presentations|epochs) without (?:improvement|progress|gain|betterment)[ :=]*NN`, [
    'early stopping patience',
  ]),
  // Gone through one time.
  frame(
    String.raw`\b(?:data|set|burst|sequence|record|sample|series|stream|corpus|recordings?|signal|symbols|examples|patterns|observations|input) (?:is|are|was|were) (?:traversed|presented|passed(?: over| through)?|run through|gone through|shown|seen|processed|used|read|visited|swept)(?: to the (?:network|filter|learner|model))? (?:only |just |exactly )?NN(?: times?)?(?=[.,;)]|$| and\b| in\b)`,
    ['epochs'],
    { fits: 'count', unless: /\b(?:evaluat\w*|test(?:ed|ing)?|augment\w*|never)\b|\bno(?:ne)? (?:\w+ )?(?:is|are|was|were)\b/i },
  ),
  // `none exceeds 128 signs, and shorter ones are padded`.
  frame(
    String.raw`\b(?:none|no [a-z]+|never|not) (?:(?:is|are|of (?:them|these)) )?(?:exceeds?|longer than|more than)(?: of)? NN [a-z-]+s?\b[^.;]{0,30}?\b(?:shorter|others?|rest|remainder)\b[^.;]{0,20}?\bpadd`,
    ['sequence length'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:stop|halt|terminat|end)\w*[^.;#]{0,20}? (?:when|once|if|after|as soon as) [^.;#]{0,50}?(?:error|loss|cost|deviance)[^.;#]{0,20}? (?:increased?s?|rose|rises|risen|grew|grows|worsened|failed to (?:fall|improve|decrease)|has (?:increased|risen|grown))(?: for| in| during| over)? NN (?:consecutive |successive )?(?:iterations|epochs|times|checks|steps|sweeps|passes|evaluations)`,
    ['early stopping patience'],
    { fits: 'count' },
  ),
  frame(
    String.raw`NN (?:consecutive |successive )?(?:validation (?:failures|checks|fails)|failed (?:validation )?checks)\b`,
    ['early stopping patience'],
    {
      fits: 'count',
    },
  ),
  frame(
    String.raw`\b(?:in full|(?:to|until) the (?:very )?end|the whole (?:course|training)|over the whole (?:run|training)),? (?:up |that is,? |i\.e\. ?,? )*to (?:epoch|pass) NN\b|\bto (?:epoch|pass) NN,? (?:where|when|at which) the (?:learning )?(?:rate|step) (?:has |is |had )?(?:vanish\w*|zero|reach\w* zero|fall\w* to (?:zero|0)|ends)`,
    ['epochs', 'epochs'],
    { fits: 'count' },
  ),
  // In chemometrics a model is calibrated, then predicts.
  frame(
    String.raw`\binto NN (?:[\p{L}-]+ )?(?:for|of) (?:the )?calibration(?: (?:set|samples))?(?:,| and|, and) NN (?:[\p{L}-]+ )?(?:for|of) (?:the |an? )?(?:independent |external )?(?:test(?:ing|s)?|prediction|validation)\b`,
    ['training examples', 'test examples'],
    { fits: 'count', unless: /\btrain\w*|\bnetwork\b|\btemperature/i },
  ),
  frame(
    String.raw`\bcalibration (?:set|samples)(?: (?:of|has|comprises|contains|consists of|with|is|are))* NN (?:[\p{L}-]+ )?(?:samples|spectra|rows)?(?:,| and|, and) (?:the )?(?:(?:independent|external) )?(?:prediction|test|validation) (?:set|samples)?(?: (?:of|has|comprises|contains|consists of|with|is|are))* ?NN`,
    ['training examples', 'test examples'],
    { fits: 'count', unless: /\btrain\w*|\bnetwork\b|\btemperature/i },
  ),
  // What is measured on, after training.
  frame(
    String.raw`\b${measured} (?:over|on|from|with|in|for) (?:a (?:further|separate|new|fresh) )?NN (?:further|fresh|new|unseen|independent|additional|other|subsequent|separate) (?:[a-z-]+ )?${seen}\b`,
    ['test examples'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:frozen|fixed|stopped|switched off)\b[^.;#]{0,60}?\b${measured} (?:over|on|from|with|in) (?:the (?:next|following|remaining) )?NN (?:[a-z-]+ )?${seen}\b`,
    ['test examples'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:the )?NN (?:(?:pseudo[- ])?out-of-sample )?(?:forecasts|predictions|origins)(?: made| issued| produced)?(?: [^.;,]{1,40}?)? (?:are|were|is) (?:evaluated|compared|scored|assessed|judged)\b`,
    ['test examples'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:estimat|train|fitt|calibrat)\w*(?: the (?:network|model))? on (?:the (?:first |earliest )?)?NN (?:[a-z-]+ ){0,2}?[a-z]{3,}s and (?:(?:is|are|was|were|then) )*(?:evaluated|tested|assessed|judged|compared|validated) (?:on|over|with|in) (?:the )?(?:(?:last|remaining|next|following|other|final|subsequent) )+NN\b`,
    ['training part', 'test part'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:estimation|training|in-sample|learning|calibration) (?:sample|set|period|part|window|record) of NN (?:[a-z-]+ )?[a-z]{3,}s,? and (?:an? |the )?(?:hold-?out|test|out-of-sample|evaluation|control|verification|check) (?:sample|set|period|part|record) of NN\b`,
    ['training part', 'test part'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:training|adaptation|learning|calibration) (?:burst|sequence|preamble|record|stretch|period|segment) (?:of|comprises|consists of|has|contains|is|lasts|holds) NN (?:[a-z-]+ )?${seen}\b`,
    ['training examples'],
    { fits: 'count' },
  ),
  // `296 to be learned, 36 to decide by, 37 to be judged`.
  frame(
    String.raw`NN (?:[a-z-]+ )?(?:(?:are |were )?to be (?:learned|learnt|trained on|studied|fitted)|to (?:learn|train|fit|study)(?: from| on| by| with)?|for (?:learning|fitting|estimation))(?:,|;| and|, and) NN (?:[a-z-]+ )?(?:to (?:be )?(?:decide|choose|select|tune|stop|watch|validat|check)\w*(?: by| with| on)?|for (?:deciding|choosing|stopping|selection|checking|validation|tuning))(?:,|;| and|, and) NN (?:[a-z-]+ )?(?:to (?:be )?(?:judge|test|evaluat|examin|score|report)\w*(?: by| with| on)?|for (?:judging|testing|judgement|judgment|evaluation|assessment|the test))`,
    ['training part', 'validation part', 'test part'],
    { fits: 'count' },
  ),
  frame(
    String.raw`NN each (?:for|to) (?:the )?(?:validation|selection|tuning|model selection)(?: and|,) (?:for |to )(?:the )?test`,
    ['validation part'],
    {
      also: 'test part',
    },
  ),
  // A rate of what goes wrong, not of learning.
  frame(
    String.raw`\b(?:error|symbol|bit|block|packet|frame|word|miss|alarm|detection|rejection|failure|hit|success|outage|loss) rates?(?: \(\w+\))?[^.;#]{0,40}? from NN (?:down )?to NN`,
    [undefined, undefined],
  ),
  // How fast a filter forgets is no weight of a loss, nor what rewards are worth.
  frame(String.raw`\bforgetting factors?(?: (?:is|was|of|equal|set|chosen|as|to|at|[λβρ]|=|≈))* NN`, [undefined]),
  // Observations at several times.
  frame(
    String.raw`\b(?:sources|stars|objects|light curves?|curves|variables|galaxies|quasars|targets|pixels|stations|plots|fields)\b[^.;#]{0,40}? (?:with|having|of|have|has) (?:at least |more than |fewer than |less than |about |typically |a median of |on average )*NN (?:good |useful |photometric |clean |observed |valid )*epochs\b|\bNN epochs (?:in|of|per) (?:the )?(?:[ugrizyJHKBVRI]\b|(?:\w+ )?(?:bands?|filters?|photometry|observations?|observing|imaging|visits))`,
    [undefined, undefined],
  ),
  // How often all is done.
  frame(
    String.raw`\b(?:repeat\w*|averag\w*|means?|medians?|ensembles?|carried out|run|performed)\b[^.;#]{0,50}? (?:for|over|from|with|of|across|on) NN (?:(?:independent|different|random|distinct|separate) )*${drawn}`,
    ['seeds'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:done|trained|repeated|run|carried out|fitted|estimated)\b[^.;#]{0,16}? NN times(?: over)?,? (?:each time )?(?:with|from) (?:different|other|new|fresh|independent|random)(?: random)? (?:beginnings|starts|starting (?:points|values)|initial (?:weights|values))`,
    ['seeds'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\baverag\w* (?:the )?(?:forecasts|predictions|outputs) (?:of|from|over) NN (?:networks|models|nets|perceptrons)\b[^.;]{0,80}?\b(?:starting values|initial weights|initiali[sz]ations?|seeds?|random starts)`,
    ['seeds'],
    { fits: 'count' },
  ),
  // Of an experiment in the field.
  frame(
    String.raw`\b(?:over|of|across|in|within|from|between|among) (?:the )?NN (?:complete |incomplete |randomi[sz]ed )*(?:blocks|plots|strips)(?=[.,;)]|$| (?:of (?:the )?(?:design|trial|experiment|field))\b)`,
    [undefined],
    { unless: /\b(?:layers?|residual|transformer|encoder|decoder|networks?|convolution\w*|attention|dense)\b/i },
  ),
  // Layers.
  frame(
    String.raw`hidden[- ]layer (?:[a-z-]+ )?(?:network|net|perceptron|MLP)s? (?:with|of|has|having) NN (?:[a-z-]+ )?(?:nodes|neurons|units)\b`,
    ['hidden units'],
    {
      fits: 'count',
    },
  ),
  frame(
    String.raw`(?<![\w-])NN[- ]hidden[- ]layer (?:(?:neural|feed-?forward|artificial|recurrent|convolutional|tanh|ReLU|sigmoid(?:al)?|standard|simple|plain|small|shallow) )*(?:networks?|nets?|perceptrons?|MLPs?|models?|equali[sz]ers?|specifications?|controllers?|architectures?|approximators?)\b`,
    ['layers'],
    { fits: 'count', unless: /\b(?:theorem|universal|any|width tends|infinite)\b/i },
  ),
  frame(String.raw`\b(?:recurrent|gated|GRU|LSTM)\b[^.;]{0,70}?,? in NN layers?(?=[.,;)]|$)`, ['layers'], { fits: 'count' }),
  frame(
    String.raw`\b(?:kernels?|filters?|masks?|receptive fields?)(?: of the [^.;#]{1,24})? (?:measured?|measures|extend(?:ed|s)?|spann?(?:ed|s)?) DIMS`,
    ['kernel size', undefined],
  ),
  frame(
    String.raw`\bconvolution\w*\b[^.;]{0,60}?\b(?:width|length|span|extent)(?: of)? NN (?:phase |time |frequency |energy |spectral )?(?:bins|samples|points|channels|pixels|positions|steps|taps)\b`,
    ['kernel size'],
    { fits: 'count' },
  ),
  frame(String.raw`\bNN[- ](?:phase|time|magnitude|energy|frequency|redshift|colou?r) bins\b|\bin NN (?:equal )?phase bins\b`, [
    undefined,
    undefined,
  ]),
  frame(
    String.raw`\brepresented by (?:a vector|a list|a row|a string) of NN (?:real )?(?:numbers|coordinates|components|values|reals|entries)\b`,
    ['embedding dimension'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:alphabet|corpus|repertoire|collection|notation|spelling|code|inventory|lexicon|text) (?:has|of|comprises|contains|counts|with|consists of|is of) NN (?:distinct|different|separate) (?:[a-z-]+ )?(?:signs|symbols|characters|letters|tokens|words|notes|glyphs|syllables|pitches|types)\b`,
    ['vocabulary size'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\bhidden (?:nodes|neurons|units|elements|cells) number(?:ed)? NN\b|\bnumber of (?:hidden )?(?:nodes|neurons|processing elements)(?: in the hidden layer)? (?:is|was|equals|was set to|is set to|was fixed at) NN\b`,
    ['hidden units', 'hidden units'],
    {
      fits: 'count',
    },
  ),
  // Those who act.
  frame(
    String.raw`\b(?:critic|actor|controller|network|weights|parameters|taps|filter) (?:is|are|was|were) (?:updated|adapted|adjusted|corrected|tuned|trained) with an? (?:constant |fixed |scalar )?gain (?:of )?NN(?:,? and (?:the |that of the )?(?:critic|actor|controller|network)(?: with)?(?: an?)? NN)?`,
    ['learning rate', 'learning rate'],
    { fits: 'rate' },
  ),
  frame(
    String.raw`^\W*with probability NN,? (?:apply|take|choose|pick|draw|play|use|execute|select|perform|make) (?:an? |the )?(?:uniformly )?random\b`,
    ['exploration rate'],
    {
      fits: 'exploring',
    },
  ),
  frame(
    String.raw`NN (?:experiments|trials|attempts|swings|launches|starts|trips|flights|drives|laps) (?:form|make up|make|constitute|are) (?:#_*|an?|each|the) (?:adaptation|training|learning run|run|learning phase)\b|\b(?:adaptation|training|learning) (?:comprises|consists of|takes|extends over|lasts) NN (?:experiments|trials|attempts|swings|launches|starts|trips|flights|drives|laps)\b`,
    ['episodes', 'episodes'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:ring|circular|cyclic|experience|replay) (?:memory|buffer|store|list|queue)(?: [a-z]+)? (?:of|with) (?:length|size|capacity|depth) NN`,
    ['replay buffer size'],
    { fits: 'sized' },
  ),
  frame(
    String.raw`\b(?:every|each) NN (?:instants|samples|sampling (?:instants|periods|intervals)|decisions|ticks|steps|updates|iterations|episodes|games|moves|periods)(?: do)?[:,]? ?(?:(?:set|let|copy|update|put|then|do) )?(?:θ|w|φ|ψ|W|Q)[-−'^_\w~]{0,10} ?(?:←|:=|=|<-) ?(?:θ|w|φ|ψ|W|Q)`,
    ['target update interval'],
    { fits: 'count' },
  ),
  frame(
    String.raw`(?:θ|w|φ|ψ|W|Q)[-−'^_\w~]{1,10} ?(?:←|:=|<-) ?(?:θ|w|φ|ψ|W|Q)(?:_\w+)? (?:every|each) NN (?:instants|samples|sampling (?:instants|periods)|decisions|ticks|steps|updates|iterations|episodes|games|moves|periods)`,
    ['target update interval'],
    { fits: 'count' },
  ),
  frame(String.raw`\b(?:adam\w*|sgd|gradient|descent|rmsprop)\b[^.;]{0,80}?\bgain (?:[αημγ]\S{0,3} ?= ?|of |is )?NN`, ['learning rate'], {
    fits: 'rate',
  }),
];
