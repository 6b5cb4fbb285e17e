import assert from 'node:assert/strict';
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, sep } from 'node:path';
import { build } from 'esbuild';
import type { WorkbenchHost } from '../../../src/app/api.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import { calls, end, ScriptedModel, say } from '../agent/scriptedModel.ts';
import { testHost } from '../app/support.ts';
import { useSandboxPlace } from '../sandbox/place.ts';
import { hostOf, sayYes, untilState } from './servedHost.ts';
import { filesystem, nasty, nodeServer } from './support.ts';

/** One that is seen behind walls, where the folder for temporary files is another one. */
function nodeOfMachine(): string {
  const named = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  const isSeen = (path: string): boolean => existsSync(path) && !realpathSync(path).startsWith(`${realpathSync(tmpdir())}${sep}`);
  return named.find(isSeen) ?? process.execPath;
}

describe('a session with servers', () => {
  let folder: string;
  let workbench: OpenWorkbench;
  const open = async (model: ScriptedModel, over: Partial<WorkbenchHost>): Promise<void> => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-mcp-')));
    const root = join(folder, 'space');
    await mkdir(root);
    workbench = await createWorkbench(
      testHost(folder, root, () => model, over),
      'new',
    );
  };
  const ask = async (text: string): Promise<void> => {
    await workbench.chat.send(text, []);
    await workbench.currentSession().agent.whenIdle();
  };
  afterEach(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  // shows: mcp-late
  it('begins without them, and has their tools in a later request, behind those that are there', async () => {
    const model = new ScriptedModel([say('hello'), end()], [say('hello again'), end()]);
    await open(model, { mcp: hostOf(nodeServer('slow', nasty, ['hang-start']), nodeServer('good', nasty, ['behave'])) });
    assert.deepEqual(workbench.mcp.servers(), [], 'nothing of them is even read');
    await ask('Hello.');
    await sayYes(workbench, 'slow');
    await sayYes(workbench, 'good');
    await untilState(workbench.mcp, 'good', 'ready');
    await ask('Hello again.');
    const [before = [], after = []] = model.requests.map(({ tools }) => tools.map(({ name }) => name));
    assert.ok(!before.some((name) => name.startsWith('mcp__')));
    assert.deepEqual(after, [...before, 'mcp__good__echo']);
    assert.equal(workbench.mcp.servers().find(({ name }) => name === 'slow')?.state, 'connecting');
  });

  // shows: mcp-effects
  it('asks before a call, hands over what the server said as its words, and offers nothing in plan mode', async () => {
    const model = new ScriptedModel(
      calls(['mcp__good__echo', { words: 'hi' }]),
      [say('It said hi.'), end()],
      calls(['mcp__good__echo', { words: 'once more' }]),
      [say('And again.'), end()],
      [say('Only looking.'), end()],
    );
    await open(model, { mcp: hostOf(nodeServer('good', nasty, ['behave'])) });
    await sayYes(workbench, 'good');
    await untilState(workbench.mcp, 'good', 'ready');
    const asked: string[] = [];
    workbench.approvals.onDidChange(() => {
      const [first] = workbench.approvals.pending;
      if (first === undefined || asked.includes(first.id)) return;
      asked.push(first.id);
      assert.deepEqual(first.effectLines, ['call good/echo']);
      assert.match(JSON.stringify(first.detail), /hi/);
      void workbench.approvals.answer(first.id, 'approve', 'session', 'test');
    });
    await ask('Say hi.');
    await ask('And once more.');
    assert.equal(asked.length, 1, 'for the session it was said once');
    const result = model.requests[1]?.messages.findLast(({ role }) => role === 'tool');
    assert.match(JSON.stringify(result), /<untrusted mcp=\\"good\/echo\\">\\nhi/);
    await workbench.chat.setMode('plan');
    await ask('Look.');
    assert.ok(!model.requests.at(-1)?.tools.some(({ name }) => name.startsWith('mcp')));
  });

  it('has none of them loaded where none is configured', async () => {
    const model = new ScriptedModel([say('hello'), end()]);
    await open(model, { mcp: hostOf() });
    await ask('Hello.');
    assert.deepEqual(workbench.mcp.tools(), []);
  });
});

describe('a server that a workspace configures', () => {
  const place = useSandboxPlace();

  // shows: mcp-walls
  it('runs behind the walls of commands, and says so', async () => {
    // Behind walls it sees the workspace and the machine's programs, wherever this clone lies.
    const own = join(place.root, 'server.mjs');
    await build({
      entryPoints: [filesystem],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: own,
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    });
    const { transport, ...named } = nodeServer('files', own, [place.root, place.folder], {
      from: 'workspace',
      file: join(place.root, '.mcp.json'),
    });
    const server = { ...named, transport: { ...transport, command: nodeOfMachine() } };
    const model = new ScriptedModel([say('done'), end()]);
    const host = testHost(place.folder, place.root, () => model, { mcp: hostOf(server), sandbox: async () => place.status() });
    const workbench = await createWorkbench(host, 'new');
    try {
      const row = await untilState(workbench.mcp, 'files', 'asks-consent');
      assert.equal(row.question?.protection, 'Confined by bubblewrap: writes only in the workspace, no network, no credentials');
      await sayYes(workbench, 'files');
      await untilState(workbench.mcp, 'files', 'ready');
      const tool = workbench.mcp.tools().find(({ name }) => name.includes('write_file'));
      assert.ok(tool);
      const { permits } = workbench.parts;
      const write = async (path: string): Promise<string> => {
        const input = { path, content: 'x' };
        const permit = permits.mint('ca_test' as never, tool.effects(input));
        const signal = new AbortController().signal;
        return (await tool.run(input, { id: 'ca_test' as never, turn: 'tu' as never, permit, signal, progress: () => undefined })).content;
      };
      assert.match(await write(join(place.root, 'inside.txt')), /Successfully/);
      assert.match(await write(join(place.folder, 'outside.txt')), /EROFS|read-only|denied|ENOENT/i);
      assert.ok(existsSync(join(place.root, 'inside.txt')) && !existsSync(join(place.folder, 'outside.txt')));
    } finally {
      await workbench.close();
    }
  });

  it('says plainly that it runs without walls where there are none', async () => {
    const server = nodeServer('files', filesystem, [place.root], { from: 'workspace' });
    const none = { kind: 'none', why: 'bubblewrap is not installed.', hint: 'Install it.' } as const;
    const host = testHost(place.folder, place.root, () => new ScriptedModel(), { mcp: hostOf(server), sandbox: async () => none });
    const workbench = await createWorkbench(host, 'new');
    try {
      const row = await untilState(workbench.mcp, 'files', 'asks-consent');
      assert.equal(row.question?.protection, 'Not confined: bubblewrap is not installed.');
    } finally {
      await workbench.close();
    }
  });
});
