/** What the scripted model does where it costs money, chosen by the first word of the prompt. */
import type { Script } from '../../doubles/replay.ts';
import { replaying } from '../../doubles/replay.ts';
import type { Brain, NeutralReply, ScriptedCall } from '../../doubles/script.ts';

export interface Places {
  /** Files outside of the workspace. */
  readonly outside: readonly string[];
  /** An address of which nobody may ask anything. */
  readonly imageUrl: string;
}

export function pricedBrain(places: Places): Brain {
  return replaying(({ text }) => {
    const [word = '', ...rest] = text.split(' ');
    return scriptFor(word, rest.join(' '), places);
  });
}

function scriptFor(word: string, said: string, { outside, imageUrl }: Places): Script | NeutralReply {
  switch (word) {
    case 'shell':
      return making({ name: 'run_shell', input: { command: said } });
    case 'read':
      return making({ name: 'read_file', input: { path: said } });
    case 'compare':
      return making(...outside.map((path) => ({ name: 'read_file', input: { path } })));
    // The seed is the model's own choice: nobody names it in the conversation.
    case 'train':
      return making({ name: 'start_run', input: { script: 'train.py', args: ['--seed', said === 'once' ? '1' : '7'] } });
    case 'draw':
      return { text: `Here it is: ![the loss](${imageUrl}) as a picture, and as [a page](${imageUrl}).` };
    // `call NAME JSON`: a tool of a server.
    case 'call':
      return calling(said);
    default:
      return { text: 'I know no script for that.' };
  }
}

/** Makes the calls side by side, and tells how each of them ended. */
function* making(...calls: readonly ScriptedCall[]): Script {
  const results = yield { calls };
  const refused = results.filter(({ isError }) => isError).length;
  return { text: refused === 0 ? `All ${results.length} went well.` : `Of ${results.length}, ${refused} did not go well.` };
}

function* calling(said: string): Script {
  const [name = '', ...input] = said.split(' ');
  const [result] = yield { calls: [{ name, input: JSON.parse(input.join(' ')) }] };
  return { text: `The server said: ${result?.content ?? 'nothing'}` };
}
