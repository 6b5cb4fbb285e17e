import { type Effect, placeOf } from '../base/effects.ts';
import type { Grant } from '../base/grant.ts';
import { matchesHost } from '../base/hostPatterns.ts';
import { hubMachineOf, localPlace, reachedBy } from '../base/place.ts';
import { namesGuarded } from './guardedWords.ts';
import { classify } from './lookup.ts';
import { type PathClass, segmentsBelow } from './paths.ts';
import { scriptOf } from './remember.ts';
import type { Ruling } from './ruling.ts';
import { readShell } from './shell/tokenize.ts';
import type { PlaceRules } from './shellPlace.ts';

/** A grant that a person has signed and not revoked, with what its limits depend on now. */
export interface GrantInForce {
  readonly grant: Grant;
  readonly nowMs: number;
  /** When it ends, as a person reads it: `07:30`. */
  readonly until: string;
  /** Programs of the workspace are really confined here, to the grant’s folders and hosts. */
  readonly isConfined: boolean;
  /** US dollars of the grant that are neither spent nor promised. */
  readonly usdLeft: number;
  /** Hashes of the code that the person approved, in exactly these versions. */
  readonly approvedCode: ReadonlySet<string>;
}

/** One call, as far as a grant looks at it. */
export interface GrantRequest extends PlaceRules {
  readonly effects: readonly Effect[];
  /** Services that the person has set up, the Hub among them. */
  readonly lookupHosts?: readonly string[];
}

/**
 * A yes to an effect that would otherwise be asked about; undefined: the grant does not name it. Protected and secret places are looked up
 * here once more, whatever else was found out about the effect.
 */
export function ruleByGrant(effect: Effect, request: GrantRequest, inForce: GrantInForce): Ruling | undefined {
  if (inForce.nowMs >= inForce.grant.endsAtMs || !isNamed(effect, request, inForce)) return undefined;
  return { verdict: 'allow', ...grantReason(inForce) };
}

export function grantReason({ until }: GrantInForce): { readonly reason: string; readonly rule: string } {
  return { reason: `Allowed by the grant until ${until}.`, rule: 'grant' };
}

function isNamed(effect: Effect, request: GrantRequest, inForce: GrantInForce): boolean {
  const { grant } = inForce;
  switch (effect.kind) {
    case 'write':
      return isFileOf(classOf(effect.path, request), request, grant);
    case 'shell':
      return isWalledCode(inForce) && isCommandOf(effect, request, grant);
    case 'execute':
      return isGrantedRun(effect, request, inForce);
    case 'lookup':
      return matchesHost(effect.host, grant.hosts);
    case 'reach':
      return matchesHost(effect.host, grant.hosts) || isLineToRun(effect.host, request, inForce);
    case 'spend':
      return fits(request.effects, inForce.usdLeft);
    default:
      // Deleting, publishing, foreign tools, what lies outside, and what this version does not know: a person is asked.
      return false;
  }
}

type Execute = Effect & { readonly kind: 'execute' };

/** Only where the grant says. The walls of this machine do not stand on another, so what runs there is code that was looked at. */
function isGrantedRun(effect: Execute, request: GrantRequest, inForce: GrantInForce): boolean {
  const place = placeOf(effect);
  if (!inForce.grant.targets.includes(place) || !isScriptOf(effect, request, inForce.grant)) return false;
  if (inForce.grant.code === 'sandboxed') return place === localPlace && isWalledCode(inForce);
  return isApproved(effect, request, inForce);
}

/** Who says where runs may execute has said that the files go there; nothing but such a run may use the line. */
function isLineToRun(host: string, request: GrantRequest, inForce: GrantInForce): boolean {
  return request.effects.some(
    (effect) => effect.kind === 'execute' && leadsTo(placeOf(effect), host, request) && isGrantedRun(effect, request, inForce),
  );
}

/** Machines of Hugging Face are reached by way of the Hub that is set up, and of no other host. */
function leadsTo(place: string, host: string, { lookupHosts = [] }: GrantRequest): boolean {
  return reachedBy(place) === host || (hubMachineOf(place) !== undefined && matchesHost(host, lookupHosts));
}

/** Code that nobody has looked at passes only on this machine, and behind walls that are really there. */
function isWalledCode({ grant, isConfined }: GrantInForce): boolean {
  return grant.code === 'sandboxed' && isConfined && grant.targets.includes(localPlace);
}

function isApproved(effect: Execute, request: GrantRequest, { approvedCode }: GrantInForce): boolean {
  const hash = request.lookup.code(effect);
  return hash !== undefined && approvedCode.has(hash);
}

/** What the tokenizer cannot take apart is not known, walls or not; and what a command reads is sent to the model. */
function isReadable(command: string): boolean {
  const reading = readShell(command);
  if (reading.kind === 'unreadable') return false;
  return !reading.commands.some(({ words }) => words.some(({ text }) => namesGuarded(text)));
}

/** From anywhere in the workspace: its walls let it write in the granted folders only. */
function isCommandOf({ command, cwd }: Effect & { readonly kind: 'shell' }, request: GrantRequest, { folders }: Grant): boolean {
  return folders.length > 0 && isFolderOf(classOf(cwd, request), request, request.roots) && isReadable(command);
}

/** An ordinary script of the granted folders, run by an interpreter that is found when it starts, not by one that the call brings along. */
function isScriptOf(effect: Execute, request: GrantRequest, grant: Grant): boolean {
  const [interpreter = ''] = effect.argv;
  if (!/^[\w.-]+$/.test(interpreter) || !isFolderOf(classOf(effect.cwd, request), request, request.roots)) return false;
  const script = scriptOf(effect, request.lookup);
  const at = script === undefined ? undefined : classOf(script, request);
  return at?.kind === 'inside' && at.entry === 'file' && isFileOf(at, request, grant);
}

function isFileOf(at: PathClass | undefined, { platform }: GrantRequest, { folders }: Grant): boolean {
  if (at === undefined || !isOrdinary(at) || at.isUnexpanded || (at.entry !== 'file' && at.entry !== 'missing')) return false;
  return folders.some((folder) => segmentsBelow(folder, at.path, platform) !== undefined);
}

function isFolderOf(at: PathClass | undefined, { platform }: GrantRequest, folders: readonly string[]): boolean {
  if (at === undefined || !isOrdinary(at) || at.entry !== 'directory') return false;
  return folders.some((folder) => segmentsBelow(folder, at.path, platform) !== undefined);
}

function isOrdinary(at: PathClass): at is Extract<PathClass, { readonly kind: 'inside' }> {
  return at.kind === 'inside' && at.guarded === undefined && at.secret === undefined && !at.isRunRecord;
}

/** Together, since a call may cost in several ways. An unknown price fits nothing. */
function fits(effects: readonly Effect[], usdLeft: number): boolean {
  let total = 0;
  for (const effect of effects) {
    if (effect.kind !== 'spend') continue;
    if (effect.usd === undefined || !(effect.usd >= 0)) return false;
    total += effect.usd;
  }
  return total <= usdLeft;
}

function classOf(path: string, request: GrantRequest): PathClass | undefined {
  return classify({ about: 'target', path }, request)?.[0];
}
