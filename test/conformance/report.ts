import type { Conformance } from './conform.ts';
import type { TaskResult } from './runTask.ts';

const signs = { passed: '✔', failed: '✘', unable: '–' } as const;

/** One line for a task: sign, what it shows, what went wrong, what it took. */
export function taskLine({ outcome, id, title, reason, inputTokens, outputTokens, usd, ms }: TaskResult): string {
  const cost = outcome === 'unable' ? '' : `  (${tokensText(inputTokens + outputTokens)}, ${usdText(usd)}, ${(ms / 1000).toFixed(1)} s)`;
  return `${signs[outcome]} ${id.padEnd(16)} ${title}${cost}${reason === undefined ? '' : `\n  ${''.padEnd(16)} ${reason}`}`;
}

export function summaryLines(found: Conformance): readonly string[] {
  const { passed, failed, unable, inputTokens, outputTokens, usd, capabilities, results } = found;
  const missed = results.filter(({ outcome }) => outcome === 'failed');
  return [
    '',
    `${passed} of ${results.length} passed${unable === 0 ? '' : `, ${unable} not possible for this model`}.`,
    `${tokensText(inputTokens)} in, ${tokensText(outputTokens)} out, ${usdText(usd ?? undefined)} in all.`,
    `Known of the model: ${capabilities === null ? 'nothing' : abilities(capabilities)}.`,
    failed === 0
      ? 'It can do the work of Practicum’s agent.'
      : `What to expect: ${missed.map(({ title }) => `it may fail where it ${title}`).join('; ')}.`,
  ];
}

function abilities({ tools, images, contextTokens, efforts, source }: NonNullable<Conformance['capabilities']>): string {
  const said = (name: string, can: boolean | undefined): string => `${name} ${can === undefined ? 'unknown' : can ? 'yes' : 'no'}`;
  return [
    said('tools', tools),
    said('pictures', images),
    contextTokens === undefined ? 'context unknown' : `context ${contextTokens.toLocaleString('en')} tokens`,
    efforts === undefined ? 'efforts unknown' : efforts.length === 0 ? 'no choice of effort' : `efforts ${efforts.join(', ')}`,
    `as ${source}`,
  ].join(', ');
}

function tokensText(tokens: number): string {
  return `${tokens.toLocaleString('en')} tokens`;
}

/** A price that nobody knows is never shown as nothing. */
export function usdText(usd: number | undefined): string {
  return usd === undefined ? 'cost unknown' : `$${usd.toFixed(usd < 0.1 ? 4 : 2)}`;
}
