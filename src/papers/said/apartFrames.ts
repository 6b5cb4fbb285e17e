/** Ways of saying how many kinds of things are told apart, without a word for classes. Data. */
import { type Frame, frame } from './frame.ts';

const learner = String.raw`\b(?:classifier|model|network|learner|head|net|system|student|recogni[sz]er|perceptron|readout|output|prediction|task|problem|goal|aim)s?\b`;
/** What is a thing of its own kind by its name. */
const kindNouns =
  '(?:classes|categories|labels|species|genera|genres|intents|topics|emotions|activities|gestures|tags|varieties|breeds|cultivars|minerals|dialects|accents|phonemes|instruments|textures|crops|materials|digits|letters|characters|commands|keywords|modulation schemes|departments|professions|sentiments|stages|faults|defects|diseases|diagnoses|grades|shapes|activity types|cell types|land-cover types|part-of-speech tags)';
/** Of these there are several in the data, and nobody tells them apart. */
const others =
  '(?!(?:[a-z-]+ )?(?:hospitals|sites|cent(?:re|er)s|scanners|cameras|sensors|devices|patients|subjects|persons|people|participants|clients|users|workers|seeds|runs|folds|models|networks|members|methods|settings|configurations|values|conditions|lengths|rates|sizes|layers|epochs|steps|rounds|tasks|environments|heads|experts|parts|splits|sets|data ?sets|sources|annotators|raters|windows|batches|months|years|days|weeks|stations|machines|gpus|images|examples|samples)\\b)';
const recorded =
  '(?:images|photographs|photos|pictures|scans|recordings|clips|spectra|waveforms|signals|samples|examples|sentences|documents|texts|files|sounds|drawings|windows|segments)';

export const apartFrames: readonly Frame[] = [
  // Words that hold a verb of this kind and say the opposite.
  frame(String.raw`\b(?:misclassif\w+|confus\w+|mistak\w+|mislabel\w*) (?:only |about |just )?NN(?! (?:${kindNouns}))`, [undefined]),
  // `the 20 most frequent genera`.
  frame(String.raw`NN (?:most )(?:frequent|common|numerous|abundant) (?:[a-z-]+ )?(?!words|tokens|characters)${kindNouns}\b`, ['classes'], {
    fits: 'few',
  }),
  // `the target is one of 26 letters`.
  frame(
    String.raw`\b(?:targets?|labels?|answers?|outputs?|class|predictions?|digits?|symbols?)\b(?: [a-z]+)? (?:is|are|being|was|were) one of (?:the )?NN ${others}(?:[a-z-]+ )?[a-z]+s\b`,
    ['classes'],
    { fits: 'few', unless: /\baction\b/i },
  ),
  // `the classifier chooses among 47 textures`, `sorts tickets into 14 departments`.
  frame(
    String.raw`${learner} (?:then |has to |must |should |is to |is asked to |learns to )?(?:chooses?|decides?|picks?|discriminates?|selects?) (?:among|between|from|out of) (?:the |its |all )*NN ${others}(?!actions|moves|tokens|words)(?:[a-z-]+ )?[a-z]+s\b`,
    ['classes'],
    { fits: 'few' },
  ),
  frame(
    String.raw`${learner} (?:then |has to |must |should |is to |is asked to |learns to )?(?:sorts?|assigns?|maps?|routes?|places?|puts?|files?|dispatch(?:es)?) (?!batch)[a-z -]{3,30}? (?:in)?to (?:one of )?(?:the )?NN ${others}(?!dimensions|components|numbers|bins|groups|units|features|bits|values|clusters|tokens|blocks|parts|heads)(?:[a-z-]+ )?[a-z]+s\b`,
    ['classes'],
    { fits: 'few' },
  ),
  frame(
    String.raw`\b(?:maps? (?:it |them |this |these )?(?:on)?to|scores for|(?:a )?distribution over|logits for) (?:the |all |one of )*NN ${kindNouns}\b`,
    ['classes'],
  ),
  // `which of 30 speakers is talking`, `the part of speech out of 17 tags`.
  frame(
    String.raw`\b(?:ask|tell|predict|guess|name|say|learn|decide|recogni[sz]e|determine|identify|infer|find out|classify)\w*\b[^.;#]{0,30}? (?:which|what) (?:one )?of (?:the )?NN (?!(?:classes )?(?:options|hyper)|layers|models|networks|methods|seeds|runs)(?:[a-z-]+ )?[a-z]+s\b(?! to [a-z]+)`,
    ['classes'],
    {
      fits: 'few',
      unless: /\b(?:layers|heads|seeds|hyper-?parameters|settings|better|prefer\w*|longer|shorter|annotators?|raters?|judges?)\b/i,
    },
  ),
  frame(
    String.raw`\b(?:predict|guess|assign|choose|name)\w*\b[^.;#]{0,40}? out of (?:the |a set of )?NN (?:[a-z-]+ )?${kindNouns}\b`,
    ['classes'],
    {
      fits: 'few',
    },
  ),
  // `300 spectra of each of 8 minerals`.
  frame(
    String.raw`NN (?:[a-z-]+ )?${recorded} (?:of|from|for|in) each of (?:the )?NN ${others}(?!(?:[a-z-]+ )?classes)(?:[a-z-]+ )?[a-z]+s\b`,
    [undefined, 'classes'],
    { fits: 'count' },
  ),
  // `The images show 18 kinds of mushroom`, `clothes come in ten types`.
  frame(
    String.raw`\b(?:${recorded.slice(3, -1)}|data|data ?set|set|corpus|archive|collection|benchmark|sounds|leaves|flowers|clothes|articles|objects|items|[a-z]{3,}s(?= come in))\b(?: [a-z]+)? (?:show|shows|depict|depicts|cover|covers|covering|contains?|holds?|comprises?|come in|comes in|are of|is of|belong to|stem from|come from|represent|of|with|spans?|has|have) (?:one of )?(?:the |all )?NN (?:[a-z-]+ )?(?:kinds?|types?|sorts|varieties|breeds|cultivars|species|genera|genres|classes|categories)(?: of (?!noise|error|mistake|question|corruption|augment|network|layer|data|shift)[a-z]+)?(?=[.,;:)]| and | with | which |$)`,
    ['classes'],
    {
      fits: 'few',
      unless:
        /\b(?:noise|errors?|mistakes|augmentations?|corruptions?|networks|layers|kinds of data|data types|clients?|users?|workers?|nodes?|tasks?|each batch)\b/i,
    },
  ),
  // `ten units, one per digit`.
  frame(
    String.raw`NN (?:[a-z-]+ )?(?:outputs?|units|neurons|logits|outputs units|nodes),? (?:\()?(?:#__|one|each) (?:per|for (?:each|every)|for (?:each|every) of the) (?!hidden|layer|action|head|step)(?:of the )?[a-z]+`,
    ['classes'],
    { fits: 'few', unless: /\b(?:actions?|moves|q-values?|regress\w*|policy|coordinates?|dimensions?|features?)\b/i },
  ),
  frame(
    String.raw`\bthere are (?:in all |altogether )?NN (?:different |possible |distinct )?(?:part-of-speech |POS |entity |output |target |emotion |intent |sentiment |dialogue )?(?:tags|intents|genres|emotions|sentiments|species|genera|instruments)\b`,
    ['classes'],
  ),
];
