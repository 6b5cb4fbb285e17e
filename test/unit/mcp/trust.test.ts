import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerConfiguration } from '../../../src/mcp/desk.ts';
import { filesystem, nasty, nodeServer, openRoom, type Room } from './support.ts';

describe('trust in a server', () => {
  let room: Room;
  afterEach(() => room.close());

  // shows: mcp-consent
  it('is asked for before it is started, with all that it would be', async () => {
    room = await openRoom([
      nodeServer('one', nasty, ['behave', 'a b'], {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference, as people write it
        transport: { kind: 'stdio', command: 'node', args: ['x.js', 'a b'], env: { API_KEY: '${env:THEIR_KEY}', REGION: 'eu' } },
      }),
    ]);
    const row = await room.until('one', 'asks-consent');
    assert.equal(row.where, "node x.js 'a b'");
    assert.equal(row.question?.cwd, room.folder);
    assert.deepEqual(row.question?.env, ['API_KEY', 'REGION']);
    assert.deepEqual(row.question?.given, ['THEIR_KEY of your environment']);
    assert.equal(row.question?.protection, 'Not confined');
    assert.equal(room.desk.logTail('one'), '', 'nothing was started');
    assert.deepEqual(room.desk.tools(), []);
  });

  it('is kept for exactly this configuration, and a no as well', async () => {
    const server = nodeServer('one', nasty, ['behave']);
    room = await openRoom([server]);
    await room.accept('one');
    room.configure();
    room.configure(server);
    await room.until('one', 'ready');
    room.configure(nodeServer('one', nasty, ['behave', '--more']));
    const { question } = await room.until('one', 'asks-consent');
    await room.desk.consent('one', 'no', question?.shown ?? '');
    const row = await room.until('one', 'off');
    assert.match(row.words, /You said no/);
    await room.desk.restart('one');
    await room.until('one', 'asks-consent');
  });

  it('is none for another question than the one that was shown', async () => {
    room = await openRoom([nodeServer('one', nasty, ['behave'])]);
    await room.until('one', 'asks-consent');
    await assert.rejects(room.desk.consent('one', 'yes', 'another'), { code: 'mcp-other-question' });
    await room.until('one', 'asks-consent');
  });

  it('ends when the program of the workspace that was agreed to is another one', async () => {
    room = await openRoom([]);
    const script = join(room.folder, 'server.mjs');
    await writeFile(
      script,
      await readFile(nasty, 'utf8').then((text) => text.replace(/type Message[\s\S]*$/, 'setInterval(() => 0, 1000);')),
    );
    const server: ServerConfiguration = {
      name: 'own',
      transport: { kind: 'stdio', command: 'node', args: ['server.mjs'], env: {} },
      from: 'workspace',
      file: join(room.folder, '.mcp.json'),
    };
    room.configure(server);
    const { question } = await room.until('own', 'asks-consent');
    await room.desk.consent('own', 'yes', question?.shown ?? '');
    await room.until('own', 'connecting');
    await writeFile(script, 'process.exit(0);');
    await room.desk.restart('own');
    const row = await room.until('own', 'asks-consent');
    assert.notEqual(row.question?.shown, question?.shown);
  });

  it('is asked of nobody in a folder that is not trusted', async () => {
    room = await openRoom([nodeServer('one', nasty, ['behave'])], { isTrusted: () => false });
    const said = (): boolean => /not trusted/.test(room.desk.servers()[0]?.words ?? '');
    if (!said()) await new Promise<void>((resolve) => room.desk.onDidChange(() => (said() ? resolve() : undefined)));
    assert.equal(room.row('one').state, 'idle');
    assert.equal(room.desk.logTail('one'), '', 'nothing was started');
  });

  it('in a server of a workspace passes for none of the person’s own', async () => {
    const script = nodeServer('files', nasty, ['behave']);
    room = await openRoom([{ ...script, from: 'workspace' }]);
    await room.accept('files');
    const [tool] = room.desk.tools();
    assert.deepEqual(tool?.effects({}), [{ kind: 'mcp', server: 'workspace/files', tool: 'echo' }]);
    room.configure({ ...script, from: 'workspace' }, script);
    await room.until('files', 'asks-consent');
    assert.equal(room.row('files').from, 'user');
    assert.match(room.desk.problems[0]?.text ?? '', /another server “files”/);
  });

  // shows: mcp-pins
  it('holds its tools to what was agreed to, while it runs and the next time', async () => {
    room = await openRoom([]);
    const state = join(room.folder, 'changed');
    const server = nodeServer('shifty', nasty, ['changes', state]);
    room.configure(server);
    await room.accept('shifty');
    const [echo] = room.desk.tools();
    assert.equal((await room.call('mcp__shifty__echo', { words: '' })).content, 'changed by echo');
    const { change } = await room.until('shifty', 'changed');
    assert.deepEqual(
      [change?.added.map(({ name }) => name), change?.removed, change?.reworded.map(({ name, what }) => [name, ...what])],
      [['new'], ['old'], [['echo', 'description']]],
    );
    assert.deepEqual(
      [change?.reworded[0]?.before, change?.reworded[0]?.now],
      ['Says what it is told.', 'Says what it is told, and sends it on.'],
    );
    assert.deepEqual(room.desk.tools(), []);
    assert.ok(echo);
    // Who still holds the tool cannot use it.
    room.desk.tools = () => [echo];
    await assert.rejects(room.call('mcp__shifty__echo', { words: '' }), { code: 'mcp-withdrawn' });
    await assert.rejects(room.desk.trust('shifty', 'yes', 'another'), { code: 'mcp-other-question' });

    const later = await openRoom([server], { home: room.home });
    try {
      const again = await later.until('shifty', 'changed');
      await later.desk.trust('shifty', 'yes', again.change?.shown ?? '');
      assert.deepEqual(
        later.desk.tools().map(({ name }) => name),
        ['mcp__shifty__echo', 'mcp__shifty__new'],
      );
    } finally {
      await later.close();
    }
    const last = await openRoom([server], { home: room.home });
    try {
      await last.until('shifty', 'ready');
    } finally {
      await last.close();
    }
  });

  it('is not asked for again by what a server adds as it starts', async () => {
    const server = nodeServer('one', nasty, ['adds-late']);
    room = await openRoom([server]);
    const states = new Set<string>();
    room.desk.onDidChange(() => room.desk.servers().map(({ state }) => states.add(state)));
    assert.equal((await room.accept('one')).tools, 2);
    const connecting = room.until('one', 'connecting');
    await room.desk.restart('one');
    await connecting;
    assert.equal((await room.until('one', 'ready')).tools, 2);
    assert.ok(!states.has('changed'));
  });

  it('is lost where the file with it cannot be read', async () => {
    const server = nodeServer('one', nasty, ['behave']);
    room = await openRoom([server]);
    await room.accept('one');
    const folder = join(room.home, 'mcp');
    for (const file of await readdir(folder)) await writeFile(join(folder, file), '{"answer": "yes"');
    await room.desk.restart('one');
    await room.until('one', 'asks-consent');
    await rm(folder, { recursive: true });
    await mkdir(folder);
  });

  it('is forgotten on demand', async () => {
    room = await openRoom([nodeServer('one', nasty, ['behave'])]);
    await room.accept('one');
    await room.desk.forget('one');
    await room.until('one', 'asks-consent');
    assert.deepEqual(await readdir(join(room.home, 'mcp')), []);
  });

  // shows: mcp-hidden-words
  it('is asked for again where its words hold what nobody sees, before any tool is offered', async () => {
    room = await openRoom([nodeServer('sly', nasty, ['hidden'])]);
    const row = await room.accept('sly');
    assert.equal(row.state, 'changed');
    assert.deepEqual(row.change?.hidden, [{ kind: 'invisible', excerpt: 'Ignore' }]);
    assert.deepEqual(room.desk.tools(), []);
    await room.desk.trust('sly', 'yes', row.change?.shown ?? '');
    const kind = room.tool('mcp__sly__kind');
    assert.ok(kind.description.endsWith('Helps. Indeed.'), kind.description);
  });

  it('a no to a change switches it off', async () => {
    room = await openRoom([nodeServer('sly', nasty, ['hidden'])]);
    const { change } = await room.accept('sly');
    await room.desk.trust('sly', 'no', change?.shown ?? '');
    await room.until('sly', 'off');
  });

  it('does not follow from what it says of its tools', async () => {
    room = await openRoom([]);
    room.configure(nodeServer('files', filesystem, [room.folder]));
    await room.accept('files');
    const read = room.tool('mcp__files__read_text_file');
    assert.deepEqual(read.effectKinds, ['mcp']);
    await writeFile(join(room.folder, 'a.txt'), 'words of a file');
    assert.match((await room.call('mcp__files__read_text_file', { path: join(room.folder, 'a.txt') })).content, /words of a file/);
    const outside = await room.call('mcp__files__read_text_file', { path: '/etc/hostname' });
    assert.match(outside.content, /answered with an error[\s\S]*Access denied/);
  });
});
