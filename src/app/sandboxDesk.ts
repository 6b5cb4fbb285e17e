import { systemClock } from '../base/clock.ts';
import { defined } from '../base/defined.ts';
import type { Effect } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import type { SessionId } from '../base/ids.ts';
import type { Permit, RequirePermit } from '../base/permit.ts';
import { placeOfSandbox } from '../base/place.ts';
import type { SandboxChange } from '../base/sandboxChange.ts';
import type { GrantCap } from '../ledger/entries.ts';
import { currentOf, hasJob, placeOfRecord, SandboxRecords, type SandboxWithJob } from '../runs/sandboxes/record.ts';
import type { Sandboxes } from '../runs/sandboxes/sandboxes.ts';
import { type Asking, type CurrentSandbox, type SandboxPort, type SandboxRow, smokeEffects } from '../runs/sandboxes/sandboxPort.ts';
import { sandboxEffects, useEffect } from '../runs/sandboxes/sandboxWish.ts';
import type { WorkbenchHost } from './api.ts';
import { personalHubClient } from './hubDoor.ts';
import type { LedgerDoor } from './spending.ts';

/** What one session has of its own. */
export interface SandboxSession {
  /** Under which grant it spends now. */
  grant?(): GrantCap | undefined;
  /** Into its log. */
  note?(change: SandboxChange): Promise<void>;
}

export interface SandboxDesk {
  of(session: SessionId, own?: SandboxSession): SandboxPort;
  /** The session is closed: what happens to its sandboxes from now on is not its record's any more. */
  forget(session: SessionId): void;
  /** Settles what is over and ends what nobody can use any more, where this machine ever started one. Answers how many. */
  sweep(): Promise<number>;
}

/** What all sessions of a window do with sandboxes. Its parts are loaded with the first one. */
export function createSandboxDesk(host: Pick<WorkbenchHost, 'home' | 'hub'>, require: RequirePermit, ledger: LedgerDoor): SandboxDesk {
  const records = new SandboxRecords(host.home);
  let opened: Promise<Sandboxes> | undefined;
  const sessions = new Map<SessionId, SandboxSession>();
  const onChange = (session: SessionId, change: SandboxChange): void => {
    // Its log may be closed by now; the ledger has it anyway.
    sessions
      .get(session)
      ?.note?.(change)
      .catch(() => undefined);
  };
  const open = async (): Promise<Sandboxes> => {
    const { hub } = host;
    if (hub === undefined) throw new PracticumError('no-hub', 'Hugging Face is not set up here.', { hint: 'Go on without it.' });
    const { Sandboxes } = await import('../runs/sandboxes/sandboxes.ts');
    return new Sandboxes({ home: host.home, require, hub, client: () => personalHubClient(host), ledger, clock: systemClock, onChange });
  };
  const parts = (): Promise<Sandboxes> => {
    opened ??= open();
    return opened;
  };
  return {
    of(session, own = {}) {
      if (own.note !== undefined) sessions.set(session, own);
      return portOf(host, { session, grant: () => own.grant?.(), records, require, parts });
    },
    forget: (session) => void sessions.delete(session),
    async sweep() {
      if (host.hub === undefined || records.all().length === 0 || (await host.hub.token()) === undefined) return 0;
      return await (await parts()).sweep();
    },
  };
}

interface Session {
  readonly session: SessionId;
  readonly records: SandboxRecords;
  readonly require: RequirePermit;
  grant(): GrantCap | undefined;
  parts(): Promise<Sandboxes>;
}

function portOf({ home, hub }: Pick<WorkbenchHost, 'home' | 'hub'>, { session, grant, records, require, parts }: Session): SandboxPort {
  /** What is done there stands under the effect that names it; where the machine is gone, that is what is said. */
  const there = async <T>(
    permit: Permit,
    effect: Effect,
    on: string,
    act: (sandboxes: Sandboxes, record: SandboxWithJob) => Promise<T>,
  ): Promise<T> => {
    require(permit, effect);
    const sandboxes = await parts();
    const record = sandboxes.at(on);
    try {
      return await act(sandboxes, record);
    } catch (error) {
      throw await sandboxes.explained(error, record);
    }
  };
  const starting = ({ call, signal, progress }: Asking) => ({
    session,
    signal,
    ...defined({ call, grant: grant(), progress }),
  });
  return {
    get current() {
      const found = hub === undefined ? undefined : currentOf(records, session);
      return found === undefined ? undefined : shown(found);
    },
    knows: (place) => records.all().some((record) => hasJob(record) && placeOfRecord(record) === place),
    read: (permit, on, path, signal) =>
      there(permit, { kind: 'inspect', on, path }, on, async (sandboxes, record) => {
        const { readThere } = await import('../runs/sandboxes/filesThere.ts');
        return await readThere(await sandboxes.server(record), path, signal);
      }),
    write: (permit, on, path, bytes, expected) =>
      there(permit, { kind: 'operate', on, does: 'write', what: path }, on, async (sandboxes, record) => {
        const { writeThere } = await import('../runs/sandboxes/filesThere.ts');
        await writeThere(await sandboxes.server(record), path, bytes, expected);
      }),
    run: (permit, on, command) =>
      there(permit, { kind: 'operate', on, does: 'shell', what: command.command }, on, async (sandboxes, record) => {
        const { runThere } = await import('../runs/sandboxes/runThere.ts');
        return await runThere(await sandboxes.server(record), command, systemClock);
      }),
    async start(permit, wish, cwd, asking) {
      const sandboxes = await parts();
      const [under] = sandboxEffects(wish, cwd);
      return shown(await sandboxes.start(permit, wish, { ...starting(asking), under, purpose: 'session' }));
    },
    async list(permit, looks, payer, signal) {
      require(permit, looks);
      const mine = currentOf(records, session)?.job;
      const listed = await (await parts()).list(payer, signal);
      return listed.map(({ job, record }): SandboxRow => {
        const { id, flavor, stage, startedMs, timeoutSeconds } = job;
        const endsMs = startedMs === undefined || timeoutSeconds === undefined ? undefined : startedMs + timeoutSeconds * 1000;
        const usdPerHour = record === undefined || record.microUsdPerHour === 0 ? undefined : record.microUsdPerHour / 1e6;
        return { id, place: placeOfSandbox(payer, id), flavor, stage, isCurrent: id === mine, ...defined({ endsMs, usdPerHour }) };
      });
    },
    left: async (place, signal) => await (await parts()).left(place, signal),
    async use(permit, place, signal) {
      require(permit, useEffect(place));
      return shown(await (await parts()).use(session, place, permit.call, signal));
    },
    end: async (permit, place) => await (await parts()).end(permit, place, session),
    planSmoke: async (wish) => await (await import('../runs/sandboxes/smoke.ts')).planSmoke(wish),
    async smoke(permit, wish, at, asking) {
      const { trySmoke } = await import('../runs/sandboxes/trySmoke.ts');
      const sandboxes = await parts();
      const [under] = smokeEffects(wish, at);
      require(permit, under);
      const token = await hub?.token();
      const report = await trySmoke(
        { sandboxes, home, clock: systemClock },
        {
          permit,
          wish,
          at: 'machine' in at ? at : { running: sandboxes.at(at.place) },
          secrets: token === undefined ? {} : { HF_TOKEN: token },
          starting: { ...starting(asking), under, purpose: 'smoke' },
        },
      );
      const { record, ...rest } = report;
      return { ...rest, sandbox: shown(record) };
    },
    tried: async (hash) => await (await import('../runs/sandboxes/tried.ts')).triedBefore(home, hash),
  };
}

function shown(record: SandboxWithJob): CurrentSandbox {
  return { place: placeOfRecord(record), id: record.job, flavor: record.flavor };
}
