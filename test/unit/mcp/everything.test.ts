import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { ServerConfiguration } from '../../../src/mcp/desk.ts';
import { everything, nodeServer, openRoom, type Room } from './support.ts';

/** What both transports of the official server must do. */
function behaves(name: string, open: () => Promise<Room>): void {
  describe(`the official server-everything over ${name}`, () => {
    let room: Room;
    before(async () => {
      room = await open();
      const row = await room.accept('all');
      assert.equal(row.state, 'ready', row.words);
    });
    after(() => room.close());

    // shows: mcp-official
    it('lists its tools, prompts and resources', () => {
      const row = room.row('all');
      assert.ok(row.tools >= 10 && row.prompts >= 3 && row.resources >= 3, JSON.stringify(row));
      const names = room.desk.tools().map((tool) => tool.name);
      assert.ok(names.includes('mcp__all__echo') && names.includes('mcp_resource'), names.join());
      assert.equal(new Set(names).size, names.length);
    });

    it('answers a call in its own words, marked as such', async () => {
      const result = await room.call('mcp__all__echo', { message: 'hello' });
      assert.equal(result.content, 'Echo: hello');
      assert.deepEqual(result.origin, { kind: 'mcp', name: 'all/echo' });
    });

    it('says what is wrong with arguments before anything is sent, and what the server refuses', async () => {
      await assert.rejects(room.call('mcp__all__echo', {}), /no field “message”/);
      const result = await room.call('mcp__all__get-resource-reference', { resourceType: 'Text', resourceId: -1 });
      assert.match(result.content, /error|refused|Invalid/i);
      assert.equal(result.origin?.kind, 'mcp');
    });

    it('shows a picture that the server returns', async () => {
      const { images = [] } = await room.call('mcp__all__get-tiny-image', {});
      assert.equal(images.length, 1);
      assert.equal(images[0]?.mediaType, 'image/png');
    });

    it('shows progress on the card', async () => {
      const seen: string[] = [];
      const result = await room.call(
        'mcp__all__trigger-long-running-operation',
        { duration: 1, steps: 4 },
        undefined,
        (text) => void seen.push(text),
      );
      assert.match(result.content, /completed/i);
      assert.match(seen.join('\n'), /of 4/);
    });

    it('ends a call that the person stops', async () => {
      const stop = new AbortController();
      const started = room.call('mcp__all__trigger-long-running-operation', { duration: 600, steps: 600 }, stop.signal, () => stop.abort());
      await assert.rejects(started, { code: 'cancelled' });
      assert.equal((await room.call('mcp__all__echo', { message: 'still there' })).content, 'Echo: still there');
    });

    it('reads a resource, and fills in a prompt', async () => {
      const list = await room.call('mcp_resource', { server: 'all' });
      const uri = room.desk.resources().find((one) => !one.isTemplate)?.uri ?? '';
      assert.ok(list.content.includes(uri));
      const read = await room.call('mcp_resource', { server: 'all', uri });
      assert.ok(read.content.length > 20);
      assert.equal(read.origin?.kind, 'mcp');
      const prompt = room.desk.prompts().find(({ arguments: values }) => values.length === 0);
      assert.ok(prompt);
      assert.ok((await room.desk.prompt('all', prompt.name, {}, new AbortController().signal)).length > 5);
    });

    it('is told of the workspace and of no other folder', async () => {
      const result = await room.call('mcp__all__get-roots-list', {});
      assert.ok(result.content.includes(room.folder), result.content);
    });
  });
}

behaves('stdio', () => openRoom([nodeServer('all', everything, ['stdio'])]));

describe('a server over streamable HTTP', () => {
  let url = '';
  let child: ReturnType<typeof spawn>;
  before(async () => {
    const port = await freePort();
    child = spawn(process.execPath, [everything, 'streamableHttp'], {
      env: { PATH: process.env['PATH'], PORT: String(port) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    url = `http://127.0.0.1:${port}/mcp`;
    for await (const text of child.stderr ?? []) if (/listening/i.test(String(text))) break;
  });
  after(async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  const configured = (): ServerConfiguration => ({ name: 'all', transport: { kind: 'http', url, headers: {} }, from: 'user' });
  behaves('streamable HTTP', () => openRoom([configured()]));

  it('declares that it reaches its host', async () => {
    const room = await openRoom([configured()]);
    try {
      await room.accept('all');
      const { effects } = room.tool('mcp__all__echo');
      assert.deepEqual(effects({ message: '' }), [
        { kind: 'mcp', server: 'all', tool: 'echo' },
        { kind: 'reach', host: '127.0.0.1' },
      ]);
    } finally {
      await room.close();
    }
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
