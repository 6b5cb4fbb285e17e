import { type Effect, lookingEffectKinds } from '../base/effects.ts';
import { matchesHost } from '../base/hostPatterns.ts';
import { placeText, sandboxOf } from '../base/place.ts';
import { findGuardedWord } from './guardedWords.ts';
import { classify } from './lookup.ts';
import { isSecretPath } from './names.ts';
import { ownRecords, type PathClass } from './paths.ts';
import { scriptOf } from './remember.ts';
import type { DecideRequest } from './request.ts';
import type { Ruling } from './ruling.ts';
import { isStageFile, mentionsRunRecords, namesRunRecords, whyNeverWritten } from './runRecords.ts';
import { losesBytecodeGuard } from './shell/bytecodeGuard.ts';
import { judgeShell } from './shell/harmless.ts';
import { shellPlace } from './shellPlace.ts';

export const untrusted: Ruling = {
  verdict: 'deny',
  reason: 'This folder is not trusted, so nothing in it is changed or run. Trust the folder to let the agent work here.',
  rule: 'untrusted',
};

export const planning: Ruling = {
  verdict: 'deny',
  reason: 'Plan mode only looks. Switch to Ask or Auto to let the agent change or run something.',
  rule: 'mode.plan',
};

/** What an effect deserves by itself, before anything that a person has said: forbidden for good, always asked about, harmless, or open. */
export function rulingOn(effect: Effect, request: DecideRequest): Ruling {
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
    case 'inspect':
      return ruleOnInspect(effect);
    case 'operate':
      return ruleOnOperate(effect, request);
    case 'reach':
      return { verdict: 'ask', reason: `It would connect to ${effect.host}.`, rule: 'reach', canBeRemembered: true };
    case 'lookup':
      return ruleOnLookup(effect, request);
    case 'spend':
      return { verdict: 'ask', reason: 'It would cost money.', rule: 'spend' };
    case 'publish':
      return ruleOnPublish(effect);
    case 'mcp':
      return {
        verdict: 'ask',
        reason: `It would call “${effect.tool}” of the server “${effect.server}”.`,
        rule: 'mcp',
        canBeRemembered: true,
      };
    default:
      // The types say that this cannot be; a session log of a newer version says otherwise.
      return { verdict: 'ask', reason: 'It would do something that this version does not know.', rule: 'unknown-effect', isFixed: true };
  }
}

/** A question to a service that the person chose tells it what is asked, and no more. Any other host learns that from nobody unasked. */
function ruleOnLookup({ host }: Effect & { readonly kind: 'lookup' }, { lookupHosts = [], isTrusted }: DecideRequest): Ruling {
  if (isTrusted && matchesHost(host, lookupHosts))
    return { verdict: 'allow', reason: `It looks something up at ${host}, which is set up for that.`, rule: 'lookup' };
  return { verdict: 'ask', reason: `It would look something up at ${host}.`, rule: 'lookup.host', canBeRemembered: true };
}

/** Nothing of the person’s lies there but what was carried over, which is never what looks like a secret; what the machine itself holds may be one. */
function ruleOnInspect({ on, path }: Effect & { readonly kind: 'inspect' }): Ruling {
  if (sandboxOf(on) === undefined || !path.startsWith('/')) return unknownMachine;
  if (isSecretPath(path.slice(1)) || /^\/(?:proc|sys|dev)(?:\/|$)/.test(path))
    return alwaysAsk('there.secret', `${path} in ${placeText(on)} may hold secrets; what is read is sent to the model.`);
  return { verdict: 'allow', reason: `It reads a file of ${placeText(on)}.`, rule: 'there.read' };
}

/** Such a machine is there to be changed, and everything on it goes with it. Its commands have the network, so they are asked about in every mode. */
function ruleOnOperate({ on, does, what }: Effect & { readonly kind: 'operate' }, { mode }: DecideRequest): Ruling {
  if (sandboxOf(on) === undefined || (does === 'write' && !what.startsWith('/'))) return unknownMachine;
  switch (does) {
    case 'shell':
      return { verdict: 'ask', reason: `It would run a command in ${placeText(on)}.`, rule: 'there.shell', canBeRemembered: true };
    case 'write':
      return mode === 'auto'
        ? { verdict: 'allow', reason: 'Auto mode lets edits in a sandbox pass.', rule: 'mode.auto' }
        : { verdict: 'ask', reason: `It would change ${what} in ${placeText(on)}.`, rule: 'there.write', canBeRemembered: true };
    case 'use':
      return {
        verdict: 'ask',
        reason: `It would use ${placeText(on)}, which was started elsewhere, and may read what is there.`,
        rule: 'there.use',
      };
    case 'end':
      return mode === 'auto'
        ? { verdict: 'allow', reason: 'Auto mode lets sandboxes be ended.', rule: 'mode.auto' }
        : { verdict: 'ask', reason: `It would end ${placeText(on)}, and what is on its disk would be gone.`, rule: 'there.end' };
  }
}

const unknownMachine: Ruling = { verdict: 'ask', reason: 'It is not known which machine this is.', rule: 'there.unknown', isFixed: true };

/** Who sees something, and what nobody can bring back, is asked about each time, whatever was said beforehand. */
function ruleOnPublish({ change, repo }: Effect & { readonly kind: 'publish' }): Ruling {
  if (change === 'show') return { verdict: 'ask', reason: `Everybody could see ${repo}.`, rule: 'publish.show', isFixed: true };
  if (change === 'delete') return { verdict: 'ask', reason: `What it deletes of ${repo} is gone.`, rule: 'publish.delete', isFixed: true };
  if (change === 'hide') return { verdict: 'ask', reason: `Others could no longer load ${repo}.`, rule: 'publish.hide', isFixed: true };
  return { verdict: 'ask', reason: `It would change ${repo} on the Hugging Face Hub.`, rule: 'publish' };
}

const notLookedUp: Ruling = { verdict: 'ask', reason: 'It is not known where this path leads.', rule: 'path.unknown', isFixed: true };

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
      ...(at.secret === undefined ? { canBeRemembered: true } : { isFixed: true }),
    };
  }
  if (at.entry === 'special') return specialFile(at.path);
  if (at.secret !== undefined) return alwaysAsk(at.secret.id, `${at.path} ${at.secret.why}; what is read is sent to the model.`);
  if (at.isUnexpanded) return alwaysAsk('path.unexpanded', `${at.path} looks like a path that should have been expanded.`);
  return { verdict: 'allow', reason: 'It reads a file of the workspace.', rule: 'path.inside' };
}

function alwaysAsk(rule: string, reason: string): Ruling {
  return { verdict: 'ask', reason, rule, isFixed: true };
}

function specialFile(path: string): Ruling {
  return { verdict: 'deny', reason: `${path} is not a regular file: opening it may wait for ever.`, rule: 'path.special' };
}

function recordOfPracticum(path: string): Ruling {
  return { verdict: 'deny', reason: whyNeverWritten(path), rule: 'runs.read-only' };
}

function ruleOnChange(effect: Effect & { readonly kind: 'write' | 'delete' }, about: 'target' | 'link', request: DecideRequest): Ruling {
  const at = classify({ about, path: effect.path }, request)?.[0];
  if (isKeptStage(effect, at, request))
    return { verdict: 'allow', reason: 'It keeps a stage of a reproduction, with all that a person decided in it.', rule: 'stage' };
  // Before anything else, and also for a path that nobody looked up.
  if (namesRunRecords(effect.path)) return recordOfPracticum(effect.path);
  if (at?.kind === 'inside' && at.isRunRecord) return recordOfPracticum(at.path);
  if (at === undefined) return notLookedUp;
  if (at.kind === 'refused') return { verdict: 'deny', reason: at.reason, rule: at.rule };
  if (at.kind === 'outside' && at.secret?.id === ownRecords.id) return recordOfPracticum(at.path);
  // A command that is let out of its walls names folders, and what it does in one nobody sees beforehand.
  const isAnythingIn = effect.kind === 'write' && /[\\/]$/.test(effect.path);
  if (at.kind === 'outside')
    return isAnythingIn
      ? alwaysAsk('path.outside', `It would write in ${at.path}, outside the workspace.`)
      : { verdict: 'deny', reason: `${at.path} lies outside the workspace, where nothing is changed.`, rule: 'path.outside' };
  if (at.entry === 'special') return specialFile(at.path);
  if (isAnythingIn && (at.entry === 'directory' || at.entry === 'missing'))
    return alwaysAsk(at.guarded?.id ?? 'path.directory', `It would write in ${at.path}, which ${at.guarded?.why ?? 'is a folder'}.`);
  if (at.entry === 'directory') return { verdict: 'deny', reason: `${at.path} is a folder.`, rule: 'path.directory' };
  if (at.isUnexpanded) return { verdict: 'deny', reason: `${at.path} would begin with a literal “~” or “$”.`, rule: 'path.unexpanded' };
  if (at.guarded !== undefined) return alwaysAsk(at.guarded.id, `${at.path} ${at.guarded.why}.`);
  if (effect.kind === 'delete') return { verdict: 'ask', reason: `${at.path} would be deleted.`, rule: 'delete' };
  if (request.mode === 'auto') return { verdict: 'allow', reason: 'Auto mode lets edits inside the workspace pass.', rule: 'mode.auto' };
  return { verdict: 'ask', reason: `It would change ${at.path}.`, rule: 'mode.ask', canBeRemembered: true };
}

/** What a tool of the stages keeps under its own name, and no link leads elsewhere. A person's yes (`accepted.json`) is asked about all the same. */
function isKeptStage(
  effect: Effect & { readonly kind: 'write' | 'delete' },
  at: PathClass | undefined,
  { effects }: DecideRequest,
): boolean {
  if (effect.kind !== 'write' || at?.kind !== 'inside' || at.guarded !== undefined) return false;
  if (!effects.some((one) => one.kind === 'record' && one.what === 'stages')) return false;
  const isPlain = at.entry === 'file' || at.entry === 'missing';
  return isPlain && [effect.path, at.path].every((path) => isStageFile(path.split(/[\\/]+/)));
}

function ruleOnShell(effect: Effect & { readonly kind: 'shell' }, request: DecideRequest): Ruling {
  const cwd = classify({ about: 'target', path: effect.cwd }, request)?.[0];
  const verdict = judgeShell(effect.command, shellPlace(cwd === undefined || cwd.kind === 'refused' ? effect.cwd : cwd.path, request));
  if (verdict.verdict === 'deny') return verdict;
  const folder = folderClass(effect.cwd, request);
  if (folder.verdict === 'deny') return folder;
  if (verdict.verdict === 'ask' && mentionsRunRecords(effect.command, effect.cwd)) return runRecordInShell;
  if (folder.verdict === 'ask') return folder;
  if (verdict.verdict === 'allow') return verdict;
  const guarded = findGuardedWord(effect.command);
  if (guarded !== undefined) return alwaysAsk(guarded.rule.id, `This command names ${guarded.word}, which ${guarded.rule.why}.`);
  if (cwd?.kind === 'inside' && cwd.guarded !== undefined)
    return alwaysAsk(cwd.guarded.id, `It would run in ${cwd.path}, which ${cwd.guarded.why}.`);
  // A yes to a command is one to source that can be looked at, as long as no bytecode takes its place.
  if (losesBytecodeGuard(effect.command)) return { ...verdict, reason: `${verdict.reason} ${bytecodeCounts}` };
  return { ...verdict, canBeRemembered: true };
}

const bytecodeCounts =
  'It starts Python without Practicum’s protection against planted bytecode: a compiled file that lies beside a source is executed in its place.';

const runRecordInShell: Ruling = {
  verdict: 'deny',
  reason:
    'Runs, locks and decisions under .practicum are written by Practicum alone, and this command is not proven to only look at them. Use the tools that read runs.',
  rule: 'runs.read-only',
};

/** Where a program may be started: in a folder of the workspace, and not among the records of runs. */
function folderClass(path: string, request: DecideRequest): Ruling {
  const at = classify({ about: 'target', path }, request)?.[0];
  if (at === undefined) return notLookedUp;
  if (at.kind === 'refused') return { verdict: 'deny', reason: at.reason, rule: at.rule };
  if (at.kind === 'outside') return alwaysAsk('path.outside', `It would run in ${at.path}, outside the workspace.`);
  if (at.isRunRecord) return { ...runRecordInShell, reason: `It would run in ${at.path}. ${whyNeverWritten(at.path)}` };
  if (at.entry !== 'directory') return alwaysAsk('path.not-a-folder', `${at.path} is not a folder.`);
  if (at.secret !== undefined) return alwaysAsk(at.secret.id, `${at.path} ${at.secret.why}.`);
  return { verdict: 'allow', reason: 'It is a folder of the workspace.', rule: 'path.inside' };
}

function ruleOnExecute(effect: Effect & { readonly kind: 'execute' }, request: DecideRequest): Ruling {
  const folder = folderClass(effect.cwd, request);
  if (folder.verdict !== 'allow') return folder;
  const script = scriptOf(effect, request.lookup);
  const at = script === undefined ? undefined : classify({ about: 'target', path: script }, request)?.[0];
  const isOrdinary = at?.kind === 'inside' && at.entry === 'file' && at.guarded === undefined && !at.isRunRecord;
  const where = effect.on === undefined ? '' : ` on ${placeText(effect.on)}, and the files of the workspace would go there`;
  return {
    verdict: 'ask',
    reason: `It would run ${script ?? effect.argv.join(' ')}${where}.`,
    rule: 'execute',
    canBeRemembered: isOrdinary,
  };
}
