/** Ways of saying how deep and wide a network is and what it reads, by what it does: `a jet enters as up to 64 particles`. Data. */
import { type Frame, frame } from './frame.ts';

const entries = '(?:entries|components|numbers|dimensions|features|values|coordinates|elements)';
const maps = '(?:channels|filters|(?:feature )?maps|kernels)';

export const shapeFrames: readonly Frame[] = [
  // `The sizes of the two hidden layers were 120 and 60`.
  frame(
    String.raw`\b(?:sizes|widths|dimensions) of (?:the |its |all |both )*(?:#_* )?(?:hidden |dense |fully[- ]connected |recurrent )?layers (?:are|were|being|is|:|=)* ?NN(?:,| and) NN(?:(?:,| and|, and) NN)?`,
    ['hidden units', 'hidden units', 'hidden units'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:words?|tokens?|characters?|letters?|items?|symbols?|nodes?|users?|notes?) (?:is|are|was|were) (?:then |each )?(?:represented|described|coded|encoded|replaced|given|stood for) by (?:a vector of )?NN (?:learned |real |learnt )?(?:numbers|values|reals|dimensions|components|features)\b`,
    ['embedding dimension'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\bmessages? (?:are|is|get|were) (?:passed|exchanged|sent|propagated)(?: on| around| along (?:the )?\w+)? NN times`,
    ['layers'],
    {
      fits: 'count',
    },
  ),
  frame(String.raw`(?:from|between) NN (?:up |gradually |on |stepwise )*(?:to|and) NN ${maps}`, ['channels', 'channels'], {
    fits: 'count',
  }),
  frame(
    String.raw`\b(?:number|count) of (?:feature )?(?:channels|filters|maps|feature maps)\b[^.;#]{0,20}? (?:begins|starts|is|beginning|starting|goes|grows|rises)(?: (?:at|with|from|off))* NN`,
    ['channels'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:convol\w+|filters|kernels|layers|they|maps)\b[^.;]{0,60}?\b(?:windows?|neighbou?rhoods?|fields?|patterns?|stencils?) of DIMS(?! pixels? (?:images|patches))`,
    ['kernel size', undefined],
    { unless: /\b(?:pool\w*|patch\w*|attention|swin|shifted)\b/i },
  ),
  frame(
    String.raw`\bhidden layer of NN (?:[\w-]+ )?(?:units |neurons )?in (?:its|the|each|every|their) (?:MLPs?|feed-?forward|perceptrons?)\b`,
    ['feed-forward dimension'],
  ),
  frame(
    String.raw`\b(?:(?:hidden|recurrent|internal|cell|memory|latent) states?(?: vectors?)?|states?(?: vectors?)? of (?:the |each |an? |every |all )?(?:atoms?|nodes?|cells?|units?|lstm|gru|rnn|edges?|particles?|residues?|layers?|networks?)) (?:has|have|with|of|consists? of|contains?|holds?) NN ${entries}`,
    ['hidden units'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:enters?|is (?:read|seen|represented|given|fed|described|presented)|are (?:read|represented|given|described)) (?:[a-z]+ )?as (?:an? (?:sequence|series|list|set|string|chain|row) of )?(?:up to |at most |the |its |the first )*NN (?!pixels?\b|numbers?\b|features?\b|channels?\b|colou?rs\b|classes\b|binary\b)(?:[a-z-]+ )?(?:tokens|particles|words|residues|frames|notes|steps|events|characters|symbols|patches|points|samples|values|atoms|items|visits|hits|cells|bases|beats|strokes|measurements|constituents|elements)\b`,
    ['sequence length'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:cut|chopped|sliced|divided|split|segmented|broken|parted) (?:up )?into (?:pieces|stretches|bits|excerpts|strips|segments|chunks|fragments|portions|snippets|slices) of NN (?:[a-z]+ )?(?:frames|samples|points|steps|notes|beats|values|tokens|characters|words|residues|bases|days|hours|months)\b`,
    ['sequence length'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\bsoftmax (?:over|on|across|for) (?:the |all |its )*NN (?!actions|moves|tokens|keys|positions|experts|words|entries|units|hidden|heads|negatives|steps)(?:[a-z-]+ )?[a-z]+s\b`,
    ['classes'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:random|central|centred|centered)(?:ly (?:chosen|placed|drawn|located))? (?:squares?|windows?|cut-?outs?|sections?|regions?|crops?|boxes)\b[^.;#]{0,20}? (?:of|with|whose)(?: an?| the)? (?:side|edge|size|width|sides|edges)(?: length)?s?(?: of| is| are)? NN`,
    ['crop size'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:padded|cut|trimmed|clipped|cropped|shortened|zero-padded)\b[^;]{0,40}?(?:i\.e\.|that is|or|which is|which are|(?:so as )?to (?:be|have|give|make|fill|count|number)|so that (?:they|each|all|every one) (?:is|are|has|have|counts?)|until (?:they|it) (?:had|have|has|counted)|\()(?:,)? ?NN (?:frames|samples|steps|points|tokens|values)\b`,
    ['sequence length'],
    { fits: 'count' },
  ),
  frame(
    String.raw`NN (?:of (?:them|these) )?(?:[a-z]+ )?(?:must|have to|has to|are to|can|should|need to) be (?:told (?:apart|from)|distinguished|discriminated|separated from|kept apart|recogni[sz]ed)\b`,
    ['classes'],
    { fits: 'count' },
  ),
  frame(String.raw`\b(?:images|pictures|inputs|photos|crops) (?:at|@) ?NN(?=[.,;)]|$| (?:px|pixels|and|resolution)\b)`, ['image size'], {
    fits: 'count',
  }),
  frame(String.raw`\bpatch(?:es)?,? ?NN(?=[.,;)]|$| (?:and|px|pixels)\b)`, ['patch size'], {
    fits: 'count',
    unless: /\b(?:patch clamp|patches of)\b/i,
  }),
  frame(
    String.raw`(?<=\b(?:layers|blocks|heads|depth)\b[^.;]{0,40})(?<!\b(?:filters|kernels|windows|patches|masks) (?:of|with) (?:an? )?)\b(?:dim|d|width) NN(?=[.,;)]|$)`,
    ['hidden units'],
    { fits: 'count' },
  ),
  frame(String.raw`(?<=\b(?:layers|blocks|heads|dim)\b[^.;]{0,40})\b(?:mlp|ffn|ff) NN(?=[.,;)]|$)`, ['feed-forward dimension'], {
    fits: 'count',
  }),
  frame(String.raw`\bresnets?\b[^.;]{0,24}? (?:with|of|has|have) (?:the )?widths (?:of )?LIST`, ['channels', 'channels', 'channels']),
  frame('\\bkernels? (?:of|with|sized?)(?: size| sides?)? DIMS', ['kernel size', undefined], {
    fits: 'count',
    unless: /\b(?:pool\w*|blur\w*|gaussian|median|kernel matri\w+)\b/i,
  }),
  // `The convolutions have 8, 16 and 32 output channels`.
  frame(
    '\\b(?:convolutions|convolutional layers|conv layers|layers|blocks|stages) (?:have|with|of|use|has|produce|give) LIST (?:output |feature |out )(?:channels|maps)',
    ['channels', 'channels', 'channels'],
    { fits: 'count' },
  ),
  // `projected onto a space of 64 dimensions`.
  frame(
    '\\b(?:project|mapp?|compress|embed|send|sent|squeez|encod)\\w*\\b[^.;#]{0,16}? (?:on|in)?to (?:a |the )?(?:[a-z]+ )?space (?:of|with) NN (?:dimensions|coordinates)',
    ['embedding dimension'],
    { fits: 'count', unless: /\b(?:pca|t-?sne|umap|random projection|plot)\w*\b/i },
  ),
  frame('NN (?:convolutional )?DIMS (?:filters|kernels|feature maps)', ['channels', 'kernel size', undefined], { fits: 'count' }),
  frame(String.raw`(?:,|→) (?:and )?(?:finally )?NN (?:softmax |logistic )?outputs(?: units)?(?=[.,;)]|$)`, ['classes'], {
    fits: 'count',
    unless: /\b(?:regress\w*|variances?|mean and|value function|polic(?:y|ies)|actions?|actor|critic|coordinates)\b/i,
  }),
  frame(
    String.raw`\b(?:segments|windows|snippets|excerpts|stretches|chunks|clips|pieces) of NN (?:consecutive |successive )?(?:samples|points|values|readings|measurements|observations)\b(?! (?:each )?(?:per|in each|are drawn))`,
    ['sequence length'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\blonger than NN (?:[a-z-]+ )?(?:tokens|words|word-?pieces|characters|subwords|bytes|pieces) (?:were|was|are|is|being|get|have been) (?:shortened|truncated|cut|cropped|clipped|trimmed)\b`,
    ['sequence length'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:(?:over|from|with|of) an alphabet|vocabulary)(?: size)? (?:of|has|with|holds|contains|counts) (?:only |just )?NN`,
    ['vocabulary size'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:live|lives|lie|lies|sit|are embedded|is embedded|are placed|are mapped|are represented|are points|become points) in(?:to)? (?:an? (?:common |shared |joint )?space of )?NN dimensions\b`,
    ['embedding dimension'],
    { fits: 'count', unless: /\b(?:states? and actions|observations?|manifold|data (?:live|lie))\b/i },
  ),
  frame(String.raw`NN,? (?:and )?then NN (?:[\w-]+ )?(?:units|neurons)\b`, ['hidden units', 'hidden units'], { fits: 'count' }),
  frame(
    String.raw`\b(?:all|each|both|every one)(?: of (?:them|which))?(?: is| are| being)? NN (?:units |neurons )?wide\b`,
    ['hidden units'],
    { fits: 'count' },
  ),
  frame(String.raw`NN blocks,? (?:of |with )?NN[- ]dimension(?:al|s)\b`, ['layers', 'hidden units'], { fits: 'count' }),
  frame(
    String.raw`\b(?:keep|kept|use|take|read|see|feed|remember)s? (?:only )?(?:the|their|its|his) (?:last|latest|most recent|first) NN (?:clicks|items|words|tokens|frames|visits|events|measurements|notes|purchases|ratings|characters|symbols|messages|residues|bases)\b`,
    ['sequence length'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:for|with|to|beside|against) (?:each|every)\b[^.;#]{0,30}? (?:draw|sample|add|take|set|put|pick)s? NN (?:[a-z]+ )?(?:items|ones|entities|nodes|words|others|pairs|users|films|images|documents)\b(?=[^.;]{0,40}\b(?:not|never|un\w+|wrong|random(?:ly)?|other|corrupted|nobody)\b)`,
    ['negatives'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:is|are|becomes?|gets?|was|were) (?:encoded|represented|described|embedded|coded) (?:by|as|with|in|through|into) (?:an? )?(?:learned |learnt |dense |trainable )?vectors? (?:with|of) NN(?! (?:counts|indicators|zeros|binary))`,
    ['embedding dimension'],
    { fits: 'count' },
  ),
  frame(String.raw`\bembed(?:s|ded|ding)?(?: \w+){0,3} in(?:to)? NN(?:(?:,| and|, and| or) #_*)* dimensions\b`, ['embedding dimension'], {
    fits: 'count',
  }),
  frame(
    String.raw`\b(?:tiled|cut|divided|cropped|split|chopped)\b[^.;#]{0,12}? (?:in)?to DIMS[- ]pixels? (?:tiles|images|squares|pictures|chips|pieces)\b`,
    ['image size', undefined],
  ),
  frame(
    String.raw`\balphabet (?:consists of|comprises|contains|is made up of) NN (?:different )?(?:characters|letters|signs|glyphs|symbols|tokens)\b`,
    ['vocabulary size'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:encoder|backbone|trunk)(?:'s)? (?:outputs?|features?|representations?|codes?) (?:are|is|have|has|being) NN[- ]dimension`,
    ['embedding dimension'],
    { fits: 'count' },
  ),
  frame(String.raw`NN (?:dense|fully[- ]connected|linear) layers of NN(?=[.,;)]|$| each\b)`, ['layers', 'hidden units'], { fits: 'count' }),
  frame(
    String.raw`\b(?:up to|at most) NN (?!steps|epochs|runs|seeds|updates)[a-z]+s (?:are|is) (?:seen|read|processed|attended to) at (?:once|a time)`,
    ['sequence length'],
    { fits: 'count' },
  ),
  frame(String.raw`\b(?:deep|blocks|layers)(?:,| and|, and) (#_*)(?!_) wide\b`, ['hidden units'], { fits: 'count' }),
];
