import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRedactor, redactValue } from '../../../src/base/redact.ts';
import { createStreamRedactor } from '../../../src/base/redactStream.ts';

const redact = createRedactor();

// Made up, in the shape of the real ones, and put together here so that no scanner takes this file for a leak.
const letters = 'Ab1Cd2Ef3GhIj4KlMn5OpQr6StUv7WxYz8aBcD9eFgH0iJkL1mNoP2qRsT3uVwXyZ';
const word = (length: number): string => letters.repeat(3).slice(0, length);
const hex = (length: number): string => '0123456789abcdef'.repeat(4).slice(0, length);
const pem = [
  '-----BEGIN RSA PRIVATE',
  ' KEY-----\n',
  `${word(64)}\n${word(64)}\n${word(20)}==`,
  '\n-----END RSA PRIVATE',
  ' KEY-----',
].join('');

const secrets: readonly { readonly kind: string; readonly text: string; readonly secret: string }[] = [
  { kind: 'huggingface', text: `token is hf_${word(34)}.`, secret: `hf_${word(34)}` },
  { kind: 'anthropic', text: `key sk-ant-api03-${word(60)}-${word(20)} end`, secret: `sk-ant-api03-${word(60)}-${word(20)}` },
  { kind: 'openai', text: `use sk-${word(48)} here`, secret: `sk-${word(48)}` },
  { kind: 'openai', text: `use sk-proj-${word(40)}_${word(40)} here`, secret: `sk-proj-${word(40)}_${word(40)}` },
  { kind: 'google', text: `AIza${word(35)}`, secret: `AIza${word(35)}` },
  { kind: 'aws', text: 'id AKIA' + 'ABCDEFGHIJ234567, ok', secret: 'AKIA' + 'ABCDEFGHIJ234567' },
  { kind: 'aws', text: 'id ASIA' + 'ABCDEFGHIJ234567, ok', secret: 'ASIA' + 'ABCDEFGHIJ234567' },
  { kind: 'secret', text: `aws_secret_access_key = ${word(38)}/+`, secret: `${word(38)}/+` },
  ...['ghp_', 'gho_', 'ghs_', 'ghu_', 'github_pat_'].map((prefix) => ({
    kind: 'github',
    text: `git ${prefix}${word(36)}!`,
    secret: `${prefix}${word(36)}`,
  })),
  { kind: 'slack', text: `xoxb-123456789012-${word(24)}`, secret: `xoxb-123456789012-${word(24)}` },
  { kind: 'wandb', text: `export WANDB_API_KEY=${hex(40)}`, secret: hex(40) },
  { kind: 'wandb', text: `wandb login --relogin ${hex(40)}`, secret: hex(40) },
  { kind: 'wandb', text: `wandb.login(key="${hex(40)}")`, secret: hex(40) },
  { kind: 'jwt', text: `jwt eyJ${word(20)}.eyJ${word(40)}.${word(43)} end`, secret: `eyJ${word(20)}.eyJ${word(40)}.${word(43)}` },
  { kind: 'private-key', text: `key:\n${pem}\nend`, secret: pem },
  { kind: 'bearer', text: `Authorization: Bearer ${word(30)}`, secret: word(30) },
  { kind: 'url-password', text: 'postgres://me:hunter2@db.example/x', secret: 'hunter2' },
  { kind: 'url-password', text: `https://${word(24)}@git.example/x`, secret: word(24) },
  { kind: 'secret', text: 'HF_TOKEN=hunter2 python train.py', secret: 'hunter2' },
  { kind: 'secret', text: 'DB_PASSWORD="correct horse battery"', secret: 'correct horse battery' },
  { kind: 'secret', text: "api_key = 'abc-def'", secret: 'abc-def' },
  { kind: 'secret', text: 'os.environ["HF_TOKEN"] = "abc-def"', secret: 'abc-def' },
  { kind: 'secret', text: 'client_secret: s3cr3t-value', secret: 's3cr3t-value' },
  { kind: 'secret', text: 'python train.py --hf-token abc123 --lr 0.1', secret: 'abc123' },
  { kind: 'secret', text: '{"content":"API_KEY=\\"abc def\\"\\nlr = 1"}', secret: 'abc def' },
  { kind: 'secret', text: `token="${word(30)}"`, secret: word(30) },
];

/** What training code is full of. */
const harmless: readonly string[] = [
  'tokenizer = AutoTokenizer.from_pretrained("gpt2")',
  'pad_token="<|endoftext|>"',
  'tokenizer.pad_token = tokenizer.eos_token',
  "eos_token='</s>', bos_token='<|begin_of_text|>'",
  'PAD_TOKEN = "[PAD]"',
  'max_new_tokens=512, num_tokens=1024',
  'tokens_per_second: 1523.5',
  'MAX_TOKEN=512',
  'pad_token_id=0',
  'sorted(rows, key=lambda row: row.token)',
  'label_key="label", text_key="sentence1_with_a_long_name"',
  'PRIMARY_KEY = "id"',
  'for key, value in state.items():',
  'OPENAI_API_KEY = os.environ["OPENAI_API_KEY"]',
  'api_key: str | None = None',
  'api_key=os.getenv("API_KEY")',
  'token=args.hub_token',
  'password = getpass.getpass()',
  'export HF_TOKEN=$MY_TOKEN',
  'HF_TOKEN=<your token>',
  'client = OpenAI(base_url=url, api_key="EMPTY")',
  "api_key='ollama', api_key='not-needed', api_key='sk-no-key-required'",
  '--env KEY=VALUE',
  `commit ${hex(40)}`,
  `sha256:${hex(64)}`,
  `cache_key="${hex(64)}"`,
  'pip install scikit-learn sk-learn-contrib-extension-2',
  'flask-sqlalchemy-0123456789-abcdefghijklmnop',
  'https://huggingface.co/datasets/mnist@main',
  'git@github.com:owner/name.git',
  'http://localhost:8080/v1',
  'Bearer tokens are sent in a header.',
  'if "-----BEGIN PRIVATE KEY-----" in text: raise ValueError',
  '{"step": 100, "loss": 0.42, "token": "the"}',
];

describe('The redactor', () => {
  for (const { kind, text, secret } of secrets) {
    // shows: log-redaction
    it(`hides ${kind}: ${text.slice(0, 44).replaceAll('\n', ' ')}`, () => {
      assert.equal(redact(text), text.replace(secret, `[redacted:${kind}]`));
    });
  }

  for (const text of harmless) {
    it(`leaves alone: ${text.slice(0, 60)}`, () => {
      assert.equal(redact(text), text);
    });
  }

  it('hides a private key whose end was cut off, and what surrounds it stays', () => {
    const cut = pem.slice(0, pem.indexOf('-----END'));
    assert.equal(redact(`before\n${cut}print("after")`), 'before\n[redacted:private-key]print("after")');
  });

  it('hides the secrets it was told of wherever they stand', () => {
    assert.equal(createRedactor(['open sesame'])('say “open sesame” twice: open sesame'), 'say “[redacted:known]” twice: [redacted:known]');
  });

  it('does not take a short configured value for a secret that may stand anywhere', () => {
    assert.equal(createRedactor(['a', 'test'])('a test'), 'a test');
  });

  it('keeps JSON text valid', () => {
    const text = JSON.stringify({ content: `API_KEY="abc def"\nHF_TOKEN=x1y2z3\npassword: 'q w'`, url: 'https://u:p@h/' });
    const parsed: unknown = JSON.parse(redact(text));
    assert.deepEqual(parsed, {
      content: `API_KEY="[redacted:secret]"\nHF_TOKEN=[redacted:secret]\npassword: 'q w'`,
      url: 'https://u:[redacted:url-password]@h/',
    });
  });

  it('looks into values, at the names they stand under and at arguments after a flag', () => {
    const value = {
      api_key: 'abcdef',
      pad_token: '<pad>',
      argv: ['train', '--hf-token', 'abcdef', '--lr', '0.1'],
      deep: [{ text: 'HF_TOKEN=abc' }],
      n: 3,
    };
    assert.deepEqual(redactValue(redact, value), {
      api_key: '[redacted:secret]',
      pad_token: '<pad>',
      argv: ['train', '--hf-token', '[redacted:secret]', '--lr', '0.1'],
      deep: [{ text: 'HF_TOKEN=[redacted:secret]' }],
      n: 3,
    });
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(document, (text) => assert.equal(redact(redact(text)), redact(text))),
      { numRuns: 500 },
    );
  });

  // shows: secrets-redactor
  it('leaves no key of secrets that are glued to each other, and changes nothing the second time', () => {
    // Those that are seen to be keys wherever they stand, by themselves and with the words around them.
    const glued = secrets.filter(({ secret }) => secret.length >= 12 && redact(secret) !== secret);
    assert.ok(glued.length >= 14);
    const piece = fc.constantFrom(...glued.flatMap(({ text, secret }) => [text, secret]), ...secrets.map(({ text }) => text));
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 2, maxLength: 6 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
        (pieces, lengths) => {
          const hidden = redact(pieces.join(''));
          assert.equal(redact(hidden), hidden);
          for (const { secret } of glued) assert.ok(!hidden.includes(secret), secret);
          const shown = streamed(pieces.join(''), lengths).join('');
          for (const { secret } of glued) assert.ok(!shown.includes(secret), `${secret} in a stream`);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leaves no secret in any text around it, and changes nothing else', () => {
    fc.assert(
      fc.property(plain, fc.constantFrom(...secrets), plain, (before, { text, secret, kind }, after) => {
        assert.equal(redact(`${before}\n${text}\n${after}`), `${before}\n${text.replace(secret, `[redacted:${kind}]`)}\n${after}`);
      }),
    );
  });

  it('takes time in proportion to the text, whatever the text is', () => {
    const nasty = [
      'a',
      'key=',
      'key="',
      'eyJ',
      'sk-',
      '://a:',
      'token: ',
      '-----BEGIN PRIVATE KEY-----',
      'wandb login ',
      'password = \\',
      'bearer ',
    ];
    for (const piece of nasty) {
      // A quadratic scan of this needs minutes: the test would run into mocha's limit.
      const text = piece.repeat(Math.ceil(400_000 / piece.length));
      assert.equal(typeof redact(text), 'string');
    }
  });
});

describe('The stream redactor', () => {
  // shows: log-redaction
  it('lets no secret through, however it is cut into pieces', () => {
    fc.assert(
      fc.property(document, fc.infiniteStream(fc.integer({ min: 1, max: 12 })), (text, lengths) => {
        assert.equal(streamed(text, lengths).join(''), redact(text));
      }),
      { numRuns: 500 },
    );
  });

  it('shows the words of ordinary text when the next one begins', () => {
    const stream = createStreamRedactor(redact);
    assert.deepEqual(
      ['The loss', ' fell to', ' 0.42 and'].map((piece) => stream.push(piece)),
      ['The ', 'loss fell ', 'to 0.42 '],
    );
    assert.equal(stream.end(), 'and');
  });

  it('does not wait for spaces in a language that has none', () => {
    assert.equal(createStreamRedactor(redact).push('損失が下がりました。'), '損失が下がりました。');
  });

  it('holds back a quoted value with spaces until it is closed', () => {
    const stream = createStreamRedactor(redact);
    assert.equal(stream.push('password: "correct horse '), 'password: "');
    assert.equal(stream.push('battery" is it, '), '[redacted:secret]" is it, ');
  });

  it('does not hold back a text that only mentions a private key', () => {
    const stream = createStreamRedactor(redact);
    stream.push('Look for -----BEGIN PRIVATE KEY----- in the file ');
    assert.equal(stream.push('and go on. '), 'and go on. ');
  });

  it('drops the rest of a secret that is longer than what it holds', () => {
    const stream = createStreamRedactor(redact);
    const shown =
      [`key sk-ant-${word(60)}`, ...Array.from({ length: 500 }, () => word(60)), ' end'].map((piece) => stream.push(piece)).join('') +
      stream.end();
    assert.equal(shown, 'key [redacted:anthropic] end');
  });

  it('holds back a bounded amount', () => {
    const stream = createStreamRedactor(redact);
    let shown = 0;
    for (let index = 0; index < 1000; index += 1) shown += stream.push('x'.repeat(100)).length;
    assert.ok(shown > 80_000, `${shown} of 100,000 characters shown`);
    assert.equal(shown + stream.end().length, 100_000);
  });

  it('is blank again after its end', () => {
    const stream = createStreamRedactor(redact);
    stream.push('HF_TOKEN=');
    assert.equal(stream.end(), 'HF_TOKEN=');
    assert.equal(stream.push('abc ') + stream.end(), 'abc ');
  });
});

function* cutInto(text: string, lengths: Iterable<number>): Generator<string> {
  let at = 0;
  for (const length of lengths) {
    if (at >= text.length) return;
    yield text.slice(at, at + length);
    at += length;
  }
}

function streamed(text: string, lengths: Iterable<number>): readonly string[] {
  const stream = createStreamRedactor(redact);
  return [...[...cutInto(text, lengths)].map((piece) => stream.push(piece)), stream.end()];
}

const prose = fc.constantFrom(
  'loss',
  'step 100',
  'lr=0.1',
  'the model',
  'token',
  'key',
  '"',
  "'",
  '\\',
  ': ',
  '=',
  '\n',
  '損失',
  'value',
  '(x)',
  '--',
  'eyJ',
  'sk-',
);
const plain = fc
  .array(fc.constantFrom('loss', 'step 100', 'lr=0.1', 'the model', '(x)', '損失', '0.42', 'epoch'), { maxLength: 8 })
  .map((words) => words.join(' '));
const document = fc
  .array(
    fc.oneof(
      prose,
      fc.constantFrom(...harmless),
      fc.constantFrom(...secrets).map(({ text }) => text),
    ),
    { maxLength: 8 },
  )
  .chain((parts) => fc.constantFrom(' ', '\n', '').map((between) => parts.join(between)));
