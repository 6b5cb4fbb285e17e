/** How a recursion is run in the simulation of a paper on theory: one observation at each step, once through the sample, from the origin. Data. */
import { type ToldValue, tell } from './toldValue.ts';

const one = '(?:one|a (?:single|fresh|new)|exactly one|only one|just one)';
const observation =
  '(?:(?:single|fresh|new|independent|random|training|labell?ed) )*(?:observation|sample|example|data ?point|point|pair|draw|datum|row|pattern)';
const step = '(?:gradient )?(?:step|iteration|update|recursion)';
const run = '\\b(?:iterat|descent|SGD|recursion|run|step|simulat|algorithm)';
const noAgent = '(?<!\\b(?:agent|policy|environment|sensor|robot|monte carlo)\\b[^.;]{0,80})';

export const simulationTellings: readonly ToldValue[] = [
  tell(
    'batch size',
    `${noAgent}\\b${one} ${observation}(?: (?:is|being|was) (?:used|drawn|seen|processed|taken|presented|sampled|consumed|picked))?(?: \\p{Ll}+ly| at random)? (?:per|at each|at every|in each|in every|for each|for every|each|every) ${step}\\b`,
    1,
  ),
  tell(
    'batch size',
    `${noAgent}\\b(?:each|every|at each|at every|in each|in every|per) ${step}(?: of (?:the )?(?:recursion|SGD|algorithm|method))?,? (?:we )?(?:uses?|sees?|takes?|draws?|process(?:es)?|consumes?|is (?:made|taken|done|computed) (?:with|on|from)|is based on|involves?|touches) ${one} ${observation}\\b`,
    1,
  ),
  tell(
    'batch size',
    `\\b(?:observations|samples|examples|data points|points|pairs|rows|data) (?:are|were|is) (?:used|processed|visited|seen|taken|presented|read|fed|passed|shown) (?:one at a time|one by one|one after (?:the other|another)|singly)\\b`,
    1,
  ),
  tell(
    'batch size',
    `\\b(?:mini-?)?batch(?:es)?(?: sizes?)?(?: of(?: size)?| equal to| =|:)? (?:one|1)(?=[ .;)]|,(?!\\d)|$)(?! (?:hundred|thousand|million|of the|or|to|and \\d))`,
    1,
  ),
  tell(
    'epochs',
    `\\b(?:(?:in|over|by|with|through|during|for|makes?|made|perform(?:s|ed)?|do|does|did|run|runs|use|uses) (?:only |just |exactly )?(?:a single|one|a) pass (?:over|through|on|of|across)|(?:run|passed|pass|goes|went|cycled|swept) (?:exactly |only |just )?once (?:through|over|across) (?:the |all |our |its |these |this )*(?:data|sample|samples|observations|stream|training|n\\b|points|set|examples|pairs))(?<!\\bepoch (?:is|means|makes|being) [^.;]{0,30})`,
    1,
  ),
  tell(
    'epochs',
    `\\b(?:each|every|all|the) (?:of the )?(?:\\d+ )?(?:observations?|samples?|examples?|data ?points?|points?|pairs?) (?:is|are|was|were) (?:used|visited|seen|processed|presented|read|consumed) (?:exactly |only |just )?once\\b`,
    1,
  ),
  tell(
    'initialization',
    `(?:\\bfrom|\\bwith|\\band|\\bat|,|\\() (?:the )?(?:initial (?:point|value|condition|vector|iterate) )?[wθβWx]_?0 ?= ?0(?=[ .,;)]|$)(?:(?<=${run}.*)|(?=.*${run}))`,
    0,
  ),
];
