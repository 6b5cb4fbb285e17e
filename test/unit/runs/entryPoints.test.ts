import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { commandText, otherHost, plainPlace } from '../../../src/runs/entries/command.ts';
import { findEntries } from '../../../src/runs/entries/entries.ts';
import { scorePython } from '../../../src/runs/entries/pythonEntries.ts';
import { longScript } from './longScript.ts';

/** The found places as `kind label` with the text of their line. */
function found(text: string, path = '/w/model.py', hasRun = false): readonly string[] {
  const lines = text.split('\n');
  return findEntries({ path, text, hasRun }).map(({ line, kind, label }) => `${kind} [${label}] ${(lines[line] ?? '').trim()}`);
}

/** The command that the file implies on a machine with that many GPUs. */
function command(text: string, path = '/w/model.py', gpuCount = 0): string | undefined {
  const [entry] = findEntries({ path, text });
  return entry === undefined ? undefined : commandText(entry, path, { ...plainPlace, gpuCount });
}

const guardLabel = 'if __name__ == "__main__"';
const loop = 'for epoch in range(3):\n    loss.backward()\n    optimizer.step()\n';
const indented = loop.replaceAll(/^/gm, '    ').trimEnd();
const guarded = `import torch\n\ndef run():\n${indented}\n\nif __name__ == "__main__":\n    run()\n`;

describe('Entry points', () => {
  // shows: run-lens-main-guard, entry-kinds
  it('are the main guard of what trains, in every spelling', () => {
    for (const guard of [
      'if __name__ == "__main__":',
      "if __name__ == '__main__':",
      'if __name__=="__main__" :',
      'if (__name__ == "__main__"):',
      'if "__main__" == __name__:',
      'if __name__ == "__main__": main()',
    ]) {
      const text = `def run():\n${indented}\n\n${guard}\n    run()\n`;
      assert.deepEqual(found(text), [`main-guard [${guardLabel}] ${guard}`]);
    }
  });

  // shows: run-lens-trainer, entry-kinds
  it('are a trainer that is told to train at the top level', () => {
    assert.deepEqual(found('model = 1\ntrainer = Trainer(model)\ntrainer.train()\n'), ['trainer [trainer.train()] trainer.train()']);
    assert.deepEqual(found('sft_trainer.train(resume_from_checkpoint=True)\n'), [
      'trainer [sft_trainer.train()] sft_trainer.train(resume_from_checkpoint=True)',
    ]);
    assert.deepEqual(found('trainer.fit(model, data)\n'), ['trainer [trainer.train()] trainer.fit(model, data)']);
    assert.deepEqual(found('SFTTrainer(\n    model=")",  # (\n    args=f(1),\n).train()\n'), [
      'trainer [SFTTrainer(…).train()] SFTTrainer(',
    ]);
    assert.deepEqual(found('transformers.Trainer(m).train()\n'), ['trainer [Trainer(…).train()] transformers.Trainer(m).train()']);
    assert.deepEqual(found('if big:\n    trainer.train()\n'), ['trainer [trainer.train()] trainer.train()']);
    assert.deepEqual(found('t = trl.GRPOTrainer(\n    model,\n)\nt.train()\n'), ['trainer [t.train()] t.train()']);
  });

  // shows: run-lens-def, entry-kinds
  it('are main or train where nothing else starts the file, the called one first', () => {
    const train = `def train():\n${indented}\n`;
    assert.deepEqual(found(train), ['function [def train] def train():']);
    assert.deepEqual(found(`async def main(argv=None):\n${indented}\n`), ['function [def main] async def main(argv=None):']);
    assert.deepEqual(found(`def main():\n    train()\n\n${train}`), ['function [def main] def main():']);
    assert.deepEqual(found(`def main():\n    pass\n\n${train}\ntrain()\n`), ['function [def train] def train():']);
    assert.deepEqual(found(`def main():\n    pass\n\n${train}\nfire.Fire(train)\n`), ['function [def train] def train():']);
    // Nobody calls it, and without values nobody can.
    assert.deepEqual(found(`def train(model, data):\n${indented}\n`), []);
  });

  // shows: entry-kinds
  it('are fits of Keras, loops and gradients at the top level, at the call or at their cell', () => {
    assert.deepEqual(found('import keras\nmodel.compile("adam")\nmodel.fit(x, y)\n'), ['trainer [model.fit()] model.fit(x, y)']);
    assert.deepEqual(found(loop), ['trainer [loss.backward()] loss.backward()']);
    assert.deepEqual(found('import tensorflow as tf\nwith tf.GradientTape() as tape:\n    pass\n'), [
      'trainer [tf.GradientTape()] with tf.GradientTape() as tape:',
    ]);
    assert.deepEqual(found('from ultralytics import YOLO\nmodel = YOLO("n.pt")\nmodel.train(data="c.yaml")\n'), [
      'trainer [model.train()] model.train(data="c.yaml")',
    ]);
    assert.deepEqual(found(`# %% load\nx = 1\n# %% learn\n${loop}`), ['cell [cell 2: loss.backward()] # %% learn']);
  });

  // shows: entry-kinds
  it('are programs with options, however these are read', () => {
    for (const program of [
      'parser = argparse.ArgumentParser()\n    parser.add_argument("--lr")',
      'parser = HfArgumentParser(TrainingArguments)\n    print("--learning_rate")',
      'tyro.cli(Config)\n    print("lr")',
      'fire.Fire(run)\n    print("epochs")',
      'typer.run(run)\n    print("--epochs")',
    ]) {
      assert.equal(found(`import torch\nif __name__ == "__main__":\n    ${program}\n`).length, 1, program);
    }
    const click =
      'import torch\nimport click\n\n@click.command()\n@click.option("--epochs", default=3)\ndef main(epochs):\n    pass\n\nmain()\n';
    assert.deepEqual(found(click), ['function [def main] def main(epochs):']);
    assert.deepEqual(found('@hydra.main(config_path="conf")\ndef main(cfg):\n    pass\n\nif __name__ == "__main__":\n    main()\n'), [
      `main-guard [${guardLabel}] if __name__ == "__main__":`,
    ]);
  });

  // shows: entry-kinds
  it('imply the command that the file was written for', () => {
    const main = '\n\nif __name__ == "__main__":\n    main()\n';
    assert.equal(command(guarded), 'python model.py');
    assert.equal(command(`dist.init_process_group("nccl")\n${guarded}`, '/w/model.py', 4), 'torchrun --nproc-per-node=4 model.py');
    assert.equal(command(`dist.init_process_group("nccl")\n${guarded}`), 'torchrun --nproc-per-node=1 model.py');
    assert.equal(command(`dist.init_process_group("nccl")\nmp.spawn(run)\n${guarded}`, '/w/model.py', 4), 'python model.py');
    // A Trainer of the file's own, not one of those that start what they need.
    const own = `dist.init_process_group("nccl")\ntrainer = Trainer(model)${main}    trainer.train()\n`;
    assert.equal(command(own), 'torchrun --nproc-per-node=1 model.py');
    assert.equal(command(`from transformers import Trainer\n${own}`), 'python model.py');
    const [elsewhere] = findEntries({ path: '/w/model.py', text: own });
    assert.ok(elsewhere);
    assert.equal(commandText(elsewhere, '/w/model.py', otherHost), 'torchrun --nproc-per-node=gpu model.py');
    const accelerate = `accelerator = Accelerator()${main}`;
    assert.equal(command(accelerate, '/w/model.py', 2), 'accelerate launch --multi_gpu --num_processes 2 model.py');
    assert.equal(command(accelerate), 'python model.py');
    assert.equal(command(`LightningCLI(Model, Data)\n`, '/w/cli.py'), 'python cli.py fit');
    const uv = findEntries({ path: '/w/model.py', text: `# /// script\n# dependencies = ["torch"]\n# ///\n${guarded}` })[0];
    assert.ok(uv);
    assert.equal(commandText(uv, '/w/model.py', { ...plainPlace, hasUv: true }), 'uv run model.py');
    assert.equal(commandText(uv, '/w/model.py', plainPlace), 'python model.py');
  });

  // shows: entry-kinds
  it('are configurations that a program trains by', () => {
    const axolotl =
      'base_model: NousResearch/Llama-3.2-1B\ndatasets:\n  - path: teknium/GPT4-LLM-Cleaned\n    type: alpaca\nmicro_batch_size: 2\n';
    assert.equal(command(axolotl, '/w/lora.yml'), 'axolotl train lora.yml');
    const factory = '### model\nmodel_name_or_path: Qwen/Qwen3-4B\n\n### method\nstage: sft\ndo_train: true\nfinetuning_type: lora\n';
    assert.equal(command(factory, '/w/sft.yaml'), 'llamafactory-cli train sft.yaml');
    const tune =
      '# To launch on 2 devices:\n#   tune run --nproc_per_node 2 full_finetune_distributed --config llama3/8B_full\nmodel:\n  _component_: torchtune.models.llama3.llama3_8b\n';
    assert.equal(command(tune, '/w/8B.yaml', 2), 'tune run --nproc_per_node 2 full_finetune_distributed --config 8B.yaml');
    assert.equal(command('model:\n  _component_: torchtune.models.llama3.llama3_8b\n', '/w/8B.yaml'), undefined);
    const titan = '[model]\nname = "llama3"\n\n[training]\nsteps = 1000\n';
    assert.equal(command(titan, '/w/debug.toml', 8), 'torchrun --nproc-per-node=8 -m torchtitan.train --job.config_file debug.toml');
    const trl = 'model_name_or_path: Qwen/Qwen2.5-0.5B\ndataset_name: trl-lib/Capybara\n';
    assert.equal(command(trl, '/w/recipes/dpo/config.yaml'), 'trl dpo --config config.yaml');
    assert.equal(command(`# trl sft --config config.yaml\n${trl}`, '/w/config.yaml'), 'trl sft --config config.yaml');
    assert.equal(command(`${trl}num_generations: 8\n`, '/w/config.yaml'), 'trl grpo --config config.yaml');
    assert.equal(command(trl, '/w/config.yaml'), undefined);
    for (const other of ['name: ci\non: push\n', 'services:\n  web:\n    image: x\n', '[project]\nname = "x"\n', ''])
      assert.deepEqual([found(other, '/w/x.yaml'), found(other, '/w/x.toml')], [[], []]);
  });

  // shows: entry-kinds
  it('are wherever a comment says so, with the command it names', () => {
    assert.deepEqual(found('# train:\nrun()\n'), ['pragma [# train:] # train:']);
    assert.equal(command('# train: --epochs 3 --name "a b"\nrun()\n'), "python model.py --epochs 3 --name 'a b'");
    assert.equal(command('# train: torchrun --epochs 3\nrun()\n', '/w/x.py', 2), 'torchrun --nproc-per-node=2 x.py --epochs 3');
    assert.deepEqual(found(`# train: accelerate launch\n${guarded}`), [`pragma [# train:] if __name__ == "__main__":`]);
    assert.deepEqual(found('# train:\n', '/w/test_x.py'), ['pragma [# train:] # train:']);
  });

  it('are one in a file: the guard runs what stands above it', () => {
    const text = 'def train():\n    trainer.train()\n\ndef main():\n    train()\n\nif __name__ == "__main__":\n    main()\n';
    assert.deepEqual(found(text), [`main-guard [${guardLabel}] if __name__ == "__main__":`]);
  });

  // shows: entry-score
  it('are not in tests, services, tools and modules', () => {
    for (const [path, text] of [
      ['/w/test_model.py', guarded],
      ['/w/conftest.py', guarded],
      ['/w/test_all.py', `from accelerate import Accelerator\nAccelerator()\nprint("step 1 loss 2")\n${guarded}`],
      ['/w/app.py', 'import torch\nimport gradio as gr\n\nif __name__ == "__main__":\n    gr.Interface(f, "text", "text").launch()\n'],
      ['/w/serve.py', 'import torch\nif __name__ == "__main__":\n    print("step 1 loss")\n    uvicorn.run(app)\n'],
      ['/w/convert.py', 'import torch\nimport argparse\nparser = argparse.ArgumentParser()\nif __name__ == "__main__":\n    main()\n'],
      [
        '/w/predict.py',
        'import torch\nimport argparse\nmodel.eval()\np = argparse.ArgumentParser()\np.add_argument("--batch-size")\nif __name__ == "__main__":\n    go()\n',
      ],
      ['/w/tool.py', 'def main():\n    pass\n\nif __name__ == "__main__":\n    main()\n'],
      ['/w/model.py', `class Model:\n    def train(self):\n    ${indented.replaceAll('\n', '\n    ')}\n`],
      ['/w/engine.py', `import torch\n\ndef train_one_epoch(model):\n${indented}\n`],
    ] as const) {
      assert.deepEqual(found(text, path), [], path);
    }
  });

  // shows: entry-score
  it('are found by points of which three are enough', () => {
    const scored = (text: string, name = 'model.py'): readonly unknown[] => {
      const { points, signals, isTraining } = scorePython({ name, text });
      return [points, [...signals].sort().join(', '), isTraining];
    };
    assert.deepEqual(scored('x = 1\n'), [0, '', false]);
    assert.deepEqual(scored('import torch\n\nif __name__ == "__main__":\n    pass\n'), [2, 'imports, main', false]);
    assert.deepEqual(scored(guarded), [5, 'imports, loop, main', true]);
    assert.deepEqual(scored(guarded, 'test_model.py'), [2, 'imports, loop, main, test', false]);
    assert.deepEqual(scored('if __name__ == "__main__":\n    run()\n', 'train.py'), [3, 'main, named', true]);
    assert.deepEqual(scored('def main():\n    print(f"step {step} loss {loss}")\nmain()\n'), [3, 'main, reports', true]);
  });

  // shows: entry-score
  it('stay with a script that was trained before', () => {
    const tool = 'if __name__ == "__main__":\n    pass\n';
    assert.deepEqual([found(tool).length, found(tool, '/w/model.py', true).length], [0, 1]);
    assert.equal(found('x = 1\n', '/w/model.py', true).length, 1);
  });

  it('are not what only looks like one', () => {
    for (const text of [
      '# if __name__ == "__main__":\n',
      '"""\nif __name__ == "__main__":\n    trainer.train()\n"""\n',
      `text = '''\ndef main():\n'''\n`,
      's = "trainer.train()"\n',
      'class T:\n    def go(self):\n        self.trainer.train()\n',
      'def helper(trainer):\n\n    trainer.train()\n',
      'model.train()\n',
      'training()\ndef trainable():\n    pass\n',
      'Trainer(model)\nmodel.train()\n',
      '# step 1 loss 2\nif __name__ == "__main__":\n    pass\n',
      'x = 1\n',
      '',
    ]) {
      assert.deepEqual(found(text), [], text);
    }
  });

  it('are found behind strings that hold quotes and hashes', () => {
    const text = `a = "it's # not a comment"\nb = 'say "hi"'\nc = r"\\\\"\nd = """a "quoted" word"""\nif __name__ == "__main__":\n    trainer.train()\n`;
    assert.equal(findEntries({ path: '/w/model.py', text })[0]?.line, 4);
  });

  // shows: run-lens-main-guard
  it('are found in the examples', () => {
    for (const example of ['digits', 'broken']) {
      const text = readFileSync(new URL(`../../../examples/${example}/train.py`, import.meta.url), 'utf8');
      assert.deepEqual(found(text, '/w/train.py'), [`main-guard [${guardLabel}] if __name__ == "__main__":`]);
    }
  });

  // shows: entry-speed
  it('are found in 10,000 lines, at the end', () => {
    const text = longScript(10_000);
    assert.equal(text.split('\n').length - 1, 9_999);
    assert.equal(findEntries({ path: '/w/x.py', text })[0]?.line, 9_997);
  });

  it('are found below an empty first line', () => {
    assert.equal(findEntries({ path: '/w/x.py', text: '\n  trainer.train()\n', hasRun: true }).length, 1);
  });

  it('never make the editor wait: broken text answers as well', () => {
    const parts = [
      '"',
      "'",
      '"""',
      "'''",
      '#',
      '\n',
      '\\',
      '(',
      ')',
      'if __name__ == "__main__":',
      'trainer.train()',
      'Trainer(',
      'def main(',
      ' ',
      'x',
      '# %%',
      '# train:',
      '.fit(',
      'base_model:',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...parts), { maxLength: 80 }),
        fc.constantFrom('/w/x.py', '/w/x.yaml', '/w/x.toml'),
        (words, path) => {
          const text = words.join('');
          const count = text.split('\n').length;
          for (const { line } of findEntries({ path, text, hasRun: true })) assert.ok(line >= 0 && line < count);
        },
      ),
    );
  });
});
