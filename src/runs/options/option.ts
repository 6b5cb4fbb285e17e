/** One thing that a program can be told on its command line. */
export interface ProgramOption {
  /** What it is called, without dashes: `lr`, `model.hidden-size`. Unique in its program. */
  readonly name: string;
  readonly form: OptionForm;
  readonly type: OptionType;
  /** As the program’s text says it: a value, or the expression that makes one. Only shown, never passed. */
  readonly default?: string;
  readonly choices?: readonly string[];
  readonly help?: string;
  readonly isRequired: boolean;
}

export type OptionType = 'text' | 'integer' | 'number' | 'boolean';

/** How it is written. `flag` is what this form writes, `aliases` what else means the same. */
export type OptionForm =
  /** `--lr 0.1` */
  | { readonly is: 'value'; readonly flag: string; readonly aliases: readonly string[] }
  /** `--betas 0.9 0.99` */
  | { readonly is: 'list'; readonly flag: string; readonly aliases: readonly string[] }
  /** `--fp16`; `off` where there is a flag for the contrary as well: `--no-fp16`. */
  | { readonly is: 'switch'; readonly flag: string; readonly aliases: readonly string[]; readonly off?: string }
  | { readonly is: 'positional'; readonly isList: boolean }
  /** `optimizer.lr=0.1`, as Hydra takes it. */
  | { readonly is: 'assignment' };

export interface ProgramOptions {
  /** Who reads the command line: `argparse`, `click`, …; undefined: nothing that is known. */
  readonly reader: string | undefined;
  readonly options: readonly ProgramOption[];
}
