/**
 * Calls of Practicum's tools by another agent: of the same editor, or one that is connected over MCP. They are judged by the same policy,
 * rules and mode as the agent's own, asked about, and carried out under a permit. No approval of a session speaks for them, and only a
 * grant that was signed for them.
 */
import type { Decision, Judge } from '../agent/decision.ts';
import { untrustedText } from '../agent/tags.ts';
import { systemClock } from '../base/clock.ts';
import { defined } from '../base/defined.ts';
import type { Effect } from '../base/effects.ts';
import { Cancelled, PracticumError } from '../base/errors.ts';
import type { CallId, SessionId, TurnId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import { hideSecrets } from '../base/redact.ts';
import type { Tool, ToolCall } from '../base/tool.ts';
import { parseToolInput } from '../base/toolInput.ts';
import { forecast } from '../ledger/standing.ts';
import { isSecretPath } from '../policy/names.ts';
import { bindTools } from '../tools/all.ts';
import type { ToolServices } from '../tools/services.ts';
import { noSkills } from '../tools/skillsPort.ts';
import { createFolderReader } from '../workspace/folders.ts';
import { createLineReader } from '../workspace/lineReader.ts';
import { createShell } from '../workspace/shell.ts';
import type { OutsideCalls, OutsideHooks, OutsideResult, WorkbenchHost } from './api.ts';
import type { BenchParts } from './bench.ts';
import type { ChatSession } from './chatSession.ts';
import { CodeApprovals } from './codeApprovals.ts';
import { createPeek } from './peek.ts';
import { RuleBook } from './rules.ts';
import { createSessionPolicy } from './sessionPolicy.ts';
import { runHostsOf, sessionServices } from './sessionServices.ts';
import { createSilentChanges, sayingSilentChanges } from './silentChanges.ts';
import { sayingCosts } from './spending.ts';
import { sayingProtection } from './walls.ts';

/** Only these: what else an agent may do in this editor is its own to offer. */
const editorTools: ReadonlySet<string> = new Set(['start_run', 'list_runs', 'read_run', 'read_metric', 'compare_runs', 'wait_run']);

/** Who calls: what is offered there, and on whose account it acts. */
export interface OutsideParty {
  readonly tools: ReadonlySet<string>;
  /** What is spent is spent under this name, and a machine that is tried things on belongs to it. */
  readonly session: SessionId;
  /** A session in whose log the person signed what may happen unasked. Absent: nothing was signed. */
  readonly signed?: SignedSession;
}

export type SignedSession = Pick<ChatSession, 'grants' | 'spending' | 'log' | 'checkpoints'>;

const editorParty: OutsideParty = { tools: editorTools, session: 'outside' as SessionId };

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

export function createOutsideCalls(host: WorkbenchHost, parts: BenchParts, party: OutsideParty = editorParty): OutsideCalls {
  const judge = outsideJudge(host, parts, party);
  let tools: readonly Tool[] | undefined;
  const offered = (): readonly Tool[] => {
    tools ??= bindTools(servicesOf(host, parts, party)).filter(({ name }) => party.tools.has(name));
    return tools;
  };
  const carryOutNamed = async (name: string, input: unknown, outside: OutsideHooks): Promise<OutsideResult> => {
    const tool = offered().find((one) => one.name === name);
    if (tool === undefined) throw new PracticumError('no-such-tool', `There is no tool ${name} here.`);
    const parsed = parseToolInput(tool, JSON.stringify(input ?? {}));
    if (!parsed.ok) throw parsed.error;
    return await carryOut(host, parts, judge, { tool, input: parsed.input, ...outside });
  };
  return {
    tools: offered,
    carryOut: carryOutNamed,
    async call(name, input, ask, signal) {
      return (await carryOutNamed(name, input, { ask, signal })).text;
    },
  };
}

interface OutsideCall extends OutsideHooks {
  readonly tool: Tool;
  readonly input: unknown;
}

async function carryOut(
  host: WorkbenchHost,
  { permits, runs }: BenchParts,
  judge: Judge,
  { tool, input, ask, signal, progress, wantsData = false }: OutsideCall,
): Promise<OutsideResult> {
  const call = newId<CallId>('ca');
  const effects = tool.effects(input);
  const title = tool.title(input);
  const judged = (): Promise<Decision> => judge({ call, tool: tool.name, effects, effectKinds: tool.effectKinds, mode: host.mode });
  // What could only fail is not asked about.
  const preview = await tool.preview?.(input, signal);
  const decision = await judged();
  let confinement = decision.confinement;
  if (decision.verdict === 'deny') throw new RefusedByPolicy(decision);
  if (decision.verdict === 'ask') {
    const detail = preview?.kind === 'text' ? { detail: preview.text } : {};
    const question = { call: { tool: tool.name, input }, title, reason: decision.reason, effects, facts: decision.facts ?? {}, ...detail };
    if (!(await ask(question))) throw new NotApproved(title);
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
    const toolCall: ToolCall = { id: call, turn: newId<TurnId>('tu'), permit, signal, progress: (text) => progress?.(hideSecrets(text)) };
    const { content: said, images: shown, origin: found, detail } = await tool.run(input, toolCall);
    const { content, images } =
      shown === undefined ? { content: said } : (await import('../agent/admitImages.ts')).admitImages(said, shown);
    const text = hideSecrets(content);
    // A run, a file or a page may be named like anything.
    const origin = found && { ...found, name: hideSecrets(found.name) };
    const data = wantsData ? await (await import('./outsideData.ts')).dataOf(tool.name, input, detail, runs) : undefined;
    return { text: origin === undefined ? text : untrustedText(origin, text), ...defined({ origin, data, images }) };
  } catch (error) {
    throw signal.aborted ? new Cancelled() : error;
  } finally {
    permits.revoke(permit);
  }
}

/** Rules count; approvals for a session were given to the agent of that session. */
function outsideJudge(host: WorkbenchHost, { runs, walls, ledger }: BenchParts, { session, signed }: OutsideParty): Judge {
  const { home, roots } = host;
  const warn = (text: string): void => host.log('warn', text);
  const policy = createSessionPolicy(host, {
    grants: signed?.grants ?? { inForce: undefined, toJudgeBy: async () => undefined },
    approvedCode: new CodeApprovals(),
    rules: new RuleBook({ home, roots, isTrusted: () => host.isTrusted(), clock: systemClock, onProblem: warn }),
    log: { events: [], append: async () => Promise.reject(new PracticumError('no-log', 'Calls from outside have no log.')) },
  });
  const silent = createSilentChanges(runs, { branch: [], getBlob: async () => new Uint8Array() });
  const spending = signed?.spending ?? {
    forecast: async (effects: readonly Effect[]) =>
      effects.some(({ kind }) => kind === 'spend') ? forecast(effects, await (await ledger()).standing(session)) : undefined,
  };
  return sayingSilentChanges(sayingCosts(sayingProtection(policy, walls), spending), silent);
}

function servicesOf(host: WorkbenchHost, parts: BenchParts, { session, signed }: OutsideParty): ToolServices {
  const nothing = async (): Promise<void> => undefined;
  // What is not of a conversation is kept in none.
  if (signed !== undefined)
    return {
      ...sessionServices(host, parts, { log: signed.log, checkpoints: signed.checkpoints, grant: () => signed.spending.grantCap() }),
      linkRun: nothing,
    };
  const { files, permits, runs, environments, walls, hub, web, papers, jobDesk, scheduleDesk, publishing, sandboxDesk } = parts;
  const readers = { roots: host.roots, require: permits.require };
  const sandbox = sandboxDesk.of(session);
  return {
    roots: host.roots,
    session,
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
    schedules: scheduleDesk.of(session),
    peek: createPeek(permits, files, sandbox),
    recordChange: async () => ({}),
    lastLeft: () => undefined,
    settledUsd: () => async () => undefined,
    skills: noSkills,
    hasReproduction: () => false,
    keptText: async () => undefined,
    linkRun: nothing,
    setPlan: nothing,
    recall: async () => undefined,
    latestCalls: () => [],
  };
}
