import { Agent } from '../../../src/agent/agent.ts';
import { ApprovalBroker } from '../../../src/agent/broker.ts';
import { Conversation } from '../../../src/agent/conversation.ts';
import type { Judge } from '../../../src/agent/decision.ts';
import { type Clock, systemClock } from '../../../src/base/clock.ts';
import type { CallId, TurnId } from '../../../src/base/ids.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import { createAnthropicModel } from '../../../src/models/anthropic.ts';
import type { LanguageModel } from '../../../src/models/model.ts';
import { createOpenAiModel } from '../../../src/models/openai.ts';
import type { SessionEvent, SessionLog } from '../../../src/sessions/events.ts';
import { type Doubles, startDoubles } from '../../doubles/server.ts';
import { planItemOf } from '../plans.ts';
import { withSessionLog } from '../sessionLog.ts';
import type { Op, ScenarioInput, ScriptedAnswer } from './input.ts';
import { callIds, ScriptedAnswers } from './model.ts';
import { type Execution, type ToolBox, toolBox } from './tools.ts';

export type Wire = 'anthropic' | 'openai';

/** How a scenario went. */
export interface Played {
  /** All that was logged. */
  readonly events: readonly SessionEvent[];
  /** What the conversation consists of now. */
  readonly branch: readonly SessionEvent[];
  readonly executed: readonly Execution[];
  /** Calls that wait for a person, or behind one that does, by the ids of the case. */
  readonly pending: readonly string[];
  readonly requests: number;
  readonly names: CallNames;
}

/** The real loop on a real log, with the scripted model over the wire and the scripted tools. */
export async function play(scenario: ScenarioInput, wire: Wire): Promise<Played> {
  const answers = new ScriptedAnswers(scenario.llm);
  const doubles = await startDoubles({ brain: answers.next, models: ['scripted'] });
  try {
    return await withSessionLog(async (log) => {
      if (scenario.plan.length > 0)
        await log.append({ type: 'plan.changed', turn: 'tu_earlier' as TurnId, items: scenario.plan.map(planItemOf) });
      const stage = new Stage(log, scenario, modelOver(wire, doubles));
      try {
        for (const op of scenario.ops) await stage.do(op);
        return { ...stage.seen(), requests: answers.requests };
      } finally {
        await stage.close();
      }
    });
  } finally {
    await doubles.close();
  }
}

function modelOver(wire: Wire, { anthropicUrl, openaiUrl, key }: Doubles): LanguageModel {
  const shared = { name: 'scripted', apiKey: key };
  return wire === 'anthropic'
    ? createAnthropicModel({ ...shared, baseUrl: anthropicUrl })
    : createOpenAiModel({ ...shared, baseUrl: openaiUrl });
}

const longMs = 30_000;

/** Short waits are skipped: before another try, for a tool that was told to stop. Who waits long at a time watches something, and waits. */
const hurried: Clock = {
  nowMs: () => systemClock.nowMs(),
  sleep: async (ms, signal) => (ms < longMs ? signal?.throwIfAborted() : await systemClock.sleep(ms, signal)),
};

/** Asks about what the reference asks about: its tools say so by what their calls would do. */
const asksForSpending: Judge = async ({ effects }) =>
  effects.some(({ kind }) => kind === 'spend')
    ? { verdict: 'ask', rule: 'reference', reason: 'the reference asks, too' }
    : { verdict: 'allow', rule: 'reference', reason: 'the reference does not ask' };

class Stage {
  readonly #log: SessionLog;
  readonly #agent: Agent;
  readonly #broker: ApprovalBroker;
  readonly #box: ToolBox;
  readonly #names: CallNames;

  constructor(log: SessionLog, scenario: ScenarioInput, model: LanguageModel) {
    this.#log = log;
    this.#names = new CallNames(log, callIds(scenario.llm));
    this.#broker = new ApprovalBroker(log);
    const names = scenario.llm.flatMap((step) => (step.tool_calls ?? []).map(({ name }) => name));
    const tools = [...new Set([...names, ...Object.keys(scenario.tools)])];
    this.#box = toolBox(tools, scenario.tools, scenario.config, () => void this.#agent.stop());
    this.#agent = new Agent({
      log,
      broker: this.#broker,
      permits: createPermitAuthority(),
      judge: asksForSpending,
      tools: () => this.#box.tools,
      clock: hurried,
      mode: 'ask',
      isTrusted: () => true,
      model: async () => model,
      system: () => 'A scripted scenario.',
      instructions: async () => [],
      limits: () => ({ maxResponses: scenario.config.max_iterations < 0 ? 1_000_000 : scenario.config.max_iterations, maxAttempts: 3 }),
    });
  }

  async do(op: Op): Promise<void> {
    if (op.user_input !== undefined) await this.#agent.send(op.user_input, [], 'steer');
    else if (op.exec_approval !== undefined) await this.#answer(op.exec_approval);
    else if ('undo' in op) await this.#undo();
    else if ('interrupt' in op) await this.#agent.stop();
    else throw new Error(`the runner does not know the operation ${Object.keys(op).join(', ')}`);
    await this.#settled();
  }

  seen(): Omit<Played, 'requests'> {
    return {
      events: this.#log.events,
      branch: this.#log.branch,
      executed: this.#box.executed,
      pending:
        this.#broker.pending.length === 0
          ? []
          : Conversation.of(this.#log.branch)
              .outstandingCalls()
              .map(({ id }) => this.#names.nameOf(id)),
      names: this.#names,
    };
  }

  async close(): Promise<void> {
    this.#box.close();
    await this.#agent.close();
  }

  /** All that waits now gets its answer, and so does what of the same response is asked about next; what is not named is a no. */
  async #answer(answers: readonly ScriptedAnswer[]): Promise<void> {
    const response = this.#responseOf(this.#broker.pending[0]?.call);
    for (;;) {
      const pending = this.#broker.pending.find(({ call }) => this.#responseOf(call) === response);
      if (pending === undefined || response === undefined) return;
      const said = answers.find(({ tool_call_id }) => tool_call_id === this.#names.nameOf(pending.call));
      const feedback = said?.feedback ?? undefined;
      const script = said?.edited_script ?? undefined;
      await this.#broker.answer(pending.id, said?.approved === true ? 'approve' : 'reject', 'call', 'test', { feedback, script });
      await this.#settled();
    }
  }

  #responseOf(call: CallId | undefined): string | undefined {
    return this.#log.events.flatMap((event) => (event.type === 'response.call' && event.call === call ? [event.response] : []))[0];
  }

  async #undo(): Promise<void> {
    const last = this.#log.branch.findLast((event) => event.type === 'turn.started');
    if (last?.type === 'turn.started') await this.#agent.rewind(last.turn);
  }

  /** Nothing is done any more, or all that is left waits for a person. */
  async #settled(): Promise<void> {
    let quietTurns = 0;
    let known = -1;
    // What is written to the disk comes back some turns later; nothing else is waited for here.
    while (quietTurns < 30) {
      await new Promise((resolve) => setImmediate(resolve));
      const isStill = !this.#agent.isWorking || (this.#broker.pending.length > 0 && this.#box.running === 0);
      quietTurns = isStill && this.#log.events.length === known ? quietTurns + 1 : 0;
      known = this.#log.events.length;
    }
  }
}

/** Which call of the log is which of the case: services choose their own ids, but calls come in the order of the script. */
export class CallNames {
  readonly #names = new Map<string, string>();

  constructor(log: SessionLog, ids: readonly string[]) {
    log.onDidAppend((event) => {
      if (event.type === 'response.call') this.#names.set(event.call, ids[this.#names.size] ?? event.call);
    });
  }

  nameOf(call: string): string {
    return this.#names.get(call) ?? call;
  }
}
