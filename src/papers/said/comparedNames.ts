/** What a paper compares: the labels of its tables, where its sentences speak of two of them at least by these names. */
import { caseCodesIn } from './caseCodes.ts';
import { gridOf } from './grid.ts';
import { mentionsIn } from './mentions.ts';
import { optimizersCompared } from './optimizersCompared.ts';
import type { Passages } from './passages.ts';
import { remembered } from './remembered.ts';

const plain =
  /^(?:methods?|models?|tasks?|networks?|systems?|agents?|algorithms?|approach(?:es)?|variants?|data ?sets?|loss(?:es)?|settings?|seeds?|runs?|mean|average|avg\.?|overall|total|all|both|none|random|ours|baselines?|train(?:ing)?|test|validation|dev|base|teacher|student|value|yes|no|std\.?|min|max|median|time|params|parameters|step|epoch|metric|score|labels only|supervised|human|chance|majority|oracle)$/i;

/** Names of one word or two, with a capital: `GRU`, `Shallow GRU`, `Adapter`. */
const name = /^\p{Lu}[\p{L}\d+-]*(?: [\p{L}\d+-]+){0,1}$/u;

/** Codes of tasks, optimizers that are compared, and of each table the labels of its rows and of its columns, where two stand in the text as what something is done with. */
export function comparedNames(passages: Passages): readonly string[] {
  const { tables, sentences } = passages;
  // What somebody else's is said to do tells nothing of the paper's own.
  const texts = sentences
    .filter(({ place }) => place !== 'caption')
    .map(({ line, others }) =>
      others.reduce((text, [start, end]) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end), line.text),
    );
  const isSpokenOf = remembered((label: string): boolean => {
    const spoken = new RegExp(
      String.raw`(?:^|[.;:,(] |\b(?:the|The|while|and|whereas|but|For|In|of|for|by|is an?|are|to) )${label.replaceAll(/[+.]/g, '\\$&')}(?= (?:is|was|has|had|uses?d?|takes?|took|reads?|gets?|inserts?|updates?|visits?|solves?|acts?|keeps?|kept|learns?|needs?|consists|comprises|one of|only|runs?|trains?|samples?|predicts?|maps?|starts?|follows?|with)\b|: |, )`,
      'u',
    );
    return texts.some((text) => text.includes(label) && spoken.test(text));
  });
  const sure = [...caseCodesIn(tables), ...(optimizersCompared(passages)?.names ?? [])];
  const spokenOf = tables.flatMap(({ table }) => {
    const { rows } = gridOf(table);
    const lines = [rows.map((row) => row[0]?.text ?? ''), (rows[0] ?? []).map((cell) => cell?.text ?? '')];
    return lines.flatMap((line) => {
      const labels = [...new Set(line.slice(1))].filter(
        (label) =>
          label.length >= 2 && label.length <= 24 && name.test(label) && !plain.test(label) && mentionsIn(label, new Map()).length === 0,
      );
      const spoken = labels.filter(isSpokenOf);
      return spoken.length >= 2 ? spoken : [];
    });
  });
  return [...sure, ...spokenOf];
}
