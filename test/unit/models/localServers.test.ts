import assert from 'node:assert/strict';
import { OpenAI } from 'openai';
import { type LocalKind, type LocalPort, localPorts, localPortsFrom, lookForLocalServers } from '../../../src/models/localServers.ts';
import { startLocalServer, startOtherProgram, startSilentProgram } from '../../doubles/localServers.ts';
import type { LoopbackServer } from '../../doubles/wire.ts';

const signal = new AbortController().signal;

describe('Model servers of this machine', () => {
  let servers: LoopbackServer[];
  let ports: Record<LocalKind, number>;

  /** A port at which nobody listens. */
  const freePort = async (): Promise<number> => {
    const server = await startOtherProgram();
    await server.close();
    return server.port;
  };
  const found = async (kind: LocalKind): Promise<LocalPort | undefined> =>
    (await lookForLocalServers(signal, ports)).find(({ port }) => port === ports[kind]);

  beforeEach(async () => {
    servers = [];
    ports = { ollama: await freePort(), vllm: await freePort(), lmstudio: await freePort(), llamacpp: await freePort() };
  });
  afterEach(() => Promise.all(servers.map((server) => server.close())));

  const start = async (kind: LocalKind, ...models: Parameters<typeof startLocalServer>[1]): Promise<LoopbackServer> => {
    const server = await startLocalServer(kind, models, ports[kind]);
    servers.push(server);
    return server;
  };

  // shows: models-local
  it('are found with kind, models and contexts, all four at once, and are sent no key', async () => {
    const all = [
      await start('ollama', { name: 'qwen3:8b', contextTokens: 32_768, tools: true }, { name: 'gemma3:4b', tools: false, images: true }),
      await start('vllm', { name: 'Qwen/Qwen3-32B', contextTokens: 40_960 }),
      await start('lmstudio', { name: 'qwen3-vl-8b', contextTokens: 16_384, tools: true, images: true }),
      await start('llamacpp', { name: 'gpt-oss-20b.gguf', contextTokens: 65_536 }),
    ];
    const ports4 = await lookForLocalServers(signal, ports);
    assert.deepEqual(
      ports4.map((port) => port.kind === 'server' && [port.server, port.label, port.baseUrl]),
      (['ollama', 'vllm', 'lmstudio', 'llamacpp'] as const).map((kind) => [
        kind,
        { ollama: 'Ollama', vllm: 'vLLM', lmstudio: 'LM Studio', llamacpp: 'llama.cpp' }[kind],
        `http://127.0.0.1:${ports[kind]}/v1`,
      ]),
    );
    assert.deepEqual(
      ports4.flatMap((port) =>
        port.kind === 'server' ? port.models.map(({ name, contextTokens, tools, images }) => [name, contextTokens, tools, images]) : [],
      ),
      [
        ['qwen3:8b', 32_768, true, false],
        ['gemma3:4b', undefined, false, true],
        ['Qwen/Qwen3-32B', 40_960, undefined, undefined],
        ['qwen3-vl-8b', 16_384, true, true],
        ['gpt-oss-20b.gguf', 65_536, undefined, false],
      ],
    );
    for (const { headers } of all.flatMap(({ requests }) => requests)) {
      assert.equal(headers['authorization'], undefined);
      assert.equal(headers['x-api-key'], undefined);
    }
  });

  // shows: models-local
  it('are told from what else listens there, from what never answers, and from nothing', async () => {
    servers.push(await startOtherProgram(ports.llamacpp), await startSilentProgram(ports.vllm));
    const all = await lookForLocalServers(signal, ports);
    assert.deepEqual(
      all.map(({ kind }) => kind),
      ['nothing', 'other', 'nothing', 'other'],
    );
    const said = all.map((port) => (port.kind === 'other' ? port.said : ''));
    assert.equal(said[1], `Something listens at port ${ports.vllm}, where vLLM would be, and does not answer.`);
    assert.equal(said[3], `Something else listens at port ${ports.llamacpp}, where llama.cpp would be: it has no list of models.`);
  });

  // shows: models-local
  it('may be another server than the one that the port is known for', async () => {
    await start('vllm', { name: 'm', contextTokens: 8_192 });
    ports = { ...ports, llamacpp: ports.vllm, vllm: await freePort() };
    assert.deepEqual((await found('llamacpp'))?.kind === 'server' && (await found('vllm'))?.kind, 'nothing');
    const at = await found('llamacpp');
    assert.equal(at?.kind === 'server' ? at.server : '', 'vllm');
  });

  it('are looked for no longer than the person waits', async () => {
    servers.push(await startSilentProgram(ports.vllm));
    const stopped = new AbortController();
    const looking = lookForLocalServers(stopped.signal, ports);
    stopped.abort(new Error('enough'));
    await assert.rejects(looking, /enough/);
  });

  // shows: models-local
  it('have the ports that are usual, or those that are said', () => {
    assert.deepEqual(localPortsFrom(undefined), localPorts);
    assert.deepEqual(localPortsFrom('ollama=11435, vllm=8001'), { ...localPorts, ollama: 11_435, vllm: 8_001 });
    for (const bad of ['ollama', 'ollama=0', 'other=1', 'vllm=x']) assert.throws(() => localPortsFrom(bad), { code: 'usage' });
  });

  it('are doubles that OpenAI’s own client can list', async () => {
    for (const kind of ['ollama', 'vllm', 'lmstudio', 'llamacpp'] as const) {
      const server = await start(kind, { name: `model-of-${kind}` });
      const client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: 'none' });
      const names = (await client.models.list()).data.map(({ id }) => id);
      assert.deepEqual(names, [`model-of-${kind}`]);
    }
  });
});
