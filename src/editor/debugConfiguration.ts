/** What debugpy is told (https://code.visualstudio.com/docs/python/debugging). Pure. */
export interface DebuggedCommand {
  readonly script: string;
  /** Between the interpreter and the script. */
  readonly runner: readonly string[];
  readonly args: readonly string[];
  readonly cwd: string;
  readonly python: string;
}

export interface DebugpyLaunch {
  readonly type: 'debugpy';
  readonly request: 'launch';
  readonly name: string;
  readonly [setting: string]: unknown;
}

export function debugConfiguration({ script, runner, args, cwd, python }: DebuggedCommand): DebugpyLaunch {
  const [how, what, ...rest] = runner;
  const started =
    how === '-m'
      ? { module: what, args: [...rest, script, ...args] }
      : how === '-c'
        ? { code: what, args: [...rest, script, ...args] }
        : { program: script, args: [...args] };
  return {
    type: 'debugpy',
    request: 'launch',
    name: `Debug ${script.split(/[\\/]/).at(-1) ?? script}`,
    ...started,
    cwd,
    python,
    console: 'integratedTerminal',
    // What goes wrong in training often goes wrong inside a library.
    justMyCode: false,
    subProcess: true,
  };
}
