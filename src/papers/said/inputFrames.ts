/** Ways of saying how large what a network reads is, and how wide the network. Data. */
import { type Frame, frame } from './frame.ts';

const spans = '(?:hours?|days?|weeks?|months?|minutes?|seconds?|years?)';
const steps = '(?:time[- ]?steps|steps|values|points|samples|frames|observations|readings|measurements|hours|days)';

export const inputFrames: readonly Frame[] = [
  // What only looks like a size.
  frame(
    String.raw`attention\b[^.;#]{0,60}?(?:#_*[^.;#]{0,24}?)?(?:at|in|on) (?:a |the |all )?(?:spatial |feature )?resolutions?(?: of)? LIST(?! ?(?:×|pixels))`,
    [undefined, undefined, undefined],
  ),
  frame(String.raw`(?:trees?|forests?|boosting)\b[^.;#]{0,30}?(?:#_*[^.;#]{0,16})?(?:depth|leaves)(?: of)? NN`, [undefined]),
  frame(String.raw`(?:from|of) (?:each|every) [a-z]+,? (?:we |are )?(?:sampled?|drawn?|take|keep|use|cut|cropp?e?d?)s? NN`, [undefined]),
  frame(String.raw`(?:actions?|frames?|blocks?|layers?|tokens?|characters?) (?:is|are|was|were) repeated (?:\w+ )?NN times`, [undefined]),
  // Images.
  frame(
    String.raw`(?:used|trained|sampled|run|generated|works?|train|drawn) (?:at|on|with) DIMS(?: pixels)?,? (?:and|while) (?:the )?[\w-]+(?: (?:is|are))? at DIMS`,
    ['image size', undefined, 'image size'],
  ),
  frame(String.raw`\b(?:images|inputs|pictures|frames|photographs) (?:are|have|measure) (?:of size )?DIMS,? and DIMS`, [
    'image size',
    undefined,
    'image size',
  ]),
  frame(
    String.raw`DIMS(?: pixels?)?(?: [\w-]+)?,? (?:are|is|were|was) (?:then |first )?(?:randomly |centrally )?(?:(?:centre|center)-)?cropped (?:\w+ )?(?:to|down to) DIMS`,
    ['image size', undefined, 'crop size'],
  ),
  frame(
    String.raw`(?:autoencoder|encoder|VAE|tokeni[sz]er)\b[^.;#]{0,30}? (?:compress|encod|map|turn|reduc)\w* (?:an? |each |every )?DIMS (?:[\w-]+ )?(?:patch|tile|crop|input|picture|image)\w* (?:in)?to\b`,
    ['image size'],
  ),
  frame(
    String.raw`DIMS(?: pixel)? (?:[a-z-]+ )?(?:pictures?|images?|photographs?|photos?|screens?|renderings|glyphs|frames|observations|scans|slices|digits|characters|letters|numerals)\b`,
    ['image size'],
  ),
  frame(String.raw`(?:cut-?outs?|stamps|thumbnails|tokens?|chips|stills|thumbnails) (?:of|with|at) (?:size )?DIMS (?:pixels|px)`, [
    'image size',
  ]),
  frame(String.raw`(?<=\b(?:images|photographs|pictures|views|frames|renderings)\b[^.;]{0,60} )at DIMS(?! (?:crops?|patches))`, [
    'image size',
  ]),
  // Lengths.
  // `As input the preceding 168 hours are supplied`, `is supplied with the last 72 values`.
  frame(
    String.raw`(?:\bas (?:its |the |an )?inputs?,? |\b(?:supplied|fed|provided|presented) with )(?:the )?(?:values of the )?(?:preceding|previous|past|last|most recent) NN ${steps}`,
    ['sequence length'],
  ),
  frame(
    String.raw`(?:one|an?|#_*) ${spans} of (?:past |previous )?(?:history|context|measurements|observations|readings|data|the past) \(NN ${steps}\)`,
    ['sequence length'],
  ),
  frame(
    String.raw`histor(?:y|ies)\b[^.;#]{0,24}? (?:truncated|cut|limited|restricted|shortened) to (?:at most )?(?:the |its |their )?(?:last |most recent |latest |past )?NN (?:hours|days|items|visits|events|steps|interactions)`,
    ['sequence length'],
  ),
  frame(
    String.raw`(?:documents?|passages?|texts?|articles?|sequences?|notes?|transcripts?|inputs?|files?|books?|stories|letters|reports?)\b[^.;#]{0,16}? (?:split|chunked|broken|divided|segmented|cut) (?:at|after|into (?:pieces|chunks|segments|blocks|windows|parts) of)(?: at most| up to)? NN (?:[\w-]+ )?(?:tokens|words|pieces|word-?pieces|sub-?words|characters|residues|bases)`,
    ['sequence length'],
  ),
  frame(
    String.raw`NN (?:output |target )?(?:characters|symbols|graphemes|letters|phonemes|units|tokens),? (?:including|with|plus|counting) (?:the |a )?(?:CTC |special )?blank`,
    ['vocabulary size'],
  ),
  frame(
    String.raw`(?:BPE|sentence-?piece|unigram|word-?piece|tokeni[sz]er|sub-?words?)\b[^.;#]{0,20}? \(?(?:(?:BPE|unigram),? )?NN (?:types|units|pieces|entries|symbols|merges)(?! (?:long|per|each))`,
    ['vocabulary size'],
  ),
  frame(
    String.raw`(?:sequences|windows|sub-?sequences|stretches) of (?:fixed |equal |a )?length NN(?! ?(?:s\b|ms|seconds|minutes|c?m\b|steps (?:are|is) (?:rolled|collected)))`,
    ['sequence length'],
  ),
  frame(
    String.raw`(?:common|joint|shared|embedding|latent)(?: embedding| latent)? space\b[^.;#]{0,20}? (?:dimension(?:ality)?|size) (?:is |of )?NN`,
    ['embedding dimension'],
  ),
  // Widths.
  frame(String.raw`(?:inner|intermediate) layers? (?:of|have|has|with) (?:an? )?(?:size|width|dimension)(?: of)? NN`, [
    'feed-forward dimension',
  ]),
  frame(String.raw`(?:U-?Nets?|backbone|convolution\w*)\b[^.;#]{0,30}? base (?:width|dimension)(?: of| is)? NN`, ['channels']),
  frame(String.raw`(?:NN, )?NN, NN, NN,? and NN (?:[\w-]+ )?(?:channels|filters|feature maps|kernels)\b`, [
    'channels',
    'channels',
    'channels',
    'channels',
    'channels',
  ]),
  frame(String.raw`channels? (?:falling|rising|growing|shrinking|halving|doubling|decreasing|increasing) from NN`, ['channels']),
  frame(String.raw`#_* layers,? (?:and )?(?:each |all )?NN (?:units |dimensions )?wide`, ['hidden units']),
  frame(
    String.raw`(?:projection head|projector|projection MLP|(?<=encoder\b[^.]{0,60})head)\b[^.;]{0,60}? (?:(?:an? |the )?NN-dimensional (?:output|space|vector|projection)|outputs? of (?:dimension|size) NN)`,
    ['embedding dimension', 'embedding dimension'],
  ),
  frame(String.raw`heads? (?:and|with) (?:a )?(?:model )?dimension (?:of )?NN`, ['hidden units']),
  frame(String.raw`(?:initiali[sz]\w*|random (?:initial )?weights)\b[^#.;]{0,30}? \(?N ?\(#_*, ?NN\)`, ['initialization']),
  // Counting runs, bins and machines.
  frame(
    String.raw`NN (?:[\w-]+ )?(?:networks|members|chains|models|runs|repetitions|copies|trials|agents|trainings|policies|classifiers) (?:each )?(?:with|from|under) (?:different|distinct|independent|separate|several|other|new|their own|own) (?:random )?(?:seeds?|initiali[sz]ations?|initial weights)`,
    ['seeds'],
  ),
  frame(String.raw`NN parallel (?:[\w-]+ )?(?:arms|robots|simulations|simulators|instances|copies|games|worlds|agents|actors|workers)`, [
    'environments',
  ]),
  frame(String.raw`(?<=validation\b[^.]{0,90})NN (?:outer|inner)(?: cross-validation)? folds`, ['folds']),
  frame(String.raw`NN (?:[\w-]+ )?[a-z]+s \(classes\)`, ['classes']),
  frame(
    String.raw`NN (?:target |output |finding |findings? |disease |emotion |intent |diagnosis |relation |category |topic |class )labels\b(?! per)`,
    ['classes'],
  ),
];
