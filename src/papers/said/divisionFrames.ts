/** Ways of saying into what data that everybody knows are divided, what is held against what, and what is made twice. Data. */
import { exampleNouns } from './dataNouns.ts';
import { type Frame, frame } from './frame.ts';

const nouns = String.raw`(?:[\w–-]+ )?(?:${exampleNouns}|nodes|vertices|windows|digits|inputs|cases|frames)`;
const known = '(?:usual|customary|standard|official|common|known|public|original|given|well-known|published|predefined|ordinary|canonical)';
const trains = '(?:train|fit|learn|estimat|adapt|pre-?train|fine-?tun)';
const tests = '(?:test|evaluat|assess|judg|final)';
const testing = '(?:the )?(?:test(?:s|ing)?|evaluation|assessment)';
const again = '(?:(?:new|fresh|further|different|independent|random) )*';
const divisions = '(?:divisions|splits|partitions|subsamples|drawings|draws|re-?draws|re-?samplings|shuffles|shufflings)';

export const divisionFrames: readonly Frame[] = [
  // `with its usual division into 60,000 and 10,000 images`, `the standard 50,000/10,000 split`.
  frame(
    String.raw`\b${known} (?:division|split|partition|separation|parts?|sets?)(?: of (?:the data|it|them|MNIST|the images))?,? (?:(?:in)?to|of|with|in|at|is|are|being|:) (?:the )?NN(?: ${nouns})?(?: for training)? (?:and|to|against|versus) NN`,
    ['training part', 'test part'],
  ),
  frame(String.raw`\b(?:the|its|their) (?:${known} )?NN ?(?:\/|\+|and|to) ?NN (?:train\/test )?(?:division|split|partition)\b`, [
    'training part',
    'test part',
  ]),
  // `The first 9,000 rows train the model, the next 1,000 select it, the last 2,000 test it`.
  frame(
    String.raw`NN (?:${nouns} )?(?:${trains})s? [^.;#]{0,24}?[,;] (?:and )?(?:the )?(?:next|following|other|further|another)? ?NN (?:${nouns} )?(?:select|choose|tune|validate|stop|guide|steer|decide|help|pick)s?\b[^.;#]{0,40}?[,;]? (?:and )?(?:the )?(?:last|final|remaining|other|further|rest)? ?NN (?:${nouns} )?(?:test|judge|evaluate|score|assess|measure)s?\b`,
    ['training part', 'validation part', 'test part'],
    { fits: 'count' },
  ),
  // `Of the training images the last 5,000 are set aside`.
  frame(
    String.raw`\bof (?:the |its |these |our |all )*train\w* ${nouns},? (?:we (?:set|put|hold|keep|leave) )?(?:the last |the first |a random |another )?NN(?: (?:are|were))?(?: (?:set|put|kept|held|left))? (?:aside|apart|back|out)\b(?! (?:for|as|to) (?:the |a |our )?(?:final )?test)`,
    ['validation part'],
    { fits: 'sized' },
  ),
  // `early stopping watches 250 held-out examples`.
  frame(
    String.raw`\b(?:early stopping|model selection|the stopping rule|patience|the choice of (?:the )?(?:settings|epoch|checkpoint|hyper-?parameters))\b[^.;#]{0,24}? (?:watch(?:es)?|looks? at|follows?|monitors?|uses?|relies on|rests on|is based on|is made on|is judged on|is done on|on) (?:another |the |a further |a separate set of )*NN (?:${nouns})`,
    ['validation part'],
    { fits: 'sized' },
  ),
  frame(
    String.raw`\b(?:hold|keep|set|put|leave)s? (?:out|back|aside|apart) NN (?:[\w–-]+ )?${exampleNouns} to (?:decide|tell|know|see) when to (?:stop|halt|end)`,
    ['validation part'],
    { fits: 'sized' },
  ),
  // `trained on four thousand digits and tested on another thousand`.
  frame(
    String.raw`\b(?:trained|fitted|learned|trains?) (?:it |them )?on NN(?: (?:of the )?${nouns})?(?:,| and|, and) (?:is |are |was |were |then )*(?:tested|judged|evaluated|assessed|measured|tests?) on (?:another|a further|an additional|other) (?:thousand|1,?000)\b`,
    ['training part'],
    { fits: 'count' },
  ),
  // `The test set, 3,300 questions, is …`.
  frame(String.raw`(?<!\bof )\b(?:the|our|its) test (?:set|part|data|split|portion),? (?:of )?NN ${nouns},`, ['test part'], {
    fits: 'count',
  }),
  frame(
    String.raw`(?<!\bof )\b(?:the|our|its) (?:validation|development|dev) (?:set|part|data|split|portion),? (?:of )?NN ${nouns},`,
    ['validation part'],
    {
      fits: 'count',
    },
  ),
  frame(String.raw`(?<!\bof )\b(?:the|our|its) training (?:set|part|data|split|portion),? (?:of )?NN ${nouns},`, ['training part'], {
    fits: 'count',
  }),
  // `Each epoch sees the 4,000 images once`.
  frame(
    String.raw`\b(?:each|every|one|an|an entire|#_*) (?:full )?epochs? (?:sees?|visits?|shows?|goes (?:once )?(?:through|over)|runs? (?:through|over)|passes? (?:through|over)|covers?|comprises?|presents?) (?:all |the |each of )*NN (?:training )?${nouns}`,
    ['training part'],
    { fits: 'sized' },
  ),
  // `IMDB: 25k/25k, two classes`, `1 % of the labels (500) are kept`.
  frame(
    String.raw`(?<=(?:^|[.;] ?)(?-i:[A-Z])[\w-]{2,20})(?::| \() ?NN(?: train(?:ing)?)? ?/ ?NN(?: test)?(?=[,;.)])`,
    ['training part', 'test part'],
    { fits: 'sized' },
  ),
  frame(String.raw`NN of the (?:training )?labels \(NN\) (?:are|were) (?:kept|used|left|given|known|retained)`, [
    undefined,
    'training part',
  ]),
  // `(a) t-SNE of 1,000 test points`: drawn to look at.
  frame(
    String.raw`\b(?:t-?sne|umap|pca|scatter ?plots?|histograms?|plots?|embeddings?|projections?|maps?|examples?|visuali[sz]ations?|confusion matri(?:x|ces)) (?:of|for|with|shows?) (?:the |all |a random )*NN (?:random |held-out |test |training |validation )*(?:points|images|examples|samples|embeddings|digits|sentences|words|inputs|vectors)`,
    [undefined],
  ),
  // `10,000 points for training and as many for the test`.
  frame(
    String.raw`NN ${nouns} (?:for|to) (?:the )?${trains}\w*,? and (?:just |exactly )?(?:as many|the same number|an equal number|again as many)\b[^.;#]{0,40}? (?:for|to) (?:the )?${tests}`,
    ['training part'],
    { also: 'test part' },
  ),
  frame(
    String.raw`\b(?:draw|generate|sample|simulate|make|take)[sd]? NN ${nouns} (?:for|to) (?:the )?${trains}\w*[^.;#]{0,30}?(?:,|;| and) (?:just |exactly )?as many\b[^.;#]{0,30}? (?:for|to) (?:the )?${tests}`,
    ['training part'],
    { also: 'test part' },
  ),
  frame(
    String.raw`\b(?:training|test) (?:sets?|data|parts?|samples?) (?:and|as well as|like) (?:the |a )?(?:test|training) (?:sets?|data|parts?|samples?),? (?:(?:each|both) )?(?:have|has|hold|contain|consist of|of|with|comprise)s? NN (?:${nouns} )?(?:each\b|apiece\b)?`,
    ['training part'],
    { also: 'test part' },
  ),
  // `… are used for training (2,360 snippets); a further 420 of them are our validation set`.
  frame(
    String.raw`\b(?:is|are|was|were|serves?|served|go|goes|went) (?:all )?(?:used |taken |kept )?(?:for|as|in) (?:the )?(?:training|learning|fitting)(?: (?:data|sets?|part))? ?\(NN (?:[a-z-]+ )?[a-z]{3,}s\b`,
    ['training part'],
    { fits: 'sized', unless: /\b(?:epochs|steps|hours|minutes|seconds|subjects|patients|layers)\b/i },
  ),
  frame(
    String.raw`\b(?:an?|the) (?:further|another|other|additional|remaining) NN (?:[a-z-]+ )?[a-z]{3,}s\b[^.;#]{0,60}? (?:are|is|were|was|serves? as|served as|forms?|makes? up) (?:our |the |kept for |used for |for )*(?:validation|development)\b`,
    ['validation part'],
    { fits: 'count' },
  ),
  // `trained on 8,000 and kept 2,000 for judging`.
  frame(
    String.raw`\b(?:train|trained|fit|fitted|learned) on NN(?: ${nouns})?(?:,| and|, and) (?:kept|keep|held|left|saved|reserved|put|set) (?:back |aside |away |out )?NN (?:${nouns} )?(?:back |aside |away |out )?(?:for|to) (?:the )?(?:judg\w+|grad\w+|evaluat\w+|test\w*|scor\w+)`,
    ['training part', 'test part'],
    { fits: 'count' },
  ),
  // `From the training portion (67,349 sentences) we draw 4,000 for training and 1,000 for validation`.
  frame(
    String.raw`\bfrom (?:the |its )?[^.;#]{0,40}?\(NN (?:${nouns}|[a-z]{3,}s)\),? (?:we|I) (?:draw|drew|take|took|sample|sampled|use|used|pick|picked|keep|kept)(?: at random)? NN (?:${nouns} )?(?:for|to) (?:the )?${trains}\w*(?:,| and|, and) NN (?:${nouns} )?(?:for|to) (?:the )?(?:valid|develop)`,
    [undefined, 'training part', 'validation part'],
    { fits: 'count' },
  ),
  // `NN of them for training and NN others for testing`.
  frame(
    String.raw`NN (?:of (?:them|these|those|which) )?(?:(?:are|is|were) )?(?:used |taken |kept )?(?:for|to) (?:the )?(?:train|fit|learn)\w*(?:,| and|, and|;) (?:the )?NN (?:others|more|further(?: ones)?|new ones|different ones) (?:for|to) ${testing}`,
    ['training part', 'test part'],
  ),
  frame(
    String.raw`\b(?:use|uses|used|take|takes|took|draw|drew) (?:only |just |the first |a random )?NN (?:out )?of (?:its|the|their|these|all) (?:#_* )?train\w* ${nouns}(?![^.;]*\b(?:apart|aside|valid\w*|cho(?:ice|os\w*))\b)`,
    ['training part'],
  ),
  frame(
    String.raw`\b(?:other|remaining|rest,) NN (?:${nouns} )?(?:serve|serves|are used|are there|go|are kept|remain|stay) (?:only )?(?:for|to|in|as) (?:the |a )?(?:[\p{L}-]+ )?(?:${trains})`,
    ['training part'],
  ),
  // `80 % for the clients`, `a fifth for the server's test`.
  frame(
    String.raw`\b(?:keep|kept|take|took|set aside|reserve|hold|leave|left)s? NN (?:of (?:them|it|the (?:data|images|rows)) )?(?:for|to|with) (?:the )?(?:clients|workers|devices|nodes|sites|hospitals|users)(?:,| and|, and|;) NN (?:of (?:them|it|the (?:data|images|rows)) )?(?:for|to|with|as) [^.;#,]{0,24}?(?:test|evaluat)`,
    ['training part', 'test part'],
  ),
  // `Out of the 8000 letters 6400 were learned from`.
  frame(String.raw`NN (?:of (?:them|these|those) )?(?:are|were|is|was) (?:learned|learnt|trained) (?:from|on|with)\b`, ['training part']),
  // `hold out 6,000 for validation and train on 54,000`.
  frame(
    String.raw`\b(?:and|then) (?:(?:we|I|then|only) )*${trains}(?:s|es|ed|t|ing|e)? (?:the (?:network|model|rest) )?(?:only )?(?:on|with|from) (?:the )?(?:(?:remaining|other|rest,|first|last) )*(?:#_* of the )?NN(?= ?(?:[.,;:)]|$)| (?:others|${nouns})\b)`,
    ['training part'],
    { fits: 'sized' },
  ),
  // `Mini-batches contain 20 labelled nodes`.
  frame(
    String.raw`\b(?:mini-?)?batch(?:es)? (?:(?:that|which) )?(?:contains?|have|has|holds?|consists? of|comprises?|(?:are|is) (?:made|composed|built|formed) (?:up )?of|includes?) NN(?! (?:classes|tasks|parts|episodes)\b)`,
    ['batch size'],
    { fits: 'count' },
  ),
  // How often all is divided anew.
  frame(
    String.raw`\b(?:repeat\w*|averag\w+|means?|medians?|deviations?|errors?|report\w*)\b[^.;#]{0,40}? (?:for|over|with|on|across|of|in) NN ${again}${divisions}\b(?! (?:of|into) (?:each|every))`,
    ['seeds'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:every|each|all|the|both) (?:[\w-]+ ){0,2}?(?:experiments?|settings?|configurations?|runs?|methods?|models?|networks?|procedures?|trainings?|variants?|points?) (?:of [^.;#]{1,20} )?(?:is|are|was|were|has been|have been) (?:independently )?(?:run|trained|carried out|performed|repeated|done|fitted|executed|conducted) NN times`,
    ['seeds'],
    { fits: 'count' },
  ),
  frame(String.raw`NN ${again}${divisions} (?:are|is|were|was) (?:made|drawn|tried|used|averaged)`, ['seeds'], { fits: 'count' }),
];
