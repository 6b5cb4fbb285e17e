import type { FactSource } from '../../../src/base/fact.ts';
import type { ResearchAgent, ResearchLook, ResearchState } from '../../../src/base/research.ts';
import { formatTokens, formatUsd, plural } from '../../shared/format.ts';

interface Look {
  readonly icon: string;
  readonly words: string;
}

export const researchLooks: Readonly<Record<ResearchState, Look>> = {
  waiting: { icon: 'circle-large-outline', words: 'Waits for its turn' },
  working: { icon: 'loading', words: 'Looking' },
  reporting: { icon: 'loading', words: 'Writing its report' },
  done: { icon: 'pass', words: 'Done' },
  partial: { icon: 'warning', words: 'Found only a part' },
  stopped: { icon: 'debug-stop', words: 'Stopped' },
};

export function isBusy({ state }: ResearchAgent): boolean {
  return state === 'working' || state === 'reporting';
}

/** What it does now, or how it ended. */
export function stepText(agent: ResearchAgent): string {
  return isBusy(agent) && agent.step !== '' ? agent.step : researchLooks[agent.state].words;
}

/** `12 calls · 48.2k tokens · $0.12 · 7 facts`. */
export function effortText({ calls, tokens, usd, facts }: ResearchAgent): string {
  return [
    plural(calls, 'call'),
    `${formatTokens(tokens)} tokens`,
    ...(usd === undefined ? [] : [formatUsd(usd)]),
    ...(facts.length === 0 ? [] : [plural(facts.length, 'fact')]),
  ].join(' · ');
}

/** Without the address that stands behind it as a link. */
export function lookText({ title, source }: ResearchLook): string {
  if (source?.kind !== 'url') return title;
  return title.replace(source.url, '').trim() || title;
}

/** As it can be read on a line. */
export function sourceText(source: FactSource): string {
  switch (source.kind) {
    case 'url':
      return source.url.replace(/^https?:\/\/(?:www\.)?/, '');
    case 'address':
      return source.address;
    case 'file':
      return `${source.path}:${source.line}`;
  }
}
