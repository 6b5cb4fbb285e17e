import assert from 'node:assert/strict';
import { createRedactor, redactValue } from '../../src/base/redact.ts';
import { createStreamRedactor } from '../../src/base/redactStream.ts';
import { eachRound, type Random, tell } from './soak.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';

const text = (random: Random, alphabet: string, length: number): string =>
  Array.from({ length }, () => random.pick([...alphabet])).join('');

/** Random, and never by chance without a digit or without a letter, which would be no key. */
const word = (random: Random, length: number): string => `a1B2${text(random, letters + digits, length - 4)}`;
const hex = (random: Random, length: number): string => `a1${text(random, '0123456789abcdef', length - 2)}`;

interface Planted {
  readonly before: string;
  readonly secret: string;
  readonly after: string;
}

/** Ways in which a secret stands in a text; the shapes are put together here so that no scanner takes this file for a leak. */
const plants: readonly ((random: Random) => Planted)[] = [
  (random) => ({ before: '', secret: `hf_${word(random, random.int(24, 60))}`, after: '' }),
  (random) => ({ before: 'key ', secret: `sk-ant-api03-${word(random, random.int(20, 120))}`, after: ' end' }),
  (random) => ({ before: '"', secret: `sk-proj-${word(random, random.int(24, 90))}`, after: '"' }),
  (random) => ({ before: '(', secret: `AIza${word(random, 35)}`, after: ')' }),
  (random) => ({ before: 'id ', secret: `AKIA${text(random, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`, after: ',' }),
  (random) => ({ before: 'git ', secret: `${random.pick(['ghp_', 'gho_', 'ghs_'])}${word(random, 36)}`, after: '!' }),
  (random) => ({ before: '', secret: `glpat-${word(random, 20)}`, after: ' ' }),
  (random) => ({ before: '', secret: `xoxb-${text(random, digits, 12)}-${word(random, 24)}`, after: '' }),
  (random) => ({
    before: 'jwt ',
    secret: `eyJ${word(random, 20)}.eyJ${word(random, random.int(20, 400))}.${word(random, 43)}`,
    after: ' end',
  }),
  (random) => ({ before: 'Authorization: Bearer ', secret: word(random, random.int(20, 80)), after: '' }),
  (random) => ({ before: 'postgres://me:', secret: word(random, random.int(6, 40)), after: '@db.example/x' }),
  (random) => ({ before: 'HF_TOKEN=', secret: word(random, random.int(6, 40)), after: ' python train.py' }),
  (random) => ({ before: 'DB_PASSWORD="', secret: `${word(random, 8)} ${word(random, 8)} ${word(random, 6)}`, after: '"' }),
  (random) => ({ before: 'os.environ["WANDB_API_KEY"] = "', secret: hex(random, 40), after: '"' }),
  (random) => ({ before: 'wandb login --relogin ', secret: hex(random, 40), after: '' }),
  (random) => ({ before: '{"content":"API_KEY=\\"', secret: word(random, random.int(8, 50)), after: '\\"\\nlr = 1"}' }),
  (random) => ({ before: 'python train.py --hf-token ', secret: word(random, random.int(6, 30)), after: ' --lr 0.1' }),
  (random) => {
    const lines = Array.from({ length: random.int(2, 30) }, () => `${word(random, 64)}\n`).join('');
    const secret = ['-----BEGIN RSA PRIVATE', ` KEY-----\n${lines}-----END RSA PRIVATE`, ' KEY-----'].join('');
    return { before: 'key:\n', secret, after: '\nend' };
  },
];

/** What training code and its output are full of, also what looks like a secret and is none. */
const harmless: readonly string[] = [
  'tokenizer = AutoTokenizer.from_pretrained("gpt2")',
  'pad_token="<|endoftext|>", tokens_per_second: 1523.5',
  'sorted(rows, key=lambda row: row.token)',
  'OPENAI_API_KEY = os.environ["OPENAI_API_KEY"]',
  'api_key: str | None = None',
  'https://huggingface.co/datasets/mnist@main',
  'Bearer tokens are sent in a header.',
  '{"step": 100, "loss": 0.42, "token": "the"}',
  'for key, value in state.items():',
  'if "-----BEGIN PRIVATE KEY-----" in text: raise ValueError',
  '損失が下がりました。',
  'The loss fell to 0.42 😀 and stayed.',
  '\tif x < 3 and y > 4:',
  '',
];

interface Document {
  readonly whole: string;
  readonly secrets: readonly string[];
  /** The text around the secrets, piece by piece. */
  readonly around: readonly string[];
}

/** Lines of ordinary text with secrets planted between them. */
function makeDocument(random: Random): Document {
  const around: string[] = [''];
  const secrets: string[] = [];
  const write = (added: string): void => {
    around[around.length - 1] += added;
  };
  for (let line = random.int(1, 30); line > 0; line -= 1) {
    if (random.chance(0.4)) {
      const { before, secret, after } = random.pick(plants)(random);
      write(before);
      secrets.push(secret);
      around.push(after);
    } else write(random.chance(0.2) ? text(random, 'abcdefgh ,.;(){}', random.int(0, 300)) : random.pick(harmless));
    write('\n');
  }
  const whole = around.map((piece, index) => piece + (secrets[index] ?? '')).join('');
  return { whole, secrets, around };
}

/** The kind is left out: a secret may be known by its shape or by its name. */
const unnamed = (redacted: string): string => redacted.replaceAll(/\[redacted:[a-z-]+\]/g, '█');

function streamed(whole: string, random: Random, extra: readonly string[] = []): string {
  const stream = createStreamRedactor(createRedactor(extra));
  const longest = random.pick([1, 3, 20, 300, 5000]);
  let shown = '';
  for (let at = 0; at < whole.length; ) {
    const end = at + random.int(1, longest);
    shown += stream.push(whole.slice(at, end));
    at = end;
  }
  return shown + stream.end();
}

describe('The redactor over random text', () => {
  const redact = createRedactor();

  // shows: log-redaction
  it('hides every planted secret and changes nothing else, at once and in pieces of any length', async () => {
    let secrets = 0;
    let characters = 0;
    const documents = await eachRound({ name: 'redactor', atLeast: 1000, share: 0.04 }, ({ random }) => {
      const document = makeDocument(random);
      const wanted = document.around.join('█');
      assert.equal(unnamed(redact(document.whole)), wanted, 'at once');
      const inPieces = streamed(document.whole, random);
      assert.equal(unnamed(inPieces), wanted, 'in pieces');
      for (const secret of document.secrets) assert.ok(!inPieces.includes(secret));
      secrets += document.secrets.length;
      characters += document.whole.length;
    });
    tell('redactor', { documents, secrets, characters });
  });

  // shows: log-redaction
  it('hides known secrets of any content wherever they stand, also in structured data', async () => {
    let places = 0;
    const rounds = await eachRound({ name: 'known secrets', atLeast: 1000, share: 0.01 }, ({ random }) => {
      // Nothing in the text around it has these letters, so that every change of it would show.
      const known = text(random, 'QXZ+/=.$ é', random.int(8, 60)).replaceAll(/^ | $/g, 'Q');
      const around = Array.from({ length: random.int(2, 12) }, () => text(random, 'abcdefgh \n,;(){}', random.int(1, 80)));
      const whole = around.join(known);
      const all = createRedactor([known]);
      assert.equal(unnamed(all(whole)), around.join('█'));
      assert.equal(unnamed(streamed(whole, random, [known])), around.join('█'));
      assert.deepEqual(redactValue(all, { a: [{ b: `x${known}y`, n: 1 }] }), { a: [{ b: 'x[redacted:known]y', n: 1 }] });
      places += around.length - 1;
    });
    tell('known secrets', { rounds, places });
  });
});
