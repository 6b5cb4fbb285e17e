/** algorithm2e: blocks are arguments, and `\;` ends a line. */

import { defined } from '../../../base/defined.ts';
import type { Inline } from '../../document.ts';
import type { Reader, Stop } from '../reader.ts';
import { isCommand, type Token, trimmed } from '../token.ts';
import { type Float, floatsOf, openFloat } from './floats.ts';

/** Words before the condition, between, and at the end; how many blocks follow. */
interface Block {
  readonly before: string;
  readonly after: string;
  readonly hasCondition: boolean;
  readonly end: string;
  readonly isLine?: boolean;
}

const blocks: Readonly<Record<string, Block>> = {
  If: { before: 'if', after: 'then', hasCondition: true, end: 'end' },
  uIf: { before: 'if', after: 'then', hasCondition: true, end: '' },
  lIf: { before: 'if', after: 'then', hasCondition: true, end: '', isLine: true },
  eIf: { before: 'if', after: 'then', hasCondition: true, end: '' },
  ElseIf: { before: 'else if', after: 'then', hasCondition: true, end: 'end' },
  uElseIf: { before: 'else if', after: 'then', hasCondition: true, end: '' },
  lElseIf: { before: 'else if', after: 'then', hasCondition: true, end: '', isLine: true },
  Else: { before: 'else', after: '', hasCondition: false, end: 'end' },
  uElse: { before: 'else', after: '', hasCondition: false, end: '' },
  lElse: { before: 'else', after: '', hasCondition: false, end: '', isLine: true },
  For: { before: 'for', after: 'do', hasCondition: true, end: 'end' },
  lFor: { before: 'for', after: 'do', hasCondition: true, end: '', isLine: true },
  ForEach: { before: 'foreach', after: 'do', hasCondition: true, end: 'end' },
  lForEach: { before: 'foreach', after: 'do', hasCondition: true, end: '', isLine: true },
  ForAll: { before: 'forall', after: 'do', hasCondition: true, end: 'end' },
  While: { before: 'while', after: 'do', hasCondition: true, end: 'end' },
  lWhile: { before: 'while', after: 'do', hasCondition: true, end: '', isLine: true },
  Begin: { before: 'begin', after: '', hasCondition: false, end: 'end' },
  Fn: { before: 'Function', after: ':', hasCondition: true, end: 'end' },
  Function: { before: 'Function', after: ':', hasCondition: true, end: 'end' },
  Procedure: { before: 'Procedure', after: ':', hasCondition: true, end: 'end' },
  Switch: { before: 'switch', after: 'do', hasCondition: true, end: 'end' },
  Case: { before: 'case', after: 'do', hasCondition: true, end: 'end' },
  Other: { before: 'otherwise', after: 'do', hasCondition: false, end: 'end' },
};

const heads: Readonly<Record<string, string>> = {
  KwIn: 'Input:',
  KwOut: 'Output:',
  KwData: 'Data:',
  KwResult: 'Result:',
  Input: 'Input:',
  Output: 'Output:',
};
const words: Readonly<Record<string, string>> = { Return: 'return', KwRet: 'return', KwTo: 'to', Break: 'break', Continue: 'continue' };
const silent = new Set(
  'DontPrintSemicolon PrintSemicolon LinesNumbered LinesNotNumbered SetAlgoLined SetAlgoNoLine SetAlgoVlined SetAlgoNoEnd RestyleAlgo BlankLine Indp Indm nl nonl small footnotesize IncMargin DecMargin SetNlSty SetAlgoLongEnd SetNoFillComment algomargin AlgoDisplayBlockMarkers SetAlgoSkip'.split(
    ' ',
  ),
);

export function algorithm2e(reader: Reader, name: string): void {
  const start = reader.place();
  const { gullet, record } = reader;
  gullet.bracketed();
  const float = openFloat(reader, 'algorithm', name);
  const before = reader.target;
  reader.target = { anchor: float.anchor, number: float.number ?? '', kind: 'algorithm' };
  gullet.meanings.openGroup();
  lines(reader, float, 0, (_, ended) => ended === name);
  gullet.meanings.closeGroup();
  floatsOf(reader).pop();
  reader.target = before;
  record.addBeside(
    float.anchor,
    { kind: 'algorithm', caption: float.caption, lines: float.lines, ...defined({ number: float.number }) },
    reader.placeFrom(start),
  );
}

function lines(reader: Reader, float: Float, indent: number, isEnd: Stop): void {
  let pending: readonly Inline[] = [];
  const put = (content: readonly Inline[], depth = indent): void => {
    if (content.length === 0) return;
    const anchor = reader.record.unique(`${float.anchor}.l${reader.record.count(float.anchor, 'l')}`);
    float.lines.push({ anchor, indent: depth, content });
  };
  for (;;) {
    let ended = false;
    const { content, stopped } = reader.captureUntil((token, name) => {
      ended = isEnd(token, name);
      return ended || isCommand(token, ';') || isCommand(token, 'par') || (token.kind === 'command' && isOwn(reader, token.text));
    }, float.anchor);
    pending = [...pending, ...(pending.length > 0 && content.length > 0 ? [{ kind: 'text', text: ' ' } as const] : []), ...content];
    if (ended || stopped === undefined) {
      put(pending);
      return;
    }
    const name = stopped.text;
    if (name === ';' || name === 'par') {
      put(pending);
      pending = [];
    } else if (name in words)
      pending = [
        ...pending,
        ...(pending.length > 0 ? [{ kind: 'text', text: ' ' } as const] : []),
        strong(words[name] ?? ''),
        ...argumentOf(reader, float),
      ];
    else if (name === 'tcp' || name === 'tcc' || name === 'tcp*' || name === 'Comment') {
      reader.gullet.star();
      reader.gullet.bracketed();
      const said = [{ kind: 'text', text: '// ' } as const, ...reader.capture(reader.gullet.argument(), float.anchor)];
      if (pending.length === 0 && float.lines.length > 0 && reader.gullet.peek()?.text !== ';') put(said);
      else pending = [...pending, ...(pending.length > 0 ? [{ kind: 'text', text: ' ' } as const] : []), ...said];
    } else if (name in heads) {
      put([strong(heads[name] ?? ''), { kind: 'text', text: ' ' }, ...reader.capture(reader.gullet.argument(), float.anchor)]);
    } else if (name === 'Repeat') {
      put(pending);
      pending = [];
      const condition = reader.gullet.argument();
      put([strong('repeat')]);
      inner(reader, float, indent + 1, reader.gullet.argument());
      put([strong('until'), { kind: 'text', text: ' ' }, ...reader.capture(condition, float.anchor)]);
    } else if (name in blocks) {
      put(pending);
      pending = [];
      block(reader, float, indent, name, put);
    }
  }
}

function isOwn(reader: Reader, name: string): boolean {
  if (reader.gullet.meanings.macro(name) !== undefined) return false;
  return name in blocks || name in heads || name in words || name === 'Repeat' || name === 'tcp' || name === 'tcc';
}

function strong(text: string): Inline {
  return { kind: 'text', text, style: 'strong' };
}

function argumentOf(reader: Reader, float: Float): readonly Inline[] {
  if (reader.gullet.peek()?.kind !== 'begin') return [];
  const said = reader.capture(reader.gullet.argument(), float.anchor);
  return said.length === 0 ? [] : [{ kind: 'text', text: ' ' }, ...said];
}

function block(reader: Reader, float: Float, indent: number, name: string, put: (content: readonly Inline[]) => void): void {
  const kind = blocks[name];
  if (kind === undefined) return;
  const { gullet } = reader;
  // A comment in parentheses stands at the end of the line: `\If(\tcp*[h]{…}){…}{…}`.
  gullet.bracketed('(', ')');
  const condition = kind.hasCondition ? reader.capture(gullet.argument(), float.anchor) : [];
  const head: Inline[] = [strong(kind.before), ...(condition.length > 0 ? [{ kind: 'text', text: ' ' } as const, ...condition] : [])];
  if (kind.after !== '') head.push({ kind: 'text', text: ' ' }, strong(kind.after));
  const body = gullet.argument();
  if (kind.isLine === true) {
    put([...head, { kind: 'text', text: ' ' }, ...reader.capture(body, float.anchor)]);
    return;
  }
  put(head);
  inner(reader, float, indent + 1, body);
  if (name === 'eIf') {
    put([strong('else')]);
    inner(reader, float, indent + 1, gullet.argument());
    put([strong('end')]);
  } else if (kind.end !== '') put([strong(kind.end)]);
}

function inner(reader: Reader, float: Float, indent: number, tokens: readonly Token[]): void {
  const mark: Token = { kind: 'mark', text: 'end of block' };
  reader.gullet.push([mark]);
  reader.gullet.push(trimmed(tokens));
  lines(reader, float, indent, (token) => token === mark);
}

export const silentInAlgorithms: ReadonlySet<string> = silent;
