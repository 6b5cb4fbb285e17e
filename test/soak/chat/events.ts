/** Events of a session as chance gives them: mostly as a session goes, and now and then something that no session would say. */
import type { ApprovalId, CallId, EventId, MessageId, TurnId } from '../../../src/base/ids.ts';
import type { SessionEvent, SessionEventBody } from '../../../src/sessions/events.ts';
import type { Random } from '../soak.ts';

interface Known {
  turns: TurnId[];
  responses: MessageId[];
  calls: CallId[];
  approvals: ApprovalId[];
}

const usage = { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };

export class EventSource {
  readonly #random: Random;
  readonly #known: Known = { turns: [], responses: [], calls: [], approvals: [] };
  readonly #ended = new Set<TurnId>();
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
    this.next('turn.started');
    this.next('response.started');
  }

  next(type: SessionEventBody['type'] = this.#type()): SessionEvent {
    this.#count += 1;
    const id = `ev_${this.#count}` as EventId;
    return { v: 1, id, parent: null, atMs: this.#count, ...this.#body(type) };
  }

  /** Streamed text is by far the most frequent; what comes first in a session's life is drawn more often. */
  #type(): SessionEventBody['type'] {
    return this.#random.pick([
      ...Array.from({ length: 12 }, () => 'response.text' as const),
      ...Array.from({ length: 3 }, () => 'response.thinking' as const),
      ...Array.from({ length: 3 }, () => 'response.call' as const),
      'turn.started',
      'turn.ended',
      'response.started',
      'response.ended',
      'response.superseded',
      'tool.proposed',
      'tool.proposed',
      'approval.asked',
      'approval.answered',
      'approval.withdrawn',
      'tool.started',
      'tool.ended',
      'tool.ended',
      'file.changed',
      'files.restored',
      'notice',
      'plan.changed',
      'message.steered',
      'hint.given',
      'context.pruned',
      'context.compacted',
    ]);
  }

  #body(type: SessionEventBody['type']): SessionEventBody {
    const turn = this.#newest(this.#known.turns);
    const response = this.#newest(this.#known.responses);
    const call = this.#newest(this.#known.calls);
    const approval = this.#newest(this.#known.approvals);
    const text = this.#text();
    const path = `/w/${this.#random.pick(['train.py', 'model.py', 'data/load.py'])}`;
    const edit = { kind: 'edit', path, unified: `@@\n-${text}\n+x\n`, added: 1, removed: 1 } as const;
    switch (type) {
      case 'turn.started':
        return { type, turn: this.#made('turns', 'tu'), message: `me_${this.#count}` as MessageId, text, mentions: [] };
      case 'turn.ended':
        // The one rule that always holds: a turn ends once.
        if (this.#ended.has(turn)) return { type: 'notice', level: 'info', text };
        this.#ended.add(turn);
        return { type, turn, end: this.#random.pick(['done', 'stopped', 'failed', 'limit', 'empty', 'stuck']), message: text };
      case 'response.started':
        return { type, turn, response: this.#made('responses', 're'), model: 'openai/soak' };
      case 'response.thinking':
        return { type, response, text };
      case 'response.call':
        return { type, response, call: this.#made('calls', 'ca'), providerId: 'p', name: 'edit_file', argumentsJson: '{}' };
      case 'response.ended':
        return { type, response, stop: 'end', usage };
      case 'response.superseded':
        return { type, response, code: this.#random.pick(['cancelled', 'interrupted']), message: text };
      case 'tool.proposed':
        return { type, turn, call, tool: 'edit_file', title: text, effects: [{ kind: 'write', path }], detail: edit };
      case 'approval.asked':
        return { type, approval: this.#made('approvals', 'ap'), call, turn, title: text, reason: text, effects: [{ kind: 'write', path }] };
      case 'approval.answered':
        return { type, approval, answer: this.#random.pick(['approve', 'reject']), scope: 'call', by: 'soak' };
      case 'approval.withdrawn':
        return { type, approval, why: text };
      case 'tool.started':
        return { type, call };
      case 'tool.ended':
        return { type, call, outcome: this.#random.pick(['done', 'failed', 'rejected', 'abandoned']), content: text, detail: edit };
      case 'file.changed':
        return { type, turn, call, path };
      case 'files.restored':
        return { type, turns: [turn], restored: [path], skipped: this.#random.chance(0.3) ? [path] : [] };
      case 'notice':
        return { type, level: 'info', text };
      case 'plan.changed':
        return { type, turn, items: [] };
      case 'message.steered':
        return { type, turn, message: `me_${this.#count}` as MessageId, text, mentions: [] };
      case 'hint.given':
        return { type, turn, hint: 'cycle', text };
      case 'context.pruned':
        return { type, turn, calls: [call], chars: [1], notes: text, usage, tokensBefore: 2, tokensAfter: 1 };
      case 'context.compacted':
        return { type, turn, summary: text, state: '', ...this.#keptFrom(), model: 'openai/soak', usage, tokensBefore: 2, tokensAfter: 1 };
      default:
        return { type: 'response.text', response, text };
    }
  }

  #made<K extends keyof Known>(kind: K, prefix: string): Known[K][number] {
    const id = `${prefix}_${this.#count}` as Known[K][number];
    (this.#known[kind] as Known[K][number][]).push(id);
    return id;
  }

  /** Mostly an event of late, sometimes none. */
  #keptFrom(): { readonly keepFrom?: EventId } {
    if (this.#random.chance(0.2)) return {};
    return { keepFrom: `ev_${Math.max(1, this.#count - this.#random.int(1, 200))}` as EventId };
  }

  /** Mostly the newest; sometimes any earlier one, or one that nobody knows. */
  #newest<T extends string>(ids: readonly T[]): T {
    if (this.#random.chance(0.02)) return 'unknown_1' as T;
    const [oldest = 'unknown_2' as T] = ids;
    return this.#random.chance(0.9) ? (ids.at(-1) ?? oldest) : this.#random.pick(ids.length === 0 ? [oldest] : ids);
  }

  #text(): string {
    return this.#random.pick(['word ', 'Two words. ', '**bold** ', '\n', '`code` ', '', '😀', 'x'.repeat(this.#random.int(0, 40))]);
  }
}
