/** Settings that a paper prints as code: a file of configuration, a command with its flags, a call. Read as the rows of a table are. */

import { settingOf } from './bound.ts';
import type { Candidate } from './candidates.ts';
import { type Assignment, assignmentsIn, type CodeBlock } from './codeAssignments.ts';
import { commentsIn } from './codeComments.ts';
import { type KeyName, nameOfKey, wordInCode, wordsOf } from './codeNames.ts';
import { isKnownPart } from './labelScopes.ts';
import { invented } from './linear.ts';
import type { Letters } from './mentions.ts';
import { amountOf } from './numbers.ts';
import type { CodePassage, Passages } from './passages.ts';
import type { Entities } from './scopes.ts';
import { valuesInSentence } from './sentenceValues.ts';
import { results } from './tableNames.ts';
import { occurrences, type TablesRead } from './tableSentences.ts';

const nothing = /^(?:none|null|nil|false|off|no|disabled|~)$/i;
const swept = /^(?:sweep|grid|search|search space|param grid|parameters|values|choices|space|tune)$/;
/** What tells two blocks apart. */
const telling = /^(?:phase|stage|name|task|dataset|data|model|mode|method|variant|arch|env|experiment|exp|run|part|role)$/;
const measured = /^(?:acc\w*|loss|error|f1|auc|bleu|score|reward|ppl|perplexity|mse|mae|rmse|test \w+|val \w+)$/;

interface Read extends KeyName {
  readonly assignment: Assignment;
  readonly values: readonly string[];
  readonly isSearched: boolean;
}

interface CodeValue {
  readonly name: string;
  readonly value: number | string;
  readonly stated: string;
  readonly role?: 'searched';
  readonly values?: readonly number[];
  readonly scope: readonly string[];
  readonly written: string;
}

export function valuesInCode({ codes }: Passages, letters: Letters): TablesRead {
  const read = codes.map((passage) => ({ ...passage, values: settingsIn(passage.text, letters) }));
  return {
    scopes: [...new Set(read.flatMap(({ values }) => values.flatMap(({ scope }) => scope)))],
    read: (entities: Entities): Candidate[] =>
      read.flatMap(({ values, ...code }) => {
        const { anchor, headings } = code;
        return [
          ...values.map(
            ({ scope, written, ...value }): Candidate => ({
              ...value,
              scope: scope.flatMap((text) => occurrences(text, entities)),
              quote: written,
              anchor,
              place: 'table',
              headings,
            }),
          ),
          ...(values.length === 0 ? [] : valuesInComments(code, values, letters, entities)),
        ];
      }),
  };
}

/** A comment goes on with what its line sets; of that nothing is said again. */
function valuesInComments(
  { text, anchor, headings }: CodePassage,
  values: readonly CodeValue[],
  letters: Letters,
  entities: Entities,
): Candidate[] {
  const read = (line: string): Candidate[] =>
    valuesInSentence({ anchor, place: 'table', headings, others: [], line: invented(line) }, letters, entities);
  return commentsIn(text).flatMap(({ beside, text: comment, written }) => {
    const { key, value } = beside ?? {};
    const name = key === undefined ? undefined : nameOfKey(key, '', { letters, topic: text })?.setting.name;
    const lead = name === undefined ? '' : `${name} ${value}`;
    const said = lead === '' ? [] : read(lead);
    return read(lead === '' ? comment : `${lead}, ${comment.replaceAll(/;(?= )/g, ',')}`)
      .filter(
        (one) =>
          one.name !== name &&
          !said.some((other) => other.name === one.name && other.value === one.value) &&
          !values.some((other) => other.name === one.name),
      )
      .map((one) => ({ ...one, quote: written }));
  });
}

/** What the code gives, where it is one of settings, two of them as a rule, and fewer numbers of results. */
export function settingsIn(text: string, letters: Letters): readonly CodeValue[] {
  const all = assignmentsIn(text);
  const table = { letters, topic: text };
  const read = all.flatMap((assignment) => readOf(assignment, table));
  const found = all.filter(({ key, values }) => key !== undefined && measured.test(wordsOf(key)) && /^[\d.e-]+$/.test(values[0] ?? ''));
  const names = new Set(read.map(({ setting }) => setting.name));
  // A single one among parameters that have no name here, if it can be nothing else.
  const isOne = names.size === 1 && all.length >= 3 && (names.has('learning rate') || names.has('batch size'));
  if ((names.size < 2 && !isOne) || found.length * 2 >= read.length) return [];
  return read.flatMap((one) =>
    valuesOf(one, scopeOf(one, read, all)).map((value) => ({ ...value, written: asPrinted(one.assignment, text) })),
  );
}

/** The words of the paper: of a default that is declared, and of values over several lines, the line with the key. */
function asPrinted({ written, key = '', values }: Assignment, text: string): string {
  if (text.includes(written)) return written;
  const lines = text.split('\n').filter((line) => line.includes(key));
  return (lines.find((line) => line.includes(values[0] ?? '')) ?? lines[0] ?? written).trim();
}

function readOf(assignment: Assignment, table: { readonly letters: Letters; readonly topic: string }): Read[] {
  const { key, values, blocks } = assignment;
  const parts = [...blocks.map(({ name }) => name), ...(key ?? '').split('.')];
  const isSearched = parts.some((part) => swept.test(wordsOf(part)));
  const own = parts.filter((part) => part !== '' && !swept.test(wordsOf(part)));
  if (key === undefined) return calledOf(assignment);
  const flag = /^(fp16|bf16|amp)$/i.exec(key)?.[1];
  if (flag !== undefined)
    return /^true$/i.test(values[0] ?? '') || wordInCode('precision', values[0] ?? '') !== undefined
      ? [{ ...wordOf('precision'), assignment, values: [/^true$/i.test(values[0] ?? '') ? flag : (values[0] ?? '')], isSearched: false }]
      : [];
  if (/^betas$/i.test(own.at(-1) ?? '') && values.length === 2)
    return ['beta1', 'beta2'].map((name, at) => ({
      setting: settingOf(name),
      isWord: false,
      assignment,
      values: [values[at] ?? ''],
      isSearched: false,
    }));
  const name = nameOfKey(own.at(-1) ?? '', own.at(-2) ?? '', table);
  if (name === undefined || values.length === 0 || results.test(wordsOf(key))) return [];
  // `warmup: 0.06`: of all updates.
  const isShare = name.setting.name === 'warmup steps' && values.every((value) => Number(value) > 0 && Number(value) < 1);
  return [{ ...name, ...(isShare ? { setting: settingOf('warmup ratio') } : {}), assignment, values, isSearched }];
}

/** `Adam(…)`, `CosineAnnealingLR(…)`: what is made says what it is. */
function calledOf(assignment: Assignment): Read[] {
  const [called = ''] = assignment.values;
  const name = /LR$|Schedule\w*$|^ReduceLROnPlateau$/.test(called) ? 'learning rate schedule' : 'optimizer';
  return wordInCode(name, called) === undefined || !/^[A-Z]/.test(called)
    ? []
    : [{ ...wordOf(name), assignment, values: [called], isSearched: false }];
}

function wordOf(name: string): KeyName {
  return { setting: settingOf(name), isWord: true };
}

/** The blocks of the assignment that another one of the same setting does not stand in, as they are called. */
function scopeOf({ setting, assignment, values }: Read, read: readonly Read[], all: readonly Assignment[]): readonly string[] {
  const alike = read.filter((other) => other.setting.name === setting.name && other.assignment !== assignment);
  const differ = alike.filter((other) => other.values.join() !== values.join());
  // `[ppo]` over everything tells nothing apart.
  const isOfAll = (block: CodeBlock): boolean =>
    read.every((other) => [...other.assignment.blocks, ...prefixesOf(other.assignment)].some((one) => isSame(one, block)));
  return [...assignment.blocks, ...prefixesOf(assignment)].flatMap((block) => {
    const called = calledAs(block, all);
    if (called === '' || called === undefined || isOfAll(block)) return [];
    if (isKnownPart(called)) return [called];
    return differ.some((other) => ![...other.assignment.blocks, ...prefixesOf(other.assignment)].some((one) => isSame(one, block)))
      ? [called]
      : [];
  });
}

/** `qat.lr`: of its own block. */
function prefixesOf({ key = '' }: Assignment): readonly CodeBlock[] {
  return key
    .split('.')
    .slice(0, -1)
    .map((name) => ({ name, id: -1 }));
}

function isSame(one: CodeBlock, other: CodeBlock): boolean {
  return one.id === other.id && (one.id >= 0 || one.name === other.name);
}

/** An item of a list or a command is called by what it says of itself. */
function calledAs({ name, id }: CodeBlock, all: readonly Assignment[]): string | undefined {
  if (name !== '')
    return /^(?:config|args|train(?:ing)?|model|optim\w*|sched\w*|data|network|hparams|params|hyperparameters|default)$/i.test(name)
      ? undefined
      : name.replaceAll('_', ' ');
  const own = all.filter(({ key, blocks }) => key !== undefined && telling.test(key) && blocks.at(-1)?.id === id);
  const others = (key: string, value: string): boolean =>
    all.some((other) => other.key === key && other.blocks.at(-1)?.id !== id && other.values[0] !== value);
  const one = own.find(({ key = '', values }) => others(key, values[0] ?? ''));
  return one === undefined ? undefined : /^\d+$/.test(one.values[0] ?? '') ? `${one.key} ${one.values[0]}` : one.values[0];
}

function valuesOf(
  { setting, isWord, assignment: { isList, written }, values, isSearched }: Read,
  scope: readonly string[],
): readonly CodeValue[] {
  const give = (value: number | string, name = setting.name): CodeValue => ({ name, value, stated: String(value), scope, written });
  if (isWord && setting.name === 'target modules') return [give(values.join(', '))];
  if (isWord && setting.name !== 'hardware')
    return values.flatMap((value) => wordInCode(setting.name, value) ?? []).map((value) => give(value));
  if (setting.name === 'seeds' && isList) return isSearched ? [] : [give(values.length)];
  const numbers = values.map((value) => (nothing.test(value) ? 0 : numberIn(value))).filter((value) => value !== undefined);
  if (numbers.length === 0 || numbers.length < values.length || !numbers.every((value) => canBe(setting, value))) return [];
  if (isSearched && numbers.length > 1) return [{ ...give(numbers.join(', ')), role: 'searched', values: numbers }];
  if (isList && /^(?:layers|hidden units)$/.test(setting.name)) return widthsOf(numbers).map((width) => give(width, 'hidden units'));
  return numbers.length === 1 || setting.many === true ? numbers.map((value) => give(value)) : [];
}

function canBe({ is, max }: Read['setting'], value: number): boolean {
  return (
    (max === undefined || value <= max) &&
    (is !== 'share' || (value >= 0 && value <= 1)) &&
    (is !== 'count' || (Number.isInteger(value) && value > 0))
  );
}

/** Of a chain from the input to what is like it, those between. */
function widthsOf(numbers: readonly number[]): readonly number[] {
  const isMirrored = numbers.length >= 3 && numbers.every((number, at) => number === numbers.at(-1 - at)) && new Set(numbers).size > 1;
  return [...new Set(isMirrored ? numbers.slice(1, -1) : numbers)];
}

/** `1_000`, `10**-3`, `2**15`, `1.0e-3`. */
function numberIn(text: string): number | undefined {
  const power = /^(\d+) ?(?:\*\*|\^) ?\(?(-?\d+)\)?$/.exec(text);
  if (power !== null) return Number((Number(power[1]) ** Number(power[2])).toPrecision(12));
  const own = text.replaceAll(/(?<=\d)_(?=\d{3})/g, '');
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(own) ? Number(own) : amountOf(own);
}
