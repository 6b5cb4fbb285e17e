/** A value that code or a configuration writes out. */
export interface CodeSetting {
  /** Relative to the workspace, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 0, in UTF-16 units of the line; `endColumn` exclusive. */
  readonly column: number;
  readonly endColumn: number;
  /** As it is written there: `--base-learning-rate`, `weight_decay`, `optim.lr`. */
  readonly name: string;
  readonly value: number | string | boolean;
  /** The literal itself: `1e-3`. */
  readonly text: string;
  /** Option of a command line, constant of a module or class, key of a configuration or dict, argument of a call, default of a parameter. */
  readonly how: 'option' | 'constant' | 'key' | 'argument' | 'parameter';
  /** Of an argument: what is called, `torch.optim.AdamW`. */
  readonly callee?: string;
}

/** A call of a constructor or function that itself says something: an optimizer, something that seeds. */
export interface CodeCall {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly callee: string;
  readonly names: readonly string[];
  readonly positional: number;
  /** `**options`, so that other arguments may come with it. */
  readonly isOpen: boolean;
}

export interface ReadCode {
  readonly settings: readonly CodeSetting[];
  readonly calls: readonly CodeCall[];
}

/** A literal as a program holds it; undefined for what is computed. */
export function literalValue(text: string): number | string | boolean | undefined {
  if (/^(?:True|true)$/.test(text)) return true;
  if (/^(?:False|false)$/.test(text)) return false;
  if (/^[-+]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?$/.test(text)) return Number(text.replaceAll('_', ''));
  return undefined;
}
