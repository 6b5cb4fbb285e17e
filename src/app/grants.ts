import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposables.ts';
import { Emitter } from '../base/events.ts';
import type { Grant } from '../base/grant.ts';
import type { SessionId } from '../base/ids.ts';
import { localPlace } from '../base/place.ts';
import type { SandboxStatus } from '../base/sandbox.ts';
import type { GrantInForce } from '../policy/grant.ts';
import type { GrantDraft, GrantForm, GrantHead } from '../protocol/chat.ts';
import type { SessionEvent, SessionLog } from '../sessions/events.ts';
import type { CodeApprovals } from './codeApprovals.ts';
import { grantFrom, offeredTargets, targetsWith } from './grantDraft.ts';
import { forgetRevocation, revokedElsewhere } from './grantRevocations.ts';
import { grantLines, protectionText, untilText } from './grantWords.ts';

export interface GrantsOptions {
  readonly log: SessionLog;
  readonly roots: readonly string[];
  /** `$PRACTICUM_HOME`: other processes revoke there. */
  readonly home: string;
  readonly clock: Clock;
  /** Whether programs are confined here now: the machine can, and no setting says otherwise. */
  sandbox(): Promise<SandboxStatus>;
  /** Hosts that confined programs may reach, as the settings say: what a form begins with. */
  hosts(): readonly string[];
  /** Hosts that runs can execute on, as ssh takes them. */
  runHosts(): readonly string[];
  /** Who pays for machines of Hugging Face; undefined: nobody is signed in, or it cannot be found out now. */
  payer(): Promise<string | undefined>;
  readonly money: GrantMoney;
  /** Kept up to date by its owner. */
  readonly approved: CodeApprovals;
}

/** What the ledger knows. */
export interface GrantMoney {
  /** US dollars of the grant that are neither spent nor promised. */
  left(grant: Grant): Promise<number>;
  /** US dollars that this session may still spend; undefined where nothing caps it. */
  leftInSession(): Promise<number | undefined>;
}

/** How often it is looked whether another process revoked it, for those who only look on; each judgement looks anew. */
const lookMs = 2_000;
const usualHours = 8;
/** What a form begins with where no cap says more. */
const usualUsd = 5;

/**
 * What the person has signed for one session, as its log says. Signing and revoking are reached from views and the command line alone: no
 * tool is handed this.
 */
export class Grants implements Disposable {
  readonly #options: GrantsOptions;
  readonly #changed = new Emitter<void>();
  readonly #listener: Disposable;
  /** Signed, revoked, or over. */
  readonly onDidChange = this.#changed.event;
  #signed: Grant | undefined;
  #status: SandboxStatus = { kind: 'none', why: 'It was not looked at yet.', hint: '' };
  #end = new AbortController();

  constructor(options: GrantsOptions) {
    this.#options = options;
    // All events: going back to before a grant neither ends it nor brings a revoked one back.
    for (const event of options.log.events) this.#fold(event);
    this.#listener = options.log.onDidAppend((event) => {
      if (this.#fold(event)) this.#announce();
    });
    if (this.inForce !== undefined) this.#announce();
  }

  /** The one that counts now. */
  get inForce(): Grant | undefined {
    const { clock } = this.#options;
    const grant = this.#signed;
    return grant !== undefined && clock.nowMs() < grant.endsAtMs ? grant : undefined;
  }

  /** For the policy: the grant and all that it depends on now. The ledger is asked only where the call costs something. */
  async toJudgeBy({ costs = false }: { readonly costs?: boolean } = {}): Promise<GrantInForce | undefined> {
    if (this.inForce === undefined) return undefined;
    await this.#noteElsewhere();
    this.#status = await this.#options.sandbox();
    // It may have ended while that was found out.
    const grant = this.inForce;
    if (grant === undefined) return undefined;
    const nowMs = this.#options.clock.nowMs();
    return {
      grant,
      nowMs,
      until: untilText(grant.endsAtMs, nowMs),
      isConfined: this.#status.kind === 'in-force',
      usdLeft: costs ? await this.#options.money.left(grant) : 0,
      approvedCode: this.#options.approved.hashes,
    };
  }

  head(): GrantHead | undefined {
    const grant = this.inForce;
    if (grant === undefined) return undefined;
    const { roots, clock } = this.#options;
    return {
      id: grant.id,
      endsAtMs: grant.endsAtMs,
      lines: grantLines(grant, roots, clock.nowMs()),
      protection: protectionText(grant.code, this.#status),
    };
  }

  /** What a new grant’s form begins with, and the protection that it can have here. */
  async form(): Promise<GrantForm> {
    const { roots, hosts, money } = this.#options;
    this.#status = await this.#options.sandbox();
    const canSandbox = this.#status.kind === 'in-force';
    const code = canSandbox ? 'sandboxed' : 'approved';
    const left = await money.leftInSession();
    const draft: GrantDraft = {
      hours: usualHours,
      usd: Math.floor((left ?? usualUsd) * 100) / 100,
      targets: [localPlace],
      folders: roots,
      hosts: hosts(),
      code,
    };
    return {
      type: 'grantForm',
      draft,
      targets: offeredTargets(await this.#targets()),
      protection: protectionText(code, this.#status),
      canSandbox,
    };
  }

  /** In force when this resolves, which is when the disk has it. One that was in force is revoked first. Throws BadGrant. */
  async sign(draft: GrantDraft, by: string): Promise<Grant> {
    const { log, roots, clock } = this.#options;
    this.#status = await this.#options.sandbox();
    const canSandbox = this.#status.kind === 'in-force';
    const grant = await grantFrom(draft, { roots, nowMs: clock.nowMs(), canSandbox, targets: await this.#targets() });
    await this.revoke(by);
    await log.append({ type: 'grant.signed', session: log.session, grant, by }, 'durable');
    return grant;
  }

  async #targets(): Promise<readonly string[]> {
    const { runHosts, payer } = this.#options;
    return targetsWith(runHosts(), await payer());
  }

  /** At once; resolves when the disk has it. False: none was in force. */
  async revoke(by: string): Promise<boolean> {
    const grant = this.inForce;
    if (grant === undefined) return false;
    // Before the disk knows it: what is judged from here on is asked about.
    this.#signed = undefined;
    await this.#options.log.append({ type: 'grant.revoked', grant: grant.id, by }, 'durable');
    return true;
  }

  dispose(): void {
    this.#end.abort();
    this.#listener.dispose();
    this.#changed.dispose();
  }

  /** Answers whether the grant is another one now. */
  #fold(event: SessionEvent): boolean {
    if (event.type !== 'grant.signed' && event.type !== 'grant.revoked') return false;
    this.#signed = signedAfter(this.#signed, event, this.#options.log.session);
    return true;
  }

  /** Now, and when it is over. */
  #announce(): void {
    this.#changed.fire();
    this.#end.abort();
    const grant = this.inForce;
    if (grant === undefined) return;
    this.#end = new AbortController();
    // Rejects when another one takes its place, or when the session is closed.
    this.#watch(grant, this.#end.signal).catch(() => undefined);
  }

  async #watch(grant: Grant, signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    while (this.inForce === grant) {
      await clock.sleep(Math.min(lookMs, grant.endsAtMs - clock.nowMs()), signal);
      await this.#noteElsewhere();
    }
    // A clock that is set back later does not bring it back.
    if (this.#signed === grant) this.#signed = undefined;
    if (!signal.aborted) this.#changed.fire();
  }

  async #noteElsewhere(): Promise<void> {
    const grant = this.inForce;
    if (grant === undefined) return;
    const { home } = this.#options;
    const by = await revokedElsewhere(home, grant.id);
    if (by === undefined) return;
    if (this.#signed === grant) await this.revoke(by);
    await forgetRevocation(home, grant.id);
  }
}

/** What is signed after this event. A copy of another session holds events of that one: they sign nothing here. */
function signedAfter(before: Grant | undefined, event: SessionEvent, session: SessionId): Grant | undefined {
  if (event.type === 'grant.signed') return event.session === session ? event.grant : before;
  return event.type === 'grant.revoked' && event.grant === before?.id ? undefined : before;
}

/** The grant that is in force by a log that somebody else may have open. */
export async function grantIn(
  events: Iterable<SessionEvent>,
  session: SessionId,
  { nowMs, home }: { readonly nowMs: number; readonly home: string },
): Promise<Grant | undefined> {
  let signed: Grant | undefined;
  for (const event of events) signed = signedAfter(signed, event, session);
  if (signed === undefined || nowMs >= signed.endsAtMs) return undefined;
  return (await revokedElsewhere(home, signed.id)) === undefined ? signed : undefined;
}
