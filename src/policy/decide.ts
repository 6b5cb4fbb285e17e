import { type Effect, type EffectKind, lookingEffectKinds, type Mode } from '../base/effects.ts';
import { classify } from './lookup.ts';
import { isCovered, type SessionApproval, scriptOf, sessionApprovalFor } from './remember.ts';
import { mentionsRunRecords, namesRunRecords } from './runRecords.ts';
import { judgeShell } from './shell/harmless.ts';
import { type PlaceRules, shellPlace } from './shellPlace.ts';

export type Verdict = 'allow' | 'ask' | 'deny';

/** One tool call, and all that the answer depends on. */
export interface DecideRequest extends PlaceRules {
  /** What the call would do. */
  readonly effects: readonly Effect[];
  /** All kinds of effects that the tool may ever have, where that is known. */
  readonly effectKinds?: readonly EffectKind[];
  readonly mode: Mode;
  readonly isTrusted: boolean;
  /** What the person approved for this session. */
  readonly session: readonly SessionApproval[];
}

export interface Decision {
  readonly verdict: Verdict;
  /** A whole sentence, for a person. */
  readonly reason: string;
  /** The rule that gave the verdict: `path.outside`, `shell.program`. */
  readonly rule: string;
  /** Only when the verdict is `ask`: what an approval for the session would add; undefined where only once is offered. */
  readonly sessionScope: readonly SessionApproval[] | undefined;
}

interface Ruling {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly rule: string;
  /** The ask may be answered for the session. */
  readonly canBeRemembered?: boolean;
}

const severity: Readonly<Record<Verdict, number>> = { allow: 0, ask: 1, deny: 2 };

/**
 * May this call happen? Pure. The worst ruling of all effects wins, and what is not known asks: an unknown effect, a command
 * that cannot be read, a path that nobody looked up, a tool that declares effects and names none.
 */
export function decide(request: DecideRequest): Decision {
  const rulings = request.effects.map((effect) => ({ effect, ruling: ruleWithSession(effect, request) }));
  if (rulings.length === 0) return withoutScope(ruleOnNothing(request));
  const worst = rulings.reduce((a, b) => (severity[b.ruling.verdict] > severity[a.ruling.verdict] ? b : a)).ruling;
  if (worst.verdict !== 'ask') return withoutScope(worst);
  const asked = rulings.filter(({ ruling }) => ruling.verdict === 'ask');
  const scope = asked.map(({ effect, ruling }) =>
    ruling.canBeRemembered === true ? sessionApprovalFor(effect, request.lookup) : undefined,
  );
  const isWhole = scope.every((approval) => approval !== undefined);
  return { ...withoutScope(worst), sessionScope: isWhole ? scope.filter((approval) => approval !== undefined) : undefined };
}

function withoutScope({ verdict, reason, rule }: Ruling): Decision {
  return { verdict, reason, rule, sessionScope: undefined };
}

/** A tool that can only look may do nothing at all; any other one hides something when it declares no effect. */
function ruleOnNothing({ effectKinds, mode, isTrusted }: DecideRequest): Ruling {
  if (effectKinds?.every((kind) => lookingEffectKinds.has(kind)) === true)
    return { verdict: 'allow', reason: 'It changes nothing.', rule: 'looking' };
  if (!isTrusted) return untrusted;
  if (mode === 'plan') return planning;
  return { verdict: 'ask', reason: 'The tool does not say what this call would do.', rule: 'no-effects' };
}

const untrusted: Ruling = {
  verdict: 'deny',
  reason: 'This folder is not trusted, so nothing in it is changed or run. Trust the folder to let the agent work here.',
  rule: 'untrusted',
};

const planning: Ruling = {
  verdict: 'deny',
  reason: 'Plan mode only looks. Switch to Ask or Auto to let the agent change or run something.',
  rule: 'mode.plan',
};

/** A remembered approval turns a question into a yes, and nothing else. */
function ruleWithSession(effect: Effect, request: DecideRequest): Ruling {
  const ruling = rule(effect, request);
  if (ruling.verdict === 'ask' && ruling.canBeRemembered === true && isCovered(effect, request.session, request.lookup))
    return { verdict: 'allow', reason: 'You approved this for the session.', rule: 'session' };
  return ruling;
}

function rule(effect: Effect, request: DecideRequest): Ruling {
  const isLooking = lookingEffectKinds.has(effect.kind);
  if (!isLooking && !request.isTrusted) return untrusted;
  if (!isLooking && request.mode === 'plan') return planning;
  if (request.effectKinds?.includes(effect.kind) === false)
    return { verdict: 'deny', reason: 'The tool would do something that it never declared.', rule: 'undeclared' };
  switch (effect.kind) {
    case 'record':
      return { verdict: 'allow', reason: 'It uses Practicum’s own records.', rule: 'record' };
    case 'read':
      return ruleOnRead(effect.path, request);
    case 'write':
      return ruleOnChange(effect, 'target', request);
    case 'delete':
      return ruleOnChange(effect, /[\\/]$/.test(effect.path) ? 'target' : 'link', request);
    case 'shell':
      return ruleOnShell(effect, request);
    case 'execute':
      return ruleOnExecute(effect, request);
    case 'reach':
      return { verdict: 'ask', reason: `It would connect to ${effect.host}.`, rule: 'reach', canBeRemembered: true };
    case 'spend':
      return { verdict: 'ask', reason: 'It would cost money.', rule: 'spend' };
    case 'publish':
      return { verdict: 'ask', reason: 'It would publish something.', rule: 'publish' };
    case 'mcp':
      return { verdict: 'ask', reason: `It would call “${effect.tool}” of the server “${effect.server}”.`, rule: 'mcp' };
    default:
      // The types say that this cannot be; a session log of a newer version says otherwise.
      return { verdict: 'ask', reason: 'It would do something that this version does not know.', rule: 'unknown-effect' };
  }
}

const notLookedUp: Ruling = { verdict: 'ask', reason: 'It is not known where this path leads.', rule: 'path.unknown' };

function ruleOnRead(path: string, request: DecideRequest): Ruling {
  const at = classify({ about: 'target', path }, request)?.[0];
  if (at === undefined) return notLookedUp;
  if (at.kind === 'refused') return { verdict: 'deny', reason: at.reason, rule: at.rule };
  if (at.kind === 'outside') {
    if (!request.isTrusted)
      return {
        ...untrusted,
        reason: `${at.path} lies outside the workspace, and this folder is not trusted. Trust the folder to be asked.`,
      };
    if (at.entry === 'special') return specialFile(at.path);
    return {
      verdict: 'ask',
      reason: `${at.path} lies outside the workspace.`,
      rule: 'path.outside',
      canBeRemembered: at.secret === undefined,
    };
  }
  if (at.entry === 'special') return specialFile(at.path);
  if (at.secret !== undefined)
    return { verdict: 'ask', reason: `${at.path} ${at.secret.why}; what is read is sent to the model.`, rule: at.secret.id };
  if (at.isUnexpanded)
    return { verdict: 'ask', reason: `${at.path} looks like a path that should have been expanded.`, rule: 'path.unexpanded' };
  return { verdict: 'allow', reason: 'It reads a file of the workspace.', rule: 'path.inside' };
}

function specialFile(path: string): Ruling {
  return { verdict: 'deny', reason: `${path} is not a regular file: opening it may wait for ever.`, rule: 'path.special' };
}

const runRecord: Ruling = {
  verdict: 'deny',
  reason: 'Run folders under .practicum/runs are measured evidence: only the run itself writes there.',
  rule: 'runs.read-only',
};

function ruleOnChange(effect: Effect & { readonly kind: 'write' | 'delete' }, about: 'target' | 'link', request: DecideRequest): Ruling {
  const at = classify({ about, path: effect.path }, request)?.[0];
  // Before anything else, and also for a path that nobody looked up.
  if (namesRunRecords(effect.path) || (at?.kind === 'inside' && at.isRunRecord)) return runRecord;
  if (at === undefined) return notLookedUp;
  if (at.kind === 'refused') return { verdict: 'deny', reason: at.reason, rule: at.rule };
  if (at.kind === 'outside')
    return { verdict: 'deny', reason: `${at.path} lies outside the workspace, where nothing is changed.`, rule: 'path.outside' };
  if (at.entry === 'directory') return { verdict: 'deny', reason: `${at.path} is a folder.`, rule: 'path.directory' };
  if (at.entry === 'special') return specialFile(at.path);
  if (at.isUnexpanded) return { verdict: 'deny', reason: `${at.path} would begin with a literal “~” or “$”.`, rule: 'path.unexpanded' };
  if (at.guarded !== undefined) return { verdict: 'ask', reason: `${at.path} ${at.guarded.why}.`, rule: at.guarded.id };
  if (effect.kind === 'delete') return { verdict: 'ask', reason: `${at.path} would be deleted.`, rule: 'delete' };
  if (request.mode === 'auto') return { verdict: 'allow', reason: 'Auto mode lets edits inside the workspace pass.', rule: 'mode.auto' };
  return { verdict: 'ask', reason: `It would change ${at.path}.`, rule: 'mode.ask', canBeRemembered: true };
}

function ruleOnShell(effect: Effect & { readonly kind: 'shell' }, request: DecideRequest): Ruling {
  const cwd = classify({ about: 'target', path: effect.cwd }, request)?.[0];
  const verdict = judgeShell(effect.command, shellPlace(cwd === undefined || cwd.kind === 'refused' ? effect.cwd : cwd.path, request));
  if (verdict.verdict === 'deny') return verdict;
  const folder = folderClass(effect.cwd, request);
  if (folder.verdict === 'deny') return folder;
  if (verdict.verdict === 'ask' && mentionsRunRecords(effect.command, effect.cwd)) return runRecordInShell;
  if (folder.verdict === 'ask') return folder;
  return { ...verdict, canBeRemembered: true };
}

const runRecordInShell: Ruling = {
  ...runRecord,
  reason:
    'Run folders under .practicum/runs are measured evidence, and this command is not proven to only look at them. Use the tools that read runs.',
};

/** Where a program may be started: in a folder of the workspace, and not among the records of runs. */
function folderClass(path: string, request: DecideRequest): Ruling {
  const at = classify({ about: 'target', path }, request)?.[0];
  if (at === undefined) return notLookedUp;
  if (at.kind === 'refused') return { verdict: 'deny', reason: at.reason, rule: at.rule };
  if (at.kind === 'outside') return { verdict: 'ask', reason: `It would run in ${at.path}, outside the workspace.`, rule: 'path.outside' };
  if (at.isRunRecord) return { ...runRecord, reason: `It would run in ${at.path}. ${runRecord.reason}` };
  if (at.entry !== 'directory') return { verdict: 'ask', reason: `${at.path} is not a folder.`, rule: 'path.not-a-folder' };
  if (at.secret !== undefined) return { verdict: 'ask', reason: `${at.path} ${at.secret.why}.`, rule: at.secret.id };
  return { verdict: 'allow', reason: 'It is a folder of the workspace.', rule: 'path.inside' };
}

function ruleOnExecute(effect: Effect & { readonly kind: 'execute' }, request: DecideRequest): Ruling {
  const folder = folderClass(effect.cwd, request);
  if (folder.verdict !== 'allow') return folder;
  const script = scriptOf(effect, request.lookup);
  const at = script === undefined ? undefined : classify({ about: 'target', path: script }, request)?.[0];
  const isOrdinary = at?.kind === 'inside' && at.entry === 'file' && at.guarded === undefined && !at.isRunRecord;
  return { verdict: 'ask', reason: `It would run ${script ?? effect.argv.join(' ')}.`, rule: 'execute', canBeRemembered: isOrdinary };
}
