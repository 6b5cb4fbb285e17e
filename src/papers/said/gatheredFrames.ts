/** Ways of saying who holds how many data: clients, tasks, nodes, experts who label. Data. */
import { exampleNouns } from './dataNouns.ts';
import { type Frame, frame } from './frame.ts';

const holders = '(?:clients?|workers?|nodes?|devices?|hospitals?|participants?|sites?|agents?|parties|silos?|phones?|users?)';
const nouns = String.raw`(?:[\w-]+ )?(?:${exampleNouns}|digits|records|nodes|vertices|labels|ratings|instances)`;
const rounds = '(?:rounds?|communications?|exchanges?|epochs?|steps?|iterations?|passes|sweeps?|generations?)';
const labelled = '(?:nodes|vertices|pages|papers|articles|products|users|atoms|molecules|graphs)';

export const gatheredFrames: readonly Frame[] = [
  frame(
    String.raw`\b(?:each|every|one|a|an|the) ${holders}(?: (?-i:[A-Za-z]))? (?:has|holds?|owns?|keeps?|gets?|receives?|stores?|sees?|is given) NN (?:local |private |own )?${nouns}\b(?! (?:per|of each) (?:class|label)| on average| or (?:more|less|fewer))`,
    ['training examples'],
    { fits: 'count', unless: /\bclasses\b/i },
  ),
  frame(String.raw`(?:^|[,.;:] )${holders} (?-i:[a-z]) (?:has|holds?|owns?|keeps?|gets?) NN ${nouns}\b`, ['training examples'], {
    fits: 'count',
  }),
  frame(
    String.raw`\b(?:the )?(?:other|remaining|rest of the) NN(?: ${nouns})? (?:are|is|were) (?:dealt|distributed|divided|spread|split|handed|assigned|partitioned|shared)(?: out)?(?: (?:evenly|equally|at random|randomly|unevenly))* (?:to|among|over|between|across|onto)\b`,
    ['training part'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:the )?(?:usual|standard|public|customary|common|Planetoid|fixed) split (?:is|has|with|of|comes with|gives|uses)\b[^.;#]{0,24}? NN (?:labell?ed )?${labelled}, (?:another )?NN (?:${labelled} )?(?:for|to) validat\w+(?: and|,|, and) (?:another )?NN (?:${labelled} )?(?:for|to) test`,
    ['training part', 'validation part', 'test part'],
  ),
  frame(
    String.raw`NN labell?ed ${labelled}(?: for training)?, (?:another )?NN (?:${labelled} )?(?:are )?(?:for|to) validat\w+(?: and|,|, and) (?:the (?:remaining|other) )?NN (?:${labelled} )?(?:are )?(?:for|to) test`,
    ['training part', 'validation part', 'test part'],
  ),
  frame(String.raw`NN ${labelled} (?:are|have|carry|bear|come with) (?:labell?ed|labels|a label)\b`, ['training examples'], {
    fits: 'count',
  }),
  frame(String.raw`\bpool (?:has|holds|of|contains|comprises|is|with|consists of) NN ${nouns}\b(?! labels)`, ['training examples'], {
    fits: 'count',
  }),
  frame(
    String.raw`(?:another |a further )?NN (?:${nouns} )?(?:validate|are for validation|serve to validate)(?: and|,|, and) (?:another |a further |the (?:other|remaining) )?NN (?:${nouns} )?(?:test|are for testing|serve to test)(?=[.,;)]|$)`,
    ['validation part', 'test part'],
  ),
  frame(String.raw`NN (?:communities|blocks|groups|clusters) of NN (?:nodes|vertices)\b`, ['classes', undefined]),
  // `y = sin 3x + ε, ε ∼ N(0, 0.1²), n = 200`.
  frame(String.raw`(?<=∼[^.;]{0,80}[,;] ?(?:and |with )?)(?-i:[nN]) ?= ?NN(?=[.,;)]|$)`, ['training examples'], { fits: 'sized' }),
  frame(String.raw`\bnoise (?:with|of|has|have|at) (?:an? |the )?(?:deviation|spread|amplitude)(?: of)? NN`, ['noise standard deviation'], {
    unless: /\blabels? noise\b/i,
  }),
  frame(
    String.raw`(?<=\b(?:clients?|participants?|hospitals?|devices?|nodes?|parties)\b[^.;]{0,80})\b(?:over|on|of|through|with) (?:its|their) (?:(?:own|local|private) )?NN ${nouns}\b`,
    ['training examples'],
    { fits: 'count', unless: /\bclasses\b/i },
  ),
  frame(
    String.raw`\brepeat(?:ed|s)? (?:(?:everything|all|each|every|the|this|whole|of|experiments?|procedure|it) )*(?:with|for|over|from) NN (?:(?:different|other|random|initial|fresh|new|independent) )*(?:sets|starts|pools|partitions|draws|permutations|initiali[sz]ations|orders)\b`,
    ['seeds'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b[Ff]or (?:the )?test(?:ing|s)?,? (?:we|I) (?:draw|take|use|generate|sample|make|keep) (?:another |a further |other )?NN (?:(?:fresh|new|further|other) )?${nouns}`,
    ['test examples'],
    { fits: 'sized' },
  ),
  frame(String.raw`\bnoise (?:of|with|has|have) (?:an? |the )?variance(?: of)? NN`, ['noise standard deviation']),
  // The width of a kernel is no width of a network.
  frame(
    String.raw`\b(?:Gaussians?|(?<!\b(?:layers?|convolution\w*|conv|filters?)\b[^.;]{0,60})kernels?|RBFs?|bumps?|bells?)\b[^.;#]{0,30}? (?:of|with|has|have) (?:an? |the )?(?:width|bandwidth|length[- ]?scale|scale)s?(?: of)? NN`,
    [undefined],
    { unless: /\bkernel size|\bconv/i },
  ),
  // `MNIST, 50,000/10,000/10,000`.
  frame(
    String.raw`(?<![\d/] ?)NN ?[/|] ?NN ?[/|] ?NN(?! ?%)(?=[.,;:)]|$| (?:split|${nouns}|for|of|in)\b)`,
    ['training part', 'validation part', 'test part'],
    {
      fits: 'sized',
      unless:
        /\b(?:units|layers|channels|widths?|epochs|steps|classes|kernels?|filters|neurons|parameters|encoder|decoder|MLP|grid|rows)\b/i,
    },
  ),
  // `MNIST, 60000/10000, pixels divided by 255`.
  frame(
    String.raw`(?<=(?:^|[.;:,] ?|\b(?:on|use|using|with|of) )(?-i:[A-Z][\w-]*(?: [A-Z\d][\w-]*)?)(?:,|:| with| has| \() ?)NN ?[/|+] ?NN(?! ?[/|+%] ?)(?=[.,;:)]|$| (?:split|${nouns})\b)`,
    ['training part', 'test part'],
    {
      fits: 'sized',
      unless:
        /\b(?:units|layers|channels|widths?|epochs|steps|classes|kernels?|filters|neurons|parameters|encoder|decoder|MLP|grid|rows)\b/i,
    },
  ),
  frame(
    String.raw`\beach of (?:the |our |these )?(?:#_* )?${holders} (?:has|holds?|owns?|keeps?|gets?|receives?|stores?) NN (?:training |local |private |own )?${nouns}\b(?! (?:per|of each) (?:class|label))`,
    ['training examples'],
    { fits: 'count', unless: /\bclasses\b/i },
  ),
  frame(
    String.raw`\b(?:share|shares|shared|deals?|dealt|distribut\w+|divid\w+|spread|partition\w*|hand(?:s|ed)?)(?: out)? (?:the |all |our )*NN (?:training )?${nouns}(?: out)?(?: (?:evenly|equally|at random|randomly))* (?:among|over|between|to|across|onto)\b[^.;]{0,20}?\b${holders}`,
    ['training examples'],
    { fits: 'sized' },
  ),
  frame(
    String.raw`\bproximal (?:pull|term|weight|constant|coefficient|strength|parameter|penalty|factor)\b(?:,? (?:is|has|of|with|at|a|an|the|weight|strength|factor))* NN`,
    ['loss weight'],
  ),
  // What passes along edges.
  frame(String.raw`NN rounds of (?:messages?|message[- ]passing|propagation|aggregation)\b`, ['layers']),
  frame(
    String.raw`\b(?:(?:node|hidden) states?|states) (?:of|with|have|has) NN (?:numbers|components|entries|dimensions)\b`,
    ['hidden units'],
    {
      unless: /\b(?:rewards?|agents?|actions?|environment|system|pendulum|cart|oscillator)\b/i,
    },
  ),
  // What falls with every round.
  frame(
    String.raw`\b(?:rates?|steps?|step sizes?|η)\b[^.;#]{0,40}? (?:shrinks?|falls?|decays?|decreases?|drops?|is (?:reduced|lowered|decreased|decayed|shrunk))(?: \w+)? by NN (?:per|(?:after |in |with |at )?(?:each|every)) ${rounds}`,
    ['learning rate decay factor'],
    { isDivisor: true, fits: 'share' },
  ),
];
