import assert from 'node:assert/strict';
import { Capture } from '../../../../src/runs/capture/capture.ts';
import { metricPattern } from '../../../../src/runs/capture/patterns.ts';
import { read, told } from './reading.ts';

/** What each trainer prints, in the order in which it prints it, and the points in it. Bars are of tqdm unless it says otherwise. */
const logs: Readonly<Record<string, { readonly text: string; readonly points: readonly string[] }>> = {
  'HF Trainer 4': {
    text: "{'loss': 3.5534, 'grad_norm': 1.41, 'learning_rate': 2.04e-06, 'epoch': 0.01}\n  1%|          | 10/1752 [00:29<1:22:01,  2.83s/it]\n",
    points: ['loss@10=3.5534', 'grad_norm@10=1.41', 'learning_rate@10=0.00000204'],
  },
  'TRL, with a resumed bar': {
    text: "\r 10%|#         | 100/1000 [00:01<00:09, 9it/s]\r                \r{'loss': '1.2', 'entropy': '0.5', 'num_tokens': '1000', 'rewards/chosen': '-0.2', 'epoch': '0.101'}\n\r 10%|#         | 101/1000 [00:01<00:09, 9it/s]\r",
    points: ['loss@101=1.2', 'entropy@101=0.5', 'num_tokens@101=1000', 'rewards/chosen@101=-0.2'],
  },
  'unsloth’s banner': {
    text: 'Num examples = 1,000 | Num Epochs = 1 | Total steps = 60\nData Parallel GPUs = 1 | Total batch size (2 x 4 x 1) = 8\n',
    points: [],
  },
  nanoGPT: {
    text: 'step 0: train loss 10.9885, val loss 10.9898\niter 10: loss 9.6843, time 135.40ms, mfu 31.20%\n',
    points: ['train_loss@0=10.9885', 'val_loss@0=10.9898', 'loss@10=9.6843', 'mfu@10=31.2'],
  },
  nanochat: {
    text: 'step 00300/21400 (1.40%) | loss: 3.123456 | grad_norm: 0.51234 | lrm: 1.00 | dt: 341.20ms | tok/sec: 1,534,000 | mfu: 47.10 | total time: 1.71m\n',
    points: ['loss@300=3.123456', 'grad_norm@300=0.51234', 'lrm@300=1', 'tok/sec@300=1534000', 'mfu@300=47.1'],
  },
  'torchtitan, coloured, one rank of two': {
    text: [0, 1]
      .map(
        (rank) =>
          `[rank${rank}]:[titan] 2026-05-18 16:04:46,338 - root - INFO - \u001b[31mstep: 14\u001b[0m  loss:  3.24405  grad_norm:  0.8319  memory:  9.46GiB(64.99%)  tps: 10,050  tflops: 0.52  mfu: 0.17%\n`,
      )
      .join(''),
    points: ['loss@14=3.24405', 'grad_norm@14=0.8319', 'tps@14=10050', 'tflops@14=0.52', 'mfu@14=0.17'],
  },
  'Lightning’s tqdm, with the old value first': {
    text: '\rEpoch 1:  12%|#2        | 1/8 [00:00<00:00, 62.57it/s, v_num=3, train_loss=0.483]\rEpoch 1:  25%|##5       | 2/8 [00:00<00:00, 62.57it/s, v_num=3, train_loss=0.483]\rEpoch 1:  25%|##5       | 2/8 [00:00<00:00, 61.75it/s, v_num=3, train_loss=0.453]\n',
    points: ['train_loss@8=0.483', 'train_loss@9=0.453'],
  },
  'Keras 2, both verbosities': {
    text: 'Epoch 1/2\n 100/1875 [>.............] - ETA: 4s - loss: 0.9950\b\b\b\b\r1875/1875 [==============================] - 4s 2ms/step - loss: 0.2950 - accuracy: 0.9143\nEpoch 2/2\n1875/1875 - 4s - loss: 0.14 - accuracy: 0.95 - val_loss: 0.2 - 4s/epoch - 2ms/step\n',
    points: ['loss@1=0.295', 'accuracy@1=0.9143', 'loss@2=0.14', 'accuracy@2=0.95', 'val_loss@2=0.2'],
  },
  'Ultralytics, with its own bar': {
    text: '      Epoch    GPU_mem   box_loss   cls_loss   dfl_loss  Instances       Size\n\r\u001b[K       1/12      6.18G      1.2      1.102      1.061        126        640: 50% ━━━━━━────── 200/417 3.4it/s 1:01\r\u001b[K       1/12      6.18G      1.072      1.102      1.061        126        640: 100% ━━━━━━━━━━━━ 417/417 3.4it/s 2:01\n\r\u001b[K                 Class     Images  Instances      Box(P          R      mAP50  mAP50-95): 100% ━━━━━━━━━━━━ 35/35 3.2it/s 10s\n                   all       1111      10517      0.764      0.628      0.705      0.488\n',
    points: ['box_loss@1=1.072', 'cls_loss@1=1.102', 'dfl_loss@1=1.061', 'P@1=0.764', 'R@1=0.628', 'mAP50@1=0.705', 'mAP50-95@1=0.488'],
  },
  fastai: {
    text: 'epoch     train_loss  valid_loss  accuracy  time    \n0         0.653680    0.413430    0.844063  00:03     \n1         0.400000    0.300000    0.900000  00:03     \n',
    points: [
      'train_loss@0=0.65368',
      'valid_loss@0=0.41343',
      'accuracy@0=0.844063',
      'train_loss@1=0.4',
      'valid_loss@1=0.3',
      'accuracy@1=0.9',
    ],
  },
  'MLX-LM': {
    text: 'Iter 1: Val loss 2.901, Val took 12.345s\nIter 10: Train loss 2.345, Learning Rate 1.000e-05, It/sec 1.234, Tokens/sec 567.800, Trained Tokens 1234, Peak mem 12.345 GB\n',
    points: ['val_loss@1=2.901', 'train_loss@10=2.345', 'learning_rate@10=0.00001', 'It/sec@10=1.234', 'Tokens/sec@10=567.8'],
  },
  'llama.cpp’s finetune': {
    text: 'train: [███▏    ] data=0000512/0001024 loss=2.31234±0.01234 acc=45.12±0.50% t=00:01:00 ETA=00:01:00 \rtrain: [████████] data=0001024/0001024 loss=2.21234±0.01234 acc=46.12±0.50% t=00:02:00 ETA=00:00:00 \n\rval:   [████████] data=0000100/0000100 loss=2.5±0.1 acc=40.00±0.50% t=00:00:10 ETA=00:00:00 \n',
    points: ['loss@512=2.31234', 'acc@512=45.12', 'loss@1024=2.21234', 'acc@1024=46.12', 'val_loss@1024=2.5', 'val_acc@1024=40'],
  },
  'Megatron-LM': {
    text: '[2024-08-01 09:44:55]  iteration     4873/   10000 | consumed samples:       311872 | elapsed time per iteration (ms): 8718.9 | learning rate: 1.500E-04 | global batch size:    64 | lm loss: 3.296875E+00 | load balancing loss: 1.1 | grad norm: 0.430 | number of skipped iterations:   0 | number of nan iterations:   0 |\n validation loss at iteration 4873 | lm loss value: 2.5E+00 | lm loss PPL: 1.2E+01 | \n',
    points: [
      'learning_rate@4873=0.00015',
      'lm_loss@4873=3.296875',
      'load_balancing_loss@4873=1.1',
      'grad_norm@4873=0.43',
      'val_lm_loss_value@4873=2.5',
      'val_lm_loss_ppl@4873=12',
    ],
  },
  mmengine: {
    text: '02/20 14:43:11 - mmengine - INFO - Epoch(train)   [2][ 100/3125]  lr: 1.0000e-01  eta: 6:12:01  time: 0.0149  data_time: 0.0003  memory: 214  loss: 2.0611\n02/20 14:43:11 - mmengine - INFO - Epoch(val) [2][79/79]    accuracy/top1: 35.2000  data_time: 0.1  time: 0.2\n',
    points: ['lr@3225=0.1', 'loss@3225=2.0611', 'val_accuracy/top1@3225=35.2'],
  },
  detectron2: {
    text: '[11/07 14:28:51] d2.utils.events INFO:  eta: 19:25:50  iter: 79  total_loss: 321.3  loss_ce: 0.9114  time: 0.5  data_time: 0.01  lr: 1e-05  max_mem: 2000M\n',
    points: ['total_loss@79=321.3', 'loss_ce@79=0.9114', 'lr@79=0.00001'],
  },
  'stable-baselines3': {
    text: '---------------------------------\n| rollout/           |          |\n|    ep_rew_mean     | 0.485    |\n| time/              |          |\n|    fps             | 1200     |\n|    total_timesteps | 5120     |\n| train/             |          |\n|    loss            | 1.2e-3   |\n---------------------------------\n',
    points: ['rollout/ep_rew_mean@5120=0.485', 'train/loss@5120=0.0012'],
  },
  fairseq: {
    text: "| epoch 001 | training on xla:0/4:     41 / 4830 loss=15.812, nll_loss=15.812, wps=945, num_updates=41, lr=5.22398e-06, gnorm=6.531\n2020-09-01 10:00:00 | INFO | valid | epoch 001 | valid on 'valid' subset | loss 9.5 | ppl 477.1 | num_updates 4830 | best_loss 9.1\n",
    points: [
      'loss@41=15.812',
      'nll_loss@41=15.812',
      'wps@41=945',
      'lr@41=0.00000522398',
      'gnorm@41=6.531',
      'val_loss@4830=9.5',
      'val_ppl@4830=477.1',
    ],
  },
  CatBoost: {
    text: '50:\tlearn: 0.6891822\ttest: 0.7014301\tbest: 0.7011246 (48)\ttotal: 164ms\tremaining: 3.05s\n',
    points: ['learn@50=0.6891822', 'test@50=0.7014301'],
  },
  XGBoost: { text: '[10]\ttrain-rmse:0.51200\teval-rmse:0.60100\n', points: ['train-rmse@10=0.512', 'eval-rmse@10=0.601'] },
  LightGBM: {
    text: "[LightGBM] [Info] Number of data points in the train set: 455, number of used features: 30\n[10]\tvalid_0's l2: 0.2345\tvalid_0's auc: 0.9\n",
    points: ['valid_0_l2@10=0.2345', 'valid_0_auc@10=0.9'],
  },
  'scikit-learn’s MLP and boosting': {
    text: 'Iteration 12, loss = 0.51234\n      Iter       Train Loss   Remaining Time \n        13           1.2345            0.50s\n',
    points: ['loss@12=0.51234', 'train_loss@13=1.2345'],
  },
  DeepSpeed: {
    text: '[2024-01-01 10:00:00,123] [INFO] [logging.py:96:log_dist] [Rank 0] step=10, skipped=0, lr=[1e-05], mom=[(0.9, 0.95)]\n',
    points: ['lr@10=0.00001'],
  },
  'JSON lines among others': {
    text: 'starting\n{"step": 5, "train": {"loss": 0.5}, "lr": 1e-4, "time": 1795221307.3}\n{"step": 6, "train": {"loss": "NaN"}, "note": "a } b"}\n',
    points: ['train.loss@5=0.5', 'lr@5=0.0001', 'train.loss@6=NaN'],
  },
  'k=v and k: v': {
    text: 'INFO step:6 loss:0.6\nepoch=1 step=7 loss=0.5 acc=0.25\n2026-01-01 10:00:00.123 | INFO     | __main__:train:42 - step: 8, loss: 0.4, acc: 37.5%\n',
    points: ['loss@6=0.6', 'loss@7=0.5', 'acc@7=0.25', 'loss@8=0.4', 'acc@8=37.5'],
  },
  'PyTorch’s ImageNet example, timm, and a label as minGPT writes it': {
    text: 'Epoch: [0][  10/5005]\tTime  0.5 ( 0.6)\tData  0.1 ( 0.1)\tLoss 6.9e+00 (6.95e+00)\tAcc@1   0.78 (  0.1)\nTrain: 1 [  50/1251 (  4%)]  Loss: 6.95 (6.95)  Time: 1.2s,  100/s  LR: 1.000e-06  Data: 0.5 (0.5)\n\repoch 1 iter 45: train loss 2.345. lr 5.0e-4:  45%|####5     | 45/100 [00:01<00:09, 9.9it/s]\n',
    points: ['Loss@10=6.9', 'Acc@1@10=0.78', 'Loss@1301=6.95', 'LR@1301=0.000001', 'train_loss@45=2.345', 'lr@45=0.0005'],
  },
  'a loop of tqdm, which shows a value before its step is counted, and the last one twice more': {
    text: [1, 2]
      .map((epoch) =>
        [0, 1, 2]
          .map((n) => {
            const frame = (loss: string): string => `\rEpoch ${epoch}/2:  30%|###       | ${n}/2 [00:00<00:00,  6.64it/s${loss}]`;
            const value = (at: number): string => `, loss=0.${epoch}${at}`;
            if (n === 2) return `${frame(value(1))}${frame(value(1))}\n`;
            return frame(n === 0 ? '' : value(n - 1)) + frame(value(n));
          })
          .join(''),
      )
      .join(''),
    points: ['loss@0=0.1', 'loss@1=0.11', 'loss@2=0.2', 'loss@3=0.21'],
  },
  'PyTorch’s first tutorial': {
    text: '[1,  2000] loss: 2.197\n[1,  4000] loss: 1.857\n[2,  2000] loss: 1.4\n',
    points: ['loss@2000=2.197', 'loss@4000=1.857', 'loss@6000=1.4'],
  },
  'a GAN, whose halves have a loss each': {
    text: '[Epoch 3/10] [Batch 5/100] [D loss: 0.5] [G loss: 0.7]\n',
    points: ['D_loss@5=0.5', 'G_loss@5=0.7'],
  },
  'a bar that does not know its end': {
    text: '\r3it [00:00, 3430.46it/s, loss=0.5]\r4it [00:00, 3430.46it/s, loss=0.4]\n',
    points: ['loss@3=0.5', 'loss@4=0.4'],
  },
  'what speaks of metrics without measuring': {
    text: 'Epoch 00002: val_loss improved from 0.5 to 0.4, saving model\nResuming from step 100, loss 0.2\nMap: 100%|##########| 1000/1000 [00:01<00:00, 900 examples/s]\nmodel.safetensors: 45%|####5     | 1.2G/2.7G [00:10<00:12, 120MB/s]\n* Created new run: name\nlistening on 127.0.0.1:8080, pid 1234\n',
    points: [],
  },
};

describe('Console formats', () => {
  for (const [name, { text, points }] of Object.entries(logs)) {
    // shows: console-formats
    it(`are read: ${name}`, () => {
      assert.deepEqual(told(read(text).points), points);
      assert.deepEqual(told(read(text, {}, 1).points), points, 'byte by byte');
    });
  }

  // shows: console-formats
  it('that nobody knows are learnt once three lines of one form came with a growing number', () => {
    const text = 'loss: 2.301  [   64/60000]\nloss: 2.20  [ 6464/60000]\nloss: 2.1  [12864/60000]\nloss: 2.0  [19264/60000]\n';
    assert.deepEqual(told(read(text).points), ['loss@64=2.301', 'loss@6464=2.2', 'loss@12864=2.1', 'loss@19264=2']);
    assert.deepEqual(told(read(text.split('\n').slice(0, 2).join('\n')).points), [], 'two lines may mean anything');
    assert.deepEqual(told(read('[7] loss 1\n[7] loss 1\n[7] loss 1\n[7] loss 1\n').points), [], 'a number that stays is no step');
  });

  // shows: console-formats
  it('of one’s own are read by expressions with named groups', () => {
    const patterns = [
      metricPattern('after (?<step>[\\d,]+) rounds: (?<happiness>\\S+)'),
      metricPattern('#(?<step>\\d+) (?<name>\\w+) is (?<value>\\S+)'),
    ];
    assert.deepEqual(told(read('after 1,000 rounds: 7.5\n#3 joy is nan\n', { patterns }).points), ['happiness@1000=7.5', 'joy@3=NaN']);
    assert.throws(() => metricPattern('loss ('), { code: 'metric-pattern' });
  });

  it('of alerts become alerts, no points', () => {
    const capture = new Capture();
    assert.deepEqual(capture.push(Buffer.from('\u001b[93m[TRACKIO WARN]\u001b[0m loss: spiked (step 42)\n'), 0), []);
    assert.deepEqual(capture.takeAlerts(), [{ level: 'warning', text: 'loss: spiked', step: 42 }]);
  });
});
