/** What a program’s text seems to offer, without reading its options: this runs while somebody types. */

const anyReader =
  /\b(?:HfArgumentParser|TrlParser|tyro\.cli|typer|draccus|pyrallis|fire\.Fire|DEFINE_\w+|add_argument)\b|@(?:click\.)?(?:option|argument)\b|@hydra\.main\b/;

/** Names of options that end a run early. */
const endsEarly =
  /\b(?:fast[-_]?dev[-_]?run|smoke(?:[-_]?test)?|dry[-_]?run|sanity[-_]?check|(?:max|num|total|n|train)[-_](?:train[-_])?(?:steps|iters|iterations|updates|epochs?)|steps|epochs|iterations|limit[-_]\w+[-_]batches|(?:max[-_]\w+|num|n)[-_]samples)\b/;

/** Whether the program seems to take options, and one that ends it early: without reading them, while somebody types. */
export function glanceAtOptions(text: string): { readonly hasOptions: boolean; readonly mayEndEarly: boolean } {
  const found = anyReader.exec(text);
  const hasOptions = found !== null;
  // TrainingArguments bring `max_steps` along; Hydra's settings are in another file.
  const brings = /^(?:HfArgumentParser|TrlParser|@hydra)/.test(found?.[0] ?? '');
  return { hasOptions, mayEndEarly: hasOptions && (brings || endsEarly.test(text)) };
}
