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
    String.raw`\bNN labell?ed ${labelled}(?: for training)?, (?:another )?NN (?:${labelled} )?(?:are )?(?:for|to) validat\w+(?: and|,|, and) (?:the (?:remaining|other) )?NN (?:${labelled} )?(?:are )?(?:for|to) test`,
    ['training part', 'validation part', 'test part'],
  ),
  frame(String.raw`\bNN ${labelled} (?:are|have|carry|bear|come with) (?:labell?ed|labels|a label)\b`, ['training examples'], {
    fits: 'count',
  }),
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
  // What falls with every round.
  frame(
    String.raw`\b(?:rates?|steps?|step sizes?|η)\b[^.;#]{0,40}? (?:shrinks?|falls?|decays?|decreases?|drops?|is (?:reduced|lowered|decreased|decayed|shrunk))(?: \w+)? by NN (?:per|(?:after |in |with |at )?(?:each|every)) ${rounds}`,
    ['learning rate decay factor'],
    { isDivisor: true, fits: 'share' },
  ),
];
