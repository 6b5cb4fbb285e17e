// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references, as people write them in these files
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hideSecrets } from '../../../src/base/redact.ts';
import { inputKey, readWorkspaceServers } from '../../../src/mcp/workspaceServers.ts';

describe('servers of a workspace', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'practicum-mcp-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const write = async (path: string, content: unknown): Promise<void> => {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  };
  const read = (env: Readonly<Record<string, string>> = {}, isTrusted = true) =>
    readWorkspaceServers({ roots: [folder], isTrusted: () => isTrusted, homedir: '/home/ada', env });

  // shows: mcp-workspace-files
  it('are read from VS Code’s file, with comments, places, inputs and a file of variables', async () => {
    await write('.env', '# keys\nexport TOKEN="a b"\nPLAIN=one # two\nEMPTY=\n');
    await write(
      '.vscode/mcp.json',
      `{
        // ours
        "inputs": [{ "id": "key", "type": "promptString", "description": "The key", "password": true, }],
        "servers": {
          "files": { "type": "stdio", "command": "node", "args": ["\${workspaceFolder}/server.js", "--home", "\${userHome}", "\${env:PORT}"],
            "env": { "API_KEY": "\${input:key}", "N": 3, "NONE": null }, "envFile": "\${workspaceFolder}/.env" },
          "web": { "type": "http", "url": "https://mcp.example/mcp//x", "headers": { "Authorization": "Bearer \${env:WEB_TOKEN}" },
            "oauth": { "clientId": "app" } /* registered */ },
        },
      }`,
    );
    const { servers, problems, inputs } = await read({ PORT: '7000', WEB_TOKEN: 'secret-value' });
    assert.deepEqual(problems, []);
    const file = join(folder, '.vscode', 'mcp.json');
    assert.deepEqual(servers, [
      {
        name: 'files',
        from: 'workspace',
        file,
        transport: {
          kind: 'stdio',
          command: 'node',
          args: [`${folder}/server.js`, '--home', '/home/ada', '7000'],
          env: { TOKEN: 'a b', PLAIN: 'one', EMPTY: '', API_KEY: '${input:key}', N: '3' },
          cwd: folder,
        },
      },
      {
        name: 'web',
        from: 'workspace',
        file,
        transport: {
          kind: 'http',
          url: 'https://mcp.example/mcp//x',
          headers: { Authorization: 'Bearer ${env:WEB_TOKEN}' },
          oauth: { clientId: 'app' },
        },
      },
    ]);
    assert.deepEqual(inputs, [{ id: 'key', file, description: 'The key', isPassword: true }]);
  });

  // shows: mcp-credentials
  it('are given no file of variables from elsewhere, by a link either', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'practicum-keys-'));
    try {
      await writeFile(join(elsewhere, 'credentials'), 'CANARY=of-the-person-0123456789\n');
      await symlink(join(elsewhere, 'credentials'), join(folder, '.env'));
      await write('.vscode/mcp.json', {
        servers: {
          absolute: { command: 'node', envFile: join(elsewhere, 'credentials') },
          link: { command: 'node', envFile: '${workspaceFolder}/.env' },
          above: { command: 'node', envFile: '../credentials' },
          home: { command: 'node', envFile: '${userHome}/.aws/credentials' },
        },
      });
      const { servers, problems } = await read();
      assert.deepEqual(servers, []);
      assert.match(problems[0]?.text ?? '', /“absolute”: Its envFile .* is not in this folder\. .*\$\{env:NAME\}/);
      assert.match(problems[1]?.text ?? '', /“link”: Its envFile .* is not in this folder/);
      assert.equal(problems.length, 4);
    } finally {
      await rm(elsewhere, { recursive: true });
    }
  });

  // shows: mcp-credentials
  it('put no reference together out of others, which would be filled in past whoever agreed', async () => {
    await write('.mcp.json', {
      mcpServers: { one: { command: 'node', args: ['${env:GITHUB${NOPE:-_}TOKEN}', '${env:GITHUB_TO${env:NOPE}KEN}'] } },
    });
    const { servers } = await read({ GITHUB_TOKEN: 'of-the-person-0123456789' });
    assert.ok(!JSON.stringify(servers).includes('of-the-person'));
  });

  // shows: mcp-workspace-files
  it('are read from Claude Code’s file, whose variables have another form and may have a value of their own', async () => {
    await write('.mcp.json', {
      mcpServers: {
        db: { command: 'db', args: ['--level', '${LEVEL:-info}'], env: { DB_TOKEN: '${DB_TOKEN}', MODE: '${MODE:-fast}' } },
        api: { type: 'http', url: '${BASE:-https://api.example}/mcp', headers: { 'X-Key': '${API_KEY:-none}' } },
      },
    });
    const { servers, problems } = await read({ DB_TOKEN: 'x' });
    assert.deepEqual(problems, []);
    const [db, api] = servers.map(({ transport }) => transport);
    assert.deepEqual(db, {
      kind: 'stdio',
      command: 'db',
      args: ['--level', 'info'],
      env: { DB_TOKEN: '${env:DB_TOKEN}', MODE: 'fast' },
      cwd: folder,
    });
    assert.deepEqual(api, { kind: 'http', url: 'https://api.example/mcp', headers: { 'X-Key': 'none' } });
  });

  // shows: mcp-trusted-only
  it('are none where the workspace is not trusted, and its files are not even opened', async () => {
    await write('.mcp.json', '{ broken');
    assert.deepEqual(await read({}, false), { servers: [], problems: [], inputs: [] });
  });

  // shows: mcp-bad-entries
  it('say of each bad entry what is wrong, and the others still count', async () => {
    await write('.vscode/mcp.json', {
      servers: {
        good: { command: 'ok' },
        none: {},
        old: { type: 'sse', url: 'https://x.example/sse' },
        both: { command: 'a', url: 'https://x.example' },
        open: { type: 'http', url: 'http://x.example/mcp' },
        near: { type: 'http', url: 'http://localhost:3000/mcp' },
        login: { type: 'http', url: 'https://ada:pw@x.example/mcp' },
        word: { command: 'a', args: ['${input:key}'] },
        leak: { command: 'a', args: ['${env:OPENAI_API_KEY}'] },
        what: { command: '${command:evil}' },
        lost: { command: 'a', envFile: 'nowhere.env' },
        list: { command: 'a', args: 'x' },
        'a\u202eb': { command: 'a' },
      },
    });
    const { servers, problems } = await read({ OPENAI_API_KEY: 'k' });
    assert.deepEqual(
      servers.map(({ name }) => name),
      ['good', 'near'],
    );
    assert.equal(problems.length, 11);
    for (const { text } of problems) assert.match(text, /^“[^”]+”: .+\..+\.$/);
    assert.match(problems.map(({ text }) => text).join('\n'), /“leak”: args holds the secret OPENAI_API_KEY\./);
  });

  // shows: mcp-bad-entries
  it('say what is wrong with a file that is no JSON, no object or has no servers', async () => {
    for (const [content, said] of [
      ['{ "servers": {', /is not JSON/],
      ['[]', /is no object/],
      ['{"server": {}}', /has no “servers”/],
      ['{"servers": []}', /are no object/],
    ] as const) {
      await write('.vscode/mcp.json', content);
      const { problems } = await read();
      assert.equal(problems.length, 1, content);
      assert.match(problems[0]?.text ?? '', said);
    }
  });

  // shows: mcp-workspace-files
  it('count once where both files name the same, and the first where they differ', async () => {
    await write('.vscode/mcp.json', { servers: { a: { command: 'x' }, b: { command: 'x' } } });
    await write('.mcp.json', { mcpServers: { a: { command: 'x' }, b: { command: 'y' } } });
    const { servers, problems } = await read();
    assert.deepEqual(
      servers.map(({ name, transport }) => [name, transport.kind === 'stdio' && transport.command]),
      [
        ['a', 'x'],
        ['b', 'x'],
      ],
    );
    assert.deepEqual(
      problems.map(({ text }) => text.startsWith('“b” is configured in')),
      [true],
    );
  });

  // shows: mcp-inputs
  it('keep what a person gave for one definition from any other', async () => {
    await write('.mcp.json', { mcpServers: { a: { command: 'x', env: { K: '${input:key}' } } } });
    const [before] = (await read()).servers;
    await write('.mcp.json', { mcpServers: { a: { command: 'evil', env: { K: '${input:key}' } } } });
    const [after] = (await read()).servers;
    assert(before !== undefined && after !== undefined);
    assert.notEqual(inputKey(before, 'key'), inputKey(after, 'key'));
    assert.equal(inputKey(before, 'key'), inputKey(structuredClone(before), 'key'));
  });

  // shows: mcp-secret-free
  it('hide a key that stands in the file from every log', async () => {
    await write('.mcp.json', {
      mcpServers: { a: { type: 'http', url: 'https://x.example', headers: { Authorization: 'Bearer tangerine-lagoon-42' } } },
    });
    await read();
    assert.equal(hideSecrets('it sent tangerine-lagoon-42'), 'it sent [redacted:known]');
  });
});
