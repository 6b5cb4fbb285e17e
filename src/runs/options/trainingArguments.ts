/** The arguments of transformers’ and TRL’s own argument classes that people change most. The classes have hundreds; the rest is free text. */
import type { OptionType, ProgramOption } from './option.ts';

const common: readonly (readonly [name: string, type: OptionType, value: string | undefined, help: string])[] = [
  ['output_dir', 'text', undefined, 'Where the model and its checkpoints are written.'],
  ['learning_rate', 'number', '5e-05', 'The initial learning rate.'],
  ['num_train_epochs', 'number', '3.0', 'How often the training data is seen.'],
  ['max_steps', 'integer', '-1', 'Steps in all; overrides the epochs when positive.'],
  ['per_device_train_batch_size', 'integer', '8', 'Examples for each device and step.'],
  ['gradient_accumulation_steps', 'integer', '1', 'Backward passes before each update.'],
  ['warmup_ratio', 'number', '0.0', 'Share of the steps in which the learning rate rises.'],
  ['weight_decay', 'number', '0.0', 'Weight decay.'],
  ['logging_steps', 'number', '500', 'Steps between two lines of metrics.'],
  ['save_steps', 'number', '500', 'Steps between two checkpoints.'],
  ['seed', 'integer', '42', 'Seed of the training.'],
  ['bf16', 'boolean', 'False', 'Train in bfloat16.'],
  ['fp16', 'boolean', 'False', 'Train in float16.'],
  ['gradient_checkpointing', 'boolean', 'False', 'Less memory for more time.'],
  ['report_to', 'text', undefined, 'Where metrics are reported: none, tensorboard, wandb, trackio.'],
];

/** TRL's are called after their method; these configure something else. */
const known = /^\w*TrainingArguments$|^(?!Model|Peft|Lora|BitsAndBytes|Script|Dataset|Data|Generation|Quantization)[A-Z]\w*Config$/;

export function trainingArguments(className: string): readonly ProgramOption[] {
  if (!known.test(className)) return [];
  return common.map(([name, type, value, help]) => ({
    name,
    form: type === 'boolean' ? { is: 'switch', flag: `--${name}`, aliases: [] } : { is: 'value', flag: `--${name}`, aliases: [] },
    type,
    help,
    isRequired: false,
    ...(value === undefined ? {} : { default: value }),
  }));
}
