import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createHubDoor } from '../../../src/app/hubDoor.ts';
import { createJobDesk } from '../../../src/app/jobDesk.ts';
import { createPapersDoor } from '../../../src/app/papersDoor.ts';
import { createPeek } from '../../../src/app/peek.ts';
import { isReproductionBegun } from '../../../src/app/reproductionBegun.ts';
import { createSandboxDesk } from '../../../src/app/sandboxDesk.ts';
import { createScheduleDesk } from '../../../src/app/scheduleDesk.ts';
import { createWebDoor } from '../../../src/app/webDoor.ts';
import type { BlobHash, CallId, RunId, SessionId, TurnId } from '../../../src/base/ids.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import type { PlanItem, Tool, ToolDetail, ToolResult } from '../../../src/base/tool.ts';
import { parseToolInput } from '../../../src/base/toolInput.ts';
import type { HubHost } from '../../../src/hub/door.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import type { PapersHost } from '../../../src/papers/door.ts';
import { isSecretPath } from '../../../src/policy/names.ts';
import { bindReproductionTools } from '../../../src/reproduction/tools.ts';
import { createEnvironments, type EnvironmentsOptions } from '../../../src/runs/environments.ts';
import type { Runs } from '../../../src/runs/runs.ts';
import { bindTools } from '../../../src/tools/all.ts';
import type { FileChange, ToolServices } from '../../../src/tools/services.ts';
import { noSkills } from '../../../src/tools/skillsPort.ts';
import type { WebHost } from '../../../src/web/door.ts';
import { createFolderReader } from '../../../src/workspace/folders.ts';
import { createLineReader } from '../../../src/workspace/lineReader.ts';
import { createNodeFiles, type NodeFilesOptions } from '../../../src/workspace/nodeFiles.ts';
import { createShell } from '../../../src/workspace/shell.ts';
import { systemPython } from '../../systemPython.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';

/** What a call asked of the session beside files. */
export interface Recorded {
  readonly changes: FileChange[];
  readonly links: RunId[];
  readonly plans: (readonly PlanItem[])[];
  readonly progress: string[];
  /** Results of earlier calls, for those that want them again: the newest last. */
  readonly results: Map<string, { readonly title: string; readonly content: string }>;
}

/** The tools of one session over a real folder, called as the loop calls them: arguments as JSON, a permit for exactly the effects. */
export interface Toolbox {
  readonly root: string;
  readonly tools: readonly Tool[];
  readonly recorded: Recorded;
  at(name: string): string;
  put(name: string, content: string | Uint8Array): Promise<string>;
  text(name: string): Promise<string>;
  bytes(name: string): Promise<Buffer>;
  tool(name: string): Tool;
  call(name: string, input: unknown, signal?: AbortSignal): Promise<ToolResult>;
  preview(name: string, input: unknown): Promise<ToolDetail | undefined>;
}

const session = 'se_test' as SessionId;
const turn = 'tu_test' as TurnId;

export interface ToolboxOptions {
  readonly hasFolder?: boolean;
  makeRuns?(where: NodeFilesOptions): Runs;
  readonly runHosts?: readonly string[];
  /** The Hub that its tools reach; without one they are not offered. */
  hub?(): HubHost;
  web?(): WebHost;
  papers?(): PapersHost;
  /** The Pythons that there are; those of this machine unless given. */
  pythons?(): Partial<EnvironmentsOptions>;
}

export function useToolbox({ hasFolder = true, makeRuns, pythons, runHosts = [], hub, web, papers }: ToolboxOptions = {}): Toolbox {
  const folder = useTemporaryFolder();
  const permits = createPermitAuthority();
  const state: { tools: readonly Tool[]; recorded: Recorded } = {
    tools: [],
    recorded: { changes: [], links: [], plans: [], progress: [], results: new Map() },
  };
  let calls = 0;
  let runs = noRuns;

  const withPermit = async <T>(
    effects: Parameters<typeof permits.mint>[1],
    act: (permit: ReturnType<typeof permits.mint>) => Promise<T>,
  ): Promise<T> => {
    const permit = permits.mint(`ca_${++calls}` as CallId, effects);
    try {
      return await act(permit);
    } finally {
      permits.revoke(permit);
    }
  };
  const parse = (tool: Tool, input: unknown): unknown => {
    const parsed = parseToolInput(tool, JSON.stringify(input));
    if (!parsed.ok) throw parsed.error;
    return parsed.input;
  };

  beforeEach(() => {
    const where = { roots: [folder.path], require: permits.require };
    const files = createNodeFiles(where);
    runs = makeRuns?.(where) ?? noRuns;
    const recorded: Recorded = { changes: [], links: [], plans: [], progress: [], results: new Map() };
    state.recorded = recorded;
    const ledger = new Ledger({
      home: join(folder.path, '.home'),
      require: permits.require,
      caps: () => ({ session: null, day: null, run: null }),
    });
    const machines = { home: join(folder.path, '.home'), ...(hub === undefined ? {} : { hub: hub() }) };
    const sandbox = createSandboxDesk(machines, permits.require, async () => ledger).of(session);
    const services: ToolServices = {
      roots: hasFolder ? [folder.path] : [],
      session,
      files,
      lines: createLineReader(where),
      folders: createFolderReader({ ...where, isSecret: isSecretPath }),
      shell: createShell({ require: permits.require, env: process.env }),
      runs,
      runHosts: () => runHosts,
      environments: createEnvironments({
        home: join(folder.path, '.home'),
        env: process.env,
        require: permits.require,
        interpreter: async () => systemPython(),
        useInterpreter: undefined,
        ...pythons?.(),
      }),
      hub: createHubDoor(hub === undefined ? {} : { hub: hub() }, permits.require),
      jobs: createJobDesk(hub === undefined ? {} : { hub: hub() }),
      publishing: { plan: async () => Promise.reject(new Error('unused')), carryOut: async () => Promise.reject(new Error('unused')) },
      schedules: createScheduleDesk(machines, async () => ledger).of(session),
      sandbox,
      web: createWebDoor(web === undefined ? {} : { web: web() }, permits.require),
      papers: createPapersDoor(
        { home: join(folder.path, '.home'), ...(papers === undefined ? {} : { papers: papers() }) },
        permits.require,
      ),
      research: { find: async () => ({ content: 'Nobody is sent out here.' }) },
      hasReproduction: () => isReproductionBegun([folder.path]),
      peek: createPeek(permits, files, sandbox),
      recordChange: async (change) => {
        recorded.changes.push(change);
        return {
          ...(change.before === undefined ? {} : { before: hash(change.before) }),
          ...(change.after === undefined ? {} : { after: hash(change.after) }),
        };
      },
      settledUsd: () => async () => undefined,
      skills: noSkills,
      lastLeft: (path) => {
        const after = recorded.changes.findLast((change) => change.path === path)?.after;
        return after === undefined ? undefined : hash(after);
      },
      keptText: async (sha256) => {
        const change = recorded.changes.find(({ after }) => after !== undefined && hash(after) === sha256);
        return change?.after === undefined ? undefined : Buffer.from(change.after).toString();
      },
      linkRun: async ({ run }) => void recorded.links.push(run),
      setPlan: async (_, items) => void recorded.plans.push(items),
      recall: async (call) => recorded.results.get(call),
      latestCalls: () => [...recorded.results].reverse().map(([call, { title }]) => ({ call: call as CallId, title })),
    };
    state.tools = [...bindTools(services), ...bindReproductionTools(services)];
  });
  afterEach(() => runs.dispose());

  const toolbox: Toolbox = {
    get root() {
      return folder.path;
    },
    get tools() {
      return state.tools;
    },
    get recorded() {
      return state.recorded;
    },
    at: (name) => join(folder.path, name),
    async put(name, content) {
      const path = join(folder.path, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      return path;
    },
    text: (name) => readFile(join(folder.path, name), 'utf8'),
    bytes: (name) => readFile(join(folder.path, name)),
    tool(name) {
      const found = state.tools.find((candidate) => candidate.name === name);
      if (found === undefined) throw new Error(`no tool ${name}`);
      return found;
    },
    async call(name, given, signal = new AbortController().signal) {
      const tool = toolbox.tool(name);
      const input = parse(tool, given);
      return await withPermit(tool.effects(input), (permit) =>
        tool.run(input, { id: permit.call, turn, permit, signal, progress: (text) => void state.recorded.progress.push(text) }),
      );
    },
    async preview(name, given) {
      const tool = toolbox.tool(name);
      return await tool.preview?.(parse(tool, given), new AbortController().signal);
    },
  };
  return toolbox;
}

function hash(bytes: Uint8Array): BlobHash {
  return createHash('sha256').update(bytes).digest('hex') as BlobHash;
}

const unused = (): never => {
  throw new Error('this test has no runs');
};

const noRuns: Runs = {
  list: unused,
  get: unused,
  onDidChange: unused,
  onDidTurn: unused,
  onDidWrite: unused,
  launch: unused,
  stop: unused,
  planResume: unused,
  resume: unused,
  adopt: unused,
  adoptJob: unused,
  followAgain: unused,
  waitForEnd: unused,
  seriesOf: unused,
  points: unused,
  logPage: unused,
  dispose() {},
};
