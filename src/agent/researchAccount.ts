import { clipped } from '../base/clipped.ts';
import type { FactSource } from '../base/fact.ts';
import type { CallId, MessageId } from '../base/ids.ts';
import type { Usage } from '../base/messages.ts';
import { parseJsonLoosely } from '../base/repairJson.ts';
import type { ResearchLook } from '../base/research.ts';
import { addressText } from '../papers/address.ts';
import type { SessionEvent } from '../sessions/events.ts';
import { linesShown, paperOf } from './researchPlaces.ts';
import type { SeenResult } from './researchSources.ts';

/** What the log of a sub-agent says of its work. */
export interface ResearchAccount {
  readonly calls: number;
  /** In and out. */
  readonly tokens: number;
  readonly looks: readonly ResearchLook[];
  /** Of the calls that succeeded. */
  readonly results: readonly SeenResult[];
  /** What it wrote beside its calls and at the end, a response each. */
  readonly words: readonly string[];
}

interface Call {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
  title: string;
}

const maxTitle = 160;

/** A fold over all events of the log, also of one that a crash cut off. */
export function accountOf(events: Iterable<SessionEvent>): ResearchAccount {
  const calls = new Map<CallId, Call>();
  const words = new Map<MessageId, string>();
  const looks: ResearchLook[] = [];
  const results: SeenResult[] = [];
  let tokens = 0;
  for (const event of events) {
    switch (event.type) {
      case 'response.text':
        words.set(event.response, (words.get(event.response) ?? '') + event.text);
        break;
      case 'response.superseded':
        words.delete(event.response);
        break;
      case 'response.ended':
      case 'context.pruned':
      case 'context.compacted':
        tokens += sumOf(event.usage);
        break;
      case 'response.call':
        calls.set(event.call, { tool: event.name, args: argumentsOf(event.argumentsJson), title: event.name.replaceAll('_', ' ') });
        break;
      case 'tool.proposed': {
        const call = calls.get(event.call);
        if (call !== undefined) call.title = clipped(event.title, maxTitle);
        break;
      }
      case 'tool.ended': {
        const call = calls.get(event.call);
        if (call === undefined) break;
        const { tool, args, title } = call;
        const isFailed = event.outcome !== 'done';
        const result: SeenResult = { tool, args, content: event.content, ...(event.origin === undefined ? {} : { origin: event.origin }) };
        const source = isFailed ? undefined : sourceOf(result);
        looks.push({ title, ...(source === undefined ? {} : { source }), ...(isFailed ? { isFailed: true } : {}) });
        if (!isFailed) results.push(result);
        break;
      }
      default:
        break;
    }
  }
  return { calls: looks.length, tokens, looks, results, words: [...words.values()].filter((text) => text.trim() !== '') };
}

/** Where a person can look at what a call read. */
function sourceOf({ args, origin, content }: SeenResult): FactSource | undefined {
  const url = [origin?.name, args['url']].find((name) => typeof name === 'string' && /^https?:\/\//i.test(name));
  if (typeof url === 'string') return { kind: 'url', url };
  const named = [origin?.kind === 'paper' ? origin.name : undefined, args['paper'], args['address']];
  const paper = named.map((name) => (typeof name === 'string' ? paperOf(name) : undefined)).find((id) => id !== undefined);
  if (paper !== undefined && paper.kind !== 'file') {
    const section = args['section'];
    const anchor = typeof section === 'string' && /^#?[\w.:-]+$/.test(section) ? section.replace(/^#/, '') : undefined;
    return { kind: 'address', address: addressText(anchor === undefined ? { paper } : { paper, anchor }) };
  }
  const [first] = linesShown(content, args);
  return first === undefined ? undefined : { kind: 'file', path: first.path, line: first.line };
}

function argumentsOf(json: string): Readonly<Record<string, unknown>> {
  const parsed = parseJsonLoosely(json);
  const value = 'value' in parsed ? parsed.value : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function sumOf({ inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens }: Usage): number {
  return inputTokens + outputTokens + cacheReadTokens + cacheWriteTokens;
}
