/** A model that is small enough to be trained in seconds, and reviews to train it on: what lies on the stand-in Hub before the main job. */
import type { Seed } from '../../doubles/hub/seed.ts';

export const baseModel = 'ada/tiny-words';
export const dataset = 'ada/reviews';

const config = { model_type: 'bag-of-words', vocab_size: 512, hidden_size: 16, num_hidden_layers: 1, num_attention_heads: 1, classes: 2 };
const good = ['lovely', 'clear', 'warm', 'brilliant', 'honest', 'quick'];
const bad = ['dull', 'broken', 'cold', 'noisy', 'late', 'greasy'];
const things = ['soup', 'film', 'train', 'hotel', 'paper', 'phone', 'garden'];

export const smallRepos: readonly Seed[] = [
  {
    id: baseModel,
    files: {
      'README.md': '---\nlicense: apache-2.0\n---\n# Tiny words\n',
      'config.json': JSON.stringify(config),
      'model.safetensors': safetensors({
        'embed.weight': [config.hidden_size, config.vocab_size],
        'embed.bias': [config.hidden_size],
        'head.weight': [config.classes, config.hidden_size],
        'head.bias': [config.classes],
      }),
    },
  },
  {
    kind: 'dataset',
    id: dataset,
    files: {
      'README.md': '---\nlicense: cc-by-4.0\ntask_categories:\n- text-classification\n---\n# Reviews\n',
      'train.jsonl': reviews(0, 240),
      'test.jsonl': reviews(240, 300),
    },
  },
];

function reviews(from: number, to: number): string {
  const rows: string[] = [];
  for (let index = from; index < to; index++) {
    const label = index % 2;
    const words = label === 1 ? good : bad;
    const word = (offset: number): string => words[Math.floor(index / 2 + offset) % words.length] ?? '';
    const text = `The ${things[index % things.length]} of day ${index} was ${word(0)} and ${word(1 + (index % 3))}`;
    rows.push(JSON.stringify({ text, label }));
  }
  return `${rows.join('\n')}\n`;
}

/** Weights as they are before anything was learned: small, and different from each other. */
function safetensors(shapes: Readonly<Record<string, readonly number[]>>): Buffer {
  const head: Record<string, object> = {};
  const values: number[] = [];
  for (const [name, shape] of Object.entries(shapes)) {
    const start = values.length;
    const count = shape.reduce((product, size) => product * size, 1);
    for (let index = 0; index < count; index++) values.push(0.1 * Math.sin(12.9898 * (start + index)));
    head[name] = { dtype: 'F32', shape, data_offsets: [4 * start, 4 * values.length] };
  }
  const text = Buffer.from(JSON.stringify(head));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([size, text, Buffer.from(Float32Array.from(values).buffer)]);
}
