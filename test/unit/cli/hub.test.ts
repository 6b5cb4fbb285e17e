import assert from 'node:assert/strict';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { personalHubClient } from '../../../src/app/hubDoor.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import { parseCommandLine } from '../../../src/cli/args.ts';
import { WrongUsage } from '../../../src/cli/command.ts';
import type { HubCommand } from '../../../src/cli/hub/context.ts';
import { login } from '../../../src/cli/hub/login.ts';
import { logout } from '../../../src/cli/hub/logout.ts';
import { payer } from '../../../src/cli/hub/payer.ts';
import { whoami } from '../../../src/cli/hub/whoami.ts';
import { createCliHubHost } from '../../../src/cli/hubHost.ts';
import type { Terminal } from '../../../src/cli/terminal.ts';
import { testHost } from '../app/support.ts';
import { json, token, useLoopback } from '../hub/loopback.ts';
import { neverAborted, useTemporaryFolder } from '../workspace/temporary.ts';
import { runSource } from './program.ts';

const other = 'hf_zyxwvutsrqponmlkjihgfedcba543210';
const ada = {
  name: 'ada',
  fullname: 'Ada Lovelace',
  isPro: true,
  canPay: true,
  orgs: [{ name: 'engines', plan: 'team', canPay: true, roleInOrg: 'admin' }],
  auth: { type: 'access_token', accessToken: { displayName: 'laptop', role: 'write' } },
};

describe('practicum hub', () => {
  const hub = useLoopback();
  const folder = useTemporaryFolder();
  const home = (): string => join(folder.path, 'home');

  beforeEach(() => {
    hub.answers(({ headers, url }, response) => {
      const isKnown = [`Bearer ${token}`, `Bearer ${other}`].includes(headers.authorization ?? '');
      if (url !== '/api/whoami-v2' || !isKnown)
        json({ error: 'Invalid credentials in Authorization header' }, 401)({ ...nobody }, response);
      else json(ada)({ ...nobody }, response);
    });
  });
  const nobody = { method: '', url: '', headers: {}, body: '' };

  interface Given {
    readonly env?: Readonly<Record<string, string>>;
    readonly input?: string;
    readonly terminal?: Terminal;
  }

  /** A sub-command as `workWithHub` would run it, with an environment of its own. */
  async function run(command: HubCommand, argv: readonly string[], { env = {}, input = '', terminal }: Given = {}) {
    const { command: parsed, options, values } = parseCommandLine(['hub', 'x', ...argv]);
    assert.ok(parsed.kind === 'hub');
    const place = { home: home(), env: { HF_ENDPOINT: hub.url, ...env }, homedir: folder.path };
    const host = testHost(folder.path, folder.path, () => assert.fail('no model'), { hub: createCliHubHost(place) });
    const said: { out: string[]; err: string[] } = { out: [], err: [] };
    const code = await command({
      words: parsed.words.slice(1),
      values,
      options,
      host,
      place,
      hub: personalHubClient(host),
      output: {
        out: (text) => void said.out.push(text),
        err: (text) => void said.err.push(text),
        closed: neverAborted,
      },
      input: Readable.from([input]),
      terminal,
      signal: neverAborted,
    });
    return { out: said.out.join(''), err: said.err.join(''), code };
  }
  const failsWith = (code: string) => (error: unknown) => error instanceof PracticumError && error.code === code;

  // shows: hub-sign-in, hub-cli
  it('whoami says who is signed in, from where, with which rights, and who pays', async () => {
    const { out, code } = await run(whoami, [], { env: { HF_TOKEN: token } });
    assert.equal(code, 0);
    assert.equal(
      out,
      `ada (Ada Lovelace), PRO at ${hub.url}\ntoken: laptop, write, from HF_TOKEN\norganisation: engines (team plan; admin; can pay)\npays: ada\n`,
    );
    const record: unknown = JSON.parse((await run(whoami, ['--json'], { env: { HF_TOKEN: token, PRACTICUM_HUB_PAYER: 'engines' } })).out);
    assert.ok(typeof record === 'object' && record !== null && 'name' in record && 'payer' in record && 'tokenFrom' in record);
    assert.deepEqual([record.name, record.payer, record.tokenFrom], ['ada', 'engines', 'environment']);
    assert.ok(!JSON.stringify(record).includes(token));
  });

  // shows: hub-sign-in, hub-cli
  it('login keeps a token that is piped in, once the Hub has said whose it is, for this Hub alone; logout forgets it', async () => {
    await assert.rejects(run(login, [], { input: 'hf_unknown_to_the_hub_at_all\n' }), failsWith('hub-sign-in'));
    await assert.rejects(run(login, [], { input: 'two words\n' }), failsWith('hub-token'));
    await assert.rejects(stat(join(home(), 'keys.json')));
    assert.match((await run(login, [], { input: `${token}\n` })).out, /as ada, with a token for write/);
    const file = join(home(), 'keys.json');
    assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), { [`huggingface@${new URL(hub.url).host}`]: token });
    if (process.platform !== 'win32') assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.match((await run(whoami, [])).out, /from keys\.json/);
    await assert.rejects(run(whoami, [], { env: { HF_ENDPOINT: hub.url.replace('127.0.0.1', 'localhost') } }), failsWith('hub-sign-in'));
    assert.equal(hub.asked.at(-1)?.headers.authorization, undefined);
    await run(logout, []);
    await assert.rejects(run(whoami, []), failsWith('hub-sign-in'));
    assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), {});
  });

  // shows: hub-sign-in
  it('login asks at a terminal without showing what is typed', async () => {
    const questions: string[] = [];
    const terminal: Terminal = {
      ask: () => assert.fail('that would be seen'),
      askSecret: async (question) => {
        questions.push(question);
        return token;
      },
    };
    await run(login, [], { terminal });
    assert.match(questions.join(), /settings\/tokens; it is not shown/);
  });

  // shows: hub-token-files
  it('uses the token file of hf only after the person has said so', async () => {
    await mkdir(join(folder.path, '.cache', 'huggingface'), { recursive: true });
    const file = join(folder.path, '.cache', 'huggingface', 'token');
    await writeFile(file, `${token}\n`);
    await assert.rejects(run(whoami, []), failsWith('hub-sign-in'));
    await run(login, ['--token-file']);
    assert.match((await run(whoami, [])).out, /from the token file of hf/);
    await writeFile(file, other);
    assert.match((await run(whoami, [])).out, /ada/);
    assert.equal(hub.asked.at(-1)?.headers.authorization, `Bearer ${other}`);
    const elsewhere = { env: { HF_ENDPOINT: hub.url.replace('127.0.0.1', 'localhost') } };
    await assert.rejects(run(whoami, [], elsewhere), failsWith('hub-sign-in'));
    await run(logout, []);
    await assert.rejects(run(whoami, []), failsWith('hub-sign-in'));
  });

  // shows: hub-device-code
  it('login --device shows the code, keeps the tokens, and exchanges them when their time is over', async () => {
    await assert.rejects(run(login, ['--device']), failsWith('hub-client-id'));
    const env = { PRACTICUM_HUB_CLIENT_ID: 'c1' };
    const code = { device_code: 'd', user_code: 'WDJB-MJHT', verification_uri: `${hub.url}/device`, interval: 0.001 };
    hub.answers(json(code), json({ access_token: token, refresh_token: 'refresh-me-please', expires_in: 30 }), json(ada));
    assert.match((await run(login, ['--device'], { env })).err, /\/device and type WDJB-MJHT/);
    hub.answers(json({ access_token: other, refresh_token: 'refresh-once-more', expires_in: 3600 }), json(ada));
    await run(whoami, [], { env });
    assert.deepEqual(
      hub.asked.slice(-2).map(({ url, headers }) => [url, headers.authorization]),
      [
        ['/oauth/token', undefined],
        ['/api/whoami-v2', `Bearer ${other}`],
      ],
    );
    assert.ok((await readFile(join(home(), 'keys.json'), 'utf8')).includes('refresh-once-more'));
  });

  // shows: hub-payer
  it('payer lists who can pay and keeps the choice, which must be the user or an organisation of theirs', async () => {
    const env = { HF_TOKEN: token };
    assert.equal((await run(payer, [], { env })).out, '* ada (you; PRO; can pay)\n  engines (team plan; admin; can pay)\n');
    await assert.rejects(run(payer, ['strangers'], { env }), failsWith('hub-payer'));
    assert.match((await run(payer, ['Engines'], { env })).out, /\* engines/);
    assert.match((await run(whoami, [], { env })).out, /pays: engines/);
    assert.match((await run(payer, ['ada'], { env })).out, /\* ada/);
  });

  // shows: hub-cli
  it('tells bad input in one line with the next step', async () => {
    await assert.rejects(run(whoami, ['me']), WrongUsage);
    await assert.rejects(run(login, ['--device', '--token-file']), WrongUsage);
    const env = { HOME: folder.path, PRACTICUM_HOME: home() };
    const [unknown, far] = await Promise.all([
      runSource(folder.path, ['hub', 'dance'], env, ''),
      runSource(folder.path, ['hub', 'whoami'], { ...env, HF_ENDPOINT: 'http://hub.example' }, ''),
    ]);
    assert.deepEqual([unknown.code, unknown.out], [2, '']);
    assert.match(unknown.err, /^practicum: “hub dance” is no command; there are: .*whoami.*\. See practicum --help\.\n$/);
    assert.equal(far.code, 1);
    assert.match(far.err, /^practicum: “http:\/\/hub\.example” is no address for hub\. Give an https address.*\n$/);
  });
});
