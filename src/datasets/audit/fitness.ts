/** For which training a data set fits as it is, for which after renaming, and what is missing otherwise. Formats as TRL takes them. */
import type { ColumnRoles, DataFormat, FormatMatch } from './columnRoles.ts';
import type { ColumnFacts } from './columnStats.ts';
import { type Finding, type FindingKind, grouped } from './finding.ts';

export type Goal = 'sft' | 'dpo' | 'grpo' | 'classification';
export const goals: readonly Goal[] = ['sft', 'dpo', 'grpo', 'classification'];

export interface Fitness {
  readonly goal: Goal;
  /** `mapping`: after its columns are renamed or joined. */
  readonly verdict: 'fits' | 'mapping' | 'no';
  /** What the trainer asks for → the column that holds it. */
  readonly columns: Readonly<Record<string, string>>;
  /** What has to be done or found first, each in a sentence. */
  readonly missing: readonly string[];
  /** What would spoil the training though the columns fit. */
  readonly concerns: readonly string[];
}

export function fitnessOf(
  formats: readonly FormatMatch[],
  columns: readonly ColumnFacts[],
  roles: ColumnRoles,
  findings: readonly Finding[],
): readonly Fitness[] {
  return goals.map((goal) => {
    const base = judge(goal, formats, columns, roles);
    return { goal, ...base, concerns: base.verdict === 'no' ? [] : concernsOf(goal, Object.values(base.columns), findings) };
  });
}

type Judgement = Omit<Fitness, 'goal' | 'concerns'>;

function judge(goal: Goal, formats: readonly FormatMatch[], columns: readonly ColumnFacts[], roles: ColumnRoles): Judgement {
  const of = (format: DataFormat): FormatMatch | undefined => formats.find((match) => match.format === format);
  switch (goal) {
    case 'sft':
      return sft(of);
    case 'dpo':
      return dpo(of);
    case 'grpo':
      return grpo(of);
    case 'classification':
      return classification(of, columns, roles);
  }
}

type FormatOf = (format: DataFormat) => FormatMatch | undefined;

const fits = (match: FormatMatch, missing: readonly string[] = []): Judgement => ({ verdict: 'fits', columns: match.columns, missing });
const mapped = (match: FormatMatch, ...missing: readonly string[]): Judgement => ({ verdict: 'mapping', columns: match.columns, missing });

function sft(of: FormatOf): Judgement {
  const ready = of('messages') ?? of('prompt-completion');
  if (ready !== undefined) return exact(ready);
  const share = of('sharegpt');
  if (share !== undefined)
    return mapped(share, 'Turn {from, value} into {role, content} (human → user, gpt → assistant) in a column “messages”.');
  const alpaca = of('alpaca');
  if (alpaca !== undefined)
    return mapped(alpaca, 'Join instruction and input to “prompt”, and rename the output to “completion” (or make “messages” of them).');
  const pair = of('question-answer');
  if (pair !== undefined)
    return mapped(pair, `Rename ${pair.columns['question']} to “prompt” and ${pair.columns['answer']} to “completion”.`);
  const preference = of('preference');
  if (preference !== undefined) return mapped(preference, 'Take “chosen” as the answer, and leave “rejected” out.');
  const text = of('text');
  if (text !== undefined) return exact(text);
  return { verdict: 'no', columns: {}, missing: ['No column holds conversations, prompts with completions, or plain text.'] };
}

/** Trainers look for columns by name. */
function exact(match: FormatMatch): Judgement {
  const renamed = Object.entries(match.columns).filter(([part, column]) => part !== column);
  if (renamed.length === 0) return fits(match);
  return mapped(match, `Rename ${renamed.map(([part, column]) => `${column} to “${part}”`).join(', ')}.`);
}

function dpo(of: FormatOf): Judgement {
  const pairs = of('preference');
  if (pairs !== undefined)
    return pairs.columns['prompt'] === undefined
      ? fits(pairs, ['There is no prompt column: the common beginning of chosen and rejected is taken as the prompt.'])
      : exact(pairs);
  const single = of('unpaired-preference');
  if (single !== undefined)
    return {
      verdict: 'no',
      columns: single.columns,
      missing: ['It has single answers with a verdict: that is KTO’s format. DPO needs a chosen and a rejected answer to each prompt.'],
    };
  return { verdict: 'no', columns: {}, missing: ['DPO needs two answers to each prompt, in columns “chosen” and “rejected”.'] };
}

function grpo(of: FormatOf): Judgement {
  const prompts = of('prompts');
  if (prompts === undefined) return { verdict: 'no', columns: {}, missing: ['GRPO needs a column “prompt”.'] };
  const { verdict, missing } = exact({ format: 'prompts', columns: { prompt: prompts.columns['prompt'] ?? '' } });
  const check =
    prompts.columns['answer'] === undefined
      ? ['No column holds an answer to compare with: the reward must come from a function of the answer alone, or from a reward model.']
      : [];
  return { verdict, columns: prompts.columns, missing: [...missing, ...check] };
}

function classification(of: FormatOf, columns: readonly ColumnFacts[], roles: ColumnRoles): Judgement {
  const match = of('classification');
  if (match !== undefined) {
    const label = columns.find(({ name }) => name === match.columns['label']);
    const isText = label?.labels === undefined && (label?.kinds.string ?? 0) > 0;
    const encode = isText ? [`Encode ${label?.name} as numbers (class_encode_column).`] : [];
    const judged = exact(match);
    return { ...judged, verdict: isText ? 'mapping' : judged.verdict, missing: [...judged.missing, ...encode] };
  }
  if (roles.labels.length > 0) return { verdict: 'no', columns: {}, missing: ['There are labels, and no text beside them.'] };
  return { verdict: 'no', columns: {}, missing: ['No column has few values that repeat, as labels do.'] };
}

const concerning: Readonly<Record<Goal, readonly FindingKind[]>> = {
  sft: ['role-order', 'no-answer', 'empties', 'nulls', 'duplicates', 'overlap', 'cut-cells', 'bad-rows'],
  dpo: ['same-preference', 'role-order', 'empties', 'nulls', 'overlap', 'bad-rows'],
  grpo: ['empties', 'nulls', 'duplicates', 'overlap', 'bad-rows'],
  classification: ['imbalance', 'contradictions', 'unseen-labels', 'nulls', 'empties', 'overlap', 'near-overlap', 'bad-rows'],
};

function concernsOf(goal: Goal, columns: readonly string[], findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(
      ({ kind, severity, column }) =>
        severity !== 'note' && concerning[goal].includes(kind) && (column === undefined || columns.includes(column)),
    )
    .map(
      ({ kind, column, split, count }) =>
        `${kind}${column === undefined ? '' : ` in ${column}`}${split === undefined ? '' : ` (${split})`}: ${grouped(count)}`,
    );
}
