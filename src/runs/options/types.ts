/** What a Python annotation or a `type=` says of a value. */
import type { Token } from '../../workspace/pythonTokens.ts';
import { callAt, divide, isName, isOperator, itemsIn, literalOf, sourceOf } from './literals.ts';
import type { OptionType } from './option.ts';

export interface ValueType {
  readonly type: OptionType;
  readonly isList: boolean;
  readonly choices?: readonly string[];
  /** The annotation names something of the program’s own, perhaps a nested dataclass. */
  readonly named?: string;
  /** What `Annotated` says beside the type. */
  readonly notes: readonly (readonly Token[])[];
}

const plain: Readonly<Record<string, OptionType>> = { int: 'integer', float: 'number', bool: 'boolean', str: 'text' };
const lists = ['list', 'List', 'tuple', 'Tuple', 'Sequence', 'Iterable'];

/** Of an annotation: `float`, `int | None`, `Optional[str]`, `list[float]`, `Literal['a', 'b']`, `Annotated[int, …]`. */
export function annotated(tokens: readonly Token[]): ValueType {
  const isNone = (part: readonly Token[]): boolean => part.length === 1 && isName(part[0], 'None');
  const [first, ...others] = divide(tokens, '|').filter((part) => !isNone(part));
  const part = others.length === 0 ? (first ?? []) : [];
  const open = part.findIndex((token) => isOperator(token, '['));
  const name = part[open === -1 ? part.length - 1 : open - 1];
  if (open === -1) return named(name);
  const inner = itemsIn(part, open);
  if (isName(name, 'Optional')) return annotated(inner[0] ?? []);
  if (isName(name, 'Union')) return annotated(inner.find((item) => !isNone(item)) ?? []);
  if (isName(name, 'Annotated', 'Positional')) return { ...annotated(inner[0] ?? []), notes: inner.slice(1) };
  if (isName(name, ...lists)) return { ...annotated(inner[0] ?? []), isList: true };
  if (isName(name, 'Literal')) {
    const choices = inner.map((item) => literalOf(item) ?? sourceOf(item));
    return { type: choices.every((choice) => /^-?\d+$/.test(choice)) ? 'integer' : 'text', isList: false, choices, notes: [] };
  }
  return { type: 'text', isList: false, notes: [] };
}

function named(name: Token | undefined): ValueType {
  const text = name?.text ?? '';
  if (name?.kind === 'name' && lists.includes(text)) return { type: 'text', isList: true, notes: [] };
  const type = plain[text];
  if (type !== undefined) return { type, isList: false, notes: [] };
  return name?.kind === 'name' ? { type: 'text', isList: false, named: text, notes: [] } : { type: 'text', isList: false, notes: [] };
}

/** Of `type=int` or `type=click.Choice(["a", "b"])`, `click.IntRange(1, 9)`. */
export function ofTypeArgument(tokens: readonly Token[] | undefined): Pick<ValueType, 'type' | 'choices'> | undefined {
  if (tokens === undefined) return undefined;
  const open = tokens.findIndex((token) => isOperator(token, '('));
  const name = tokens[open === -1 ? tokens.length - 1 : open - 1];
  if (open !== -1 && isName(name, 'Choice')) {
    const { positional } = callAt(tokens, open);
    const list = positional[0] ?? [];
    const choices = itemsIn(list, 0).map((item) => literalOf(item) ?? sourceOf(item));
    return { type: 'text', choices };
  }
  if (isName(name, 'int', 'INT', 'IntRange')) return { type: 'integer' };
  if (isName(name, 'float', 'FLOAT', 'FloatRange')) return { type: 'number' };
  if (isName(name, 'bool', 'BOOL')) return { type: 'boolean' };
  return { type: 'text' };
}

/** What a default tells where nothing else does. */
export function ofDefault(text: string | undefined): OptionType {
  if (text === undefined) return 'text';
  if (text === 'True' || text === 'False') return 'boolean';
  if (/^-?\d+$/.test(text)) return 'integer';
  return /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text) ? 'number' : 'text';
}
