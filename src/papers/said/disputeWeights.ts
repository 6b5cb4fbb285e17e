/** Weights of the cues in disputes.ts: above 0 speaks for a contradiction. Written by test/bench/said/teachDisputes.ts. Data. */

export const bias = -0.18;

/** A line each: the weight and its cue. */
export const weights = `-0.26 1.5 times
-1.51 10.1 times
-1.66 2.1 times
-0.8 4.1 times
-0.3 40 times
-0.64 a third value
0.4 a third value where one stands
-1.24 a word
-0.04 activation: less sure 0.03
0.01 activation: less sure 0.08
-0.05 activation: surer 0.02
-0.02 attention heads: less sure 0.03
-0.03 attention heads: surer 0.02
-0.67 batch size: less sure 0.03
-0.27 batch size: less sure 0.08
0.44 batch size: less sure 0.15
0.26 batch size: less sure 0.25
-0.14 batch size: less sure 0.4
-0.08 batch size: less sure 0.5
-0.09 batch size: less sure 0.6
-0.5 batch size: surer 0.02
0.29 batch size: surer 0.05
-0.1 beam size: less sure 0.03
-0.1 beam size: less sure 0.08
-0.03 beam size: less sure 0.15
-0.1 beam size: surer 0.02
0.03 beam size: surer 0.05
0.12 beta end: less sure 0.03
0.12 beta end: less sure 0.08
0.12 beta end: surer 0.02
-0.16 beta1: less sure 0.03
-0.01 beta2: surer 0.02
0.08 bins: less sure 0.03
0.08 bins: less sure 0.08
0.08 bins: less sure 0.15
0.08 bins: surer 0.02
0.08 bins: surer 0.05
0.18 both listed
-2.02 both said again
-0.11 both say a case
0.16 both say came out
-0.16 both say compared
0.03 both say cost
0.02 both say is done
-0.01 both say of others
-0.26 both say of training
-0.02 both say reasoned
0.04 both say we do
-0.25 channels: less sure 0.03
-0.23 channels: less sure 0.08
-0.24 channels: surer 0.02
-0.22 channels: surer 0.05
0.03 classes: less sure 0.03
0.1 classes: less sure 0.08
0.28 classes: surer 0.02
0.27 classes: surer 0.05
0.04 clip range: less sure 0.03
0.04 clip range: less sure 0.08
0.03 clip range: surer 0.02
0.02 crop size: less sure 0.03
0.02 crop size: less sure 0.08
0.03 crop size: less sure 0.15
0.05 crop size: less sure 0.25
0.05 crop size: surer 0.02
0.13 crop size: surer 0.05
0.05 devices: less sure 0.03
-0.04 devices: less sure 0.08
-0.04 devices: less sure 0.15
0.05 devices: less sure 0.25
-0.06 devices: surer 0.02
-0.08 devices: surer 0.05
0.13 diffusion steps: less sure 0.03
0.13 diffusion steps: less sure 0.08
0.12 diffusion steps: less sure 0.15
0.12 diffusion steps: surer 0.02
0.11 diffusion steps: surer 0.05
-0.03 discount factor: less sure 0.03
-0.02 discount factor: less sure 0.08
0.07 discount factor: less sure 0.15
0.02 discount factor: surer 0.02
0.04 discount factor: surer 0.05
-0.03 distillation weight: less sure 0.03
0.04 distillation weight: surer 0.02
0.27 drop path: less sure 0.03
-0.01 drop path: surer 0.02
0.29 dropout: less sure 0.03
0.86 dropout: less sure 0.08
0.74 dropout: less sure 0.15
0.09 dropout: less sure 0.25
0.37 dropout: less sure 0.4
0.34 dropout: less sure 0.5
0.34 dropout: less sure 0.6
0.48 dropout: less sure 0.75
0.36 dropout: surer 0.02
-0.4 dropout: surer 0.05
-0.1 dropout: surer 0.15
-0.15 dropout: surer 0.3
0.07 early stopping patience: less sure 0.03
0.05 early stopping patience: less sure 0.08
0.05 early stopping patience: surer 0.02
-0.07 ema decay: less sure 0.03
-0.07 ema decay: less sure 0.08
-0.11 ema decay: less sure 0.15
-0.11 ema decay: less sure 0.25
-0.09 ema decay: less sure 0.4
-0.09 ema decay: less sure 0.5
-0.09 ema decay: less sure 0.6
-0.09 ema decay: less sure 0.75
-0.07 ema decay: surer 0.02
0.01 ema decay: surer 0.05
0.17 embedding dimension: less sure 0.03
0.17 embedding dimension: less sure 0.08
0.17 embedding dimension: less sure 0.15
0.15 embedding dimension: less sure 0.25
0.15 embedding dimension: less sure 0.4
0.17 embedding dimension: surer 0.02
0.06 embedding dimension: surer 0.05
0.01 embedding dimension: surer 0.15
0.22 entropy coefficient: less sure 0.03
0.22 entropy coefficient: less sure 0.08
0.2 entropy coefficient: less sure 0.15
-0.03 entropy coefficient: less sure 0.25
-0.03 entropy coefficient: less sure 0.4
-0.11 entropy coefficient: less sure 0.5
-0.11 entropy coefficient: less sure 0.6
-0.06 entropy coefficient: less sure 0.75
0.25 entropy coefficient: surer 0.02
0.01 entropy coefficient: surer 0.05
0.01 entropy coefficient: surer 0.15
0.05 entropy coefficient: surer 0.3
0.04 environments: less sure 0.03
0.04 environments: less sure 0.08
0.04 environments: surer 0.02
0.09 episodes: less sure 0.03
0.09 episodes: less sure 0.08
0.09 episodes: less sure 0.15
-0.15 episodes: less sure 0.25
-0.09 episodes: less sure 0.4
-0.09 episodes: less sure 0.5
-0.06 episodes: less sure 0.6
0.09 episodes: surer 0.02
-0.14 episodes: surer 0.05
-0.02 episodes: surer 0.15
-0.18 epochs: less sure 0.03
-0.05 epochs: less sure 0.08
-0.29 epochs: less sure 0.25
-0.39 epochs: less sure 0.4
0.13 epochs: less sure 0.5
-0.03 epochs: less sure 0.6
0.09 epochs: surer 0.02
0.17 epochs: surer 0.05
-0.02 epochs: surer 0.15
-0.16 exploration rate: less sure 0.03
-0.15 exploration rate: less sure 0.08
-0.03 exploration rate: surer 0.02
-0.01 feed-forward dimension: less sure 0.03
-0.02 feed-forward dimension: surer 0.02
-0.17 folds: less sure 0.03
0.07 folds: less sure 0.08
0.05 folds: less sure 0.15
0.04 folds: less sure 0.25
0.04 folds: less sure 0.4
-0.14 folds: surer 0.02
0.07 folds: surer 0.05
0.06 folds: surer 0.15
-0.03 for all
0.2 gae lambda: less sure 0.03
0.19 gae lambda: less sure 0.08
0.57 gradient clipping: less sure 0.03
0.48 gradient clipping: less sure 0.08
0.34 gradient clipping: surer 0.02
0.29 gradient clipping: surer 0.05
0.02 group size: less sure 0.03
0.01 group size: less sure 0.08
0.01 group size: less sure 0.15
0.02 guidance scale: less sure 0.03
0.02 guidance scale: less sure 0.08
0.07 guidance scale: less sure 0.15
0.07 guidance scale: less sure 0.25
0.07 guidance scale: less sure 0.4
0.05 guidance scale: less sure 0.5
0.05 guidance scale: less sure 0.6
0.07 guidance scale: surer 0.02
-0.03 guidance scale: surer 0.05
-0.58 has a list
-0.22 hidden units: less sure 0.03
0.14 hidden units: less sure 0.08
0.04 hidden units: less sure 0.15
0.05 hidden units: less sure 0.25
-0.37 hidden units: less sure 0.4
-0.11 hidden units: less sure 0.5
-0.01 hidden units: less sure 0.6
-0.01 hidden units: less sure 0.75
0.01 hidden units: surer 0.02
-0.02 hidden units: surer 0.15
-0.03 image size: less sure 0.03
0.02 image size: less sure 0.08
-0.02 image size: surer 0.02
0.01 image size: surer 0.05
-0.08 initialization: less sure 0.03
-0.05 initialization: surer 0.02
-0.15 kernel size: less sure 0.03
-0.15 kernel size: less sure 0.08
-0.16 kernel size: less sure 0.15
-0.15 kernel size: surer 0.02
-0.16 kernel size: surer 0.05
0.11 kl coefficient: less sure 0.03
0.1 kl coefficient: less sure 0.08
0.07 kl coefficient: less sure 0.15
0.04 kl coefficient: less sure 0.25
0.12 kl coefficient: surer 0.02
0.06 kl coefficient: surer 0.05
-0.18 label noise: less sure 0.03
-0.18 label noise: less sure 0.08
-0.2 label noise: surer 0.02
0.01 label smoothing: less sure 0.03
0.01 label smoothing: less sure 0.08
0.01 label smoothing: surer 0.02
0.01 label smoothing: surer 0.05
-0.29 layers: less sure 0.03
-0.17 layers: less sure 0.08
-0.11 layers: less sure 0.15
-0.09 layers: less sure 0.25
-0.19 layers: less sure 0.4
-0.13 layers: less sure 0.5
-0.07 layers: less sure 0.6
-0.07 layers: less sure 0.75
-0.17 layers: surer 0.02
-0.03 layers: surer 0.05
0.05 layers: surer 0.15
-0.22 learning rate schedule: less sure 0.03
-0.14 learning rate schedule: less sure 0.08
-0.21 learning rate schedule: less sure 0.15
-0.19 learning rate schedule: less sure 0.25
0.79 learning rate: less sure 0.03
-0.67 learning rate: less sure 0.08
-0.21 learning rate: less sure 0.15
-0.16 learning rate: less sure 0.25
-0.15 learning rate: less sure 0.4
-0.07 learning rate: less sure 0.5
-0.07 learning rate: less sure 0.6
-0.03 learning rate: less sure 0.75
0.22 learning rate: surer 0.02
0.28 length penalty: less sure 0.03
-0.01 length penalty: less sure 0.08
-0.01 length penalty: surer 0.02
-0.01 length penalty: surer 0.05
0.47 less sure 0.03
-0.25 less sure 0.08
-0.12 less sure 0.15
-0.56 less sure 0.25
-0.18 less sure 0.4
-0.08 less sure 0.5
-0.89 less sure 0.6
-0.49 less sure 0.75
-0.4 listed
0.63 lora alpha: less sure 0.03
0.02 lora alpha: less sure 0.08
0.08 lora alpha: surer 0.02
-0.12 lora rank: less sure 0.03
-0.13 lora rank: less sure 0.08
-0.11 lora rank: less sure 0.15
-0.18 lora rank: less sure 0.25
-0.01 lora rank: less sure 0.4
-0.06 lora rank: surer 0.02
-0.13 lora rank: surer 0.05
-0.02 loss weight: less sure 0.03
-0.02 loss weight: less sure 0.08
-0.01 loss weight: less sure 0.15
0.22 loss weight: less sure 0.25
-0.03 loss weight: less sure 0.4
-0.01 loss weight: less sure 0.5
-0.01 loss weight: less sure 0.6
-0.01 loss weight: less sure 0.75
-0.02 loss weight: surer 0.02
0.02 loss weight: surer 0.05
0.25 loss weight: surer 0.15
0.14 margin: less sure 0.03
0.14 margin: less sure 0.08
0.14 margin: less sure 0.15
0.14 margin: less sure 0.25
0.17 margin: surer 0.02
0.16 margin: surer 0.05
-0.1 maximum length: less sure 0.03
-0.08 momentum: less sure 0.03
-0.03 momentum: less sure 0.15
-0.04 momentum: less sure 0.25
-0.03 momentum: surer 0.02
0.01 momentum: surer 0.05
-0.06 name activation
-0.14 name attention heads
-0.16 name batch size
-0.15 name beam size
0.12 name beta end
-0.14 name beta1
-0.02 name beta2
0.08 name bins
-0.26 name channels
0.26 name classes
0.06 name clip range
0.02 name crop size
0.05 name devices
0.13 name diffusion steps
-0.03 name discount factor
-0.02 name distillation weight
0.26 name drop path
-0.19 name dropout
0.14 name early stopping patience
-0.02 name ema decay
0.16 name embedding dimension
0.22 name entropy coefficient
0.04 name environments
0.09 name episodes
-0.84 name epochs
-0.16 name exploration rate
-0.07 name feed-forward dimension
-0.17 name folds
0.2 name gae lambda
0.57 name gradient clipping
0.02 name group size
0.02 name guidance scale
0.04 name hardware
-0.41 name hidden units
-0.04 name image size
-0.09 name initialization
-0.15 name kernel size
0.11 name kl coefficient
-0.18 name label noise
0.02 name label smoothing
-0.55 name layers
-0.03 name learning rate
-0.42 name learning rate schedule
0.28 name length penalty
0.63 name lora alpha
0.2 name lora rank
-0.02 name loss weight
0.04 name margin
-0.11 name maximum length
0.01 name mixup alpha
-0.08 name momentum
-0.02 name noise standard deviation
-0.36 name optimizer
0.1 name queue size
0.05 name replay buffer size
0.2 name rollout length
-0.21 name sampler
0.17 name sampling steps
-0.19 name seeds
0.08 name sequence length
0.15 name target update interval
-0.05 name target update rate
0.31 name temperature
-0.24 name test examples
-0.62 name training examples
-0.04 name training fraction
0.06 name training steps
-0.01 name validation examples
0.02 name validation fraction
-0.07 name vocabulary size
0.04 name warmup epochs
0.34 name warmup steps
0.5 name weight decay
0.01 negatives: less sure 0.08
1.94 no objection
0.22 no scope
-0.02 noise standard deviation: less sure 0.03
0.63 none said again
-2.04 nothing
-0.67 nothing but plain
0.05 objected: less sure 0.03
-0.23 objected: less sure 0.08
0.12 objected: less sure 0.15
-0.39 objected: less sure 0.25
0.43 objected: less sure 0.4
0.31 objected: less sure 0.5
-0.4 objected: less sure 0.6
0.17 objected: less sure 0.75
-0.13 objected: surer 0.02
-0.6 objected: surer 0.05
-0.22 objected: surer 0.15
-0.17 objected: surer 0.3
-0.03 objects another count
0.84 objects another sense
-0.55 objects another use
-0.16 objects aside
-1.07 objects explained
-0.99 objects in one kind of place
-0.73 objects in passing
-0.08 objects of a part
-0.1 objects of a stranger
0.02 objects of another thing
0.25 objects one of several
-0.04 objects optimizer beside
-0.3 objects under another condition
-0.86 one
-0.23 one heading
0.74 one said again
0.15 one says a case
0.23 one says came out
0.22 one says compared
-0.52 one says cost
-0.27 one says is done
-0.92 one says of others
-0.28 one says of training
-0.52 one says reasoned
0.24 one says refers
0.11 one says supposed
-0.01 one says we do
-0.2 one scope
-0.32 optimizer: less sure 0.03
-0.25 optimizer: less sure 0.08
-0.22 optimizer: less sure 0.15
-0.06 optimizer: less sure 0.25
-0.05 optimizer: less sure 0.4
-0.03 optimizer: less sure 0.5
-0.02 optimizer: less sure 0.6
-0.02 optimizer: less sure 0.75
-0.05 optimizer: surer 0.02
-0.03 optimizer: surer 0.05
-0.02 optimizer: surer 0.15
-0.02 optimizer: surer 0.3
-0.21 other nouns
-0.19 other scopes
-0.4 other stages
-0.04 other units
0.34 part abstract
-0.04 part opening
-0.35 part other
0.27 part results
-0.04 part set-up
-0.21 places algorithm algorithm
0.08 places algorithm caption
-0.01 places algorithm table
-0.14 places algorithm text
0.41 places caption caption
0.01 places caption footnote
-0.1 places caption table
1.12 places caption text
-0.04 places footnote table
0.42 places footnote text
-1.22 places table table
-0.03 places table text
-0.68 places text text
0.08 plain algorithm caption
0.18 plain algorithm table
-0.13 plain algorithm text
1.64 plain and not said again
-0.33 plain batch size
0.06 plain beam size
0.12 plain beta end
0.08 plain bins
0.28 plain caption table
-0.06 plain caption text
0.06 plain clip range
0.17 plain crop size
-0.03 plain devices
0.13 plain diffusion steps
0.13 plain discount factor
0.04 plain distillation weight
-0.2 plain dropout
0.15 plain early stopping patience
0.02 plain ema decay
0.18 plain embedding dimension
0.04 plain entropy coefficient
0.04 plain environments
0.11 plain epochs
-0.06 plain folds
0.44 plain footnote text
0.02 plain gae lambda
0.32 plain gradient clipping
0.03 plain group size
0.13 plain guidance scale
0.32 plain hidden units
0.04 plain image size
-0.15 plain kernel size
0.12 plain kl coefficient
-0.18 plain label noise
0.03 plain label smoothing
0.16 plain layers
0.35 plain learning rate
0.03 plain length penalty
0.04 plain lora alpha
-0.02 plain lora rank
0.01 plain loss weight
0.06 plain momentum
0.05 plain optimizer
0.1 plain queue size
-0.19 plain replay buffer size
-0.12 plain sampler
0.18 plain sampling steps
0.02 plain seeds
-0.12 plain sequence length
-0.01 plain table table
0.52 plain table text
0.15 plain target update interval
-0.11 plain temperature
0.52 plain text text
-0.56 plain training examples
0.12 plain training steps
0.02 plain validation fraction
0.19 plain warmup steps
0.03 plain weight decay
0.83 plain: less sure 0.03
-0.15 plain: less sure 0.08
-0.35 plain: less sure 0.15
-0.27 plain: less sure 0.25
-0.67 plain: less sure 0.4
-0.42 plain: less sure 0.5
-0.55 plain: less sure 0.6
-0.53 plain: less sure 0.75
-0.07 plain: surer 0.02
0.19 plain: surer 0.05
-0.15 plain: surer 0.15
-0.21 plain: surer 0.3
0.1 queue size: less sure 0.03
0.1 queue size: less sure 0.08
0.07 queue size: surer 0.02
0.35 regions abstract appendix
-0.06 regions abstract body
-0.19 regions appendix appendix
0.27 regions appendix body
-0.34 regions body body
-0.14 regions body conclusion
0.01 regions body introduction
0.05 replay buffer size: less sure 0.03
0.03 replay buffer size: less sure 0.08
-0.25 replay buffer size: less sure 0.15
0.05 replay buffer size: surer 0.02
-0.15 replay buffer size: surer 0.05
-1.15 restated
0.2 rollout length: less sure 0.03
0.2 rollout length: surer 0.02
0.2 rollout length: surer 0.05
0.1 same noun
-0.11 same scope
-0.12 same unit
-0.21 sampler: less sure 0.03
-0.21 sampler: less sure 0.08
-0.21 sampler: less sure 0.15
-0.02 sampler: less sure 0.25
-0.02 sampler: less sure 0.4
-0.02 sampler: less sure 0.5
-0.21 sampler: surer 0.02
-0.14 sampler: surer 0.05
-0.13 sampler: surer 0.15
-0.01 sampler: surer 0.3
0.17 sampling steps: less sure 0.03
0.17 sampling steps: less sure 0.08
0.16 sampling steps: less sure 0.15
0.15 sampling steps: less sure 0.25
0.14 sampling steps: less sure 0.4
0.16 sampling steps: surer 0.02
0.15 sampling steps: surer 0.05
0.09 sampling steps: surer 0.15
-0.26 seeds: less sure 0.03
-0.27 seeds: less sure 0.08
-0.2 seeds: less sure 0.15
-0.48 seeds: less sure 0.25
-0.12 seeds: less sure 0.4
-0.1 seeds: less sure 0.5
-0.05 seeds: less sure 0.6
-0.04 seeds: less sure 0.75
-0.29 seeds: surer 0.02
-0.48 seeds: surer 0.05
-0.33 seeds: surer 0.15
-0.28 seeds: surer 0.3
0.13 sequence length: less sure 0.03
0.25 sequence length: less sure 0.08
0.31 sequence length: less sure 0.15
0.28 sequence length: less sure 0.25
-0.04 sequence length: less sure 0.4
-0.22 sequence length: less sure 0.5
-0.22 sequence length: less sure 0.6
-0.01 sequence length: surer 0.02
0.45 sequence length: surer 0.05
0.45 sequence length: surer 0.15
-0.13 surer 0.02
-0.43 surer 0.05
-0.36 surer 0.15
-0.41 surer 0.3
0.15 target update interval: less sure 0.03
0.14 target update interval: less sure 0.08
0.13 target update interval: less sure 0.15
0.15 target update interval: surer 0.02
0.02 temperature: less sure 0.03
0.18 temperature: less sure 0.08
-0.12 temperature: less sure 0.15
0.81 temperature: less sure 0.25
0.78 temperature: less sure 0.4
0.71 temperature: less sure 0.5
-0.16 temperature: less sure 0.6
-0.09 temperature: less sure 0.75
0.32 temperature: surer 0.02
-1.02 temperature: surer 0.05
-0.37 temperature: surer 0.15
-0.23 test examples: less sure 0.03
-0.23 test examples: less sure 0.08
-0.22 test examples: less sure 0.15
-0.22 test examples: less sure 0.25
0.71 third values
0.88 three objections
-0.61 training examples: less sure 0.03
0.11 training examples: less sure 0.08
0.08 training examples: less sure 0.15
-0.01 training examples: less sure 0.25
-0.08 training examples: less sure 0.4
-0.04 training examples: less sure 0.5
-0.01 training examples: less sure 0.6
-0.57 training examples: surer 0.02
0.04 training examples: surer 0.05
-0.03 training fraction: less sure 0.03
-0.03 training fraction: less sure 0.08
0.09 training steps: less sure 0.03
-0.11 training steps: less sure 0.08
-0.07 training steps: less sure 0.25
-0.14 training steps: less sure 0.4
-0.13 training steps: less sure 0.5
-0.08 training steps: less sure 0.6
-0.05 training steps: less sure 0.75
0.08 training steps: surer 0.02
-0.08 training steps: surer 0.05
-0.01 training steps: surer 0.15
-0.05 training steps: surer 0.3
-1.09 two objections
0.82 unlike case
0.7 unlike data
0.16 unlike model
-0.52 unlike named
-0.7 unlike other
-0.82 unlike part
-0.13 unlike phase
-0.01 validation examples: less sure 0.03
-0.01 validation examples: surer 0.02
0.02 validation fraction: less sure 0.03
0.02 validation fraction: surer 0.02
0.02 validation fraction: surer 0.05
-0.07 vocabulary size: less sure 0.03
-0.07 vocabulary size: less sure 0.08
-0.07 vocabulary size: surer 0.02
0.05 warmup epochs: less sure 0.03
0.01 warmup epochs: surer 0.02
0.21 warmup steps: less sure 0.03
0.23 warmup steps: surer 0.02
0.02 weight decay: less sure 0.03
-0.96 weight decay: less sure 0.08
-0.82 weight decay: less sure 0.15
-0.97 weight decay: surer 0.02
-0.02 weight decay: surer 0.05`;
