/** Literal words that decide which patterns are worth trying on a file: all of them are looked for in one pass. */
const words = [
  '__main__',
  '# %%',
  '#%%',
  '.fit',
  '.train',
  '.fine_tune(',
  '.learn(',
  '.backward(',
  '.generate(',
  '.eval()',
  'xgb.train(',
  'lgb.train(',
  'YOLO(',
  'Trainer',
  'total_timesteps',
  'value_and_grad',
  'jax.grad',
  'GradientTape',
  'LightningCLI(',
  'Accelerator(',
  'init_process_group',
  'init_distributed',
  'init_device_mesh',
  'FSDP(',
  'FullyShardedDataParallel',
  'fully_shard',
  'DDP(',
  'DistributedDataParallel',
  'LOCAL_RANK',
  'mp.spawn(',
  'multiprocessing.spawn(',
  'ArgumentParser',
  'TrlParser',
  '@click.',
  '@command',
  'typer.',
  'tyro.',
  'fire.Fire',
  'draccus.',
  'app.run(',
  'DEFINE_',
  '@hydra.main',
  'uvicorn.run',
  'gr.Interface',
  'gr.Blocks',
  'gr.ChatInterface',
  'FastAPI(',
  'Flask(',
  'streamlit',
  'def main',
  'def train',
  'def fit',
  'def fine',
  'def pretrain',
] as const;

export type Word = (typeof words)[number];

const anyWord = new RegExp([...words].map((word) => word.replaceAll(/[.()]/g, String.raw`\$&`)).join('|'), 'g');

/** Which of the words stand in the text, in code, strings or comments. */
export function wordsIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [word] of text.matchAll(anyWord)) found.add(word);
  return found;
}
