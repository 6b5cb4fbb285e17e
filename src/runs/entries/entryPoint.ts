/** A place from which training can be started, and the command that starting it there means. */

/** What the place is: a main, a call that trains, a function nobody calls, a cell of a script, a comment that asks for it, a configuration. */
export type EntryKind = 'main-guard' | 'trainer' | 'function' | 'cell' | 'pragma' | 'config';

/** Who reads the file: Python itself, or a program that starts it. */
export type Launcher =
  | { readonly by: 'python' }
  /** Processes for each device: the script wants the variables that torchrun sets. */
  | { readonly by: 'torchrun' }
  /** As `torchrun` where there are several devices or a default configuration; else plain Python does the same. */
  | { readonly by: 'accelerate' }
  /** The script names its own packages (PEP 723), which uv brings. */
  | { readonly by: 'uv' }
  /** Defines a function that nothing calls: it is called. */
  | { readonly by: 'function'; readonly name: string }
  | { readonly by: 'axolotl' }
  | { readonly by: 'llamafactory' }
  | { readonly by: 'trl'; readonly method: string }
  | { readonly by: 'torchtune'; readonly recipe: string }
  | { readonly by: 'torchtitan' };

export interface EntryPoint {
  /** Counts from 0, as editors do. */
  readonly line: number;
  readonly kind: EntryKind;
  /** What the place is called, for a tooltip: `if __name__ == "__main__"`, `trainer.train()`, `def train`. */
  readonly label: string;
  readonly launcher: Launcher;
  /** Arguments that belong to the command whatever else is chosen: the `fit` of LightningCLI, those of a `# train:` comment. */
  readonly args: readonly string[];
}
