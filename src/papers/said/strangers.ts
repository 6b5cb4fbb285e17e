/** What a paper calls other people's methods: names beside its own in tables of results, after “baseline”, after “as published”. */
import type { Table } from '../document.ts';
import { gridOf } from './grid.ts';

const name = String.raw`(?:[\p{Lu}][\p{L}\d.+]*(?:-[\p{L}\d.]+)*|[\p{Ll}]+[\p{Lu}\d][\p{L}\d.]*(?:-[\p{L}\d.]+)*)(?: (?:[\p{Lu}][\p{L}\d-]*|\d(?:\.\d+)?|v\d))?`;
const names = String.raw`${name}(?:(?:, (?:and )?| and | or )(?:the )?${name})*`;
const introductions = [
  `\\b(?:[Bb]aselines?|[Cc]ompetitors?|[Rr]ivals?)(?: (?:methods?|models?))?(?:,| are| is| were| was|:|, namely| we (?:run|use|take|train)| include| includes) (?:the )?(${names})`,
  `\\b[Aa]s (?:an? |the |our )?(?:baselines?|competitors?)(?:,)? (?:we|serves?|serve) (?:run |use |take |train |consider )?(?:the )?(${names})`,
  `\\b(?:compare[ds]?|comparison) (?:it |them |our \\w+ |ours )?(?:with|to|against) (?:the )?(${names})`,
  `(${names}) (?:are |is |were |was )?(?:as published|from the (?:respective |original )?(?:papers?|authors)|as (?:reported|given) by|copied from|quoted from|taken from the)`,
].map((pattern) => new RegExp(pattern, 'gu'));
const label = new RegExp(`^(${name})(?=$|,| \\()`, 'u');
/** `recurrent network (GRU-D)`, `latent ODE [7]`. */
const bracketed = /\(((?=[^()]*\p{Lu}[^()]*[\p{Lu}\d])[\p{L}\d.-]{2,16})\)\s*$/u;
const described = /^\p{Ll}[\p{L}-]+ (?:[\p{Ll}-]+ )?(?:[\p{Lu}\d][\p{L}\d-]*|networks?|models?|regression|forests?|trees)$/u;
const namedBaseline = new RegExp(`\\bthe (${name}) baseline\\b`, 'gu');
const own = /\bours?\b|\bthis (?:work|paper)\b|\bproposed\b/i;
/** A word with a second capital or a digit is nobody's first word of a sentence. */
const looksCoined = /[\p{Lu}\d].*[\p{Lu}\d]/u;
/** Where networks are trained these are what they are compared with. */
const withoutNetwork = /\b(?:XGBoost|LightGBM|CatBoost|[Rr]andom forests?|[Gg]radient boosting|AutoGluon)\b/g;
/** Known to everybody, and used by everybody. */
const common =
  /^(?:Adam\w*|SGD|RMS[pP]rop|L-?BFGS|Table|Figure|Section|We|The|Our|Baselines?|Method|Model|None|Average|Mean|Random|One|All|No|Full|Both|CNN|MLP|LSTM|GRU|RNN|Transformer|BERT|T5|MNIST|CIFAR\S*|ImageNet|Human|Oracle|Chance|Test|Train(?:ing)?|Validation)$/;

/** As one pattern; undefined where the paper names nobody. */
/** `GRACE has τ = 0.4`, `OmniAnomaly works with windows of 100`: a coined name that does something. */
const doing =
  /(?:^|[.;:] |, (?:and |while |whereas |but )?)((?=[\p{L}+-]*\p{L}[\p{L}+-]*[\p{Lu}+])[\p{Lu}\p{Ll}][\p{L}]{2,}(?:-[\p{Lu}][\p{L}]+)?(?:\+\+)?(?: v\d)?)(?! (?:has|had) (?:about )?[\d.,]+k?(?: (?:and )?\d| (?:\p{Ll}+ ){0,2}(?:classes|categories|images|examples|recordings|samples|sentences|pairs|documents|nodes|graphs|questions|users|items|videos)\b))(?= (?:has|uses|used|takes|works with|keeps|needs|lasts|puts|adds|applies|removed|clips|trains|decodes|draws|employs|does without|reports|optimi[sz]es|(?:is|was) (?:trained|run|fitted)) )/gu;

/** `title`: with what the paper says of itself first. */
export function strangersIn(title: string, lines: readonly string[], tables: readonly Table[]): RegExp | undefined {
  const text = [title, ...lines].join('\n');
  const found = new Set<string>();
  for (const pattern of introductions)
    for (const match of text.matchAll(pattern))
      for (const one of (match[1] ?? '').split(/, (?:and )?| and | or /)) if (looksCoined.test(one)) found.add(one.replace(/^the /, ''));
  for (const [, one = ''] of text.matchAll(namedBaseline)) found.add(one);
  for (const [one] of text.matchAll(withoutNetwork)) found.add(one);
  for (const table of tables) for (const one of besideOurs(table)) found.add(one);
  for (const [, one = ''] of text.matchAll(doing))
    if (looksCoined.test(one) && !new RegExp(`\\bon (?:the )?${one.replaceAll('+', '\\+')}(?![\\p{L}-])`, 'u').test(text)) found.add(one);
  const strangers = [...found].filter((one) => one.length > 1 && !common.test(one) && !isOwn(one, title, text));
  if (strangers.length === 0) return undefined;
  const longest = strangers.sort((a, b) => b.length - a.length).map((one) => one.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`));
  return new RegExp(`(?<![\\p{L}\\d-])(?:${longest.join('|')})(?![\\p{L}\\d]|-\\p{L})`, 'gu');
}

/** The paper proposes it, trains it, or builds on it. */
function isOwn(one: string, title: string, text: string): boolean {
  const quoted = one.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  if (new RegExp(`(?<![\\p{L}\\d])${quoted}(?![\\p{L}\\d])`, 'u').test(title)) return true;
  return new RegExp(
    `\\b(?:[Oo]urs?|[Ww]e (?:propose|introduce|present|call (?:it|this|the \\w+)|train|fine-tune|pre-?train|adapt|start from|build on|distil|extend|modify|describe|publish|analyse|analyze|study)|called|named|adaptation of) (?:an? |the |of )?(?:[\\p{Ll}-]+ ){0,2}${quoted}(?![\\p{L}\\d])`,
    'u',
  ).test(text);
}

/** Where a row or a column is called ours, those beside it are not; elsewhere rows with a citation are not. */
function besideOurs(table: Table): string[] {
  const { rows, width } = gridOf(table);
  const down = Array.from({ length: Math.min(width, 2) }, (_, column) => rows.slice(1).map((row) => row[column]));
  const across = rows.slice(0, 2).map((row) => row.slice(1));
  return [...down.map((cells) => ({ cells, isAcross: false })), ...across.map((cells) => ({ cells, isAcross: true }))].flatMap(
    ({ cells, isAcross }) => {
      const mine = cells.flatMap((cell) => (cell !== undefined && own.test(cell.text) ? [cell.text] : []));
      return cells.flatMap((cell) => {
        if (cell === undefined || own.test(cell.text)) return [];
        // Beside a cited one, a name of its own in brackets (`recurrent network (GRU-D)`) is somebody's as well.
        const coined = !isAcross && cells.some((one) => one?.isCited === true) ? bracketed.exec(cell.text)?.[1] : undefined;
        if (mine.length === 0 && (isAcross || !cell.isCited)) return coined === undefined ? [] : [coined];
        const called = label.exec(cell.text)?.[1] ?? (cell.isCited ? described.exec(cell.text)?.[0] : undefined);
        return called === undefined || mine.some((text) => text.includes(called)) ? [] : [called];
      });
    },
  );
}
