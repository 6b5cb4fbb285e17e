/** Settings that a paper prints as code: files of configuration, commands, calls, in every syntax, and what is none of it. */
import { strict as assert } from 'node:assert';
import { readHtml } from '../../../../src/papers/html/readHtml.ts';
import { assignmentsIn } from '../../../../src/papers/said/codeAssignments.ts';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { reads } from './reads.ts';

const listing = (lead: string, code: string): string => `${lead}\n\\begin{verbatim}\n${code}\n\\end{verbatim}\n`;

// shows: paper-code
describe('settings that stand in code', () => {
  reads([
    [
      listing(
        'We train with this file:',
        '[agent]\nlr          = 2e-4   # Adam, goes linearly to 0\nclip        = 0.1\ngamma       = 0.98   # was 0.9\nrollout     = 96     # turns per copy\nentropy     = 0.03   # 0.0 -> it stands still\npasses      = 3      # over each rollout; 4 seeds\ntotal_turns = 6_000_000\n# lr = 1e-2\n',
      ),
      'learning rate = 0.0002',
      'optimizer = Adam',
      'learning rate schedule = linear',
      'final learning rate = 0',
      'clip range = 0.1',
      'discount factor = 0.98',
      'rollout length = 96',
      'entropy coefficient = 0.03',
      'epochs = 3',
      'seeds = 4',
      'training steps = 6000000',
    ],
    [
      listing(
        'Our file of settings:',
        'net:\n  widths: [90, 24, 6, 24, 90]\n  activation: leaky_relu\noptimizer:\n  name: adam\n  lr: 2.0e-3  # not tuned\n  betas:\n    - 0.8\n    - 0.99\nschedule:\n  name: cosine\n  final_lr: 1e-6\ngrad_clip: null\n',
      ),
      'hidden units = 24',
      'hidden units = 6',
      'activation = leaky ReLU',
      'optimizer = Adam',
      'learning rate = 0.002',
      'beta1 = 0.8',
      'beta2 = 0.99',
      'learning rate schedule = cosine',
      'final learning rate = 0.000001',
      'gradient clipping = 0',
    ],
    [
      listing(
        'The two commands are',
        '$ python fit.py --stage warm --opt sgd --momentum 0.9 \\\n    --epochs 12 --wd 1e-4 --batch-size 48\n$ python fit.py --stage tune --opt sgd --momentum 0.9 \\\n    --epochs 5 --wd 0 --batch-size 48',
      ),
      'optimizer = SGD',
      'momentum = 0.9',
      'batch size = 48',
      'epochs = 12 (warm)',
      'epochs = 5 (tune)',
      'weight decay = 0.0001 (warm)',
      'weight decay = 0 (tune)',
    ],
    [
      String.raw`\begin{lstlisting}[language=Python]
opt = torch.optim.AdamW(net.parameters(), lr=3e-4, betas=(0.9, 0.95), weight_decay=0.1)
sched = CosineAnnealingLR(opt, T_max=100, eta_min=1e-6)
for epoch in range(100):
    loss = step(net)
\end{lstlisting}`,
      'optimizer = AdamW',
      'learning rate = 0.0003',
      'beta1 = 0.9',
      'beta2 = 0.95',
      'weight decay = 0.1',
      'learning rate schedule = cosine',
      'final learning rate = 0.000001',
    ],
    [
      listing(
        'The program prints what it starts from:',
        'rank              6\nalpha             12\ndropout           0.1\nadapter_dropout   0.2\noptimizer         adamw(betas=(0.9, 0.98), eps=1e-7, weight_decay=0.02)\nlr                4e-4\nschedule          linear(warmup=0.08, end=1e-6)\ngradient_clipping 0.5\nn_epochs          7\namp               "bf16"\n',
      ),
      'lora rank = 6',
      'lora alpha = 12',
      'dropout = 0.1',
      'lora dropout = 0.2',
      'optimizer = AdamW',
      'beta1 = 0.9',
      'beta2 = 0.98',
      'epsilon = 1e-7',
      'weight decay = 0.02',
      'learning rate = 0.0004',
      'learning rate schedule = linear',
      'warmup ratio = 0.08',
      'final learning rate = 0.000001',
      'gradient clipping = 0.5',
      'epochs = 7',
      'precision = bf16',
    ],
    [
      String.raw`\begin{minted}{json}
{"optimizer": {"type": "Adam", "lr": 0.001}, "batch_size": 32,
 "hidden": [64, 32], "dropout": null, "seed": 7}
\end{minted}`,
      'optimizer = Adam',
      'learning rate = 0.001',
      'batch size = 32',
      'hidden units = 64',
      'hidden units = 32',
      'dropout = 0',
    ],
    [
      listing(
        'Whoever gives no flag gets',
        "parser.add_argument('--lr', type=float, default=2e-3, help='the rate (peak)')\nparser.add_argument('-b', '--batch-size', type=int, default=64)\nparser.add_argument('--data', default='data/')",
      ),
      'learning rate = 0.002',
      'batch size = 64',
    ],
    [
      listing('Both networks:', 'student:\n  lr: 1e-3\n  layers: 2\nteacher:\n  lr: 3e-4\n  layers: 6\nepochs: 40'),
      'learning rate = 0.001 (student)',
      'learning rate = 0.0003 (teacher)',
      'layers = 2 (student)',
      'layers = 6 (teacher)',
      'epochs = 40',
    ],
    [
      listing(
        'The sweep:',
        'method: grid\nparameters:\n  lr:\n    values: [1e-4, 3e-4]\n  weight_decay:\n    values: [0, 0.01]\nepochs: 30',
      ),
      'learning rate = 0.0001, 0.0003 searched',
      'weight decay = 0, 0.01 searched',
      'epochs = 30',
    ],
    [
      listing('In short:', '[optimizer]\nname = sgd\nlr = 0.1\n[schedule]\nmilestones = 30, 60\n[data]\nbatch = 256'),
      'optimizer = SGD',
      'learning rate = 0.1',
      'learning rate decay epochs = 30',
      'learning rate decay epochs = 60',
      'batch size = 256',
    ],
    [listing('In short:', 'batch size ........ 64\ndropout ........... 0.1'), 'batch size = 64', 'dropout = 0.1'],
    [String.raw`The command is \texttt{fit -{}-lr 0.02 -{}-epochs 30}.`, 'learning rate = 0.02', 'epochs = 30'],
    [
      listing('Our script:', 'LR <- 2e-3   % chosen by hand\nN_LAYERS <- 3\nMAX_STEPS <- 20_000'),
      'learning rate = 0.002',
      'layers = 3',
      'training steps = 20000',
    ],
    [listing('Our command:', './fit -lr 0.01 -bs 24 -epochs 11'), 'learning rate = 0.01', 'batch size = 24', 'epochs = 11'],
    [
      listing('Our options:', "o = trainingOptions('adam', 'InitialLearnRate', 1e-3, 'MaxEpochs', 30, 'MiniBatchSize', 48);"),
      'learning rate = 0.001',
      'epochs = 30',
      'batch size = 48',
    ],
    [
      listing('Both phases:', 'pretrain.lr: 1e-3\npretrain.epochs: 100\nfinetune.lr: 1e-4\nfinetune.epochs: 10'),
      'learning rate = 0.001 (pre-training)',
      'epochs = 100 (pre-training)',
      'learning rate = 0.0001 (fine-tuning)',
      'epochs = 10 (fine-tuning)',
    ],
    // A log, a definition, how a library is used, and what another paper runs.
    [listing('A minimal example of our library:', 'net = fast.Net(layers=2, width=64)\nnet.fit(x, y, lr=0.1, epochs=5)')],
    [listing(String.raw`The file of Hu et al.\ (2022) reads:`, 'lr: 0.1\nepochs: 3')],
    [listing('A part of the log:', 'epoch: 12, lr: 1e-5, loss: 0.31, val_acc: 0.93\nepoch: 13, lr: 1e-5, loss: 0.30, val_acc: 0.94')],
    [listing('Attention:', 'def attention(q, k, v, dropout=0.1, heads=8):\n    w = softmax(q @ k.T / math.sqrt(64))\n    return w @ v')],
    [
      String.raw`\begin{lstlisting}[caption={The original configuration of Hu et al.}]
lr: 0.3
epochs: 9
\end{lstlisting}`,
    ],
  ]);

  it('is read from pages as well, in the words of the page', () => {
    const page = readHtml(
      '<h1>Small nets</h1><h2>Set-up</h2><p>Our file:</p><pre><code>optimizer:\n  name: adam\n  lr: 3e-3  # fine\nadd_argument("--batch", default=40)</code></pre><p>We run <code>fit --epochs 30 --wd 0.01</code> for that.</p>',
      { id: 'file:page.html', source: { kind: 'html', sha256: '' } },
    );
    const found = sayWhat(page).hyperparameters.map(({ name, value, quote }) => `${name} = ${value}: ${quote}`);
    assert.deepEqual(found, [
      'optimizer = Adam: name: adam',
      'learning rate = 0.003: lr: 3e-3',
      'batch size = 40: add_argument("--batch", default=40)',
      'epochs = 30: --epochs 30',
      'weight decay = 0.01: --wd 0.01',
    ]);
  });

  it('knows the block in which an assignment stands', () => {
    const found = assignmentsIn('runs:\n  - name: a\n    lr: 0.1\n  - name: b\n    optim: {lr: 0.2, steps: [3, 4]}').map(
      ({ blocks, key, values }) => [...blocks.map(({ name }) => name), key, ...values].join(' '),
    );
    assert.deepEqual(found, ['runs  name a', 'runs  lr 0.1', 'runs  name b', 'runs  optim lr 0.2', 'runs  optim steps 3 4']);
  });
});
