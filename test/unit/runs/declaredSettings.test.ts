import assert from 'node:assert/strict';
import { changedSettings, declaredSettings } from '../../../src/runs/declaredSettings.ts';

const of = (script: string, args: readonly string[] = [], configs: readonly { readonly name: string; readonly text: string }[] = []) =>
  declaredSettings({ script, args, configs });

describe('What a training run declares', () => {
  it('is read from its options, in every usual spelling', () => {
    const args = [
      '--model_name_or_path',
      'gpt2',
      '--dataset-name=wikitext',
      '--max-seq-length',
      '512',
      '--seed=7',
      '--use-lora',
      '--lora_r',
      '8',
    ];
    assert.deepEqual(of('', args), {
      model: 'gpt2',
      dataset: 'wikitext',
      'sequence length': '512',
      seed: '7',
      'PEFT method': 'lorar 8, uselora',
    });
    assert.deepEqual(of('', ['model.name=resnet50', '+training.seed=1', 'data=cifar10']), { dataset: 'cifar10', seed: '1' });
    assert.equal(of('', ['model.model_name=resnet50']).model, 'resnet50');
  });

  it('is read from the script', () => {
    const script = `
SEED = 42  # not "SEED = 43"
# seed = 1
MAX_LENGTH: int = 1_024
model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.2-1B", torch_dtype="auto")
data = load_dataset('glue', 'sst2')
config = LoraConfig(r=16, lora_alpha=32)
torch.manual_seed(SEED)
`;
    assert.deepEqual(of(script), {
      model: 'meta-llama/Llama-3.2-1B',
      dataset: 'glue',
      'sequence length': '1_024',
      seed: '42',
      'PEFT method': 'lora, loraalpha 32, r 16',
    });
  });

  it('is read from the defaults of its options, and these give way to what is given', () => {
    const script = `parser.add_argument('--seed', type=int, default=0)\nparser.add_argument("--model-name", default="bert-base-uncased")\n`;
    assert.deepEqual(of(script), { seed: '0', model: 'bert-base-uncased' });
    assert.deepEqual(of(script, ['--seed', '3']), { seed: '3', model: 'bert-base-uncased' });
  });

  it('is read from configuration files', () => {
    assert.deepEqual(of('', [], [{ name: 'a.yaml', text: 'model_name: gpt2\ntraining:\n  seed: 5 # five\n  use_peft: false\n' }]), {
      model: 'gpt2',
      seed: '5',
      'PEFT method': 'none',
    });
    assert.deepEqual(
      of('', [], [{ name: 'a.json', text: '{"training": {"max_seq_length": 2048}, "dataset": {"name": "c4", "path": "x"}}' }]),
      {
        'sequence length': '2048',
      },
    );
    assert.deepEqual(of('', [], [{ name: 'a.toml', text: '[run]\nseed = 9\nmodel = "x/y"\n' }]), { seed: '9', model: 'x/y' });
    assert.deepEqual(of('', [], [{ name: 'broken.json', text: '{' }]), {});
  });

  it('says nothing of what is computed, and takes no other name for one of these', () => {
    assert.deepEqual(of('seed = int(time.time())\nmodel = Net()\nmax_epochs = 3\nseedling = 4\ndataset = make(3)\nr = 3\n'), {});
  });

  // shows: approval-changes
  it('is compared, each difference with what it was', () => {
    const before = of('', ['--model', 'a', '--seed', '1']);
    const after = of('', ['--model', 'b', '--max-length', '128']);
    assert.deepEqual(changedSettings(before, after, 'the run one'), [
      { what: 'model', before: 'a', after: 'b', since: 'the run one' },
      { what: 'sequence length', before: undefined, after: '128', since: 'the run one' },
      { what: 'seed', before: '1', after: undefined, since: 'the run one' },
    ]);
    assert.deepEqual(changedSettings(before, before, 'the run one'), []);
  });
});
