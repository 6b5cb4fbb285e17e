/**
 * Calls of Practicum's tools by another agent of the same editor. They are judged by the same policy, rules and mode as the agent's own,
 * asked about, and carried out under a permit; no approval of a session and no grant speaks for them.
 */
import type { Decision, Judge } from '../agent/decision.ts';
import { untrustedText } from '../agent/tags.ts';
import { systemClock } from '../base/clock.ts';
import { Cancelled, PracticumError } from '../base/errors.ts';
import type { CallId, SessionId, TurnId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import { hideSecrets } from '../base/redact.ts';
import type { Tool, ToolCall } from '../base/tool.ts';
import { parseToolInput } from '../base/toolInput.ts';
import { isSecretPath } from '../policy/names.ts';
import { bindTools } from '../tools/all.ts';
import { createFolderReader } from '../workspace/folders.ts';
import { createLineReader } from '../workspace/lineReader.ts';
import { createShell } from '../workspace/shell.ts';
import type { OutsideCalls, OutsideQuestion, WorkbenchHost } from './api.ts';
import type { BenchParts } from './bench.ts';
import { CodeApprovals } from './codeApprovals.ts';
import { createPeek } from './peek.ts';
import { RuleBook } from './rules.ts';
import { createSessionPolicy } from './sessionPolicy.ts';
import { runHostsOf } from './sessionServices.ts';
import { createSilentChanges, sayingSilentChanges } from './silentChanges.ts';
import { sayingProtection } from './walls.ts';

/** Only these: what else an agent may do in this editor is its own to offer. */
const offered: ReadonlySet<string> = new Set(['start_run', 'list_runs', 'read_run', 'read_metric', 'compare_runs', 'wait_run']);

export class NotApproved extends PracticumError {
  constructor(title: string) {
    super('not-approved', `The person did not agree to this: ${title}.`, {
      hint: 'Do not try it in another way; ask them what they want.',
    });
  }
}

export class RefusedByPolicy extends PracticumError {
  constructor({ rule, reason }: Pick<Decision, 'rule' | 'reason'>) {
    super('refused', `Refused by policy (${rule}): ${reason}`);
  }
}

export function createOutsideCalls(host: WorkbenchHost, parts: BenchParts): OutsideCalls {
  const judge = outsideJudge(host, parts);
  let tools: readonly Tool[] | undefined;
  return {
    async call(name, input, ask, signal) {
      tools ??= outsideTools(host, parts);
      const tool = tools.find((one) => one.name === name);
      if (tool === undefined) throw new PracticumError('no-such-tool', `There is no tool ${name} here.`);
      const parsed = parseToolInput(tool, JSON.stringify(input ?? {}));
      if (!parsed.ok) throw parsed.error;
      return await carryOut(host, parts, judge, { tool, input: parsed.input, ask, signal });
    },
  };
}

interface OutsideCall {
  readonly tool: Tool;
  readonly input: unknown;
  readonly ask: (question: OutsideQuestion) => Promise<boolean>;
  readonly signal: AbortSignal;
}

async function carryOut(
  host: WorkbenchHost,
  { permits }: BenchParts,
  judge: Judge,
  { tool, input, ask, signal }: OutsideCall,
): Promise<string> {
  const call = newId<CallId>('ca');
  const effects = tool.effects(input);
  const title = tool.title(input);
  const judged = (): Promise<Decision> => judge({ call, tool: tool.name, effects, effectKinds: tool.effectKinds, mode: host.mode });
  // What could only fail is not asked about.
  await tool.preview?.(input, signal);
  const decision = await judged();
  let confinement = decision.confinement;
  if (decision.verdict === 'deny') throw new RefusedByPolicy(decision);
  if (decision.verdict === 'ask') {
    if (!(await ask({ title, reason: decision.reason, facts: decision.facts ?? {} }))) throw new NotApproved(title);
    const now = await judged();
    if (now.verdict === 'deny') throw new RefusedByPolicy(now);
    // A yes to a script is one to what it was.
    if (now.facts?.code?.hash !== decision.facts?.code?.hash && now.verdict === 'ask')
      throw new NotApproved(`${title}: its code was changed meanwhile`);
    confinement = now.confinement;
  }
  signal.throwIfAborted();
  const permit = permits.mint(call, effects, confinement);
  try {
    const toolCall: ToolCall = { id: call, turn: newId<TurnId>('tu'), permit, signal, progress: () => undefined };
    const { content, origin } = await tool.run(input, toolCall);
    const text = hideSecrets(content);
    return origin === undefined ? text : untrustedText(origin, text);
  } catch (error) {
    throw signal.aborted ? new Cancelled() : error;
  } finally {
    permits.revoke(permit);
  }
}

/** Rules count; approvals for a session and grants were given to the agent of that session. */
function outsideJudge(host: WorkbenchHost, { runs, walls }: BenchParts): Judge {
  const { home, roots } = host;
  const warn = (text: string): void => host.log('warn', text);
  const policy = createSessionPolicy(host, {
    grants: { inForce: undefined, toJudgeBy: async () => undefined },
    approvedCode: new CodeApprovals(),
    rules: new RuleBook({ home, roots, isTrusted: () => host.isTrusted(), clock: systemClock, onProblem: warn }),
    log: { events: [], append: async () => Promise.reject(new PracticumError('no-log', 'Calls from outside have no log.')) },
  });
  const silent = createSilentChanges(runs, { branch: [], getBlob: async () => new Uint8Array() });
  return sayingSilentChanges(sayingProtection(policy, walls), silent);
}

function outsideTools(
  host: WorkbenchHost,
  { files, permits, runs, environments, walls, hub, web, papers, jobDesk, scheduleDesk, publishing, sandboxDesk }: BenchParts,
): readonly Tool[] {
  const readers = { roots: host.roots, require: permits.require };
  const nothing = async (): Promise<void> => undefined;
  const sandbox = sandboxDesk.of('outside' as SessionId);
  const tools = bindTools({
    roots: host.roots,
    session: 'outside' as SessionId,
    files,
    lines: createLineReader(readers),
    folders: createFolderReader({ ...readers, isSecret: isSecretPath }),
    shell: createShell({ require: permits.require, env: host.env, home: host.home, confine: walls.confine }),
    runs,
    runHosts: () => runHostsOf(host),
    environments,
    hub,
    web,
    papers,
    publishing,
    sandbox,
    jobs: jobDesk,
    schedules: scheduleDesk.of('outside' as SessionId),
    peek: createPeek(permits, files, sandbox),
    recordChange: async () => ({}),
    lastLeft: () => undefined,
    hasReproduction: () => false,
    keptText: async () => undefined,
    linkRun: nothing,
    setPlan: nothing,
    recall: async () => undefined,
    latestCalls: () => [],
  });
  return tools.filter(({ name }) => offered.has(name));
}
