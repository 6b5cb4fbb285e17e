/** Ways of saying what forecasters, factorisers, boosters and those who solve equations set. Data. */
import { type Frame, frame } from './frame.ts';

const moments =
  '(?:values|points|steps|time steps|samples|observations|readings|measurements|hours|days|weeks|months|years|minutes|frames)';
const rated = '(?:users?|items?|films?|movies?|songs?|books?|products?|words?|nodes?|tokens?|factors?|characters?|entities|relations?)';
const optimizers = '(?:Adam\\w*|SGD|RMSprop|momentum SGD|Nesterov)';

export const seriesFrames: readonly Frame[] = [
  // `Each input covers the last 96 time steps`.
  frame(
    String.raw`\b(?:each|every|an?|the) (?:input|window|example|sample)s? (?:covers?|spans?|holds?|contains?|comprises?|consists? of) the (?:last|past|previous|preceding) NN (?:time[ -]?steps?|steps?|values|observations)\b`,
    ['sequence length'],
    { fits: 'count' },
  ),
  // `The recurrent network is unrolled over 35 steps`.
  frame(
    String.raw`\b(?:network|model|LSTM|GRU|R[N]{2}|cell)s? (?:is|are|was|were) unrolled (?:over|for|through|to) NN (?:time )?steps\b`,
    ['sequence length'],
    { fits: 'count', unless: /\b(?:actors?|agents?|polic(?:y|ies)|environments?|rewards?)\b/i },
  ),
  // How far back is looked.
  frame(
    String.raw`\b(?:windows?|look-?backs?|histor(?:y|ies)|memory|context)(?: (?:length|size))? (?:is|are|has|have|covers?|spans?|of|comprises?|reaches) (?:the (?:last|past) )?NN ${moments}(?! (?:apart|ahead))`,
    ['sequence length'],
    {
      fits: 'count',
      unless: /\b(?:smooth\w*|moving average|averag\w*|evaluat\w*|replay|sliding mean|mel|hops?|STFT|Hann|FFT|spectr\w*)\b/i,
    },
  ),
  frame(
    String.raw`\b(?:past|last|previous|latest|preceding|most recent) NN ${moments} (?:(?:are|is|were) )?(?:shown|given|fed|read|enter|known|seen|presented|serve|go in|input)\b`,
    ['sequence length'],
    { fits: 'count' },
  ),
  frame(String.raw`(?<!\bof )NN past ${moments}\b`, ['sequence length'], { fits: 'count' }),
  frame(
    String.raw`\b(?:predict\w*|forecast\w*) (?:the next )?NN (?:${moments} )?(?:ahead )?(?:from|given|out of) (?:the (?:last|past|previous) )?NN(?=[.,;)]|$| ${moments})`,
    [undefined, 'sequence length'],
  ),
  // Steps of time, and what changes in the course of training, are no rates and no lengths of it.
  frame(
    String.raw`\b(?:integrat\w+|simulat\w+|Runge\S*|Euler|RK4|solver)\b[^.;#]{0,60}? (?:with|at|in|by) (?:an? |the )?(?:(?:fixed|constant) )?(?:time )?steps?(?: size)?s?(?: of)? NN`,
    [undefined],
    { unless: /\blearning rate\b|\bAdam|\bSGD\b|\brecursion\b|\bdescent\b|\biterates\b/i },
  ),
  frame(
    String.raw`\b(?:forcing|probability|temperature|mixing|curriculum)\b[^.;#]{0,30}? (?:fades?|falls?|grows?|rises?|decays?|decreases?|increases?|goes)\b[^.;#]{0,16}? from #_* (?:down |up )?to #_* (?:over|within|in|during) (?:the first )?NN epochs`,
    [undefined],
  ),
  frame(
    String.raw`(?<!\b(?:batch(?:es)?|mini-?batch(?:es)?) of )NN (?:inducing|collocation|landmark|support|anchor|boundary|quadrature|control) (?:points|inputs|vectors)\b`,
    [undefined],
  ),
  // Factors.
  frame(
    String.raw`\b${rated}\b[^.;#]{0,40}? (?:have|has|get|gets|become|becomes|are|is) (?:(?:each )?(?:an? )?(?:vectors? (?:of|with) )?)(?:length |dimension |size )?NN (?:dimensions|numbers|components|coordinates|entries)\b`,
    ['embedding dimension'],
    { unless: /\b(?:one-hot|bag|counts|hidden|observ\w*|state|vocabular\w*)\b/i },
  ),
  frame(String.raw`\b${rated}\b[^.;#]{0,40}? vectors? of (?:length|size|dimension) NN(?=[.,;)]|$| )`, ['embedding dimension'], {
    unless: /\b(?:one-hot|bag|counts|hidden|observ\w*|state|vocabular\w*)\b/i,
  }),
  frame(
    String.raw`NN (?:[\w-]+ ){0,3}(?:are|is|were) (?:drawn|sampled|taken|picked|used|chosen) (?:at random )?as (?:the )?negatives?\b`,
    ['negatives'],
    {
      fits: 'count',
    },
  ),
  frame(
    String.raw`\b(?:runs?|goes|passes|sweeps?|loops?|went|ran) (?:through|over) (?:all |the |every |its |our )+(?:[\w-]+ )?(?:ratings|data|examples|pairs|points|images|sentences|edges|triples|set|records) NN times`,
    ['epochs'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\bstep(?: size)? NN(?:,| and|, and) (?:an? |the )?(?:penalty|ridge|decay|L2 penalty|regulari[sz]ation)(?: of)? NN`,
    ['learning rate', 'weight decay'],
    { fits: 'rate' },
  ),
  // Trees.
  frame(
    String.raw`(?<=\b(?:boost\w*|trees|rounds|depth)\b[^.]{0,60})shrinkage(?: (?:factor|parameter|rate|constant|of|is|was|at))* NN|\bshrinkage(?: (?:factor|parameter|rate|constant|of|is|was|at))* NN(?=[^.]{0,60}\b(?:boost\w*|trees|rounds|depth)\b)`,
    ['learning rate', 'learning rate'],
    { fits: 'rate' },
  ),
  frame(String.raw`(?:^|[.;:] )NN (?:random|different|independent|fresh) (?:splits|partitions|divisions)\b`, ['seeds'], { fits: 'count' }),
  // One optimizer after the other.
  frame(
    String.raw`\b[Aa]fter NN (?:steps|iterations|updates) (?:of|with) ${optimizers}\b(?=[^.;]*\b(?:finish|switch|continu|refin|polish|follow|change|go on|L-?BFGS|hand)\w*)`,
    ['training steps'],
  ),
  frame(
    String.raw`\b[Aa]fter NN epochs (?:of|with) ${optimizers}\b(?=[^.;]*\b(?:finish|switch|continu|refin|polish|follow|change|go on|L-?BFGS|hand)\w*)`,
    ['epochs'],
  ),
  frame(
    String.raw`\b${optimizers}\b(?: (?:for|runs|with|in|takes))* #_* (?:iterations|steps|updates|epochs) \( ?NN ?\)`,
    ['learning rate'],
    {
      fits: 'tiny',
    },
  ),
  // Regressions on some points.
  frame(
    String.raw`\b(?:regression|interpolat\w+|fit|fitted|fits)\b[^.;#]{0,12}? (?:on|to|from|of) NN (?:(?:noisy|random|training|equidistant) )*points\b`,
    ['training examples'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\bgrid of NN(?: (?:points|inputs|nodes))? (?:is|are|serves?|gives?|measures?) (?:(?:used|there|taken) )?(?:for|as|to) (?:the )?(?:error|test\w*|evaluat\w*|measure|scor\w*)`,
    ['test examples'],
  ),
];
