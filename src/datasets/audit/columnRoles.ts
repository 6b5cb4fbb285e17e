/** What the columns of a data set are for: names first, as the field uses them, then what stands in them. */
import { isBinaryType } from '../features.ts';
import type { ColumnFacts } from './columnStats.ts';

export interface ColumnRoles {
  /** Names rows and says nothing. */
  readonly ids: readonly string[];
  readonly labels: readonly string[];
  /** Hold what is read, without labels and names. */
  readonly texts: readonly string[];
}

const idName = /^(?:_?id|idx|index|uuid|guid|hash|key|row_?(?:id|number|num)?|__index_level_\d+__|.+[_-](?:id|uuid|idx|hash))$/i;
const labelName =
  /^(?:labels?|class(?:es)?|categor(?:y|ies)|target|sentiment|intent|topic|stars|rating|emotion|gold_label|is_[a-z_]+|.+_label)$/i;

export function columnRoles(columns: readonly ColumnFacts[]): ColumnRoles {
  const ids = columns.filter(isId).map(({ name }) => name);
  const labels = columns.filter((column) => !ids.includes(column.name) && isLabel(column)).map(({ name }) => name);
  const texts = columns.filter(({ name }) => !ids.includes(name) && !labels.includes(name)).filter(isText);
  return { ids, labels, texts: texts.map(({ name }) => name) };
}

function isId({ name, type, rows, nulls, distinct, turns }: ColumnFacts): boolean {
  if (!idName.test(name) || turns !== undefined || isBinaryType(type)) return false;
  return distinct === undefined || distinct > (rows - nulls) / 2;
}

function isLabel({ name, labels, distinct, rows, kinds, chars }: ColumnFacts): boolean {
  if (labels !== undefined) return true;
  if (!labelName.test(name) || distinct === undefined || (kinds.list ?? 0) + (kinds.record ?? 0) > 0) return false;
  return distinct <= Math.max(2, Math.min(200, rows / 2)) && (chars === undefined || chars.p95 <= 64) && (kinds.float ?? 0) === 0;
}

function isText({ kinds }: ColumnFacts): boolean {
  return (kinds.string ?? 0) + (kinds.list ?? 0) + (kinds.record ?? 0) > 0;
}

export type DataFormat =
  | 'messages'
  | 'sharegpt'
  | 'prompt-completion'
  | 'alpaca'
  | 'preference'
  | 'unpaired-preference'
  | 'prompts'
  | 'question-answer'
  | 'classification'
  | 'text';

/** Which part of a training format stands in which column. */
export interface FormatMatch {
  readonly format: DataFormat;
  readonly columns: Readonly<Record<string, string>>;
}

const answerNames = ['answer', 'answers', 'solution', 'ground_truth', 'reference', 'final_answer', 'target'] as const;

/** Every format that these columns are, the most particular one first. */
export function formatsOf(columns: readonly ColumnFacts[], roles: ColumnRoles): readonly FormatMatch[] {
  const byName = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
  const named = (...names: readonly string[]): string | undefined =>
    names.map((name) => byName.get(name)).find((column) => column !== undefined && (isText(column) || column.turns !== undefined))?.name;
  const any = (...names: readonly string[]): string | undefined =>
    names.map((name) => byName.get(name)).find((column) => column !== undefined)?.name;
  const found: FormatMatch[] = [];
  const add = (format: DataFormat, parts: Readonly<Record<string, string | undefined>>, ...optional: readonly string[]): void => {
    const missing = Object.entries(parts).some(([part, column]) => column === undefined && !optional.includes(part));
    if (missing) return;
    found.push({
      format,
      columns: Object.fromEntries(Object.entries(parts).flatMap(([part, column]) => (column === undefined ? [] : [[part, column]]))),
    });
  };
  const prompt = named('prompt', 'question', 'query', 'instruction', 'input', 'problem');
  add(
    'preference',
    { prompt: named('prompt', 'question', 'query', 'instruction', 'input'), chosen: named('chosen'), rejected: named('rejected') },
    'prompt',
  );
  const isVerdict = byName.get('label')?.kinds.bool !== undefined;
  if (isVerdict) add('unpaired-preference', { prompt: named('prompt'), completion: named('completion'), label: any('label') });
  const chat = columns.filter(
    ({ turns, rows, nulls, name }) =>
      turns !== undefined && turns.rows >= (rows - nulls) / 2 && !/^(?:chosen|rejected|prompt|completion)$/i.test(name),
  );
  const plain = chat.find(({ turns }) => turns?.shape === 'role-content');
  const share = chat.find(({ turns }) => turns?.shape === 'from-value');
  add('messages', { messages: plain?.name });
  add('sharegpt', { conversations: share?.name });
  add('prompt-completion', { prompt: named('prompt'), completion: named('completion') });
  add(
    'alpaca',
    { instruction: named('instruction'), input: named('input', 'context'), output: named('output', 'response', 'answer') },
    'input',
  );
  add('question-answer', {
    question: named('question', 'query', 'problem'),
    answer: named('answer', 'answers', 'response', 'solution', 'output', 'final_answer', 'target'),
  });
  add('prompts', { prompt, answer: any(...answerNames) }, 'answer');
  const texts = roles.texts.filter((name) => columns.some((column) => column.name === name && column.turns === undefined));
  const label = roles.labels[0];
  const text =
    named('text', 'sentence', 'content', 'review', 'document', 'premise', 'sentence1') ?? (texts.length === 1 ? texts[0] : undefined);
  add('classification', { text: text ?? (label === undefined ? undefined : texts[0]), label });
  add('text', { text: named('text', 'content', 'document', 'story', 'code') ?? (found.length === 0 ? text : undefined) });
  return found;
}
