/** The program that a run executes which evaluates with lm-eval: it stands in the workspace, so that anybody can read what is run. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { readIfThere, writeWhole } from '../folder.ts';

export function lmEvalProgramFile(root: string): string {
  return path.join(root, '.practicum', 'evaluate', 'run_lm_eval.py');
}

/** Under `.practicum/evaluate`, which git does not see. */
export async function putLmEvalProgram(root: string): Promise<void> {
  const file = lmEvalProgramFile(root);
  if ((await readIfThere(file)) === program) return;
  await mkdir(path.dirname(file), { recursive: true });
  await writeWhole(path.join(path.dirname(file), '.gitignore'), '*\n');
  await writeWhole(file, program);
}

// The old form of its command line, without a subcommand, is taken by every version (docs/interface.md of lm-evaluation-harness).
const program = `"""Measures a model with lm-eval, and the one that it was made of in the same way. Written by Practicum; what follows its own options goes to lm-eval."""
import argparse
import json
import os
import subprocess
import sys


def model_args(model):
    """An adapter is measured on the model that it belongs to."""
    config = os.path.join(model, "adapter_config.json")
    if os.path.isfile(config):
        with open(config, encoding="utf-8") as file:
            return "pretrained={},peft={}".format(json.load(file)["base_model_name_or_path"], model)
    return "pretrained={}".format(model)


def records(folder):
    return [name for _, _, names in os.walk(folder) for name in names if name.startswith("results_") and name.endswith(".json")]


def main():
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--model", required=True)
    parser.add_argument("--baseline")
    parser.add_argument("--tasks", required=True)
    parser.add_argument("--out", required=True)
    given, rest = parser.parse_known_args()
    # Fails here, and not after a model was loaded.
    import lm_eval

    for part, model in (("baseline", given.baseline), ("model", given.model)):
        if model is None:
            continue
        print("lm-eval measures the {}: {}".format(part, model), flush=True)
        out = os.path.join(given.out, part)
        before = len(records(out))
        command = [sys.executable, "-m", lm_eval.__name__, "--model", "hf", "--model_args", model_args(model), "--tasks", given.tasks, "--output_path", out]
        code = subprocess.call(command + rest)
        if code != 0:
            sys.exit(code if code > 0 else 1)
        # It only warns where it cannot write.
        if len(records(out)) == before:
            sys.exit("lm-eval ended well and left no results in {}".format(out))


if __name__ == "__main__":
    main()
`;
