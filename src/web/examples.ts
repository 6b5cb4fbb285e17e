/** Which files of a repository are examples that one can learn a training from: by where they lie and what they are called. */
import type { TreeFile } from './gitHub.ts';

/** Where the examples of well-known libraries are. Others are named as owner/name. */
export const exampleRepositories: Readonly<Record<string, string>> = {
  trl: 'huggingface/trl',
  transformers: 'huggingface/transformers',
  diffusers: 'huggingface/diffusers',
  peft: 'huggingface/peft',
  accelerate: 'huggingface/accelerate',
  datasets: 'huggingface/datasets',
  'sentence-transformers': 'huggingface/sentence-transformers',
  lerobot: 'huggingface/lerobot',
  'pytorch-image-models': 'huggingface/pytorch-image-models',
  timm: 'huggingface/pytorch-image-models',
  torchtune: 'pytorch/torchtune',
  pytorch: 'pytorch/examples',
  lightning: 'Lightning-AI/pytorch-lightning',
  axolotl: 'axolotl-ai-cloud/axolotl',
  unsloth: 'unslothai/notebooks',
  keras: 'keras-team/keras-io',
  nanogpt: 'karpathy/nanoGPT',
};

const folders: readonly (readonly [pattern: RegExp, worth: number])[] = [
  [/(?:^|\/)examples?(?:\/|$)/, 50],
  [/(?:^|\/)(?:scripts|recipes|tutorials?|notebooks?|cookbook|demos?)(?:\/|$)/, 40],
  [/(?:^|\/)(?:train(?:ing)?|finetun\w*|docs?|templates?)(?:\/|$)/, 20],
];
const names =
  /(?:^|[_-])(?:train|finetune|fine[_-]tune|sft|dpo|grpo|ppo|kto|reward|lora|qlora|run|example|tutorial|demo|quickstart)(?:[_.-]|$)/i;
const unwanted = /(?:^|\/)(?:tests?|\.github|benchmarks?|legacy|deprecated|_?build)(?:\/|$)|(?:^|\/)(?:__init__|conftest|setup)\.py$/;

export interface Example extends TreeFile {
  readonly score: number;
}

/** The best first. `keyword`: all of its words must stand in the path; without any such file, some of them. */
export function findExamples(files: readonly TreeFile[], keyword: string): readonly Example[] {
  const words = keyword
    .toLowerCase()
    .split(/[\s,/_-]+/)
    .filter((word) => word !== '');
  const scored = files
    .filter(({ path }) => /\.(?:py|ipynb|ya?ml|sh)$/.test(path) && !unwanted.test(path))
    .map((file) => scoredBy(file, words));
  const worthy = scored.filter(({ example, found }) => example.score > 0 && (words.length === 0 || found > 0));
  const all = worthy.filter(({ found }) => found === words.length);
  return (all.length > 0 ? all : worthy)
    .sort((a, b) => b.found - a.found || b.example.score - a.example.score || a.example.path.length - b.example.path.length)
    .map(({ example }) => example);
}

function scoredBy(file: TreeFile, words: readonly string[]): { readonly example: Example; readonly found: number } {
  const path = file.path.toLowerCase();
  const found = words.filter((word) => path.includes(word)).length;
  const place = folders.find(([pattern]) => pattern.test(path))?.[1] ?? 0;
  const name = names.test(path.slice(path.lastIndexOf('/') + 1)) ? 20 : 0;
  const kind = path.endsWith('.py') ? 10 : path.endsWith('.ipynb') ? 5 : 0;
  return { example: { ...file, score: place + name === 0 ? 0 : place + name + kind + found * 30 }, found };
}
