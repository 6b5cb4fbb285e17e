/** What the scripted model does in the window tests of trust, chosen by the first words of the prompt. */
import type { Prompt, Script } from '../doubles/replay.ts';
import { replaying } from '../doubles/replay.ts';
import type { NeutralReply, ScriptedCall } from '../doubles/script.ts';
import { firstLine } from '../doubles/trainingScript.ts';

export interface TrustPlaces {
  /** A folder outside of the workspace, with the files a.txt, b.txt and c.txt. */
  readonly outside: () => string;
  /** An address of which nobody may ask anything. */
  readonly imageUrl: () => string;
}

export const trustBrain = (places: TrustPlaces) => replaying((prompt) => scriptFor(prompt, places));

function scriptFor({ text }: Prompt, { outside, imageUrl }: TrustPlaces): Script | NeutralReply {
  const [word = '', ...rest] = text.split(' ');
  const said = rest.join(' ');
  switch (word) {
    case 'shell':
      return calls({ name: 'run_shell', input: { command: said } });
    case 'read':
      return calls({ name: 'read_file', input: { path: said } });
    case 'train':
      return calls({ name: 'start_run', input: { script: 'train.py', args: ['--seed', String(said.length)] } });
    case 'compare':
      return calls(...['a.txt', 'b.txt', 'c.txt'].map((name) => ({ name: 'read_file', input: { path: `${outside()}/${name}` } })));
    case 'draw':
      return { text: `Here it is: ![the loss](${imageUrl()}) as a picture.` };
    default:
      return { text: 'Hello.' };
  }
}

/** Makes the calls at once, and tells how each of them ended. */
function* calls(...all: readonly ScriptedCall[]): Script {
  const results = yield { calls: all };
  return {
    text: ['That is done:', ...results.map((result) => `- ${result.isError ? 'refused' : 'fine'}: ${firstLine(result)}`)].join('\n'),
  };
}
