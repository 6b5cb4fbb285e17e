import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { knownSecrets } from '../../../src/app/knownSecrets.ts';

// Made up, and without a shape by which one would know them.
const key = (name: string): string => `${name}7Zk2Wp9Lm4Xc8Vb3`;

describe('what the person is known to log in with', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'practicum-known-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  const known = (env: Readonly<Record<string, string>> = {}): readonly string[] =>
    knownSecrets({ env, homedir: join(folder, 'me'), home: join(folder, 'home'), roots: [join(folder, 'work')] });

  // shows: secrets-everywhere
  it('is found in the environment, the usual files, the key store and a workspace’s .env', async () => {
    await write('me/.netrc', `machine api.wandb.ai\n  login user\n  password ${key('netrc')}\n`);
    await write('me/.git-credentials', `https://me:${key('git')}@github.com\n`);
    await write('me/.aws/credentials', `[default]\naws_secret_access_key = ${key('aws')}\n`);
    await write('me/.cache/huggingface/token', `${key('hub')}\n`);
    await write('home/keys.json', JSON.stringify({ openai: key('store') }));
    await write('work/.env', `DB_HOST=localhost\nDB_PASSWORD=${key('dot')}\n`);
    const env = { SOME_SERVICE_TOKEN: key('env'), PATH: '/usr/bin:/bin', LR: '0.1' };
    assert.deepEqual([...known(env)].sort(), ['aws', 'dot', 'env', 'git', 'hub', 'netrc', 'store'].map(key).sort());
  });

  // shows: secrets-everywhere
  it('is found where the variables of Hugging Face say, with all tokens that were ever logged in with', async () => {
    await write('run/secrets/hf', `${key('current')}\n`);
    await write('run/secrets/stored_tokens', `[laptop]\nhf_token = ${key('laptop')}\n\n[work]\nhf_token = ${key('work')}\n`);
    assert.deepEqual([...known({ HF_TOKEN_PATH: join(folder, 'run/secrets/hf') })].sort(), ['current', 'laptop', 'work'].map(key).sort());
  });

  it('is no word that would blank half of what is read, and no path', async () => {
    await write('work/.env', 'DB_PASSWORD=postgres\nAPI_KEY=$OTHER\n');
    assert.deepEqual(
      known({ POSTGRES_PASSWORD: 'postgres', GOOGLE_APPLICATION_CREDENTIALS: '/home/me/keys/service-1.json', API_TOKEN: 'x1' }),
      [],
    );
  });

  it('is nothing where there is nothing, or what is there cannot be read', async () => {
    assert.deepEqual(known(), []);
    await write('home/keys.json', 'no JSON');
    await mkdir(join(folder, 'me', '.netrc'), { recursive: true });
    assert.deepEqual(known(), []);
  });
});
