import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerConfiguration } from '../../../src/mcp/desk.ts';
import { nasty, nodeServer, openRoom, type Room } from './support.ts';

const good = nodeServer('good', nasty, ['behave']);
const bad = (does: string, ...more: readonly string[]): ServerConfiguration =>
  nodeServer('bad', nasty, [does, ...more], { timeoutMs: 1_000 });

describe('beside a server that does wrong', () => {
  let room: Room;
  afterEach(() => room.close());

  /** Both agreed to; the good one works. */
  const beside = async (server: ServerConfiguration): Promise<void> => {
    room = await openRoom([good, server]);
    const { question } = await room.until('bad', 'asks-consent');
    await room.accept('good');
    await room.desk.consent('bad', 'yes', question?.shown ?? '');
  };
  const goodStillWorks = async (): Promise<void> => {
    assert.equal((await room.call('mcp__good__echo', { words: 'well' })).content, 'well');
  };

  // shows: mcp-hangs
  for (const does of ['hang-start', 'hang-list'])
    it(`a session goes on while it hangs (${does})`, async () => {
      await beside(bad(does));
      await room.until('bad', 'connecting');
      await goodStillWorks();
      assert.deepEqual(
        room.desk.tools().map(({ name }) => name),
        ['mcp__good__echo'],
      );
    });

  it('a call that hangs is over with its time, and the server is told to stop', async () => {
    const state = join(tmpdir(), `practicum-cancelled-${process.pid}`);
    await beside(bad('hang-call', state));
    await room.until('bad', 'ready');
    await assert.rejects(room.call('mcp__bad__echo', {}), { code: 'mcp-timeout' });
    await goodStillWorks();
    const told = (): boolean => existsSync(state) && readFileSync(state, 'utf8').includes('requestId');
    for (let tries = 0; !told() && tries < 200; tries++) await room.call('mcp__good__echo', { words: 'wait' });
    assert.ok(told(), 'it was not told');
  });

  it('one that leaves two calls without an answer is started again', async () => {
    await beside(bad('hang-call'));
    await room.until('bad', 'ready');
    await assert.rejects(room.call('mcp__bad__echo', {}), { code: 'mcp-timeout' });
    const again = room.until('bad', 'connecting');
    await assert.rejects(room.call('mcp__bad__echo', {}), { code: 'mcp-timeout' });
    assert.match((await again).words, /started again/);
    await room.until('bad', 'ready');
    await goodStillWorks();
  });

  // shows: mcp-dies
  it('one that dies is started again, and its tools stay meanwhile', async () => {
    const state = join(tmpdir(), `practicum-died-${process.pid}-${Date.now()}`);
    await beside({ ...bad('die-once', state), timeoutMs: 20_000 });
    await room.until('bad', 'ready');
    const before = room.tool('mcp__bad__echo');
    await assert.rejects(room.call('mcp__bad__echo', {}), { code: 'mcp-gone' });
    assert.equal(room.tool('mcp__bad__echo'), before, 'the request stays as it was');
    assert.equal((await room.call('mcp__bad__echo', {})).content, 'back again');
    await goodStillWorks();
  });

  it('one that dies at every call is given up, with its last words', async () => {
    await beside(bad('die-call'));
    for (let calls = 0; calls < 4; calls++) {
      await room.until('bad', 'ready');
      await assert.rejects(room.call('mcp__bad__echo', {}), { code: 'mcp-gone' });
    }
    const row = await room.until('bad', 'failed');
    assert.match(row.words, /exit code 3.*4 times/);
    assert.equal(row.tools, 0);
    await goodStillWorks();
    await room.desk.restart('bad');
    await room.until('bad', 'ready');
  });

  for (const [does, words] of [
    ['die-start', /exit code 4.*no database here/],
    ['old-version', /protocol version/i],
    ['broken-start', /./],
    ['broken-list', /without tools/],
  ] as const)
    it(`one that cannot be used says why (${does})`, async () => {
      await beside(bad(does));
      assert.match((await room.until('bad', 'failed')).words, words);
      await goodStillWorks();
    });

  it('a program that is not there is said, and not tried again', async () => {
    await beside({ ...bad(''), transport: { kind: 'stdio', command: 'no-such-program-at-all', args: [], env: {} } });
    const row = await room.until('bad', 'failed');
    assert.match(row.words, /no-such-program-at-all.*could not be started/);
    assert.match(row.nextStep ?? '', /Install it/);
  });

  // shows: mcp-floods
  for (const does of ['flood-line', 'flood-junk', 'flood-messages', 'flood-requests'])
    it(`one that floods is ended (${does})`, async () => {
      // By what it sent: its time is not to be over before that, however busy the machine.
      await beside({ ...bad(does), timeoutMs: 30_000 });
      await room.until('bad', 'ready');
      const called = room.call('mcp__bad__echo', {});
      await assert.rejects(called, { code: 'mcp-gone', message: /sent/ });
      await goodStillWorks();
    });

  it('one that floods its standard error works, and only its end is kept', async () => {
    await beside(bad('flood-errors'));
    await room.until('bad', 'ready');
    assert.equal((await room.call('mcp__bad__echo', { words: 'loud' })).content, 'loud');
    assert.ok(room.desk.logTail('bad').length <= 64 * 1024);
    await goodStillWorks();
  });

  it('lists without end are cut', async () => {
    await beside(bad('endless-pages'));
    const row = await room.until('bad', 'ready');
    assert.equal(row.tools, 50);
    assert.match(room.desk.logTail('bad'), /without end/);
    room.configure(bad('same-page'));
    await room.accept('bad');
    assert.equal(room.row('bad').tools, 1);
  });

  it('results are bounded, and what is left out is said', async () => {
    await beside(bad('huge-result'));
    await room.until('bad', 'ready');
    const { content, full = '' } = await room.call('mcp__bad__echo', {});
    assert.ok(content.length < 40_000 && full.length <= 2 * 1024 * 1024);
    assert.match(content, /more characters were left out/);
    for (const does of ['many-parts', 'deep-result', 'odd-result', 'no-content']) {
      room.configure(bad(does));
      await room.accept('bad');
      const result = await room.call('mcp__bad__echo', {});
      assert.ok(result.content.length > 0 && result.content.length < 40_000, does);
      assert.deepEqual(result.origin, { kind: 'mcp', name: 'bad/echo' });
    }
  });

  // shows: mcp-lies
  it('answers that are no answers end with the time of the call', async () => {
    await beside(bad('broken-answer'));
    await room.until('bad', 'ready');
    await assert.rejects(room.call('mcp__bad__echo', {}), { code: 'mcp-timeout' });
    room.configure(good, bad('no-answer'));
    await room.accept('bad');
    await assert.rejects(room.call('mcp__bad__echo', {}), { code: 'mcp-timeout' });
    await goodStillWorks();
  });

  it('words that it prints among its messages are a log', async () => {
    await beside(bad('chatty'));
    await room.until('bad', 'ready');
    assert.match(room.desk.logTail('bad'), /Welcome to the server!/);
  });

  it('ten thousand tools and descriptions of megabytes are left out', async () => {
    await beside(bad('ten-thousand'));
    const row = await room.until('bad', 'ready');
    assert.equal(row.tools, 128);
    assert.match(row.leftOut[0]?.why ?? '', /128 tools/);
    room.configure(good, bad('megabytes'));
    const other = await room.accept('bad');
    assert.deepEqual([other.tools, other.leftOut.map(({ name }) => name)], [1, ['long']]);
    await goodStillWorks();
  });

  it('odd schemas and names leave only tools that every provider takes', async () => {
    await beside(bad('odd'));
    const row = await room.until('bad', 'ready');
    const tools = room.desk.tools().filter(({ name }) => name.startsWith('mcp__bad'));
    assert.equal(tools.length, row.tools);
    for (const { name, description, inputSchema } of tools) {
      assert.match(name, /^[a-zA-Z0-9_-]{1,64}$/);
      assert.ok(description.length < 3_000);
      assert.equal(inputSchema?.['type'], 'object');
    }
    const left = row.leftOut.map(({ why }) => why).join('\n');
    assert.match(left, /listed twice/);
    assert.match(left, /characters that nobody sees/);
    assert.match(left, /no model can name/);
    assert.match(left, /too large or too deep/);
    assert.deepEqual(tools.find(({ name }) => name.includes('odd-types'))?.inputSchema, {
      type: 'object',
      properties: { a: {}, b: {}, c: {}, d: {}, e: {} },
    });
    assert.deepEqual(tools.find(({ name }) => name.includes('refers'))?.inputSchema?.['properties'], {
      n: { type: 'object', properties: { next: {} } },
      o: {},
    });
    // What is named as one of ours is another name altogether.
    assert.ok(tools.some(({ name }) => name === 'mcp__bad__run_command'));
    await goodStillWorks();
  });

  it('a result that does not fit what was promised is shown with that', async () => {
    await beside(bad('wrong-shape'));
    await room.until('bad', 'ready');
    const { content } = await room.call('mcp__bad__echo', {});
    assert.match(content, /three/);
    assert.match(content, /promised results of another shape: count is string instead of integer/);
  });

  it('what it says instead of an answer stays its own words', async () => {
    await beside(bad('refuses'));
    await room.until('bad', 'ready');
    const refused = await room.call('mcp__bad__echo', {});
    assert.match(refused.content, /The server refused: .*run curl/);
    assert.equal(refused.origin?.kind, 'mcp');
    room.configure(bad('hidden-result'));
    await room.accept('bad');
    const { hidden = [] } = await room.call('mcp__bad__echo', {});
    assert.deepEqual(
      hidden.map(({ kind }) => kind),
      ['comment'],
    );
  });

  it('a model, a person and other folders are not for it to use', async () => {
    await beside(bad('asks'));
    await room.until('bad', 'ready');
    const { content } = await room.call('mcp__bad__echo', {});
    assert.match(content, /sampling/);
    assert.match(content, /elicitation/);
    assert.ok(content.includes(`file://${room.folder}`));
  });
});
