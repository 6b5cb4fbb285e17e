/** The wire doubles in a process of their own, so that what they cost is not counted with the product. Ends when its input does. */
import { startDoubles } from '../doubles/server.ts';

export interface StreamDouble {
  readonly anthropicUrl: string;
  readonly openaiUrl: string;
  readonly key: string;
}

/** What the last message asks for: `text 20000` or `arguments 131072`, in deltas of eight characters. */
const doubles = await startDoubles({
  models: ['stream'],
  brain({ messages }) {
    const last = messages.at(-1);
    const [what = '', count = '0'] = last?.role === 'user' ? last.text.split(' ') : [];
    const filling = 'lr=0.01 '.repeat(Number(count));
    return what === 'text'
      ? { text: filling, chunkChars: 8 }
      : { calls: [{ name: 'write_file', input: { path: 'a', content: filling } }], chunkChars: 8 };
  },
});
const { anthropicUrl, openaiUrl, key } = doubles;
console.log(JSON.stringify({ anthropicUrl, openaiUrl, key } satisfies StreamDouble));
process.stdin.resume().once('end', () => void doubles.close());
