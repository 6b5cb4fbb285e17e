/** Functions and dataclasses of which a program’s options are made (typer, tyro, fire, HfArgumentParser). */
import type { LogicalLine, Token } from '../../workspace/pythonTokens.ts';
import { callAt, divide, isName, isOperator, itemsIn } from './literals.ts';
import { annotated, type ValueType } from './types.ts';

export interface Parameter {
  readonly name: string;
  readonly type: ValueType;
  /** Tokens of the default; undefined: it has none. */
  readonly value: readonly Token[] | undefined;
}

export interface Definition {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Names of the classes it is made from. */
  readonly bases: readonly string[];
  /** The decorators above it, without `@`. */
  readonly decorators: readonly (readonly Token[])[];
  readonly is: 'function' | 'class';
}

/** Functions at the left edge, and classes with annotated fields. */
export function definitionsIn(lines: readonly LogicalLine[]): readonly Definition[] {
  const found: Definition[] = [];
  let decorators: (readonly Token[])[] = [];
  for (const [at, { tokens, indent }] of lines.entries()) {
    const [first, ...rest] = isName(tokens[0], 'async') ? tokens.slice(1) : tokens;
    if (isOperator(first, '@')) {
      decorators.push(rest);
      continue;
    }
    const [name] = rest;
    if (isName(first, 'def') && name !== undefined && indent === '') {
      found.push({ is: 'function', name: name.text, parameters: ofFunction(rest), bases: [], decorators });
    } else if (isName(first, 'class') && name !== undefined) {
      const open = rest.findIndex((token) => isOperator(token, '('));
      const bases = open === -1 ? [] : itemsIn(rest, open).map((item) => item.at(-1)?.text ?? '');
      found.push({ is: 'class', name: name.text, parameters: fieldsBelow(lines, at), bases, decorators });
    }
    decorators = [];
  }
  return found;
}

function ofFunction(rest: readonly Token[]): readonly Parameter[] {
  const open = rest.findIndex((token) => isOperator(token, '('));
  if (open === -1) return [];
  return itemsIn(rest, open).flatMap((item) =>
    isOperator(item[0], '*') || isOperator(item[0], '**') || isOperator(item[0], '/') ? [] : parameter(item),
  );
}

/** The annotated fields of the class at line `at`: those that stand directly in it. */
function fieldsBelow(lines: readonly LogicalLine[], at: number): readonly Parameter[] {
  const own = lines[at]?.indent ?? '';
  const inside = lines[at + 1]?.indent ?? '';
  if (inside.length <= own.length) return [];
  const found: Parameter[] = [];
  for (const { indent, tokens } of lines.slice(at + 1)) {
    if (indent.length <= own.length) break;
    if (indent === inside && tokens[0]?.kind === 'name' && isOperator(tokens[1], ':')) found.push(...parameter(tokens));
  }
  return found;
}

function parameter(tokens: readonly Token[]): readonly Parameter[] {
  const [name] = tokens;
  if (name?.kind !== 'name' || name.text === 'self') return [];
  const [left = [], ...right] = divide(tokens, '=');
  const type = annotated(isOperator(left[1], ':') ? left.slice(2) : []);
  if (isName(left[2], 'ClassVar')) return [];
  return [{ name: name.text, type, value: right.length === 0 ? undefined : right.flat() }];
}

/** The call that a default is: `field(default=…)`, `typer.Option(…)`; undefined when it is none of these. */
export function callIn(tokens: readonly Token[] | undefined, ...names: readonly string[]): ReturnType<typeof callAt> | undefined {
  const open = tokens?.findIndex((token) => isOperator(token, '(')) ?? -1;
  return tokens !== undefined && open > 0 && isName(tokens[open - 1], ...names) ? callAt(tokens, open) : undefined;
}
