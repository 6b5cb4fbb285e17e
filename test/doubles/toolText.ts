/** Reads what the tools answer, as a model would: from their text alone. */

export interface FileLine {
  readonly number: number;
  readonly text: string;
}

/** Lines of `read_file`: number, tab, text. */
export function fileLines(content: string): readonly FileLine[] {
  return content.split('\n').flatMap((row) => {
    const match = /^\s*(\d+)\t(.*)$/.exec(row);
    return match === null ? [] : [{ number: Number(match[1]), text: match[2] ?? '' }];
  });
}

/** `run: <id>` of `start_run` and `read_run`. */
export function runIdIn(content: string): string | undefined {
  return /^run: (\S+)/m.exec(content)?.[1];
}

/** `status: done`. */
export function statusIn(content: string): string | undefined {
  return /^status: (\S+)/m.exec(content)?.[1];
}

export function isStillRunning(content: string): boolean {
  return ['starting', 'queued', 'pending', 'running', 'stopping'].includes(statusIn(content) ?? '');
}

export interface MetricSummary {
  readonly name: string;
  /** Exactly as measured. */
  readonly first: string;
  readonly best: string;
  readonly last: string;
}

/** `metric test_accuracy: first 0.11 (step 1), best 0.97 (step 20), last 0.97 (step 20), n 20`. */
export function metricsIn(content: string): readonly MetricSummary[] {
  const pattern = /^metric (.+?): first (\S+) \(step [^)]*\), best (\S+) \(step [^)]*\), last (\S+) \(step [^)]*\)/gm;
  return [...content.matchAll(pattern)].map(([, name = '', first = '', best = '', last = '']) => ({ name, first, best, last }));
}

/** The accuracy on the test split; else whatever accuracy there is. */
export function testAccuracyIn(content: string): MetricSummary | undefined {
  const metrics = metricsIn(content);
  return (
    metrics.find(({ name }) => /^(test|eval|val)[_/]acc(uracy)?$/i.test(name)) ??
    metrics.find(({ name }) => /test.*acc/i.test(name)) ??
    metrics.find(({ name }) => /acc/i.test(name))
  );
}

/** The last line of the traceback that ends the console lines of `read_run`. */
export function raisedIn(content: string): string | undefined {
  const lines = content.split('\n');
  const begin = lines.lastIndexOf('Traceback (most recent call last):');
  return begin < 0 ? undefined : lines.slice(begin + 1).find((line) => /^\S/.test(line));
}

export interface LearningRateDefault {
  /** The whole line, as it stands in the file. */
  readonly line: string;
  readonly value: string;
  withValue(value: string): string;
}

/** The default of `--lr` (or `--learning-rate`) in a script that reads its hyperparameters with argparse. */
export function learningRateDefault(lines: readonly FileLine[]): LearningRateDefault | undefined {
  const start = lines.findIndex(({ text }) => /['"]--(lr|learning[-_]rate)['"]/.test(text));
  if (start < 0) return undefined;
  // The default may stand on one of the next lines of the same call.
  for (const { text } of lines.slice(start, start + 4)) {
    const match = /^(.*\bdefault\s*=\s*)([0-9][0-9.eE+-]*)(.*)$/.exec(text);
    if (match === null) continue;
    const [, before = '', value = '', after = ''] = match;
    return { line: text, value, withValue: (other) => before + other + after };
  }
  return undefined;
}

/** `0.9722` as `97.2 %`. */
export function percent(value: string): string {
  const number = Number(value);
  return Number.isFinite(number) ? `${(number <= 1 ? number * 100 : number).toFixed(1)} %` : value;
}
