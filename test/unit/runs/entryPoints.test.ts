import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { findEntryPoints } from '../../../src/runs/entryPoints.ts';

/** The found places as `kind label` with the text of their line. */
function found(text: string): readonly string[] {
  const lines = text.split('\n');
  return findEntryPoints(text).map(({ line, kind, label }) => `${kind} [${label}] ${(lines[line] ?? '').trim()}`);
}

const guardLabel = 'if __name__ == "__main__"';

describe('Entry points', () => {
  // shows: run-lens-main-guard
  it('are the main guard, in every spelling', () => {
    for (const guard of [
      'if __name__ == "__main__":',
      "if __name__ == '__main__':",
      'if __name__=="__main__" :',
      'if (__name__ == "__main__"):',
      'if "__main__" == __name__:',
      'if __name__ == "__main__": main()',
    ]) {
      assert.deepEqual(found(`import torch\n\n${guard}\n    pass\n`), [`main-guard [${guardLabel}] ${guard}`]);
    }
  });

  // shows: run-lens-trainer
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
  });

  // shows: run-lens-def
  it('are main or train where nothing else starts the file, the called one first', () => {
    assert.deepEqual(found('def train():\n    pass\n'), ['function [def train] def train():']);
    assert.deepEqual(found('async def main(argv):\n    pass\n'), ['function [def main] async def main(argv):']);
    assert.deepEqual(found('def main():\n    pass\n\ndef train():\n    pass\n'), ['function [def main] def main():']);
    assert.deepEqual(found('def main():\n    pass\n\ndef train():\n    pass\n\ntrain()\n'), ['function [def train] def train():']);
    assert.deepEqual(found('def main():\n    pass\n\ndef train():\n    pass\n\nfire.Fire(train)\n'), ['function [def train] def train():']);
  });

  it('are one in a file: the guard runs what stands above it', () => {
    const text = 'def train():\n    trainer.train()\n\ndef main():\n    train()\n\nif __name__ == "__main__":\n    main()\n';
    assert.deepEqual(found(text), [`main-guard [${guardLabel}] if __name__ == "__main__":`]);
  });

  it('are not what only looks like one', () => {
    for (const text of [
      '# if __name__ == "__main__":\n',
      '"""\nif __name__ == "__main__":\n    trainer.train()\n"""\n',
      "text = '''\ndef main():\n'''\n",
      's = "trainer.train()"\n',
      'class Model:\n    def train(self):\n        pass\n',
      'class T:\n    def go(self):\n        self.trainer.train()\n',
      'def helper(trainer):\n\n    trainer.train()\n',
      'model.train()\n',
      'training()\ndef trainable():\n    pass\n',
      'Trainer(model)\nmodel.train()\n',
      'x = 1\n',
      '',
    ]) {
      assert.deepEqual(found(text), [], text);
    }
  });

  it('are found behind strings that hold quotes and hashes', () => {
    const text = `a = "it's # not a comment"\nb = 'say "hi"'\nc = r"\\\\"\nd = """a "quoted" word"""\nif __name__ == "__main__":\n    pass\n`;
    assert.equal(findEntryPoints(text)[0]?.line, 4);
  });

  it('are found in the example', () => {
    const text = readFileSync(new URL('../../../examples/digits/train.py', import.meta.url), 'utf8');
    assert.deepEqual(found(text), [`main-guard [${guardLabel}] if __name__ == "__main__":`]);
  });

  it('never make the editor wait: broken text answers as well', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
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
          ),
          {
            maxLength: 80,
          },
        ),
        (parts) => {
          const text = parts.join('');
          const count = text.split('\n').length;
          for (const { line } of findEntryPoints(text)) assert.ok(line >= 0 && line < count);
        },
      ),
    );
  });
});
