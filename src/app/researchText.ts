import type { FactSource } from '../base/fact.ts';
import type { ResearchAgent } from '../base/research.ts';

/** Their words are those of what they read. */
export const researchOrigin = { kind: 'research', name: 'sub-agents' } as const;

/** What the model reads of a research call. Each sub-agent gets an equal part of it. */
const maxChars = 28_000;
const maxLooks = 12;

export function researchText(agents: readonly ResearchAgent[]): string {
  const calls = agents.reduce((sum, agent) => sum + agent.calls, 0);
  const tokens = agents.reduce((sum, agent) => sum + agent.tokens, 0);
  const priced = agents.flatMap(({ usd }) => (usd === undefined ? [] : [usd]));
  const usd = priced.length === 0 ? '' : `, $${priced.reduce((sum, each) => sum + each, 0).toFixed(2)}`;
  const head = `${agents.length === 1 ? '1 sub-agent' : `${agents.length} sub-agents`}, ${calls} calls, ${tokens.toLocaleString('en')} tokens${usd}. Each fact below was shown by a result that its sub-agent read; cite its source. What is not backed was not found: do not present it.`;
  const each = Math.floor((maxChars - head.length) / Math.max(1, agents.length));
  return [head, ...agents.map((agent) => within(linesOf(agent), each))].join('\n\n');
}

function linesOf(agent: ResearchAgent): readonly string[] {
  const { question, state, notes, facts, notBacked, open, looks, earlierLooks } = agent;
  const partial = state === 'done' ? '' : ' (only what was found until it had to end)';
  const lines = [`## ${question}${partial}`, ...notes.map((note) => `Note: ${note}`)];
  lines.push(facts.length === 0 ? 'Facts: none.' : 'Facts:');
  for (const { text, source, quote } of facts)
    lines.push(`- ${oneLine(text)} [${sourceText(source)}]${quote === undefined ? '' : ` “${oneLine(quote)}”`}`);
  if (open.length > 0) lines.push('Open:', ...open.map((text) => `- ${oneLine(text)}`));
  if (notBacked.length > 0)
    lines.push('Not backed by anything it read:', ...notBacked.map(({ text, why }) => `- ${oneLine(text)} (${why})`));
  if (facts.length === 0 && looks.length > 0) {
    lines.push(`Looked at${earlierLooks > 0 ? ', among others' : ''}:`);
    for (const { title, source, isFailed } of looks.slice(-maxLooks))
      lines.push(`- ${oneLine(title)}${source === undefined ? '' : ` [${sourceText(source)}]`}${isFailed === true ? ' (failed)' : ''}`);
  }
  return lines;
}

export function sourceText(source: FactSource): string {
  switch (source.kind) {
    case 'url':
      return source.url;
    case 'address':
      return source.address;
    case 'file':
      return `${source.path}:${source.line}`;
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Whole lines, and a word on how many are left out: a fact is never cut from its source. */
function within(lines: readonly string[], chars: number): string {
  const shown: string[] = [];
  let left = chars;
  for (const line of lines) {
    left -= line.length + 1;
    if (left < 80 && shown.length > 0)
      return [...shown, `… ${lines.length - shown.length} more lines are in the card that the person sees.`].join('\n');
    shown.push(line);
  }
  return shown.join('\n');
}
