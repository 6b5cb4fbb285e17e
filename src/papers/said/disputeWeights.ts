/** Weights of the cues in disputes.ts: above 0 speaks for a contradiction. Written by test/bench/said/teachDisputes.ts. Data. */

export const bias = -0.19;

/** A line each: the weight and its cue. */
export const weights = `-0.36 1.5 times
-1.15 10.1 times
-1.67 2.1 times
-0.88 4.1 times
-0.17 40 times
-0.8 a third value
0.46 a third value where one stands
-1.48 a word
-0.03 activation: less sure 0.03
-0.03 activation: surer 0.02
0.73 another sense: case
0.25 another sense: data
-0.02 another sense: model
-0.14 another sense: other
-0.16 another sense: part
0.59 another sense: phase
0.53 another sense: stage
-0.35 another use: case
-0.19 another use: data
-0.03 another use: other
-0.03 another use: phase
-0.01 another use: stage
-0.24 aside: case
-0.27 aside: data
0.47 aside: other
-0.03 aside: part
-0.06 aside: phase
-0.07 aside: stage
-0.05 attention heads: less sure 0.03
-0.05 attention heads: surer 0.02
-0.72 batch size: less sure 0.03
-0.3 batch size: less sure 0.08
-0.28 batch size: less sure 0.15
0.24 batch size: less sure 0.25
0.09 batch size: less sure 0.4
0.21 batch size: less sure 0.5
0.33 batch size: less sure 0.6
-0.02 batch size: less sure 0.75
-0.13 batch size: surer 0.02
0.22 batch size: surer 0.05
-0.14 beam size: less sure 0.03
-0.14 beam size: less sure 0.08
0.04 beam size: less sure 0.15
-0.13 beam size: surer 0.02
0.03 beam size: surer 0.05
0.14 beta end: less sure 0.03
0.07 beta end: less sure 0.08
0.14 beta end: surer 0.02
-0.1 beta1: less sure 0.03
-0.09 beta1: less sure 0.08
-0.05 beta1: less sure 0.15
-0.07 beta1: surer 0.02
0.01 beta2: less sure 0.08
-0.01 beta2: surer 0.02
0.11 bins: less sure 0.03
0.11 bins: less sure 0.08
0.11 bins: less sure 0.15
0.11 bins: surer 0.02
0.11 bins: surer 0.05
0.61 both listed
-2.68 both said again
-0.03 both say a case
-0.03 both say came out
-0.14 both say compared
0.02 both say cost
0.23 both say is done
-0.22 both say of others
-0.09 both say of training
-0.02 both say reasoned
-0.01 both say refers
0.03 both say we do
-0.31 channels: less sure 0.03
-0.24 channels: less sure 0.08
-0.23 channels: surer 0.02
-0.23 channels: surer 0.05
0.03 classes: less sure 0.03
-0.18 classes: less sure 0.08
0.19 classes: less sure 0.15
-0.08 classes: less sure 0.25
0.02 classes: surer 0.02
-0.18 classes: surer 0.05
0.01 clip range: less sure 0.03
-0.01 clip range: less sure 0.15
0.04 clip range: surer 0.02
-0.13 crop size: less sure 0.03
-0.13 crop size: less sure 0.08
-0.1 crop size: less sure 0.15
-0.04 crop size: surer 0.02
0.1 crop size: surer 0.05
0.08 cutmix alpha: less sure 0.03
0.08 cutmix alpha: surer 0.02
0.05 devices: less sure 0.03
-0.08 devices: less sure 0.08
-0.08 devices: less sure 0.15
0.04 devices: less sure 0.25
-0.1 devices: surer 0.02
-0.1 devices: surer 0.05
0.1 diffusion steps: less sure 0.03
0.1 diffusion steps: less sure 0.08
0.1 diffusion steps: less sure 0.15
0.09 diffusion steps: surer 0.02
0.1 diffusion steps: surer 0.05
0.01 discount factor: less sure 0.08
0.11 discount factor: less sure 0.15
0.11 discount factor: less sure 0.25
0.05 discount factor: surer 0.02
0.04 discount factor: surer 0.05
-0.2 distillation weight: less sure 0.03
-0.1 distillation weight: less sure 0.08
-0.13 distillation weight: less sure 0.15
-0.14 distillation weight: less sure 0.25
-0.14 distillation weight: less sure 0.4
0.07 distillation weight: surer 0.02
0.05 distillation weight: surer 0.05
0.28 drop path: less sure 0.03
-0.02 drop path: surer 0.02
0.44 dropout: less sure 0.03
0.58 dropout: less sure 0.08
0.59 dropout: less sure 0.15
0.17 dropout: less sure 0.25
0.09 dropout: less sure 0.4
0.48 dropout: less sure 0.5
0.48 dropout: less sure 0.6
0.52 dropout: less sure 0.75
0.02 dropout: surer 0.02
-0.11 dropout: surer 0.05
-0.22 dropout: surer 0.15
-0.1 dropout: surer 0.3
0.11 early stopping patience: less sure 0.03
0.11 early stopping patience: less sure 0.08
0.04 early stopping patience: surer 0.02
-0.07 ema decay: less sure 0.03
-0.07 ema decay: less sure 0.08
-0.09 ema decay: less sure 0.15
-0.1 ema decay: less sure 0.25
-0.1 ema decay: less sure 0.4
-0.1 ema decay: less sure 0.5
-0.1 ema decay: less sure 0.6
-0.06 ema decay: surer 0.02
0.13 embedding dimension: less sure 0.03
0.13 embedding dimension: less sure 0.08
0.13 embedding dimension: less sure 0.15
0.14 embedding dimension: less sure 0.25
0.11 embedding dimension: less sure 0.4
0.15 embedding dimension: less sure 0.5
0.13 embedding dimension: surer 0.02
0.12 embedding dimension: surer 0.05
-0.02 embedding dimension: surer 0.15
0.23 entropy coefficient: less sure 0.03
0.24 entropy coefficient: less sure 0.08
0.24 entropy coefficient: less sure 0.15
-0.02 entropy coefficient: less sure 0.4
-0.02 entropy coefficient: less sure 0.5
-0.17 entropy coefficient: less sure 0.6
-0.14 entropy coefficient: less sure 0.75
0.27 entropy coefficient: surer 0.02
0.05 entropy coefficient: surer 0.05
0.03 entropy coefficient: surer 0.15
0.04 entropy coefficient: surer 0.3
0.05 environments: less sure 0.03
0.05 environments: less sure 0.08
0.04 environments: surer 0.02
0.07 episodes: less sure 0.03
0.07 episodes: less sure 0.08
-0.19 episodes: less sure 0.15
-0.14 episodes: less sure 0.25
-0.14 episodes: less sure 0.4
-0.05 episodes: less sure 0.5
-0.05 episodes: less sure 0.6
-0.02 episodes: less sure 0.75
0.08 episodes: surer 0.02
-0.08 episodes: surer 0.05
-0.05 episodes: surer 0.15
0.01 epochs: less sure 0.03
-0.52 epochs: less sure 0.08
-0.07 epochs: less sure 0.15
-0.5 epochs: less sure 0.25
-0.24 epochs: less sure 0.4
-0.23 epochs: less sure 0.5
0.12 epochs: less sure 0.6
-0.01 epochs: less sure 0.75
0.36 epochs: surer 0.02
0.1 epochs: surer 0.05
-0.01 epochs: surer 0.15
0.59 explained: case
-0.43 explained: data
-0.43 explained: other
-0.17 explained: part
-0.21 explained: phase
-0.15 explained: stage
-0.13 exploration rate: less sure 0.03
-0.12 exploration rate: less sure 0.08
-0.12 exploration rate: less sure 0.15
-0.03 exploration rate: surer 0.02
-0.01 feed-forward dimension: less sure 0.03
-0.03 feed-forward dimension: surer 0.02
0.01 final learning rate: less sure 0.03
0.01 final learning rate: surer 0.02
0.01 final learning rate: surer 0.05
-0.1 folds: less sure 0.03
0.11 folds: less sure 0.08
0.1 folds: less sure 0.15
0.12 folds: less sure 0.25
0.08 folds: less sure 0.4
-0.06 folds: surer 0.02
0.12 folds: surer 0.05
0.1 folds: surer 0.15
0.19 for all
0.24 gae lambda: less sure 0.03
0.24 gae lambda: less sure 0.08
-0.01 gradient accumulation: surer 0.02
0.83 gradient clipping: less sure 0.03
1.59 gradient clipping: less sure 0.08
0.16 gradient clipping: less sure 0.15
-0.08 gradient clipping: less sure 0.25
-0.08 gradient clipping: less sure 0.4
-0.08 gradient clipping: less sure 0.5
-0.42 gradient clipping: surer 0.02
0.2 gradient clipping: surer 0.05
-0.08 gradient clipping: surer 0.15
-0.08 gradient clipping: surer 0.3
0.03 group size: less sure 0.03
0.02 group size: less sure 0.08
0.01 group size: less sure 0.15
0.09 guidance scale: less sure 0.03
0.09 guidance scale: less sure 0.08
0.09 guidance scale: less sure 0.15
0.17 guidance scale: less sure 0.25
0.17 guidance scale: less sure 0.4
0.17 guidance scale: less sure 0.5
0.12 guidance scale: less sure 0.6
0.14 guidance scale: surer 0.02
-0.03 guidance scale: surer 0.05
-0.9 has a list
-0.3 hidden units: less sure 0.03
0.03 hidden units: less sure 0.08
0.07 hidden units: less sure 0.15
0.02 hidden units: less sure 0.25
-0.27 hidden units: less sure 0.4
-0.06 hidden units: less sure 0.5
-0.06 hidden units: less sure 0.6
-0.2 hidden units: surer 0.02
-0.01 hidden units: surer 0.05
-0.02 hidden units: surer 0.15
-0.01 hidden units: surer 0.3
-0.28 image size: less sure 0.03
-0.27 image size: less sure 0.08
-0.29 image size: less sure 0.15
-0.26 image size: surer 0.02
-0.26 image size: surer 0.05
0.55 in one kind of place: case
-0.35 in one kind of place: data
-0.07 in one kind of place: model
-0.08 in one kind of place: named
-0.19 in one kind of place: other
-0.18 in one kind of place: part
-0.11 in one kind of place: phase
0.04 in one kind of place: stage
-0.03 in passing: case
-0.19 in passing: data
-0.02 in passing: named
-0.27 in passing: other
-0.04 in passing: phase
-0.05 initialization: less sure 0.03
-0.03 initialization: less sure 0.08
-0.01 kernel size: less sure 0.15
-0.02 kernel size: less sure 0.25
-0.02 kernel size: less sure 0.4
-0.02 kernel size: less sure 0.5
0.15 kl coefficient: less sure 0.03
0.15 kl coefficient: less sure 0.08
0.13 kl coefficient: less sure 0.15
0.16 kl coefficient: surer 0.02
0.15 kl coefficient: surer 0.05
-0.11 label noise: less sure 0.03
-0.11 label noise: less sure 0.08
-0.11 label noise: less sure 0.15
0.04 label noise: less sure 0.25
0.03 label noise: less sure 0.4
-0.11 label noise: surer 0.02
-0.13 label noise: surer 0.05
-0.17 label noise: surer 0.15
0.01 label smoothing: less sure 0.03
0.01 label smoothing: less sure 0.08
0.01 label smoothing: less sure 0.15
0.01 label smoothing: surer 0.02
0.01 label smoothing: surer 0.05
-0.42 layers: less sure 0.03
-0.31 layers: less sure 0.08
-0.25 layers: less sure 0.15
0.08 layers: less sure 0.25
0.01 layers: less sure 0.4
-0.09 layers: less sure 0.5
-0.08 layers: less sure 0.6
-0.05 layers: less sure 0.75
-0.36 layers: surer 0.02
-0.4 layers: surer 0.05
0.05 layers: surer 0.15
-0.02 layers: surer 0.3
-0.44 learning rate schedule: less sure 0.03
-0.08 learning rate schedule: less sure 0.08
-0.16 learning rate schedule: less sure 0.15
-0.14 learning rate schedule: less sure 0.25
-0.06 learning rate schedule: surer 0.02
0.04 learning rate schedule: surer 0.05
1 learning rate: less sure 0.03
-0.71 learning rate: less sure 0.08
-0.24 learning rate: less sure 0.15
-0.29 learning rate: less sure 0.25
-0.25 learning rate: less sure 0.4
-0.07 learning rate: less sure 0.5
-0.05 learning rate: less sure 0.6
-0.01 learning rate: less sure 0.75
0.04 learning rate: surer 0.02
-0.05 learning rate: surer 0.05
0.25 length penalty: less sure 0.03
0.26 length penalty: less sure 0.08
-0.04 length penalty: surer 0.02
0.36 less sure 0.03
-0.06 less sure 0.08
-0.2 less sure 0.15
-0.62 less sure 0.25
-0.24 less sure 0.4
-0.27 less sure 0.5
-0.61 less sure 0.6
-0.45 less sure 0.75
-0.68 listed
0.03 lora alpha: less sure 0.03
0.03 lora alpha: less sure 0.08
0.03 lora alpha: less sure 0.15
0.15 lora alpha: surer 0.02
-0.01 lora rank: less sure 0.03
-0.02 lora rank: less sure 0.08
-0.04 lora rank: less sure 0.15
-0.04 lora rank: less sure 0.25
-0.04 lora rank: less sure 0.4
-0.02 lora rank: less sure 0.5
-0.02 lora rank: less sure 0.6
-0.01 lora rank: less sure 0.75
-0.04 lora rank: surer 0.02
-0.04 lora rank: surer 0.05
0.11 lora rank: surer 0.15
0.1 loss weight: less sure 0.03
0.1 loss weight: less sure 0.08
0.1 loss weight: less sure 0.15
0.13 loss weight: less sure 0.25
0.14 loss weight: less sure 0.4
-0.01 loss weight: less sure 0.5
-0.01 loss weight: less sure 0.6
-0.01 loss weight: less sure 0.75
0.12 loss weight: surer 0.02
0.15 loss weight: surer 0.05
0.28 loss weight: surer 0.15
0.12 margin: less sure 0.03
0.12 margin: less sure 0.08
0.13 margin: less sure 0.15
0.13 margin: less sure 0.25
0.13 margin: surer 0.02
0.14 margin: surer 0.05
-0.08 maximum length: less sure 0.03
-0.01 maximum length: surer 0.02
-0.03 miscounted: case
-0.03 miscounted: data
-0.03 miscounted: other
-0.01 miscounted: phase
0.01 mixup alpha: surer 0.05
-0.09 momentum: less sure 0.03
-0.08 momentum: less sure 0.08
-0.04 momentum: less sure 0.15
0.02 momentum: surer 0.02
0.01 momentum: surer 0.05
-0.08 name activation
-0.2 name attention heads
0.33 name batch size
-0.18 name beam size
0.14 name beta end
-0.02 name beta2
0.11 name bins
-0.36 name channels
0.02 name classes
0.03 name clip range
-0.13 name crop size
0.08 name cutmix alpha
0.04 name devices
0.1 name diffusion steps
-0.18 name distillation weight
0.27 name drop path
-0.15 name dropout
0.12 name early stopping patience
-0.03 name ema decay
0.12 name embedding dimension
0.23 name entropy coefficient
0.05 name environments
0.07 name episodes
-0.9 name epochs
-0.13 name exploration rate
-0.1 name feed-forward dimension
0.01 name final learning rate
-0.1 name folds
0.24 name gae lambda
-0.01 name gradient accumulation
0.83 name gradient clipping
0.03 name group size
0.09 name guidance scale
0.02 name hardware
-0.51 name hidden units
-0.27 name image size
-0.27 name initialization
0.15 name kl coefficient
-0.11 name label noise
0.02 name label smoothing
-0.6 name layers
-0.03 name learning rate
-0.58 name learning rate schedule
0.25 name length penalty
0.9 name lora alpha
0.23 name lora rank
0.1 name loss weight
0.06 name margin
-0.09 name maximum length
-0.16 name momentum
-0.01 name noise standard deviation
-0.4 name optimizer
-0.09 name queue size
0.15 name replay buffer size
0.15 name rollout length
-0.12 name sampler
0.18 name sampling steps
-0.06 name seeds
-0.27 name sequence length
0.12 name target update interval
-0.01 name target update rate
0.6 name temperature
-0.28 name test examples
-0.58 name training examples
-0.04 name training fraction
-0.01 name training steps
-0.03 name validation examples
0.02 name validation fraction
-0.03 name vocabulary size
0.04 name warmup epochs
0.27 name warmup steps
0.43 name weight decay
1.65 no objection
0.24 no scope
0.75 none said again
-2.6 nothing
-1.45 nothing but plain
0.12 objected: less sure 0.03
-0.06 objected: less sure 0.08
-0.06 objected: less sure 0.15
-0.3 objected: less sure 0.25
0.16 objected: less sure 0.4
0.44 objected: less sure 0.5
-0.72 objected: less sure 0.6
-0.06 objected: less sure 0.75
-0.2 objected: surer 0.02
-0.34 objected: surer 0.05
-0.07 objected: surer 0.15
-0.22 objected: surer 0.3
-0.01 objects another count
0.18 objects another sense
-0.47 objects another use
-0.22 objects aside
-1.09 objects explained
-0.82 objects in one kind of place
-0.66 objects in passing
0.06 objects miscounted
-0.06 objects of a part
-0.09 objects of a stranger
0.23 objects of another thing
0.12 objects one of several
-0.05 objects optimizer beside
-0.47 objects under another condition
-0.01 of a stranger: data
-0.03 of a stranger: named
-0.02 of a stranger: other
0.76 of another thing: case
0.51 of another thing: data
0.09 of another thing: model
-0.27 of another thing: named
-0.24 of another thing: other
-0.68 of another thing: part
0.09 of another thing: phase
0.37 of another thing: stage
-0.85 one
-0.26 one heading
-0.08 one of several: case
-0.11 one of several: data
-0.07 one of several: other
0.92 one said again
-0.05 one says a case
0.46 one says came out
0.38 one says compared
-0.38 one says cost
-0.2 one says is done
-0.69 one says of others
0.01 one says of training
-0.63 one says reasoned
-0.01 one says refers
0.24 one says supposed
-0.18 one says we do
-0.16 one scope
-0.02 optimizer beside: data
-0.36 optimizer: less sure 0.03
-0.33 optimizer: less sure 0.08
-0.21 optimizer: less sure 0.15
-0.16 optimizer: less sure 0.25
-0.06 optimizer: less sure 0.4
-0.03 optimizer: less sure 0.5
-0.03 optimizer: less sure 0.6
-0.02 optimizer: less sure 0.75
-0.05 optimizer: surer 0.02
-0.07 optimizer: surer 0.05
-0.04 optimizer: surer 0.15
-0.01 optimizer: surer 0.3
-0.33 other nouns
-0.35 other scopes
-1.02 other stages
0.21 other units
0.29 part abstract
-0.21 part opening
-0.2 part other
0.15 part results
0.09 part set-up
-0.11 places algorithm algorithm
0.1 places algorithm caption
0.32 places algorithm table
-0.24 places algorithm text
0.65 places caption caption
0.1 places caption footnote
0.03 places caption table
1.17 places caption text
0.24 places footnote table
-0.8 places table table
-0.29 places table text
-1.02 places text text
0.1 plain algorithm caption
0.18 plain algorithm table
-0.14 plain algorithm text
2.27 plain and not said again
-0.12 plain batch size
0.07 plain beam size
0.14 plain beta end
0.11 plain bins
0.11 plain caption footnote
0.33 plain caption table
-0.28 plain caption text
0.03 plain clip range
0.17 plain crop size
-0.07 plain devices
0.11 plain diffusion steps
0.18 plain discount factor
-0.35 plain distillation weight
-0.03 plain dropout
0.14 plain early stopping patience
0.03 plain ema decay
0.29 plain embedding dimension
0.04 plain entropy coefficient
0.05 plain environments
0.3 plain epochs
0.25 plain footnote table
-0.04 plain footnote text
0.03 plain gae lambda
-0.44 plain gradient clipping
0.04 plain group size
0.22 plain guidance scale
0.39 plain hidden units
-0.25 plain image size
-0.37 plain kernel size
0.16 plain kl coefficient
-0.09 plain label noise
0.03 plain label smoothing
-0.02 plain layers
0.76 plain learning rate
0.05 plain length penalty
0.06 plain lora alpha
0.09 plain lora rank
0.14 plain loss weight
0.04 plain momentum
0.01 plain optimizer
-0.09 plain queue size
-0.06 plain replay buffer size
0.2 plain sampling steps
-0.06 plain seeds
-0.04 plain sequence length
0.64 plain table text
0.13 plain target update interval
-0.24 plain temperature
0.31 plain text text
-0.5 plain training examples
0.1 plain training steps
0.02 plain validation fraction
0.12 plain warmup steps
0.32 plain weight decay
0.6 plain: less sure 0.03
-0.12 plain: less sure 0.08
-0.31 plain: less sure 0.15
-0.63 plain: less sure 0.25
-0.63 plain: less sure 0.4
-1.16 plain: less sure 0.5
0.2 plain: less sure 0.6
-0.38 plain: less sure 0.75
0.12 plain: surer 0.02
0.32 plain: surer 0.05
-0.29 plain: surer 0.15
-0.13 plain: surer 0.3
-0.09 queue size: less sure 0.03
-0.11 queue size: less sure 0.08
-0.18 queue size: less sure 0.15
0.43 regions abstract appendix
-0.19 regions abstract body
1.12 regions appendix appendix
0.17 regions appendix body
-0.06 regions appendix introduction
-0.78 regions body body
-0.03 regions body conclusion
-0.12 regions body introduction
0.15 replay buffer size: less sure 0.03
0.14 replay buffer size: less sure 0.08
-0.09 replay buffer size: less sure 0.15
-0.09 replay buffer size: less sure 0.25
0.15 replay buffer size: surer 0.02
-0.07 replay buffer size: surer 0.05
-1.48 restated
0.15 rollout length: less sure 0.03
0.15 rollout length: surer 0.02
0.29 same noun
-0.17 same scope
-0.16 same unit
-0.12 sampler: less sure 0.03
-0.12 sampler: less sure 0.08
-0.12 sampler: less sure 0.15
-0.02 sampler: less sure 0.25
-0.02 sampler: surer 0.02
-0.02 sampler: surer 0.05
-0.01 sampler: surer 0.15
-0.01 sampler: surer 0.3
0.18 sampling steps: less sure 0.03
0.18 sampling steps: less sure 0.08
0.17 sampling steps: less sure 0.15
0.15 sampling steps: less sure 0.25
0.15 sampling steps: less sure 0.4
0.03 sampling steps: less sure 0.5
0.03 sampling steps: less sure 0.6
0.02 sampling steps: less sure 0.75
0.17 sampling steps: surer 0.02
0.17 sampling steps: surer 0.05
0.1 sampling steps: surer 0.15
0.11 sampling steps: surer 0.3
-0.09 seeds: less sure 0.03
-0.2 seeds: less sure 0.08
-0.16 seeds: less sure 0.15
-0.5 seeds: less sure 0.25
-0.68 seeds: less sure 0.4
-0.32 seeds: less sure 0.5
-0.07 seeds: less sure 0.6
-0.03 seeds: less sure 0.75
0.03 seeds: surer 0.02
0.03 seeds: surer 0.05
-0.25 seeds: surer 0.15
-0.19 seeds: surer 0.3
-0.09 sequence length: less sure 0.03
0.34 sequence length: less sure 0.08
0.35 sequence length: less sure 0.15
0.13 sequence length: less sure 0.25
0.11 sequence length: less sure 0.4
-0.13 sequence length: less sure 0.5
-0.33 sequence length: less sure 0.6
0.27 sequence length: surer 0.02
0.39 sequence length: surer 0.05
0.42 sequence length: surer 0.15
-0.11 surer 0.02
-0.15 surer 0.05
-0.3 surer 0.15
-0.33 surer 0.3
0.13 target update interval: less sure 0.03
0.12 target update interval: less sure 0.08
0.12 target update interval: less sure 0.15
0.13 target update interval: surer 0.02
0.12 target update interval: surer 0.05
-0.01 target update rate: less sure 0.03
-0.01 target update rate: surer 0.02
0.25 temperature: less sure 0.03
0.2 temperature: less sure 0.08
0.11 temperature: less sure 0.15
0.72 temperature: less sure 0.25
0.9 temperature: less sure 0.4
0.65 temperature: less sure 0.5
-0.83 temperature: less sure 0.6
-0.14 temperature: less sure 0.75
-0.73 temperature: surer 0.02
-0.73 temperature: surer 0.05
-0.35 temperature: surer 0.15
0.15 temperature: surer 0.3
-0.27 test examples: less sure 0.03
-0.26 test examples: less sure 0.08
-0.24 test examples: less sure 0.15
-0.24 test examples: less sure 0.25
0.48 third values
0.69 three objections
-0.56 training examples: less sure 0.03
-0.56 training examples: less sure 0.08
0.09 training examples: less sure 0.15
0.04 training examples: less sure 0.25
-0.01 training examples: less sure 0.4
-0.01 training examples: less sure 0.5
-0.01 training examples: less sure 0.6
0.08 training examples: surer 0.02
0.01 training examples: surer 0.05
-0.04 training fraction: less sure 0.03
-0.03 training fraction: less sure 0.08
-0.06 training fraction: surer 0.02
-0.26 training steps: less sure 0.03
-0.17 training steps: less sure 0.08
-0.08 training steps: less sure 0.15
-0.29 training steps: less sure 0.25
0.01 training steps: less sure 0.4
-0.08 training steps: less sure 0.5
-0.05 training steps: less sure 0.6
-0.01 training steps: less sure 0.75
-0.11 training steps: surer 0.02
-0.35 training steps: surer 0.05
-0.43 training steps: surer 0.15
-0.01 training steps: surer 0.3
-0.96 two objections
0.38 under another condition: case
-0.05 under another condition: data
0.12 under another condition: other
-0.04 under another condition: part
-0.14 under another condition: phase
-0.02 under another condition: stage
0.3 unlike case
0.44 unlike data
0.08 unlike model
-0.48 unlike named
-0.37 unlike other
-0.57 unlike part
-0.23 unlike phase
-0.01 validation examples: less sure 0.03
-0.01 validation examples: less sure 0.08
-0.01 validation examples: surer 0.02
-0.01 validation examples: surer 0.05
0.02 validation fraction: less sure 0.03
0.02 validation fraction: less sure 0.08
0.02 validation fraction: surer 0.02
0.02 validation fraction: surer 0.05
-0.03 vocabulary size: less sure 0.03
-0.03 vocabulary size: surer 0.02
0.04 warmup epochs: less sure 0.03
0.01 warmup epochs: surer 0.02
0.22 warmup steps: less sure 0.03
0.21 warmup steps: less sure 0.08
0.2 warmup steps: surer 0.02
0.21 warmup steps: surer 0.05
0.22 weight decay: less sure 0.03
-0.41 weight decay: less sure 0.08
-0.62 weight decay: less sure 0.15
-0.45 weight decay: less sure 0.25
-0.45 weight decay: less sure 0.4
-0.45 weight decay: less sure 0.5
-0.01 weight decay: less sure 0.6
-0.01 weight decay: less sure 0.75
-0.42 weight decay: surer 0.02
-0.43 weight decay: surer 0.05`;
