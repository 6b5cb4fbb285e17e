/** Weights of the cues in disputes.ts: above 0 speaks for a contradiction. Written by test/bench/said/teachDisputes.ts. Data. */

export const bias = -0.1;

/** A line each: the weight and its cue. */
export const weights = `-0.71 1.5 times
-0.96 10.1 times
-2.07 2.1 times
-0.9 4.1 times
-0.47 40 times
0.22 a memory: 1.5 times
0.08 a memory: 2.1 times
-1.07 a third value
0.51 a third value where one stands
-1.94 a word
-0.22 activation: less sure 0.03
-0.16 activation: less sure 0.08
-0.19 activation: less sure 0.15
-0.18 activation: surer 0.02
0.89 another sense: case
0.24 another sense: data
-0.04 another sense: model
-0.13 another sense: other
-0.16 another sense: part
0.8 another sense: phase
0.7 another sense: stage
-0.33 another use: case
-0.14 another use: data
-0.03 another use: other
-0.03 another use: phase
-0.02 another use: stage
-0.33 aside: case
-0.24 aside: data
0.42 aside: other
-0.04 aside: part
-0.05 aside: phase
-0.08 aside: stage
-0.09 attention heads: less sure 0.03
-0.01 attention heads: less sure 0.08
-0.01 attention heads: less sure 0.15
-0.01 attention heads: less sure 0.25
-0.01 attention heads: less sure 0.4
-0.01 attention heads: less sure 0.5
-0.01 attention heads: less sure 0.6
-0.01 attention heads: less sure 0.75
-0.09 attention heads: surer 0.02
-0.04 attention heads: surer 0.05
-0.66 batch size: less sure 0.03
-0.35 batch size: less sure 0.08
-0.35 batch size: less sure 0.15
-0.4 batch size: less sure 0.25
0.1 batch size: less sure 0.4
0.2 batch size: less sure 0.5
0.2 batch size: less sure 0.6
-0.05 batch size: less sure 0.75
0.06 batch size: surer 0.02
-0.16 beam size: less sure 0.03
-0.12 beam size: less sure 0.08
0.1 beam size: less sure 0.15
0.07 beam size: less sure 0.25
-0.12 beam size: surer 0.02
0.1 beam size: surer 0.05
0.14 beta end: less sure 0.03
0.07 beta end: less sure 0.08
0.06 beta end: less sure 0.15
0.06 beta end: surer 0.02
-0.19 beta1: less sure 0.03
-0.17 beta1: surer 0.02
-0.05 beta2: less sure 0.03
-0.06 beta2: surer 0.02
0.03 bins: less sure 0.03
0.03 bins: less sure 0.08
0.03 bins: less sure 0.15
0.03 bins: surer 0.02
0.03 bins: surer 0.05
0.22 both listed
-2.79 both said again
-0.01 both say a case
-0.05 both say came out
-0.14 both say compared
0.37 both say cost
0.17 both say is done
-0.24 both say of others
0.06 both say of training
-0.03 both say reasoned
-0.01 both say refers
-0.09 both say we do
-0.44 channels: less sure 0.03
-0.41 channels: less sure 0.08
-0.34 channels: surer 0.02
-0.31 channels: surer 0.05
-0.09 classes: less sure 0.03
-0.03 classes: less sure 0.08
0.06 classes: less sure 0.15
-0.2 classes: less sure 0.25
-0.04 classes: less sure 0.4
-0.04 classes: less sure 0.5
-0.02 classes: less sure 0.6
-0.07 classes: surer 0.02
-0.01 classes: surer 0.05
0.2 classes: surer 0.15
0.16 clip range: less sure 0.03
0.16 clip range: less sure 0.08
0.17 clip range: less sure 0.15
0.15 clip range: less sure 0.25
0.15 clip range: less sure 0.4
-0.37 clip range: less sure 0.5
-0.34 clip range: less sure 0.6
0.21 clip range: surer 0.02
0.19 clip range: surer 0.05
-0.09 crop size: less sure 0.03
-0.09 crop size: less sure 0.08
-0.1 crop size: less sure 0.15
-0.02 crop size: less sure 0.25
-0.07 crop size: surer 0.02
-0.07 crop size: surer 0.05
0.11 cutmix alpha: less sure 0.03
0.11 cutmix alpha: less sure 0.08
-0.04 cutmix alpha: less sure 0.15
0.11 cutmix alpha: surer 0.02
0.11 cutmix alpha: surer 0.05
0.01 devices: less sure 0.03
-0.14 devices: less sure 0.08
0.04 devices: less sure 0.15
-0.16 devices: surer 0.02
-0.17 devices: surer 0.05
0.09 diffusion steps: less sure 0.03
0.09 diffusion steps: less sure 0.08
0.09 diffusion steps: less sure 0.15
0.09 diffusion steps: surer 0.02
0.07 diffusion steps: surer 0.05
-0.07 discount factor: less sure 0.03
0.03 discount factor: less sure 0.08
-0.02 discount factor: less sure 0.25
-0.04 discount factor: less sure 0.4
0.01 discount factor: surer 0.02
-0.01 discount factor: surer 0.05
-0.46 distillation weight: less sure 0.03
-0.43 distillation weight: less sure 0.08
-0.36 distillation weight: less sure 0.15
-0.46 distillation weight: less sure 0.25
0.38 distillation weight: surer 0.02
0.2 distillation weight: surer 0.05
0.28 drop path: less sure 0.03
-0.01 drop path: surer 0.02
0.43 dropout: less sure 0.03
0.8 dropout: less sure 0.08
0.24 dropout: less sure 0.15
0.42 dropout: less sure 0.25
0.48 dropout: less sure 0.4
0.48 dropout: less sure 0.5
0.48 dropout: less sure 0.6
-0.15 dropout: less sure 0.75
-0.03 dropout: surer 0.02
-0.31 dropout: surer 0.05
-0.34 dropout: surer 0.15
-0.05 dropout: surer 0.3
-0.13 early stopping patience: less sure 0.03
-0.17 early stopping patience: less sure 0.08
-0.21 early stopping patience: less sure 0.15
0.1 early stopping patience: surer 0.02
0.02 early stopping patience: surer 0.05
-0.15 ema decay: less sure 0.03
-0.16 ema decay: less sure 0.08
-0.18 ema decay: less sure 0.15
-0.07 ema decay: less sure 0.25
-0.07 ema decay: less sure 0.4
-0.01 ema decay: less sure 0.5
-0.01 ema decay: less sure 0.6
-0.16 ema decay: surer 0.02
-0.17 ema decay: surer 0.05
-0.06 ema decay: surer 0.15
0.15 embedding dimension: less sure 0.03
0.15 embedding dimension: less sure 0.08
0.15 embedding dimension: less sure 0.15
0.15 embedding dimension: less sure 0.25
0.15 embedding dimension: less sure 0.4
0.14 embedding dimension: less sure 0.5
0.13 embedding dimension: less sure 0.6
0.14 embedding dimension: surer 0.02
0.15 embedding dimension: surer 0.05
0.04 embedding dimension: surer 0.15
0.24 entropy coefficient: less sure 0.03
0.24 entropy coefficient: less sure 0.08
0.26 entropy coefficient: less sure 0.15
-0.03 entropy coefficient: less sure 0.25
-0.05 entropy coefficient: less sure 0.4
-0.08 entropy coefficient: less sure 0.5
-0.08 entropy coefficient: less sure 0.6
-0.06 entropy coefficient: less sure 0.75
0.25 entropy coefficient: surer 0.02
-0.03 entropy coefficient: surer 0.05
-0.01 entropy coefficient: surer 0.15
-0.02 entropy coefficient: surer 0.3
-0.1 environments: less sure 0.03
-0.1 environments: less sure 0.08
-0.1 environments: less sure 0.15
-0.11 environments: surer 0.02
0.12 episodes: less sure 0.03
0.12 episodes: less sure 0.08
0.12 episodes: less sure 0.15
-0.14 episodes: less sure 0.25
-0.14 episodes: less sure 0.4
-0.09 episodes: less sure 0.5
-0.09 episodes: less sure 0.6
-0.02 episodes: less sure 0.75
0.12 episodes: surer 0.02
-0.12 episodes: surer 0.05
-0.05 episodes: surer 0.15
0.45 epochs: less sure 0.03
-0.19 epochs: less sure 0.08
-0.45 epochs: less sure 0.15
-0.19 epochs: less sure 0.25
-0.27 epochs: less sure 0.4
-0.25 epochs: less sure 0.5
-0.23 epochs: less sure 0.6
-0.01 epochs: less sure 0.75
-0.17 epochs: surer 0.02
0.27 epochs: surer 0.05
-0.31 epochs: surer 0.15
-0.16 epochs: surer 0.3
1.19 explained: case
-0.96 explained: data
0.16 explained: model
-0.01 explained: named
0.16 explained: other
-0.21 explained: part
-0.27 explained: phase
-0.17 explained: stage
0.78 explained: thing
-0.1 exploration rate: less sure 0.03
-0.08 exploration rate: less sure 0.08
-0.08 exploration rate: less sure 0.15
-0.03 exploration rate: surer 0.02
-0.01 feed-forward dimension: less sure 0.03
-0.01 feed-forward dimension: surer 0.02
0.04 final learning rate: less sure 0.03
0.04 final learning rate: surer 0.02
-0.02 final learning rate: surer 0.05
0.21 folds: less sure 0.03
0.46 folds: less sure 0.08
0.45 folds: less sure 0.15
-0.05 folds: less sure 0.25
0.03 folds: less sure 0.4
0.02 folds: less sure 0.5
0.26 folds: surer 0.02
0.49 folds: surer 0.05
-0.02 folds: surer 0.15
0.26 for all
0.3 gae lambda: less sure 0.03
0.3 gae lambda: less sure 0.08
0.01 gae lambda: surer 0.02
-0.01 gradient accumulation: surer 0.02
0.71 gradient clipping: less sure 0.03
1.67 gradient clipping: less sure 0.08
0.08 gradient clipping: less sure 0.15
-0.01 gradient clipping: less sure 0.4
-0.74 gradient clipping: surer 0.02
0.14 gradient clipping: surer 0.05
-0.01 gradient clipping: surer 0.15
-0.01 gradient clipping: surer 0.3
0.01 group size: less sure 0.03
-0.02 group size: surer 0.02
0.07 guidance scale: less sure 0.03
0.07 guidance scale: less sure 0.08
0.07 guidance scale: less sure 0.15
0.17 guidance scale: less sure 0.25
0.17 guidance scale: less sure 0.4
0.17 guidance scale: less sure 0.5
0.13 guidance scale: less sure 0.6
0.11 guidance scale: surer 0.02
-0.07 guidance scale: surer 0.05
0.02 hardware: less sure 0.08
0.02 hardware: less sure 0.15
-1.2 has a list
-0.38 hidden units: less sure 0.03
-0.13 hidden units: less sure 0.08
0.39 hidden units: less sure 0.15
0.44 hidden units: less sure 0.25
0.13 hidden units: less sure 0.4
0.14 hidden units: less sure 0.5
0.22 hidden units: less sure 0.6
0.4 hidden units: less sure 0.75
-0.25 hidden units: surer 0.02
0.23 hidden units: surer 0.05
0.28 hidden units: surer 0.15
-0.03 hidden units: surer 0.3
-0.26 image size: less sure 0.03
-0.25 image size: less sure 0.08
-0.2 image size: less sure 0.15
-0.24 image size: surer 0.02
-0.02 image size: surer 0.05
0.53 in one kind of place: case
-0.28 in one kind of place: data
-0.1 in one kind of place: model
-0.08 in one kind of place: named
-0.42 in one kind of place: other
-0.21 in one kind of place: part
-0.01 in one kind of place: phase
0.23 in one kind of place: stage
-0.11 in one kind of place: thing
-0.02 in passing: case
-0.16 in passing: data
-0.04 in passing: named
-0.2 in passing: other
-0.03 in passing: phase
-0.09 initialization: less sure 0.03
-0.13 initialization: less sure 0.08
0.01 initialization: surer 0.02
0.23 kernel size: less sure 0.03
0.22 kernel size: less sure 0.08
0.22 kernel size: less sure 0.15
0.22 kernel size: less sure 0.25
0.22 kernel size: less sure 0.4
0.22 kernel size: surer 0.02
0.22 kernel size: surer 0.05
0.24 kl coefficient: less sure 0.03
0.23 kl coefficient: less sure 0.08
0.21 kl coefficient: less sure 0.15
0.21 kl coefficient: less sure 0.25
0.24 kl coefficient: surer 0.02
0.22 kl coefficient: surer 0.05
-0.16 label noise: less sure 0.03
-0.16 label noise: less sure 0.08
0.16 label noise: less sure 0.15
0.16 label noise: less sure 0.25
0.16 label noise: less sure 0.4
0.16 label noise: less sure 0.5
-0.01 label noise: less sure 0.6
-0.01 label noise: less sure 0.75
-0.16 label noise: surer 0.02
-0.3 label noise: surer 0.05
-0.01 label noise: surer 0.15
-0.01 label noise: surer 0.3
0.02 label smoothing: less sure 0.03
0.02 label smoothing: less sure 0.08
0.02 label smoothing: surer 0.02
0.04 label smoothing: surer 0.05
-0.5 layers: less sure 0.03
-0.42 layers: less sure 0.08
-0.24 layers: less sure 0.15
0.02 layers: less sure 0.25
-0.22 layers: less sure 0.4
-0.02 layers: less sure 0.5
-0.01 layers: less sure 0.6
-0.43 layers: surer 0.02
-0.02 layers: surer 0.05
-0.15 layers: surer 0.15
-0.02 layers: surer 0.3
0.04 learning rate decay factor: less sure 0.03
-0.44 learning rate schedule: less sure 0.03
-0.22 learning rate schedule: less sure 0.08
-0.29 learning rate schedule: less sure 0.15
-0.28 learning rate schedule: less sure 0.25
-0.03 learning rate schedule: less sure 0.4
-0.13 learning rate schedule: surer 0.02
0.03 learning rate schedule: surer 0.05
0.59 learning rate: less sure 0.03
-0.55 learning rate: less sure 0.08
-0.76 learning rate: less sure 0.15
-0.21 learning rate: less sure 0.25
-0.19 learning rate: less sure 0.4
-0.16 learning rate: less sure 0.5
-0.12 learning rate: less sure 0.6
0.35 learning rate: surer 0.02
-0.37 learning rate: surer 0.05
0.23 length penalty: less sure 0.03
0.29 length penalty: less sure 0.08
-0.06 length penalty: surer 0.02
-0.07 length penalty: surer 0.05
0.26 less sure 0.03
0.17 less sure 0.08
-0.56 less sure 0.15
-0.87 less sure 0.25
-0.28 less sure 0.4
-0.44 less sure 0.5
-0.31 less sure 0.6
-0.36 less sure 0.75
-0.88 listed
0.5 lora alpha: less sure 0.03
0.04 lora alpha: less sure 0.08
0.2 lora alpha: surer 0.02
0.02 lora rank: less sure 0.03
-0.08 lora rank: less sure 0.08
-0.27 lora rank: less sure 0.15
-0.15 lora rank: less sure 0.25
-0.09 lora rank: less sure 0.4
-0.03 lora rank: less sure 0.5
-0.03 lora rank: less sure 0.6
-0.02 lora rank: less sure 0.75
0.11 lora rank: surer 0.02
-0.01 lora rank: surer 0.05
-0.01 lora rank: surer 0.15
0.02 loss weight: less sure 0.03
0.02 loss weight: less sure 0.08
0.02 loss weight: less sure 0.15
0.06 loss weight: less sure 0.25
0.06 loss weight: less sure 0.4
-0.13 loss weight: less sure 0.5
-0.13 loss weight: less sure 0.6
0.13 loss weight: surer 0.02
0.13 loss weight: surer 0.05
0.27 loss weight: surer 0.15
0.19 loss weight: surer 0.3
0.08 margin: less sure 0.03
0.08 margin: less sure 0.08
0.09 margin: less sure 0.15
0.1 margin: surer 0.02
0.11 margin: surer 0.05
-0.13 maximum length: less sure 0.03
-0.01 maximum length: surer 0.02
-0.02 miscounted: case
-0.01 miscounted: data
-0.02 miscounted: other
-0.01 miscounted: phase
-0.1 mixup alpha: less sure 0.03
-0.1 mixup alpha: less sure 0.08
-0.11 mixup alpha: less sure 0.15
-0.11 mixup alpha: less sure 0.25
-0.1 mixup alpha: less sure 0.4
-0.03 mixup alpha: less sure 0.5
-0.02 mixup alpha: less sure 0.6
-0.01 mixup alpha: less sure 0.75
-0.1 mixup alpha: surer 0.02
-0.1 mixup alpha: surer 0.05
-0.07 mixup alpha: surer 0.15
-0.01 mixup alpha: surer 0.3
-0.12 momentum: less sure 0.03
-0.14 momentum: less sure 0.08
-0.05 momentum: less sure 0.15
-0.01 momentum: surer 0.02
-0.02 momentum: surer 0.05
-0.26 name activation
-0.18 name attention heads
0.55 name batch size
-0.17 name beam size
0.14 name beta end
-0.11 name beta1
-0.06 name beta2
0.03 name bins
-0.47 name channels
-0.09 name classes
0.17 name clip range
-0.09 name crop size
0.11 name cutmix alpha
0.01 name devices
0.1 name diffusion steps
-0.07 name discount factor
-0.23 name distillation weight
0.27 name drop path
-0.2 name dropout
-0.13 name early stopping patience
-0.11 name ema decay
0.14 name embedding dimension
0.24 name entropy coefficient
-0.1 name environments
0.12 name episodes
-0.89 name epochs
-0.1 name exploration rate
-0.08 name feed-forward dimension
0.04 name final learning rate
0.21 name folds
0.3 name gae lambda
-0.01 name gradient accumulation
0.75 name gradient clipping
0.02 name group size
0.07 name guidance scale
0.03 name hardware
-0.53 name hidden units
-0.26 name image size
-0.32 name initialization
0.23 name kernel size
0.24 name kl coefficient
-0.16 name label noise
0.03 name label smoothing
-0.69 name layers
0.56 name learning rate
0.04 name learning rate decay factor
-0.55 name learning rate schedule
0.23 name length penalty
0.5 name lora alpha
0.25 name lora rank
0.02 name loss weight
0.04 name margin
-0.13 name maximum length
-0.1 name mixup alpha
-0.08 name momentum
-0.26 name noise schedule
-0.02 name noise standard deviation
-0.43 name optimizer
-0.02 name queue size
0.12 name replay buffer size
0.12 name rollout length
-0.28 name sampler
0.26 name sampling steps
-0.11 name seeds
-0.13 name sequence length
0.15 name target update interval
-0.02 name target update rate
0.62 name temperature
-0.14 name test examples
-0.01 name test fraction
-0.42 name training examples
-0.06 name training fraction
-0.02 name training steps
-0.04 name validation examples
0.02 name validation fraction
-0.05 name vocabulary size
0.12 name warmup epochs
0.23 name warmup steps
0.54 name weight decay
1.76 no objection
0.44 no scope
-0.26 noise schedule: less sure 0.03
-0.26 noise schedule: surer 0.02
0.89 none said again
-3.14 nothing
-1.63 nothing but plain
0.07 objected: less sure 0.03
0.33 objected: less sure 0.08
-0.57 objected: less sure 0.15
-0.64 objected: less sure 0.25
-0.09 objected: less sure 0.4
-0.11 objected: less sure 0.6
0.01 objected: less sure 0.75
-0.07 objected: surer 0.02
0.03 objected: surer 0.05
0.12 objected: surer 0.15
-0.14 objected: surer 0.3
0.24 objects another sense
-0.46 objects another use
-0.06 objects aside
-0.49 objects explained
-0.57 objects in one kind of place
-0.72 objects in passing
-0.13 objects miscounted
-0.12 objects of a part
-0.05 objects of a stranger
-0.17 objects of another thing
0.12 objects one of several
-0.03 objects optimizer beside
-0.79 objects under another condition
-0.03 of a stranger: named
-0.01 of a stranger: other
0.48 of another thing: case
0.49 of another thing: data
0.02 of another thing: model
-0.27 of another thing: named
0.15 of another thing: other
-0.83 of another thing: part
0.05 of another thing: phase
-0.3 of another thing: stage
0.1 of another thing: thing
-0.81 one
-0.33 one heading
-0.04 one of several: case
-0.12 one of several: data
-0.1 one of several: other
0.93 one said again
-0.11 one says a case
0.41 one says came out
0.3 one says compared
-0.48 one says cost
-0.45 one says is done
-0.63 one says of others
-0.16 one says of training
-0.36 one says reasoned
0.01 one says refers
0.72 one says supposed
-0.16 one says we do
-0.19 one scope
-0.01 optimizer beside: data
-0.45 optimizer: less sure 0.03
-0.41 optimizer: less sure 0.08
-0.08 optimizer: less sure 0.15
-0.06 optimizer: less sure 0.25
-0.02 optimizer: less sure 0.4
-0.01 optimizer: less sure 0.5
-0.01 optimizer: less sure 0.6
-0.05 optimizer: surer 0.02
-0.01 optimizer: surer 0.05
-0.02 optimizer: surer 0.15
-0.23 other nouns
-0.5 other scopes
-0.81 other stages
-0.07 other units
0.31 part abstract
-0.44 part opening
-0.28 part other
-0.11 part results
0.06 part set-up
0.17 places algorithm algorithm
0.06 places algorithm caption
0.5 places algorithm table
-0.21 places algorithm text
0.8 places caption caption
0.07 places caption footnote
-0.11 places caption table
1.07 places caption text
0.37 places footnote table
0.04 places footnote text
-0.87 places table table
-0.31 places table text
-1.01 places text text
-0.1 plain activation
0.06 plain algorithm caption
-0.17 plain algorithm table
0.03 plain algorithm text
2.41 plain and not said again
-0.06 plain batch size
0.11 plain beam size
0.14 plain beta end
0.03 plain bins
0.08 plain caption footnote
0.37 plain caption table
0.12 plain caption text
-0.2 plain channels
-0.09 plain clip range
0.15 plain crop size
-0.11 plain devices
0.1 plain diffusion steps
0.15 plain discount factor
-0.3 plain distillation weight
-0.1 plain dropout
-0.12 plain early stopping patience
-0.07 plain ema decay
0.23 plain embedding dimension
-0.1 plain environments
0.12 plain epochs
-0.12 plain folds
0.37 plain footnote table
-0.07 plain footnote text
0.04 plain gae lambda
-0.49 plain gradient clipping
0.05 plain group size
0.22 plain guidance scale
-0.01 plain hidden units
-0.19 plain image size
0.01 plain kernel size
0.24 plain kl coefficient
-0.07 plain label noise
0.04 plain label smoothing
-0.14 plain layers
0.37 plain learning rate
-0.11 plain learning rate schedule
0.05 plain length penalty
0.07 plain lora alpha
-0.01 plain lora rank
0.07 plain loss weight
0.1 plain momentum
0.07 plain optimizer
-0.02 plain queue size
0.07 plain replay buffer size
-0.22 plain sampler
0.29 plain sampling steps
-0.29 plain seeds
-0.01 plain sequence length
-0.04 plain table table
0.42 plain table text
0.15 plain target update interval
0.61 plain temperature
-0.05 plain test examples
0.48 plain text text
-0.36 plain training examples
0.42 plain training steps
0.02 plain validation fraction
0.21 plain warmup steps
0.49 plain weight decay
0.49 plain: less sure 0.03
-0.23 plain: less sure 0.08
-0.14 plain: less sure 0.15
-0.69 plain: less sure 0.25
-0.28 plain: less sure 0.4
-0.79 plain: less sure 0.5
-0.22 plain: less sure 0.6
-0.34 plain: less sure 0.75
-0.18 plain: surer 0.02
0.35 plain: surer 0.05
-0.22 plain: surer 0.15
-0.12 plain: surer 0.3
-0.02 queue size: less sure 0.03
-0.02 queue size: less sure 0.08
-0.02 queue size: less sure 0.15
0.05 queue size: surer 0.02
0.45 regions abstract appendix
-0.15 regions abstract body
-0.01 regions abstract introduction
1.1 regions appendix appendix
0.34 regions appendix body
-0.05 regions appendix introduction
-0.63 regions body body
-0.17 regions body conclusion
-0.14 regions body introduction
0.12 replay buffer size: less sure 0.03
0.11 replay buffer size: less sure 0.08
0.04 replay buffer size: less sure 0.15
-0.05 replay buffer size: less sure 0.25
0.12 replay buffer size: surer 0.02
-0.15 replay buffer size: surer 0.05
-1.17 restated
0.12 rollout length: less sure 0.03
0.12 rollout length: less sure 0.08
0.01 rollout length: less sure 0.15
0.12 rollout length: surer 0.02
0.12 rollout length: surer 0.05
0.21 same noun
0.11 same scope
-0.19 same unit
-0.28 sampler: less sure 0.03
-0.28 sampler: less sure 0.08
-0.28 sampler: less sure 0.15
-0.22 sampler: less sure 0.25
-0.21 sampler: less sure 0.4
-0.07 sampler: surer 0.02
-0.02 sampler: surer 0.05
0.26 sampling steps: less sure 0.03
0.25 sampling steps: less sure 0.08
0.25 sampling steps: less sure 0.15
0.24 sampling steps: less sure 0.25
0.24 sampling steps: less sure 0.4
0.24 sampling steps: less sure 0.5
0.02 sampling steps: less sure 0.6
0.02 sampling steps: less sure 0.75
0.25 sampling steps: surer 0.02
0.21 sampling steps: surer 0.05
0.2 sampling steps: surer 0.15
0.21 sampling steps: surer 0.3
-0.57 seeds: less sure 0.08
-0.34 seeds: less sure 0.15
-0.76 seeds: less sure 0.25
-0.21 seeds: less sure 0.4
-0.18 seeds: less sure 0.5
-0.04 seeds: less sure 0.6
-0.03 seeds: less sure 0.75
0.41 seeds: surer 0.02
-0.31 seeds: surer 0.05
-0.37 seeds: surer 0.15
-0.06 seeds: surer 0.3
-0.09 sequence length: less sure 0.03
0.57 sequence length: less sure 0.08
0.3 sequence length: less sure 0.15
0.29 sequence length: less sure 0.25
0.03 sequence length: less sure 0.4
-0.1 sequence length: less sure 0.5
0.33 sequence length: surer 0.02
0.63 sequence length: surer 0.05
0.33 sequence length: surer 0.15
-0.1 surer 0.02
0.19 surer 0.05
-0.06 surer 0.15
-0.27 surer 0.3
0.15 target update interval: less sure 0.03
0.14 target update interval: less sure 0.08
0.13 target update interval: less sure 0.15
0.14 target update interval: surer 0.02
0.05 target update interval: surer 0.05
-0.02 target update rate: surer 0.02
0.13 temperature: less sure 0.03
0.11 temperature: less sure 0.08
-0.13 temperature: less sure 0.15
0.67 temperature: less sure 0.25
0.38 temperature: less sure 0.4
-0.24 temperature: less sure 0.5
-0.35 temperature: less sure 0.6
-0.34 temperature: less sure 0.75
-0.3 temperature: surer 0.02
-0.44 temperature: surer 0.05
0.2 temperature: surer 0.15
-0.05 temperature: surer 0.3
-0.13 test examples: less sure 0.03
-0.09 test examples: less sure 0.08
-0.08 test examples: less sure 0.15
-0.08 test examples: less sure 0.25
-0.05 test examples: less sure 0.4
-0.05 test examples: less sure 0.5
-0.02 test examples: surer 0.02
-0.01 test examples: surer 0.05
-0.01 test fraction: less sure 0.03
-0.01 test fraction: less sure 0.08
0.11 third values
0.65 three objections
-0.42 training examples: less sure 0.03
-0.42 training examples: less sure 0.08
0.12 training examples: less sure 0.15
0.13 training examples: less sure 0.25
-0.03 training examples: less sure 0.4
-0.03 training examples: less sure 0.5
-0.03 training examples: less sure 0.6
-0.42 training examples: surer 0.02
0.03 training examples: surer 0.05
-0.06 training fraction: less sure 0.03
-0.05 training fraction: less sure 0.08
-0.06 training fraction: surer 0.02
-0.01 training steps: less sure 0.03
-0.15 training steps: less sure 0.08
0.17 training steps: less sure 0.15
0.06 training steps: less sure 0.25
0.01 training steps: less sure 0.4
-0.01 training steps: less sure 0.5
-0.09 training steps: less sure 0.6
-0.09 training steps: less sure 0.75
-0.05 training steps: surer 0.02
-0.24 training steps: surer 0.05
-0.04 training steps: surer 0.15
-0.01 training steps: surer 0.3
-0.81 two objections
0.13 under another condition: case
-0.1 under another condition: data
0.22 under another condition: other
-0.02 under another condition: part
-0.09 under another condition: phase
-0.01 under another condition: stage
0.84 unlike case
0.58 unlike data
0.04 unlike model
-0.28 unlike named
-0.53 unlike other
-0.36 unlike part
-0.21 unlike phase
0.1 unlike thing
-0.03 validation examples: less sure 0.03
-0.02 validation examples: less sure 0.08
-0.02 validation examples: surer 0.02
-0.02 validation examples: surer 0.05
0.02 validation fraction: less sure 0.03
0.02 validation fraction: less sure 0.08
0.02 validation fraction: surer 0.02
0.02 validation fraction: surer 0.05
-0.04 vocabulary size: less sure 0.03
-0.04 vocabulary size: surer 0.02
0.12 warmup epochs: less sure 0.03
0.13 warmup epochs: less sure 0.08
0.01 warmup epochs: surer 0.02
0.09 warmup steps: less sure 0.03
0.08 warmup steps: less sure 0.08
0.07 warmup steps: surer 0.02
0.16 warmup steps: surer 0.05
0.3 weight decay: less sure 0.03
0.17 weight decay: less sure 0.08
-0.43 weight decay: less sure 0.15
-0.63 weight decay: less sure 0.25
-0.61 weight decay: less sure 0.4
-0.61 weight decay: less sure 0.5
-0.01 weight decay: less sure 0.6
-0.01 weight decay: less sure 0.75
-0.24 weight decay: surer 0.02
-0.64 weight decay: surer 0.05`;
