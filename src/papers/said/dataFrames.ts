/** Ways of saying how large the data are, their parts, and what is read of them. Data. */
import { type Frame, frame } from './frame.ts';

const validation = '(?:validation|development|valid|dev|val)';
const chunks = '(?:tokens|words|word-?pieces|characters|sub-?words|frames|pieces|bytes|residues|bases)';

export const dataFrames: readonly Frame[] = [
  // One number for two parts, and shares between colons.
  frame(
    String.raw`${validation}(?: sets?| parts?| splits?)?(?: and|,) (?:the )?(?:dev-?)?test(?: sets?| parts?| splits?| data)?,? (?:(?:with|of|have|has|contain|contains|hold|holds|comprise|comprises|consist of|are|is|both) )*NN(?: [\w-]+){0,2} each\b`,
    ['validation part'],
    { also: 'test part' },
  ),
  frame(
    String.raw`NN(?: [\w-]+){0,2} each (?:(?:are|is|were|was) )?(?:[\w-]+ ){0,3}?(?:for|as|to) (?:the )?${validation}(?: sets?)? and (?:the )?test`,
    ['validation part'],
    { also: 'test part' },
  ),
  frame(
    String.raw`for (?:the )?${validation}(?: sets?)? and (?:for )?(?:the )?test(?:ing)?(?: sets?)?,? (?:we (?:use|take|keep|hold out|set aside) )?NN(?: [\w-]+){0,2} each\b`,
    ['validation part'],
    { also: 'test part' },
  ),
  frame(String.raw`(?:splits?|partitions?|division)(?: of| at| in)? ?\(?NN ?[:–-] ?NN ?[:–-] ?NN`, [
    'training part',
    'validation part',
    'test part',
  ]),
  frame(String.raw`NN (?:[\w-]+ ){0,2}on which (?:the )?(?:${validation}|early stopping|model selection)`, ['validation part']),
  frame(
    String.raw`NN (?:of (?:the |all )?)?(?:[\w-]+ ){0,4}(?:are|is|was|were) (?:set aside|held out|kept|kept aside|reserved|put aside|held back|withheld|left out) (?:for|to) (?:follow|track|watch|check|observ|judg|control|compar)\w*`,
    ['validation part'],
  ),
  // Sides of images.
  frame(String.raw`(?<=(?:for|on|of|and) (?-i:[A-Z])[\w-]* )at DIMS(?: pixels)?`, ['image size']),
  frame(
    String.raw`(?:side|height|width|edge|images?|photographs|frames)\b(?:(?!crop|patch|window)[^.;#]){0,40}? between NN and NN (?:pixels|px)`,
    ['image size', 'image size'],
    { role: 'range' },
  ),
  frame(
    String.raw`(?<!\b(?:crops?|patch(?:es)?|tiles?|windows?|kernels?|filters?|grids?|maps?|areas?|regions?|masks?|cells?) )\b(?!crops|patches|tiles|windows|kernels|filters|grids|maps|areas|regions|masks|cells|originals)[a-z]{4,}s (?:of|with|at) (?:size )?DIMS (?:pixels|px)(?![^.;]{0,8} (?:are|were|is) (?:cut|cropped|resized|divided|split|down|tiled|too))`,
    ['image size'],
  ),
  frame(
    String.raw`(?<=\b(?:[A-Z][\w-]*[A-Z\d][\w-]*|digits|images|letters|characters|photographs|pictures) )\(DIMS(?: pixels| px)?(?=[,;)])`,
    ['image size'],
  ),
  frame(String.raw`NN \(NN (?:per|of each|from each|for each) class\) (?:are|is|were|serve)[^.;#]{0,24}? (?:for|in) training`, [
    'training part',
    undefined,
  ]),
  frame(
    String.raw`NN (?:[\w-]+ )?(?:for|to) the (?:clients|users|nodes|devices|workers)(?:,| and|, and) NN (?:[\w-]+ )?for (?:the )?test`,
    ['training part', 'test part'],
  ),
  frame(String.raw`\bthe NN (?:[\w-]+ )?characters that occur\b`, ['vocabulary size']),
  frame(String.raw`\bthere are NN (?:[\w-]+ )?tokens(?=[:,])`, ['vocabulary size']),
  // What is read at once.
  frame(
    String.raw`(?<!plus |and )(?:answers?|completions?|responses?|outputs|generations?|roll-?outs?|summaries|replies|solutions)\b[^.;#]{0,60}?(?:#_*[^.;#]{0,30}?)?(?:cut(?: (?:them|each|it|all))?(?: off| short)?|truncated?|limited?|stop(?:ped)?)(?: them| each| it)? (?:at|after|to) NN ${chunks}`,
    ['maximum length'],
  ),
  frame(String.raw`packed (?:up )?(?:to|into|in)(?: (?:sequences|chunks|blocks) of)?(?: up to)? NN`, ['sequence length']),
  frame(
    String.raw`(?:sees?|reads?|gets?|takes?|uses?|is given|are given|receives?|keeps?|process(?:es)?|considers?) (?:only )?the (?:first|last) NN ${chunks}`,
    ['sequence length'],
  ),
  frame(
    String.raw`(?:cut|cropped|cut or pad(?:ded)?|pad(?:ded)? or cut)(?: off)?(?: [\w-]+){0,2} (?:at|to|after) NN (?:tokens|words|points|residues|frames|characters|pieces|items|bases|steps)`,
    ['sequence length'],
  ),
  frame(
    String.raw`(?<!\b(?:at|after|to|most|than|first|last|limit|(?:sequences|segments|blocks|chunks|lengths?|contexts?|windows?) of) )NN (?:(?:sub-?word|bpe|sentence-?piece|word-?piece|joint|unigram) )+(?:units|tokens|pieces|types|entries|symbols|merges)`,
    ['vocabulary size'],
  ),
  frame(
    String.raw`(?:images|pictures|photographs|digits|glyphs|frames|scans|slices|fields|maps|spectrograms)\b(?:(?!crop|patch|kernel|window|tile|conv|filter)[^.;#]){0,30}? DIMS (?:[\w-]+ )?(?:pixels|grid points|px|points)`,
    ['image size'],
  ),
  frame(String.raw`NN (?:training|train) images, NN test images, DIMS`, ['training examples', 'test examples', 'image size']),
  frame(
    String.raw`(?:receives?|takes?|gets?|uses?|is given|is fed|consists? of|encodes?|conditions? on) (?:as (?:its )?input )?the (?:last|previous|past|preceding) NN [a-z]+s?`,
    ['sequence length'],
  ),
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
  frame(
    String.raw`\b(?:into|predict\w*|distinguish\w*|classif\w+|between) (?:the |one of |one of the )?NN (?:[\w-]+ )?(?:levels|stages|letters|categories|labels|species|types|kinds|phases|grades|digits|words|emotions|topics|intents|actions|diagnoses)\b`,
    ['classes'],
  ),
  frame(String.raw`NN most (?:frequent|common) (?:[\w-]+ )?(?:words|tokens|types|sub-?words|pieces|characters|items|symbols)`, [
    'vocabulary size',
  ]),
  frame(
    String.raw`(?<!longest |average |shortest |mean |typical )(?:sequences?|inputs?|windows?|sentences|contexts?|prompts|segments|histories|excerpts) (?:have|has|are|hold|holds|span|spans|cover|covers|contain|contains|of|comprises?|consists? of) NN (?:[\w-]+ )?(?:tokens|words|steps|frames|characters|pieces|bytes|items|residues|bases|observations|time steps|epochs|pairs|symbols|digits|letters|elements|entries|bits)(?! (?:are|is) generated)`,
    ['sequence length'],
  ),
  // `spans one week, that is 168 values`.
  frame(
    String.raw`\b(?:windows?|inputs?|histor(?:y|ies)|contexts?|excerpts?|segments?)\b[^.;]{0,50}?\b(?:spans?|covers?|of|holds?|contains?|is|are|lasts?|reach(?:es)?)\b[^.;]{0,24}?(?:weeks?|days?|hours?|years?|months?|seconds?|minutes?),? \(?(?:that is,?|i\.e\.,?|or|hence|thus|which (?:is|are|makes?|gives?)|=) NN (?:hourly |daily |weekly |monthly )?(?:values|samples|steps|points|readings|observations|entries|numbers)`,
    ['sequence length'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:sequences|series|windows|inputs|strings)\b(?: (?:all|each|have|has|with|are|is|of|whose|,))* (?:an? |the )?(?:(?:equal|fixed|common|same|constant) )?length (?:of |is |[A-Za-z] ?= ?)?NN(?! ?[×x–])`,
    ['sequence length'],
    { fits: 'count' },
  ),
  // `a sequence has T = 100 terms`, `a window of T = 96 hours`.
  frame(
    String.raw`\b(?:sequences?|series|strings?|inputs?|windows?|histor(?:y|ies)|contexts?|segments?|excerpts?)\b(?: [a-z] ?∈ ?\S+)?,? (?:(?:has|have|of|with|is|are|contains?|holds?|covers?|spans?|consists? of|comprises?|the|its|last|past|length) )*[TLnNwlh] ?= ?(#_*)(?!_)(?! ?[×x])(?: [a-z]+s?\b|(?=[.,;)]|$))`,
    ['sequence length'],
    { fits: 'count' },
  ),
  frame(String.raw`(?:length|limit|longer than|at most|up to)(?: is| of| are| to| was)* NN (?:word-?|sentence-?|sub-?word )?pieces`, [
    'sequence length',
  ]),
  frame(
    String.raw`(?<!batch(?:es)? of )NN (?:past|previous|preceding|recent|earlier|historical) (?:observations|values|steps|time steps|samples|frames|points|measurements|hours|days|items|words|tokens)`,
    ['sequence length'],
  ),
  frame(
    String.raw`(?:each|every|all|with|into|to|has|have) (?:with |of |to )?one of (?:the )?NN (?!(?:[\w-]+ )?(?:units|neurons|cells|filters|channels|nodes|tasks|seeds|runs|gpus|machines|cores|cards|devices|nodes|workers|folds|servers|rounds|epochs|steps|iterations)\b)(?:[\w-]+ )?[a-z]+s\b`,
    ['classes'],
  ),
  frame(
    String.raw`(?:dev|development|valid|validation)(?: set| part)? (?:with|of|has) NN(?: [\w-]+)?,? and (?:dev-?test|test)(?: set| part)? (?:with|of|has) NN`,
    ['validation part', 'test part'],
  ),
  frame(
    String.raw`(?:pre-?training|training|fine-?tuning|adaptation|adapting)(?: (?:to|on|of|in|for) [\w-]+| phase| stage)? (?:uses|sees|used|saw|takes|employs|draws on|comprises) (?:the |all |about |some )?NN (?!tokens|words|characters|letters|bytes|hours|minutes|seconds|days|weeks|epochs|episodes|rounds|games|steps|seeds|classes|tasks|languages|layers|gpus|cards|iterations|updates|images per|different)(?:[\w-]+ )*?[a-z]+s\b`,
    ['training part'],
  ),
  frame(
    String.raw`(?:classifier|output layer|head|softmax|linear layer|readout) (?:with|of|has|over|to) NN (?:\w+ )?(?:outputs|classes|logits|labels|categories)`,
    ['classes'],
  ),
  frame(
    String.raw`(?:clipped|truncated|limited|shortened|cut|restricted|capped) (?:to|at|after) (?:the (?:first|last) )?(?:at most )?NN (?:[\w-]+ )?(?:tokens|words|word-?pieces|characters|frames)(?! (?:are|is) generated)`,
    ['sequence length'],
  ),
  frame(
    String.raw`(?:images?|frames?|pictures?|photographs?|photos|inputs?|screens?|observations?|scans?|slices)\b(?:(?!crop|patch|window|tile|kernel)[^#.;]){0,40}? (?:of |at |to |with |in |have |are |has |is |measur\w+ |\()DIMS (?:pixels|px)(?![^.;]{0,4} (?:are|were|is) (?:cut|cropped|resized|divided|split|down|tiled))`,
    ['image size'],
  ),
  frame(
    String.raw`(?:summar|output|answer|respons|generat|translation|completion|continuation|sampl|decod|judge|beam|length penalty)\w*[^.;]{0,70}?(?:at most|up to|maximum of|no more than|limited to|after) NN (?:new |generated |output )?tokens`,
    ['maximum length'],
  ),
  frame(
    String.raw`(?:windows|contexts|excerpts|stretches) of (?:length )?NN(?! ?(?:ms|s\b|seconds|nm|days|hours|months|stations|patients|subjects|speakers|users|sensors|recorders|people|films))`,
    ['sequence length'],
  ),
  frame(
    String.raw`(?:draw|drew|drawn|sample|generate|simulate)[sd]? NN (?:\w+ )?(?:points|examples|samples|trajectories|sequences|instances)(?! (?:for|per|from the model|at))`,
    ['training examples'],
  ),
  frame(String.raw`train\w*[^.;]{0,60}? on NN of (?:them|these|those)`, ['training examples']),
  frame(
    String.raw`(?<!of which )NN (?:[\w-]+ ){0,5}(?:are|is|was|were) (?:set aside|held out|kept|kept aside|reserved|put aside|held back|withheld) (?:for|to) (?:choos|tun|select|model|early|hyper|validat|develop|monitor|pick|measur|writing)\w*`,
    ['validation part'],
  ),
  frame(String.raw`(?:validation|development|dev)\b[^.;#]{0,40}? (?:on|over|from) (?:a )?(?:random )?(?:sample|subset|set|part) of NN`, [
    'validation part',
  ]),
  frame(String.raw`(?:classify|classifies|distinguish\w*|recogni[sz]es?|tells? apart) (?:into |among |between )?NN (?!-)[a-z]+`, [
    'classes',
  ]),
  frame(String.raw`(?:tiles|images|pictures|inputs|frames|chips|photographs) (?:of|at|with) (?:size |a resolution of |resolution )?DIMS`, [
    'image size',
  ]),
];
