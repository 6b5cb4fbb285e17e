/** Ways of saying how wide the layers of a network are. Data. */
import { type Frame, frame } from './frame.ts';

export const layerFrames: readonly Frame[] = [
  // `convolutions (3 × 3; stride 2)`.
  frame(String.raw`(?:kernels?|filters?|convolutions?) \(DIMS(?=[;,)])`, ['kernel size']),
  frame(String.raw`\(DIMS\) (?:convolutions?|kernels?|filters?)`, ['kernel size']),
  frame(
    String.raw`(?:\btokens?\b|\bpatch\w*)(?:(?!resiz|rescal|crop)[^.;#]){0,50}? DIMS(?! ?(?:images|crops|inputs|kernels|filters|convol))`,
    ['patch'],
  ),
  frame(
    String.raw`\b[Pp]atch(?:es)? (?:have|has|of|with|had) (?:an? |the )?(?:common |fixed )?(?:length|size|width|side)s?(?: of)? NN\b`,
    ['patch size'],
    { fits: 'count' },
  ),
  frame(String.raw`NN[- ](?:pixels?|px)[- ](?:squares?|tiles?|patches|blocks)\b`, ['patch size']),
  frame(String.raw`(?<!feed-?forward )layers? of (?:dimension(?:ality)?|width|size) NN`, ['hidden units']),
  frame(
    String.raw`(?<!random )(?:projections?|projector|projection head)\b[^.;#]{0,20}?(?:#_* layers?)?[^.;#]{0,12}? (?:to|into|onto) NN dimensions`,
    ['embedding dimension'],
  ),
  frame(String.raw`hidden layers? (?:of|with) (?:size |width )?NN(?=,|\.|;|\)|$| each| and)(?!,? (?:and )?#)`, ['hidden units']),
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
  frame(
    String.raw`(?:embeddings?|projection head|latent(?: \w+)?|codes?|representations?)\b[^.;#]{0,30}? (?:of|has|have|with|outputs?|in|to) (?:dimension(?:ality)? |size |width )NN`,
    ['embedding dimension'],
  ),
  frame(
    String.raw`\b(?:[Wgh]|heads?|projector|encoder|embedder|(?:linear|last|final) (?:layer|map)|projection(?: matrix)?)(?: \S{1,5})? (?:maps?|projects?|leads?|goes|takes? (?:it|them|this|these))(?: (?:it|them|these|this|the result|features?|\S{1,3}))? (?:linearly )?(?:down )?(?:in)?to NN dimensions\b`,
    ['embedding dimension'],
    { fits: 'count', unless: /\b(?:classes|logits|principal|PCA|t-?SNE|UMAP)\b/i },
  ),
  frame(
    String.raw`(?:embeddings?|projection head|codes?|representations?)\b[^.;#]{0,20}? (?:of|has|have|with|outputs?|in|to) NN dimensions`,
    ['embedding dimension'],
  ),
  frame(
    String.raw`\b(?:kernels?|filters?) (?:of|with|over|spanning|covering) (?:length |width )?NN (?:frames|samples|points|steps|time steps|tokens|characters|words|bins|positions|pixels)\b(?! (?:and|each) (?:a )?stride)`,
    ['kernel size'],
  ),
  frame(String.raw`\bconvolutions?\b[^.;#]{0,40}? (?:by|with|for|to|into) (?:a |an )?(?:one|\w+ one) of (?:size|width|length) NN`, [
    'kernel size',
  ]),
  frame(
    String.raw`\bpatch(?:es)? (?:have|has|with|of|are|span|spans|cover|covers)(?: (?:a|the))?(?: (?:length|width|size)(?: of)?)? NN (?:points|steps|time steps|samples|frames|hours|values|pixels)\b`,
    ['patch size'],
  ),
  frame(
    String.raw`\b(?:an?|its|the|whose|and) outputs? (?:of|has|have|with|is) (?:(?:a )?(?:dimension(?:ality)?|size)(?: of)? )?NN(?: dimensions)?(?=[.,;)]|$| (?:and|which|that|with)\b)(?<=\b(?:project\w*|MLP|head|embed\w*)\b[^.]*)`,
    ['embedding dimension'],
  ),
  frame(
    String.raw`(?<!gaussian |noise |random |latent |uniform |query |key |value |hidden |input |feature )\b(?:tokens?|prototypes?|slots?|vectors?|codewords?|concepts?|prompts?)\b(?: \S{1,4})? (?:of|has|have|with|are of) (?:a )?(?:dimension(?:ality)?)(?: of)? NN`,
    ['embedding dimension'],
  ),
  frame(
    String.raw`(?:convolutions?|filters?|kernels?|pooling)(?: layers?)? (?:of|with) (?:a )?(?:kernel )?(?:width|length|span) (?:of )?NN`,
    ['kernel size'],
  ),
  frame(
    String.raw`feed-?forward (?:layers?|networks?|blocks?|parts?|sub-?layers?)[^.;#]{0,16}? (?:are|is|have|has|of|with) (?:a )?(?:(?:inner |hidden )?(?:width|size|dimension) )?(?:of )?NN(?! (?:hidden )?(?:layers|blocks))`,
    ['feed-forward dimension'],
  ),
  // `The kernel size was 3 × 3`.
  frame(
    String.raw`\b(?:kernel|filter)s?(?: sizes?| shapes?)?(?: (?:is|are|was|were|of|all|size|sizes|both|always|with|set|to|fixed|at|uniformly|being))*(?: ?[:=(] ?| )DIMS(?! ?(?:×|x|pixels?|images?|inputs?|patches))`,
    ['kernel size'],
    { fits: 'count' },
  ),
  // `ReLU6, output channels 16, 32, 64, stride 2`.
  frame(
    String.raw`(?:[,;:(]|\bwith|\bhas|\bhave|\bof|\band|\buse|\busing) (?:the |its |their )?(?:output |hidden )?(?:channels|filters|feature maps):? \(?(?=#_*,? (?:and )?#)LIST(?:(?:,| and|, and) NN)?(?:(?:,| and|, and) NN)?(?! (?:epochs|layers|units|heads|steps))`,
    ['channels', 'channels', 'channels', 'channels', 'channels'],
    { fits: 'few' },
  ),
  // `three 3×3 conv layers`.
  frame(
    String.raw`(?<![×x–-] ?)NN (?:[a-z-]+ )?DIMS (?:(?:DW|depth-?wise|separable|strided|dilated|padded) )*conv(?:olution(?:al|s)?|s)?\b\.?(?: (?:layers?|blocks?|stages))?`,
    ['layers', 'kernel size', undefined],
    { fits: 'count' },
  ),
  // `Convolutions were 3×3 throughout`, `3×3 depthwise kernels`, `conv layers (5×5, stride 2)`.
  frame(String.raw`\bconvolutions? (?:were|are|is|was|all|use|have) (?:all )?DIMS(?! ?[×x]|[\d%])`, ['kernel size']),
  frame(
    String.raw`(?<![×x] ?)DIMS (?:(?:DW|depth-?wise|separable|spatial|dilated|convolutional|conv\.?|temporal) )+(?:kernels?|filters?|convolutions?|convs?\.?|layers?)\b`,
    ['kernel size'],
  ),
  frame(String.raw`\bconv\w*\.? (?:layers?|blocks?) \(DIMS(?=[;,)])`, ['kernel size']),
  frame(String.raw`layers? (?:are|is) NN (?:units |neurons )?wide`, ['hidden units']),
];
