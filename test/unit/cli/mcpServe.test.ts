import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import type { PendingApproval } from '../../../src/app/api.ts';
import { postAnswer } from '../../../src/app/outsideAnswers.ts';
import { outsideFolder } from '../../../src/app/outsideFolder.ts';
import { OutsideWaiting } from '../../../src/app/outsideWaiting.ts';
import { servedRoots } from '../../../src/cli/mcpServeRoots.ts';
import { servedToolNames } from '../../../src/cli/mcpServeTools.ts';
import { answerOutside, waitingOf } from '../../../src/cli/outsideAnswer.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';
import { type PaperServices, startPaperServices } from '../../doubles/papers/papers.ts';
import { demoKey } from '../../doubles/server.ts';
import { compiledBefore } from '../../programs.ts';
import { ScriptedModel } from '../agent/scriptedModel.ts';
import { testHost, until } from '../app/support.ts';
import { writeRun } from '../runs/writtenRun.ts';
import { type Connecting, type Connection, connect, textOf } from './mcpClient.ts';
import { mustBeBuilt, program, runProgram } from './program.ts';

const script = `import time, sys
for step in range(1, 6):
    print(f"step {step} loss {1 / step}", flush=True)
    time.sleep(0.02)
`;

describe('practicum mcp', function () {
  this.timeout(90_000);
  let folder: string;
  let space: string;
  let hub: Hub;
  let papers: PaperServices;
  let env: Readonly<Record<string, string>>;
  const open: Connection[] = [];

  before(async () => {
    mustBeBuilt();
    hub = await startHub({ metricsMs: 100 });
    papers = await startPaperServices([{ arxiv: '2401.00001', version: 3, title: 'A Small Paper', abstract: 'Small.', year: 2024 }]);
  });
  after(async () => {
    await hub.close();
    await papers.close();
  });
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-mcp-')));
    space = join(folder, 'space');
    await mkdir(space);
    await writeFile(join(space, 'train.py'), script);
    await writeFile(join(space, 'rows.jsonl'), '{"prompt": "one", "completion": "1"}\n{"prompt": "two", "completion": "2"}\n');
    await writeFile(
      join(space, 'paper.tex'),
      '\\documentclass{article}\\title{Own}\\begin{document}\\section{Method} $a=b$.\\end{document}',
    );
    env = { HOME: folder, PRACTICUM_HOME: join(folder, 'home'), HF_ENDPOINT: hub.url, HF_TOKEN: hub.token, ...papers.env };
  });
  afterEach(async () => {
    for (const connection of open.splice(0)) await connection.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  async function serve(connecting: Partial<Connecting> = {}): Promise<Connection> {
    const connection = await connect({ cwd: space, env, ...connecting });
    open.push(connection);
    return connection;
  }
  const call = async ({ client }: Connection, name: string, given: Record<string, unknown>) =>
    await client.callTool({ name, arguments: given });
  const runFolders = async (): Promise<number> =>
    (await readdir(join(space, '.practicum', 'runs')).catch(() => [])).filter((name) => !name.startsWith('.')).length;

  // shows: mcp-serve-tools
  it('lists every tool with whole schemas and true hints, and says what it is for', async () => {
    const { client } = await serve();
    assert.equal(client.getServerVersion()?.name, 'practicum');
    assert.match(client.getInstructions() ?? '', /start_run/);
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      servedToolNames,
    );
    for (const { name, title, inputSchema, annotations } of tools) {
      assert.ok((title ?? '').length > 0, name);
      assert.equal(inputSchema['additionalProperties'], false, name);
      assert.equal(annotations?.readOnlyHint, name !== 'start_run' && name !== 'hub_jobs', name);
      assert.equal(annotations?.destructiveHint, name === 'hub_jobs', name);
    }
    const worldly = tools.filter(({ annotations }) => annotations?.openWorldHint === true).map(({ name }) => name);
    assert.deepEqual(worldly, ['start_run', 'audit_dataset', 'read_paper', 'find_papers', 'estimate_training', 'hub_jobs']);
  });

  // shows: mcp-serve-tools, images-plots
  it('hands over the picture of a plot', async () => {
    const run = writeRun(space, 'run-1');
    run.measure('loss', [
      [0, 2],
      [1, 1],
    ]);
    const plotted = await call(await serve(), 'read_metric', { run: 'run-1', metric: 'loss', plot: [] });
    const [words, picture] = plotted.content as readonly { readonly type: string; readonly data?: string; readonly mimeType?: string }[];
    assert.deepEqual([words?.type, picture?.type, picture?.mimeType], ['text', 'image', 'image/png'], textOf(plotted));
    assert.equal(
      Buffer.from(picture?.data ?? '', 'base64')
        .subarray(1, 4)
        .toString(),
      'PNG',
    );
  });

  // shows: mcp-serve-tools, mcp-serve-asks
  it('launches what the person agrees to through the client, waits with progress, and answers with words and data', async () => {
    const connection = await serve({ answer: 'Do it' });
    // Lists the tools first, so that the client checks data against the schemas.
    await connection.client.listTools();
    const started = await call(connection, 'start_run', { script: 'train.py', check: false });
    assert.equal(started.isError, undefined, textOf(started));
    const { run } = started.structuredContent as { run: { id: string; status: string; command: string[] } };
    assert.equal(connection.asked.length, 1);
    assert.match(connection.asked[0] ?? '', /^Train with train\.py\?\n\nexecute .*train\.py/);
    assert.match(connection.asked[0] ?? '', new RegExp(`Folder: ${space}`));
    assert.match(connection.asked[0] ?? '', /without a sandbox|[Nn]etwork|writes/);

    const progress: string[] = [];
    const waited = await connection.client.callTool({ name: 'wait_run', arguments: { run: run.id, minutes: 2 } }, undefined, {
      onprogress: ({ message }) => progress.push(message ?? ''),
    });
    assert.match(textOf(waited), /^<untrusted log="train[^"]*">\nwaited: the run has ended/);
    const ended = (waited.structuredContent as { run: { status: string; exitCode: number; metrics: { metric: string; last: object }[] } })
      .run;
    assert.deepEqual([ended.status, ended.exitCode], ['done', 0]);
    assert.deepEqual(ended.metrics.find(({ metric }) => metric === 'loss')?.last, { step: 5, value: 0.2 });
    assert.deepEqual((waited._meta as Record<string, unknown>)['practicum/origin'], { kind: 'log', name: 'train' });
    assert.ok(
      progress.some((text) => /points; waited/.test(text)),
      progress.join('\n'),
    );

    assert.match(textOf(await call(connection, 'read_run', { run: run.id, match: 'loss' })), /1: step 1 loss 1\.0/);
    assert.match(textOf(await call(connection, 'read_metric', { run: run.id, metric: 'loss', steps: [2] })), /step 2: 0\.5/);
    const listed = await call(connection, 'list_runs', {});
    assert.equal((listed.structuredContent as { total: number }).total, 1);
    const compared = await call(connection, 'compare_runs', { a: run.id, b: run.id });
    assert.equal((compared.structuredContent as { code: { kind: string } }).code.kind, 'same');
  });

  // shows: mcp-serve-asks
  it('does nothing where the person says no, looks away, or cannot be asked, and says what they can do', async () => {
    for (const answer of ['Do not do it', 'decline', 'cancel'] as const) {
      const refused = await call(await serve({ answer }), 'start_run', { script: 'train.py', check: false });
      assert.equal(refused.isError, true);
      assert.match(textOf(refused), /^Error \(not-approved\): The person did not agree/, answer);
    }
    const mute = await serve({ options: ['--timeout', '0'] });
    const refused = await call(mute, 'start_run', { script: 'train.py', check: false });
    assert.equal(refused.isError, true);
    assert.match(textOf(refused), /^Error \(waiting-for-approval\): .*Train with train\.py.*practicum run SCRIPT.*--grant FILE/s);
    assert.equal(await runFolders(), 0);
  });

  // shows: mcp-serve-waits
  it('keeps what a client cannot ask for a person, who answers elsewhere while the call waits or before it comes again', async () => {
    const shown = new OutsideWaiting(testHost(folder, space, () => new ScriptedModel([]), { home: join(folder, 'home') }));
    // What was answered elsewhere may stay in view for a moment.
    const asks = async (answered?: string): Promise<PendingApproval> => {
      const open = (): PendingApproval | undefined => shown.pending.find(({ id }) => id !== answered);
      await until(shown.onDidChange, () => open() !== undefined);
      return open() ?? assert.fail();
    };
    const training = { script: 'train.py', check: false };
    try {
      const mute = await serve();
      const progress: string[] = [];
      const onprogress = ({ message = '' }): void => void progress.push(message);
      const waiting = mute.client.callTool({ name: 'start_run', arguments: training }, undefined, { onprogress });
      const asked = await asks();
      assert.deepEqual([asked.title, asked.from], ['Train with train.py', 'test']);
      const listed = await runProgram(space, ['approvals'], env);
      assert.match(listed.out, /^Needs approval \(ap_\w+\): Train with train\.py\n[\s\S]*asked by test over MCP/);
      const own = await runProgram(space, ['approve', asked.id], env);
      assert.match(own.err, /approved by a person at a terminal/);
      assert.equal(own.code, 1);
      assert.equal(await shown.answer(asked.id, { answer: 'approve', by: 'notification' }), true);
      assert.equal((await waiting).isError, undefined, textOf(await waiting));
      assert.deepEqual(progress.slice(0, 1), ['Waiting for a person to answer: Train with train.py']);
      assert.equal(await runFolders(), 1);

      const brief = await serve({ options: ['--timeout', '0'] });
      const said = textOf(await call(brief, 'start_run', training));
      assert.match(said, /^Error \(waiting-for-approval\): Waiting for approval: Train with train\.py\./);
      assert.doesNotMatch(said, /ap_/);
      await asks();
      const [one] = (await runProgram(space, ['approvals', '--json'], env)).out.split('\n');
      const { id } = JSON.parse(one ?? '') as { readonly id: string };
      // This very process started the server, as an agent’s does: it may take a question back, and not agree to it.
      const place = { home: join(folder, 'home'), app: 'test', workspace: space };
      const [found] = await waitingOf(place);
      assert.ok(found !== undefined && found.matter.approval === id);
      const terminal = { ask: async () => 'y', askSecret: async () => undefined };
      const output = { out: () => undefined, err: () => undefined, closed: new AbortController().signal };
      await assert.rejects(answerOutside(place, found, { answer: 'approve', feedback: undefined }, output, terminal, {}), {
        code: 'no-person',
      });
      await brief.close();
      const agents = { CLAUDECODE: '1' };
      await assert.rejects(answerOutside(place, found, { answer: 'approve', feedback: undefined }, output, terminal, agents), {
        code: 'no-person',
      });
      // Whoever asked is gone, and the person agrees.
      assert.equal(await answerOutside(place, found, { answer: 'approve', feedback: undefined }, output, terminal, {}), 0);
      const next = await serve({ options: ['--timeout', '0'] });
      assert.equal((await call(next, 'start_run', training)).isError, undefined);
      assert.match(textOf(await call(next, 'start_run', training)), /waiting-for-approval/);
      assert.equal(await runFolders(), 2);
      assert.equal((await runProgram(space, ['reject', (await asks(id)).id], env)).code, 0);
      assert.match(textOf(await call(next, 'start_run', training)), /^Error \(not-approved\): The person did not agree/);
      assert.equal(await runFolders(), 2);
    } finally {
      shown.dispose();
    }
  });

  // shows: mcp-serve-waits
  it('loses no question when it is killed: the next one has it under the same id, with the answer that came meanwhile', async () => {
    const killed = await serve();
    const training = { script: 'train.py', check: false };
    const place = { home: join(folder, 'home'), app: 'test', workspace: space };
    const gone = assert.rejects(call(killed, 'start_run', training));
    while ((await waitingOf(place)).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    process.kill(killed.transport.pid ?? 0, 'SIGKILL');
    await gone;
    const [left, ...others] = await waitingOf(place);
    assert.ok(left !== undefined && others.length === 0);
    const at = await outsideFolder(place);
    assert.equal(await postAnswer(at, left.matter.approval, { answer: 'approve', by: 'notification' }), true);
    const [a, b] = [await serve({ options: ['--timeout', '0'] }), await serve({ options: ['--timeout', '0'] })];
    const both = await Promise.all([a, b].map((one) => call(one, 'start_run', training)));
    assert.deepEqual(both.map(({ isError }) => isError === true).toSorted(), [false, true]);
    assert.equal(await runFolders(), 1);
  });

  // shows: mcp-serve-asks
  it('names what a paid job costs before anything is promised, and starts none that is not agreed to', async () => {
    const connection = await serve({ answer: 'Do not do it' });
    const target = { kind: 'hf-job', flavor: 't4-small', timeout_minutes: 10 };
    const early = await call(connection, 'start_run', { script: 'train.py', target });
    assert.match(textOf(early), /^Error \(hub-prices\): .*hub_jobs with action “hardware”/);
    assert.match(textOf(await call(connection, 'hub_jobs', { action: 'hardware' })), /t4-small/);
    const refused = await call(connection, 'start_run', { script: 'train.py', target });
    assert.match(textOf(refused), /not-approved/);
    assert.match(connection.asked[0] ?? '', /at most \$0\.\d+: 10 min × t4-small/);
    assert.match(textOf(await call(connection, 'hub_jobs', { action: 'list' })), /has no jobs/);
  });

  // shows: mcp-serve-asks
  it('starts a paid job that was agreed to, promised in the ledger first', async () => {
    const connection = await serve({ answer: 'Do it' });
    await call(connection, 'hub_jobs', { action: 'hardware' });
    const target = { kind: 'hf-job', flavor: 't4-small', timeout_minutes: 10 };
    const started = await call(connection, 'start_run', { script: 'train.py', target });
    assert.equal(started.isError, undefined, textOf(started));
    const { run } = started.structuredContent as { run: { id: string; target: string } };
    assert.equal(run.target, 'hf-job');
    const ledger = await readFile(join(folder, 'home', 'ledger', 'ledger.jsonl'), 'utf8');
    assert.match(ledger, /reserve/);
    const waited = await call(connection, 'wait_run', { run: run.id, minutes: 2 });
    assert.equal((waited.structuredContent as { run: { status: string } }).run.status, 'done', textOf(waited));
  });

  // shows: mcp-serve-tools
  it('reads papers, finds them, audits a data set and looks jobs up without a question', async () => {
    const connection = await serve();
    const paper = textOf(await call(connection, 'read_paper', { paper: 'paper.tex', section: 'S1' }));
    assert.match(paper, /^<untrusted paper="file:paper\.tex">[\s\S]*a=b/);
    assert.match(textOf(await call(connection, 'find_papers', { query: 'small paper', at: 'arxiv' })), /A Small Paper/);
    assert.match(textOf(await call(connection, 'audit_dataset', { paths: ['rows.jsonl'] })), /prompt/);
    const estimated = await call(connection, 'estimate_training', { model: 'acme/none' });
    assert.ok(textOf(estimated).length > 0);
    assert.match(textOf(await call(connection, 'read_run', { run: 'nonsense' })), /^Error \(run-not-found\)/);
    const bad = await call(connection, 'read_run', { runs: 1 });
    assert.equal(bad.isError, true);
    await assert.rejects(call(connection, 'run_shell', { command: 'id' }), /There is no tool run_shell/);
  });

  // shows: mcp-serve-read-only
  it('offers nothing but looking under --read-only and in plan mode', async () => {
    for (const options of [['--read-only'], ['--mode', 'plan']]) {
      const connection = await serve({ options, answer: 'Do it' });
      const { tools } = await connection.client.listTools();
      assert.ok(
        tools.every(({ annotations }) => annotations?.readOnlyHint === true),
        options.join(' '),
      );
      await assert.rejects(call(connection, 'start_run', { script: 'train.py' }), /There is no tool start_run/);
      assert.match(textOf(await call(connection, 'list_runs', {})), /No run/);
    }
  });

  // shows: mcp-serve-asks
  it('acts within a grant without a question, which practicum grant shows and another process can revoke', async () => {
    const grant = { hours: 1, usd: 0, targets: ['local'], folders: ['.'], hosts: [], code: 'sandboxed' };
    await writeFile(join(folder, 'grant.json'), JSON.stringify(grant));
    const granted = await serve({ options: ['--grant', join(folder, 'grant.json')], answer: 'Do not do it' });
    const started = await call(granted, 'start_run', { script: 'train.py', check: false });
    assert.deepEqual([started.isError, granted.asked], [undefined, []], textOf(started));
    assert.match(granted.err(), /Allowed unattended/);
    assert.match((await runProgram(space, ['grant', 'show'], env)).out, /Calls of other programs \(MCP\)/);
    assert.match((await runProgram(space, ['grant', 'revoke'], env)).out, /Revoked/);
    const after = await call(granted, 'start_run', { script: 'train.py', check: false });
    assert.deepEqual([after.isError, granted.asked.length], [true, 1]);
    const refused = await runProgram(space, ['mcp', '--grant', join(folder, 'none.json')], env);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /there is no such file/);
    await writeFile(join(folder, 'elsewhere.json'), JSON.stringify({ ...grant, targets: ['ssh:nobody'] }));
    const unsigned = await runProgram(space, ['mcp', '--grant', join(folder, 'elsewhere.json')], env);
    assert.equal(unsigned.code, 1);
    assert.match(unsigned.err, /cannot be signed/);
  });

  // shows: mcp-serve-resources
  it('lists runs as resources, reads runs, logs and papers by address, tells of changes, and completes ids', async () => {
    const run = writeRun(space, 'run-1');
    run.measure('loss', [[1, 0.25]]);
    run.print('hello from the run\n');
    const { client } = await serve();
    const { resources } = await client.listResources();
    assert.deepEqual(
      resources.map(({ uri }) => uri),
      ['practicum://run/run-1'],
    );
    const { resourceTemplates } = await client.listResourceTemplates();
    assert.equal(resourceTemplates.length, 3);
    const read = async (uri: string): Promise<string> => {
      const [content] = (await client.readResource({ uri })).contents;
      return content !== undefined && 'text' in content ? content.text : '';
    };
    assert.match(await read('practicum://run/run-1'), /metric loss: first 0\.25/);
    assert.match(await read('practicum://run/run-1/log'), /1: hello from the run|hello from the run/);
    assert.match(await read('practicum://paper/paper.tex?section=S1'), /a=b/);
    await assert.rejects(read('practicum://other/x'), /There is no resource/);
    await assert.rejects(read('practicum://run/none'), /run-not-found/);

    const updated = Promise.withResolvers<string>();
    client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => updated.resolve(params.uri));
    await client.subscribeResource({ uri: 'practicum://run/run-1' });
    run.measure('loss', [[2, 0.125]]);
    run.end(0);
    assert.equal(await updated.promise, 'practicum://run/run-1');

    const ref = { type: 'ref/resource' as const, uri: 'practicum://run/{run}' };
    const { completion } = await client.complete({ ref, argument: { name: 'run', value: 'run' } });
    assert.deepEqual(completion.values, ['run-1']);
    const { prompts } = await client.listPrompts();
    assert.deepEqual(
      prompts.map(({ name }) => name),
      ['diagnose_run', 'reproduce_paper'],
    );
    const prompt = await client.getPrompt({ name: 'diagnose_run', arguments: { run: 'run-1' } });
    assert.match(JSON.stringify(prompt.messages), /training run run-1/);
    await assert.rejects(client.getPrompt({ name: 'diagnose_run' }), /needs run/);
  });

  // shows: mcp-serve-safe
  it('hides keys in what it answers, in words and in data', async () => {
    const run = writeRun(space, 'run-1', { name: `with ${demoKey}`, argv: ['python', 'train.py', '--token', demoKey] });
    run.print(`key ${demoKey}\n`);
    run.end(0);
    const connection = await serve();
    const whole = JSON.stringify([
      await call(connection, 'read_run', { run: 'run-1' }),
      await call(connection, 'list_runs', {}),
      await connection.client.listResources(),
      await connection.client.readResource({ uri: 'practicum://run/run-1/log' }),
    ]);
    assert.ok(!whole.includes(demoKey));
    assert.match(whole, /\[redacted:/);
  });

  // shows: mcp-serve-safe
  it('stops a wait that the client cancels, and serves two clients of one folder at once', async () => {
    writeRun(space, 'run-1');
    const [a, b] = [await serve(), await serve()];
    const stop = new AbortController();
    const begun = Promise.withResolvers<void>();
    const waiting = a.client.callTool({ name: 'wait_run', arguments: { run: 'run-1' } }, undefined, {
      signal: stop.signal,
      onprogress: () => begun.resolve(),
    });
    await begun.promise;
    stop.abort('enough');
    await assert.rejects(waiting);
    const both = await Promise.all([a, b].map((one) => call(one, 'list_runs', {})));
    for (const listed of both) assert.match(textOf(listed), /run-1/);
    const [c, d] = [await serve({ answer: 'Do it' }), await serve({ answer: 'Do it' })];
    const started = await Promise.all([c, d].map((one) => call(one, 'start_run', { script: 'train.py', check: false })));
    const ids = started.map(({ structuredContent }) => (structuredContent as { run: { id: string } }).run.id);
    assert.equal(new Set(ids).size, 2);
    for (const id of ids) {
      const waited = await call(c, 'wait_run', { run: id, minutes: 2 });
      assert.equal((waited.structuredContent as { run: { status: string } }).run.status, 'done');
    }
  });

  // shows: mcp-serve-safe
  it('writes nothing but the protocol to its standard output, and ends with its client', async () => {
    const child = spawn(process.execPath, [program, '-C', space, 'mcp'], { env: { PATH: process.env['PATH'], ...compiledBefore, ...env } });
    let out = '';
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
    });
    const answered = new Promise<void>((resolve) => {
      child.stdout.on('data', () => out.includes('"id":2') && resolve());
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const send = (message: object): void => void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    child.stdin.write('this is no message\n');
    send({
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
    });
    send({ method: 'notifications/initialized' });
    send({ id: 2, method: 'tools/call', params: { name: 'list_runs', arguments: {} } });
    await answered;
    child.stdin.end();
    assert.equal(await ended, 0);
    for (const line of out.trimEnd().split('\n')) assert.equal((JSON.parse(line) as { jsonrpc: string }).jsonrpc, '2.0');
  });

  // shows: mcp-serve-roots
  it('works in the folders of the client that lie in its own, and in no other', async () => {
    const inner = join(space, 'inner');
    await mkdir(inner);
    writeRun(inner, 'run-inner');
    writeRun(space, 'run-outer');
    const narrow = await serve({ roots: [pathToFileURL(inner).href] });
    assert.match(textOf(await call(narrow, 'list_runs', {})), /run-inner/);
    assert.doesNotMatch(textOf(await call(narrow, 'list_runs', {})), /run-outer/);
    const wide = await serve({ cwd: inner, roots: [pathToFileURL(folder).href] });
    assert.match(textOf(await call(wide, 'list_runs', {})), /run-inner/);
    assert.match(wide.err(), /Not worked in/);
  });

  it('takes the outermost of nested folders, and no link that leads out', async () => {
    await mkdir(join(space, 'a', 'b'), { recursive: true });
    await symlink(folder, join(space, 'out'));
    const at = (...path: string[]): string => pathToFileURL(join(space, ...path)).href;
    assert.deepEqual(await servedRoots(space, [at('a', 'b'), at('a')]), { roots: [join(space, 'a')], outside: [] });
    assert.deepEqual((await servedRoots(space, [at('out')])).roots, [space]);
    assert.deepEqual(await servedRoots(space, undefined), { roots: [space], outside: [] });
    assert.deepEqual((await servedRoots(space, [at()])).roots, [space]);
  });
});
