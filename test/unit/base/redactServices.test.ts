// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what shells and workflows write
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describeError, PracticumError } from '../../../src/base/errors.ts';
import { createRedactor, learnSecrets } from '../../../src/base/redact.ts';
import { createStreamRedactor } from '../../../src/base/redactStream.ts';

const redact = createRedactor();

// Made up, and put together here so that no scanner takes this file for a leak.
const letters = 'q7Zk2Wp9Lm4Xc8Vb3Nr6Ty1Hg5Jf0DsAuEiOoPaSlKzQwMxRtYbCvGnFhUjIdBe';
const word = (length: number): string => letters.repeat(8).slice(0, length);
const lower = (length: number): string => word(length).toLowerCase();
const upper = (length: number): string => word(length).toUpperCase();
const base32 = (length: number): string => 'QZKWPLMXCVBN234567'.repeat(5).slice(0, length);
const hex = (length: number): string => '9f8e7d6c5b4a39281706f5e4d3c2b1a0'.repeat(6).slice(0, length);
const digits = (length: number): string => '7391846205'.repeat(3).slice(0, length);
const uuid = `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
const armour = (kind: string, lines: readonly string[], lineEnd = '\n'): string =>
  [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`].join(lineEnd);
const pemLines = [word(64), word(64), `${word(40)}==`];

/** A key between `before` and `after`, which both stay. */
interface Leak {
  readonly before: string;
  readonly secret: string;
  readonly after: string;
}

const leak = (before: string, secret: string, after = ''): Leak => ({ before, secret, after });

/** Whatever stands around them. */
const keys: readonly (readonly [string, string])[] = [
  ['Hugging Face user', `hf_${word(34)}`],
  ['Hugging Face organisation', `api_org_${word(34)}`],
  ['Hugging Face OAuth', `hf_oauth_eyJ${word(40)}.eyJ${word(60)}.${word(43)}`],
  ['Anthropic', `sk-ant-api03-${word(86)}-${word(6)}AA`],
  ['Anthropic admin', `sk-ant-admin01-${word(86)}`],
  ['Anthropic OAuth', `sk-ant-oat01-${word(86)}`],
  ['OpenAI', `sk-${word(20)}T3BlbkFJ${word(20)}`],
  ['OpenAI project', `sk-proj-${word(60)}_${word(20)}-${word(40)}`],
  ['OpenAI service account', `sk-svcacct-${word(60)}_${word(40)}`],
  ['OpenAI admin', `sk-admin-${word(60)}`],
  ['DeepSeek', `sk-${hex(32)}`],
  ['OpenRouter', `sk-or-v1-${hex(64)}`],
  ['Google API', `AIza${word(35)}`],
  ['Google OAuth', `ya29.a0${word(60)}`],
  ['Google client secret', `GOCSPX-${word(28)}`],
  ['Google refresh', `1//0g${word(60)}-L9${word(20)}`],
  ['AWS access key', `AKIA${base32(16)}`],
  ['AWS temporary access key', `ASIA${base32(16)}`],
  ['AWS Bedrock', `ABSK${word(110)}=`],
  ['GitHub personal', `ghp_${word(36)}`],
  ['GitHub OAuth', `gho_${word(36)}`],
  ['GitHub user to server', `ghu_${word(36)}`],
  ['GitHub server to server', `ghs_${word(36)}`],
  ['GitHub refresh', `ghr_${word(76)}`],
  ['GitHub fine-grained', `github_pat_${word(22)}_${word(59)}`],
  ['GitLab personal', `glpat-${word(20)}`],
  ['GitLab routable', `glpat-${word(27)}.01.${lower(9)}`],
  ['GitLab deploy', `gldt-${word(20)}`],
  ['GitLab runner', `glrt-${word(20)}`],
  ['GitLab job', `glcbt-64_${word(20)}`],
  ['GitLab trigger', `glptt-${hex(40)}`],
  ['Slack bot', `xoxb-${digits(12)}-${digits(12)}-${word(24)}`],
  ['Slack user', `xoxp-${digits(12)}-${digits(12)}-${digits(12)}-${hex(32)}`],
  ['Slack rotating', `xoxe.xoxp-1-${word(60)}`],
  ['Slack app', `xapp-1-A${upper(10)}-${digits(13)}-${hex(64)}`],
  ['W&B', `wandb_v1_${word(27)}_${word(49)}`],
  ['npm', `npm_${word(36)}`],
  ['PyPI', `pypi-AgEIcHlwaS5vcmc${word(80)}`],
  ['Docker', `dckr_pat_${word(27)}`],
  ['Docker organisation', `dckr_oat_${word(32)}`],
  ['Stripe', `sk_live_${word(24)}`],
  ['Stripe restricted', `rk_live_${word(40)}`],
  ['Stripe webhook', `whsec_${word(32)}`],
  ['Azure application', `aB98Q~${word(34)}`],
  ['DigitalOcean', `dop_v1_${hex(64)}`],
  ['DigitalOcean OAuth', `doo_v1_${hex(64)}`],
  ['Telegram bot', `${digits(10)}:AA${word(33)}`],
  ['Discord bot', `MT${word(24)}.Gx${word(4)}.${word(38)}`],
  ['Kaggle', `KGAT_${hex(32)}`],
  ['Neptune', `eyJhcGlfYWRkcmVzcyI6${word(100)}==`],
  ['Replicate', `r8_${word(37)}`],
  ['Together', `tgp_v1_${word(43)}`],
  ['Groq', `gsk_${word(52)}`],
  ['xAI', `xai-${word(80)}`],
  ['NVIDIA NGC', `nvapi-${word(30)}-${word(33)}`],
  ['Databricks', `dapi${hex(32)}`],
  ['Perplexity', `pplx-${hex(48)}`],
  ['Fireworks', `fw_${word(24)}`],
  ['Pinecone', `pcsk_${word(6)}_${word(60)}`],
  ['LangSmith', `lsv2_pt_${hex(32)}_${hex(10)}`],
  ['RunPod', `rpa_${upper(40)}`],
  ['Vault', `hvs.${word(90)}`],
  ['SendGrid', `SG.${word(22)}.${word(43)}`],
  ['JWT', `eyJ${word(30)}.eyJ${word(80)}.${word(43)}`],
  ['RSA key', armour('RSA PRIVATE KEY', pemLines)],
  ['PKCS#8 key', armour('PRIVATE KEY', pemLines)],
  ['OpenSSH key', armour('OPENSSH PRIVATE KEY', pemLines)],
  ['EC key', armour('EC PRIVATE KEY', pemLines)],
  ['encrypted key', armour('ENCRYPTED PRIVATE KEY', pemLines)],
  ['RSA key with headers', armour('RSA PRIVATE KEY', ['Proc-Type: 4,ENCRYPTED', `DEK-Info: AES-128-CBC,${hex(32)}`, '', ...pemLines])],
  ['PGP key', armour('PGP PRIVATE KEY BLOCK', ['Version: GnuPG v2', '', ...pemLines, `=${word(4)}`])],
  ['key in one line', armour('PRIVATE KEY', pemLines, '\\n')],
];

/** What is a secret because of where it stands. */
const placed: readonly Leak[] = [
  leak('aws_secret_access_key = ', `${word(38)}/+`),
  leak('AWS_SECRET_ACCESS_KEY=', `${word(38)}/+`),
  leak('AWS_SESSION_TOKEN="', `${word(200)}==`, '"'),
  leak('"SecretAccessKey": "', word(40), '",'),
  leak('"SessionToken": "', `${word(120)}/+==`, '"'),
  leak('WANDB_API_KEY=', hex(40)),
  leak('wandb login ', hex(40)),
  leak('wandb login --relogin ', hex(40)),
  leak('wandb.login(key="', hex(40), '")'),
  leak('{"username":"me","key":"', hex(32), '"}'),
  leak('{\n  "username": "me",\n  "key": "', hex(32), '"\n}'),
  leak('KAGGLE_KEY=', hex(32)),
  leak('COMET_API_KEY=', word(25)),
  leak('MISTRAL_API_KEY=', word(32)),
  leak('TOGETHER_API_KEY=', hex(64)),
  leak('CO_API_KEY=', word(40)),
  leak('co = cohere.Client("', word(40), '")'),
  leak("co = cohere.ClientV2('", word(40), "')"),
  leak('LIGHTNING_API_KEY=', uuid),
  leak('NGC_API_KEY=', word(84)),
  leak('DefaultEndpointsProtocol=https;AccountName=a;AccountKey=', `${word(86)}==`, ';EndpointSuffix=core.windows.net'),
  leak('SharedAccessKeyName=Root;SharedAccessKey=', `${word(43)}=`, ''),
  leak('AZURE_OPENAI_API_KEY=', hex(32)),
  leak('https://a.blob.core.windows.net/c?sv=2024-11-04&sp=r&sig=', `${word(40)}%3D`, ''),
  leak('https://hooks.slack.com/services/', `T${upper(8)}/B${upper(8)}/${word(24)}`),
  leak(`https://discord.com/api/webhooks/${digits(18)}/`, word(68)),
  leak('https://api.telegram.org/bot', `${digits(10)}:AA${word(33)}`, '/sendMessage'),
  leak('HF_TOKEN=', 'hunter2', ' python train.py'),
  leak('export HF_TOKEN=', 'hunter2'),
  leak("export HF_TOKEN='", 'hunter2', "'"),
  leak('$env:HF_TOKEN = "', 'hunter2', '"'),
  leak('set HF_TOKEN=', 'hunter2'),
  leak('ENV HF_TOKEN=', 'hunter2'),
  leak('- HF_TOKEN=', 'hunter2'),
  leak('"HF_TOKEN": "', 'hunter2', '"'),
  leak("'HF_TOKEN': '", 'hunter2', "'"),
  leak('HF_TOKEN: ', 'hunter2x'),
  leak('hf_token: "', 'hunter2', '"'),
  leak('hf_token = "', 'hunter2', '"'),
  leak('login(hf_token="', 'hunter2', '")'),
  leak("os.environ['HF_TOKEN'] = '", 'hunter2', "'"),
  leak('DB_PASSWORD="', 'correct horse battery', '"'),
  leak('db_password: ', 'hunter2x'),
  leak('"password": "', 'correct horse', '"'),
  leak('password = "', 'correct horse', '"'),
  leak('passphrase: "', 'correct horse battery', '"'),
  leak('client_secret: ', 's3cr3t-value'),
  leak('clientSecret: "', 's3cr3t', '"'),
  leak('apiKey: "', word(20), '"'),
  leak('api-key: ', word(20)),
  leak('{"content":"API_KEY=\\"', 'abc def', '\\"\\nlr = 1"}'),
  leak('SMTP_PASS=', 'hunter2'),
  leak('MYSQL_PWD=', 'hunter2', ' mysql'),
  leak('python train.py --hf-token ', 'abc123', ' --lr 0.1'),
  leak('python train.py --hub_token=', 'abc123', ' --lr 0.1'),
  leak('hf auth login --token ', word(12)),
  leak('twine upload --password ', 'hunter2', ' dist/*'),
  leak('prog --api-key ', 'abc123'),
  leak('prog --api-key "', 'abc 123', '"'),
  leak('curl -u me:', 'hunter2', ' https://h.example'),
  leak('curl -s --user me:', 'hunter2', ' https://h.example'),
  leak('sshpass -p ', 'hunter2', ' ssh me@h'),
  leak('docker login -u me -p ', 'hunter2', ' ghcr.io'),
  leak('postgres://me:', 'hunter2', '@db.example/x'),
  leak('redis://:', 'hunter2', '@cache.example'),
  leak('https://me:', word(20), '@git.example/x.git'),
  leak('https://oauth2:', word(20), '@gitlab.example/x.git'),
  leak('https://', word(24), '@git.example/x.git'),
  leak('git remote: origin  https://user:', 'hunter2', '@github.com/o/r (fetch)'),
  leak('mongodb+srv://me:', 'hunter2', '@c.example/db'),
  leak('https://h.example/x?token=', 'abc12345'),
  leak('https://h.example/x?a=1&token=', 'abc12345', '&b=2'),
  leak('https://h.example/x?api_key=', 'abc12345'),
  leak('https://h.example/x?access_token=', word(20), '&b=2'),
  leak('https://s3.example/k?X-Amz-Expires=60&X-Amz-Signature=', hex(64)),
  leak('https://s3.example/k?X-Amz-Security-Token=', `${word(80)}%2F`, '&x=1'),
  leak('https://storage.example/k?X-Goog-Signature=', hex(128)),
  leak('https://cdn.example/f?Expires=1&Signature=', `${word(60)}~`, '&Key-Pair-Id=K1'),
  leak('Authorization: Bearer ', word(30)),
  leak('authorization: bearer ', word(30)),
  leak('Authorization: Basic ', `${word(20)}==`),
  leak('Authorization: token ', word(30)),
  leak('Authorization: Bot ', word(30)),
  leak('Authorization: ', word(30)),
  leak('"Authorization": "Bearer ', word(30), '"'),
  leak("-H 'Authorization: Bearer ", word(30), "' https://h"),
  leak('headers={"Authorization": f"Bearer ', word(30), '"}'),
  leak('x-api-key: ', word(30)),
  leak('X-Goog-Api-Key: ', word(30)),
  leak('api-key: ', word(30)),
  leak('PRIVATE-TOKEN: ', word(20)),
  leak('Cookie: ', `sessionid=${word(32)}; csrftoken=${word(20)}`),
  leak('Set-Cookie: ', `sid=${word(32)}; Path=/; HttpOnly`, '\nServer: x'),
  leak("-H 'Cookie: ", `a=1; b=${word(30)}`, "' https://h"),
  leak('{"cookie": "', `token=${word(30)}; x=y`, '"}'),
  leak('machine api.wandb.ai login user password ', hex(40)),
  leak('machine huggingface.co\n  login me\n  password ', 'hunter2'),
  leak('//registry.npmjs.org/:_authToken=', uuid),
  leak('//registry.example/:_auth=', `${word(20)}==`),
  leak('//registry.example/:_password=', `${word(20)}==`),
  leak('protocol=https\nhost=github.com\nusername=me\npassword=', 'hunter'),
  leak('{"auths":{"ghcr.io":{"auth":"', `${word(30)}==`, '"}}}'),
  leak('SECRET_KEY = "', word(50), '"'),
  leak('JWT_SECRET=', 'hunter2hunter2'),
  leak('secret_key: ', word(24)),
  leak('"private_key": "', armour('PRIVATE KEY', pemLines, '\\n'), '", "client_email": "a@b"'),
  leak('token="', word(30), '"'),
  leak('auth_token = "', 'abc def', '"'),
];

/** What training code, its output and its repositories are full of. */
const harmless: readonly string[] = [
  'pad_token="<|endoftext|>"',
  'pad_token=tokenizer.eos_token',
  'eos_token="</s>", bos_token="<s>"',
  'tokenizer.pad_token = tokenizer.eos_token',
  'tokenizer = AutoTokenizer.from_pretrained("gpt2")',
  'tokenizer="meta-llama/Llama-3.2-1B"',
  '"token_type": "bearer"',
  'token_type_ids=batch["token_type_ids"]',
  'max_new_tokens=128',
  'num_tokens: 1024',
  'tokens_per_second: 1523.5',
  'cls_token="[CLS]", sep_token="[SEP]"',
  'unk_token: "<unk>"',
  'mask_token = "[MASK]"',
  'image_token="<image>"',
  'additional_special_tokens=["<tool>"]',
  'stop_token="\\n\\n"',
  'next_token = logits.argmax(-1)',
  'sorted(rows, key=lambda row: row.token)',
  'rows.sort(key=len)',
  'max(scores, key=scores.get)',
  'df.sort_values(by="loss", key=abs)',
  'primary_key = "id"',
  'PRIMARY_KEY = "sample_id"',
  'seq_key = "input_ids"',
  'label_key="label"',
  'text_key="sentence1_with_a_long_name"',
  'dataset_key: train_split_2024',
  'foreign_key="user.id"',
  'partition_key="year=2024/month=01"',
  'group_key = "host01"',
  'cache_key = "v2-linux-node24-deps"',
  'query, key, value = qkv.chunk(3)',
  'key_padding_mask=mask',
  'for key, value in state.items():',
  'state_dict["model.layers.0.self_attn.k_proj.weight"]',
  'past_key_values=None',
  'num_key_value_heads=8',
  'key = jax.random.PRNGKey(0)',
  'rng, key = random.split(key)',
  'keyboard, monkey, turkey = 1, 2, 3',
  'OPENAI_API_KEY = os.environ["OPENAI_API_KEY"]',
  'api_key=os.getenv("OPENAI_API_KEY")',
  'api_key: str | None = None',
  'api_key = None',
  'api_key: Optional[str] = None',
  'token=args.hub_token',
  'token=True',
  'use_auth_token=True',
  'token: bool = False',
  'hub_token=None',
  'HF_TOKEN=$MY_TOKEN',
  'export HF_TOKEN=${HF_TOKEN:-}',
  'HF_TOKEN=<your token>',
  'HF_TOKEN=hf_xxx',
  'WANDB_API_KEY=your-key-here',
  'password = getpass.getpass()',
  'password=input("Password: ")',
  'secret = load_secret("name")',
  'secrets.token_hex(16)',
  '${{ secrets.HF_TOKEN }}',
  'env: HF_TOKEN: ${{ secrets.HF_TOKEN }}',
  'client = OpenAI(base_url=url, api_key="EMPTY")',
  "api_key='ollama', api_key='not-needed', api_key='sk-no-key-required'",
  '--env KEY=VALUE',
  'Pass `--hf-token` to log in, or set HF_TOKEN.',
  'The flag `--password` is deprecated.',
  'usage: prog [--token TOKEN] [--api-key KEY]',
  'parser.add_argument("--hub_token", type=str, default=None, help="The token to use.")',
  'parser.add_argument("--api-key")',
  '--tokenizer_name gpt2 --max_tokens 100',
  '--sort-key loss',
  '--token_dropout 0.1',
  `commit ${hex(40)}`,
  `${hex(7)} Fix the loss`,
  `sha256:${hex(64)}`,
  `"integrity": "sha512-${word(86)}=="`,
  `resolved "https://registry.yarnpkg.com/a/-/a-1.0.0.tgz#${hex(40)}"`,
  `hash = "sha256:${hex(64)}"`,
  `--hash=sha256:${hex(64)}`,
  `md5: ${hex(32)}`,
  `etag: "${hex(32)}"`,
  `revision="${hex(40)}"`,
  `cache_key="${hex(64)}"`,
  `key: ${hex(40)}`,
  `wandb: Run ${lower(8)} finished`,
  `wandb: View run at https://wandb.ai/me/proj/runs/${lower(8)}`,
  'wandb.init(project="p", id="3k2j9x1q")',
  'wandb.login()',
  'wandb login',
  uuid,
  `run_id: ${uuid}`,
  `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA${word(300)}+/${word(200)}==`,
  `"image/png": "iVBORw0KGgo${word(400)}"`,
  'meta-llama/Llama-3.3-70B-Instruct',
  'claude-opus-4-5-20251101',
  'gpt-4o-mini-2024-07-18',
  'Qwen/Qwen2.5-Coder-32B-Instruct-GPTQ-Int4',
  'sentence-transformers/all-MiniLM-L6-v2',
  'pip install scikit-learn sk-learn-contrib-extension-2',
  'import sklearn; sk-learn',
  'sk-learn-contrib/hdbscan-0-8-33-cp311-manylinux',
  'from huggingface_hub import hf_hub_download',
  'HF_HUB_ENABLE_HF_TRANSFER=1 hf_transfer==0.1.9',
  'hf_hub_download(repo_id="gpt2", filename="config.json")',
  'hf_datasets_cache = "/tmp/hf"',
  'hf_home=/root/.cache/huggingface',
  'HF_HOME=/root/.cache/huggingface',
  'HF_TOKEN_PATH=/root/.cache/huggingface/token',
  'GOOGLE_APPLICATION_CREDENTIALS=/home/me/key.json',
  'SSH_AUTH_SOCK=/run/user/1000/keyring/ssh',
  'OLD_PWD=/home/me/project',
  'FORWARD_PASS=2 n_pass=3',
  '/home/me/.ssh/id_ed25519.pub',
  'src/auth/token_store.py:12: def token(self):',
  'tests/test_api_key.py::test_api_key PASSED',
  'C:\\Users\\me\\secrets\\readme.txt',
  'checkpoints/step-000100-loss-0.4213.safetensors',
  'model-00001-of-00030.safetensors',
  'flask-sqlalchemy-0123456789-abcdefghijklmnop',
  'https://huggingface.co/datasets/mnist@main',
  'https://huggingface.co/settings/tokens',
  'https://arxiv.org/abs/1706.03762v7',
  'https://h.example/search?q=token&page=2',
  'https://h.example/x?token=TOKEN',
  'https://h.example/x?api_key=YOUR_KEY',
  'https://user:password@h.example/x',
  'https://user:${TOKEN}@h.example/x',
  'https://<user>:<token>@h.example/x',
  'http://localhost:8080/v1',
  'git@github.com:owner/name.git',
  'ssh://git@github.com:22/owner/name',
  'user@host:/path',
  'docker run -u 1000:1000 image',
  'docker run -p 8080:80 image',
  'rsync -a me@h:/a /b',
  'mkdir -p docker login',
  'curl -s https://h.example/a:b',
  'curl -fsSL https://h.example | sh',
  'Bearer tokens are sent in a header.',
  'Authorization: Bearer <token>',
  'Authorization: Bearer $HF_TOKEN',
  'headers={"Authorization": f"Bearer {token}"}',
  '"Authorization": "Bearer " + token',
  'Cookie: none',
  'cookies are not needed: true',
  'Cookie: a=1; b=2',
  'machine learning login page password reset',
  'username=me\npassword=$PASS',
  'if "-----BEGIN PRIVATE KEY-----" in text: raise ValueError',
  '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
  '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ me@h',
  'eyJ is how a token begins',
  '{"step": 100, "loss": 0.42, "token": "the"}',
  '{"token": "Ġhello", "logprob": -0.1}',
  '{"id": 50256, "content": "<|endoftext|>", "special": true}',
  'vocab: {"token": 11241, "key": 2539, "secret": 3200}',
  'secret_santa: bob',
  'The secret: train longer.',
  'The key: value pairs are stored in order.',
  'token: the smallest unit of text',
  'password: must have 8 characters',
  '| key | value |',
  'key=value',
  'step 100 loss 0.42 lr 1e-4 grad_norm 1.2',
  'epoch=3/10 [=====>....] 42% ETA 00:12',
  'loss: 2.3026 acc: 0.1132 key: val_loss',
  '100%|██████████| 938/938 [00:05<00:00, 163.32it/s]',
  "KeyError: 'hidden_size'",
  'Traceback (most recent call last):',
  'TokenizersBackend, PreTrainedTokenizerFast',
  'AutoModelForTokenClassification.from_pretrained(name)',
  'r8_model.py and dapi_client.py',
  'npm_config_cache=/tmp/npm',
  'fw_forward_pass_of_the_network_in_training',
  'glpat is the prefix',
  'SG.something.else',
  'AIzawa',
  'ghp_short',
  'xoxo-hugs',
  'base64: QUJD',
  '損失が下がりました。token は文字列です。',
];

const nameOf = (text: string): string => text.slice(0, 50).replaceAll('\n', '⏎');
const unnamed = (text: string): string => text.replaceAll(/\[redacted:[a-z-]+\]/g, '█');

const leaks: readonly Leak[] = [...keys.map(([, secret]) => leak('found ', secret, ' here')), ...placed];
const texts: readonly string[] = [...leaks.map(({ before, secret, after }) => before + secret + after), ...harmless];

describe('The redactor and the services', () => {
  for (const [service, secret] of keys) {
    // shows: secrets-redactor
    it(`hides a key of this kind in a sentence, a value, an argument and an error: ${service}`, () => {
      assert.equal(unnamed(redact(`found ${secret} here`)), 'found █ here');
      assert.equal(unnamed(redact(`x = ("${secret}")`)), 'x = ("█")');
      assert.equal(unnamed(redact(`prog --with ${secret}\nnext`)), 'prog --with █\nnext');
      assert.equal(unnamed(redact(`Error: wrong key <${secret}>, ask again`)), 'Error: wrong key <█>, ask again');
    });
  }

  for (const { before, secret, after } of placed) {
    // shows: secrets-redactor
    it(`hides what stands behind: ${nameOf(before)}`, () => {
      assert.equal(unnamed(redact(`a\n${before}${secret}${after}\nb`)), `a\n${before}█${after}\nb`);
    });
  }

  for (const text of harmless) {
    // shows: secrets-redactor
    it(`spares: ${nameOf(text)}`, () => {
      assert.equal(redact(text), text);
    });
  }

  // shows: secrets-redactor
  it('hides the secret half of an AWS key that stands beside its other half', () => {
    const pair = `AKIA${base32(16)},${word(40)}`;
    assert.equal(unnamed(redact(`Access key ID,Secret access key\n${pair}\n`)), 'Access key ID,Secret access key\n█,█\n');
  });

  // shows: secrets-everywhere
  it('stands before whatever is said of an error, and of its hint', () => {
    const secret = `hf_${word(34)}`;
    const hint = `Use another key than ${secret}.`;
    assert.equal(describeError(new Error(`wrong ${secret}`)), 'wrong [redacted:huggingface]');
    assert.equal(describeError(new PracticumError('no', 'No.', { hint })), 'No. Use another key than [redacted:huggingface].');
    assert.equal(describeError(`wrong ${secret}`), 'wrong [redacted:huggingface]');
  });

  it('has a table worth the name', () => {
    assert.ok(leaks.length >= 150, `${leaks.length} secrets`);
    assert.ok(harmless.length >= 150, `${harmless.length} harmless texts`);
  });

  it('keeps every text within its lines, and the number of lines outside private keys', () => {
    for (const text of texts) {
      const lines = (each: string): number => each.split('\n').length;
      if (!text.includes('PRIVATE KEY')) assert.equal(lines(redact(text)), lines(text), nameOf(text));
    }
  });

  it('changes nothing the second time', () => {
    // What stands for a password has a `-p` in it.
    const login = ['docker login', 'https://user:hunter2@github.com/o/r (fetch)'];
    fc.assert(
      // Between words: what begins only behind the end of a word (`…6csshpass`) is another text once that end is hidden.
      fc.property(fc.array(fc.constantFrom(...texts), { maxLength: 6 }), fc.constantFrom(' ', '\n', '; ', ', '), (parts, between) => {
        const once = redact(parts.join(between));
        assert.equal(redact(once), once);
      }),
      { numRuns: 300, examples: [[login, ' ']] },
    );
  });

  it('hides a known secret as it stands, inside JSON and in an address', () => {
    const known = 'öffne "dich" \\ + Sesam';
    const all = createRedactor([known]);
    const shown = '[redacted:known]';
    assert.equal(all(`a ${known} b`), `a ${shown} b`);
    assert.equal(all(JSON.stringify({ text: known })), `{"text":"${shown}"}`);
    assert.equal(all(`https://h/?q=${encodeURIComponent(known)}&n=1`), `https://h/?q=${shown}&n=1`);
  });

  it('hides what the process was told of in every redactor, in streams that are open already, until it is taken back', () => {
    const stream = createStreamRedactor(redact);
    const before = stream.push('open sesame and ');
    const learned = learnSecrets(['open sesame']);
    try {
      assert.equal(before + stream.push('open ses') + stream.push('ame now') + stream.end(), 'open sesame and [redacted:known] now');
      assert.equal(createRedactor()('open sesame'), '[redacted:known]');
    } finally {
      learned.dispose();
    }
    assert.equal(redact('open sesame'), 'open sesame');
  });
});

describe('The stream redactor and the services', () => {
  // shows: secrets-redactor
  it('says of every text, cut in two at any place, what is said of the whole', () => {
    for (const text of texts) {
      const framed = `log: ${text}\nstep 2`;
      const whole = redact(framed);
      // A long key has many places that are alike.
      const stride = framed.length > 400 ? 7 : 1;
      for (let at = 1; at < framed.length; at += stride) {
        const stream = createStreamRedactor(redact);
        const shown = stream.push(framed.slice(0, at)) + stream.push(framed.slice(at)) + stream.end();
        assert.equal(shown, whole, `${nameOf(text)} cut at ${at}`);
      }
    }
  });

  // shows: secrets-redactor
  it('says the same of texts that come character by character', () => {
    for (const { before, secret, after } of leaks) {
      const text = `log: ${before}${secret}${after}\nstep 2`;
      const stream = createStreamRedactor(redact);
      assert.equal([...text].map((character) => stream.push(character)).join('') + stream.end(), redact(text), nameOf(text));
    }
  });
});
