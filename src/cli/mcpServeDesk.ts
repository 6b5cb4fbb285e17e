import { homedir } from 'node:os';
import type { OutsideCalls, OutsideHooks, OutsideResult, WorkbenchHost } from '../app/api.ts';
import { type OpenBench, openBench } from '../app/bench.ts';
import { knownSecrets } from '../app/knownSecrets.ts';
import { OutsideApprovals } from '../app/outsideApprovals.ts';
import { createOutsideCalls } from '../app/outsideCalls.ts';
import { createWorkbench } from '../app/workbench.ts';
import type { SessionId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import { learnSecrets } from '../base/redact.ts';
import type { GrantDraft } from '../protocol/chat.ts';
import { createNodeFiles } from '../workspace/nodeFiles.ts';

const titleOfSession = 'Calls of other programs (MCP)';

/** The bench as one client has it, for the folders that it works in. */
export class ServedDesk {
  readonly roots: readonly string[];
  readonly outside: OutsideCalls;
  readonly runs: OpenBench['runs'];
  /** What calls of the client have to be asked about. */
  readonly approvals: OutsideApprovals;
  readonly #close: () => Promise<void>;
  readonly #underWay = new Set<Promise<unknown>>();

  private constructor(
    { roots, home, app, log }: WorkbenchHost,
    workspace: string,
    outside: OutsideCalls,
    runs: OpenBench['runs'],
    close: () => Promise<void>,
  ) {
    this.roots = roots;
    this.outside = outside;
    this.runs = runs;
    this.approvals = new OutsideApprovals({ home, app, workspace, roots, onProblem: (text) => log('warn', text) });
    this.#close = close;
  }

  /** `grant`: signed in a session of its own, in which `practicum grant` shows and revokes it. Throws BadGrant. */
  static async open(
    base: WorkbenchHost,
    roots: readonly string[],
    tools: ReadonlySet<string>,
    grant: GrantDraft | undefined,
  ): Promise<ServedDesk> {
    const host: WorkbenchHost = { ...base, roots, makeFiles: (require) => createNodeFiles({ roots, require }) };
    learnSecrets(knownSecrets({ env: process.env, homedir: homedir(), home: host.home, roots }));
    if (grant === undefined) {
      const bench = openBench(host);
      const outside = createOutsideCalls(host, bench.parts, { tools, session: newId<SessionId>('se') });
      return new ServedDesk(host, base.roots[0] ?? '', outside, bench.runs, async () => bench.dispose());
    }
    const workbench = await createWorkbench(host, 'new');
    try {
      const signed = workbench.currentSession();
      await signed.log.append({ type: 'session.titled', title: titleOfSession });
      await workbench.grants.sign(grant, 'command line');
      for (const { grant: head } of workbench.grants.inForce)
        host.log('warn', ['Allowed unattended:', ...head.lines, head.protection].join('\n  '));
      const outside = createOutsideCalls(host, workbench.parts, { tools, session: signed.log.session, signed });
      return new ServedDesk(host, base.roots[0] ?? '', outside, workbench.runs, () => workbench.close());
    } catch (error) {
      await workbench.close();
      throw error;
    }
  }

  async carryOut(tool: string, input: unknown, hooks: OutsideHooks): Promise<OutsideResult> {
    const work = this.outside.carryOut(tool, input, hooks);
    this.#underWay.add(work);
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
    }
  }

  /** After what is under way has come to its end: whoever closes stops that first, or lets it go on. */
  async close(): Promise<void> {
    await this.approvals.close();
    await Promise.allSettled(this.#underWay);
    await this.#close();
  }
}
