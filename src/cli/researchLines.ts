import type { ResearchAgent, ResearchState } from '../base/research.ts';
import type { ToolDetail } from '../base/tool.ts';

const words: Readonly<Record<ResearchState, string>> = {
  waiting: 'waits',
  working: 'looks',
  reporting: 'writes its report',
  done: 'is done',
  partial: 'found only a part',
  stopped: 'was stopped',
};

/** Sub-agents on a terminal: a line for each when it begins, and one when it has ended. */
export class ResearchLines {
  readonly #told = new Map<string, ResearchState>();

  /** What is new since the last time. */
  of(detail: ToolDetail | undefined): readonly string[] {
    if (detail?.kind !== 'research') return [];
    return detail.agents.filter((agent) => this.#isNews(agent)).map(lineOf);
  }

  #isNews({ id, state }: ResearchAgent): boolean {
    if (state === 'waiting' || this.#told.get(id) === state) return false;
    this.#told.set(id, state);
    return true;
  }
}

function lineOf({ question, state, calls, tokens, usd, facts, notBacked, notes }: ResearchAgent): string {
  const head = `· sub-agent ${words[state]}: ${oneLine(question)}`;
  if (state === 'working' || state === 'reporting') return head;
  const money = usd === undefined ? '' : `, $${usd.toFixed(2)}`;
  const doubt = notBacked.length === 0 ? '' : `, ${notBacked.length} not backed`;
  const why = state === 'done' || notes[0] === undefined ? '' : ` ${notes[0]}`;
  return `${head} (${counted(calls, 'call')}, ${tokens.toLocaleString('en')} tokens${money}, ${counted(facts.length, 'fact')}${doubt})${why}`;
}

function counted(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= 80 ? line : `${line.slice(0, 79).trimEnd()}…`;
}
