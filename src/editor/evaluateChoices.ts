/** What is asked of a person who evaluates, as rows. Pure. */
export interface MeasureRow {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** Undefined: lm-eval. */
  readonly script: string | undefined;
}

const likely = /(?:^|[/_-])(?:eval|evaluate|evaluation|benchmark|measure)(?:[_-][^/]*)?\.py$/i;

/** `scripts`: below the workspace folder, with `/`. Those whose name says that they evaluate stand first. */
export function measureRows(scripts: readonly string[]): readonly MeasureRow[] {
  const own = scripts
    .filter((name) => likely.test(name))
    .sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))
    .slice(0, 20);
  return [
    { label: '$(beaker) lm-eval', description: 'named benchmarks for language models', script: undefined },
    ...own.map((name): MeasureRow => ({ label: `$(file-code) ${name}`, description: 'a script of this workspace', script: name })),
  ];
}

/** What stands in the field before the person types: that what it was made of is known by. */
export function proposedBaseline(model: string | undefined): string {
  return model !== undefined && /^[\w.-]+\/[\w.-]+$/.test(model) ? model : '';
}
