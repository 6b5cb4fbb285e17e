/** Weights of the cues in disputes.ts: above 0 speaks for a contradiction. Written by test/bench/said/teachDisputes.ts. Data. */

export const bias = -0.13;

/** A line each: the weight and its cue. */
export const weights = `-0.28 1.5 times
-1.24 10.1 times
-1.58 2.1 times
-0.78 4.1 times
-0.21 40 times
-0.73 a third value
0.31 a third value where one stands
-1.39 a word
-0.04 activation: less sure 0.03
0.01 activation: less sure 0.08
-0.04 activation: surer 0.02
-0.03 attention heads: less sure 0.03
-0.02 attention heads: surer 0.02
-0.76 batch size: less sure 0.03
-0.14 batch size: less sure 0.08
-0.21 batch size: less sure 0.15
0.47 batch size: less sure 0.25
0.01 batch size: less sure 0.5
0.05 batch size: less sure 0.6
-0.01 batch size: less sure 0.75
-0.18 batch size: surer 0.02
0.29 batch size: surer 0.05
-0.09 beam size: less sure 0.03
-0.09 beam size: less sure 0.08
-0.09 beam size: surer 0.02
0.02 beam size: surer 0.05
0.09 beta end: less sure 0.03
0.09 beta end: less sure 0.08
0.09 beta end: surer 0.02
-0.13 beta1: less sure 0.03
0.09 bins: less sure 0.03
0.09 bins: less sure 0.08
0.09 bins: less sure 0.15
0.09 bins: surer 0.02
0.09 bins: surer 0.05
0.18 both listed
-2.1 both said again
-0.07 both say a case
0.06 both say came out
-0.16 both say compared
0.02 both say cost
0.01 both say is done
-0.01 both say of others
-0.21 both say of training
0.01 both say reasoned
-0.02 both say refers
0.02 both say we do
-0.28 channels: less sure 0.03
-0.26 channels: less sure 0.08
-0.01 channels: less sure 0.15
-0.27 channels: surer 0.02
-0.25 channels: surer 0.05
0.28 classes: less sure 0.03
0.12 classes: less sure 0.08
0.18 classes: less sure 0.15
0.3 classes: surer 0.02
0.16 classes: surer 0.05
0.04 clip range: less sure 0.03
0.03 clip range: less sure 0.08
0.03 clip range: surer 0.02
0.03 crop size: less sure 0.03
0.03 crop size: less sure 0.08
0.06 crop size: less sure 0.15
0.07 crop size: less sure 0.25
0.06 crop size: surer 0.02
0.13 crop size: surer 0.05
0.01 devices: less sure 0.03
-0.07 devices: less sure 0.08
-0.07 devices: less sure 0.15
0.03 devices: less sure 0.25
-0.08 devices: surer 0.02
-0.08 devices: surer 0.05
0.1 diffusion steps: less sure 0.03
0.1 diffusion steps: less sure 0.08
0.1 diffusion steps: less sure 0.15
0.13 diffusion steps: surer 0.02
0.12 diffusion steps: surer 0.05
-0.05 discount factor: less sure 0.03
-0.04 discount factor: less sure 0.08
0.08 discount factor: less sure 0.15
0.02 discount factor: surer 0.02
0.05 discount factor: surer 0.05
-0.01 distillation weight: less sure 0.03
-0.03 distillation weight: less sure 0.08
0.06 distillation weight: surer 0.02
0.27 drop path: less sure 0.03
-0.01 drop path: surer 0.02
0.29 dropout: less sure 0.03
1.04 dropout: less sure 0.08
0.64 dropout: less sure 0.15
0.19 dropout: less sure 0.25
0.27 dropout: less sure 0.4
0.27 dropout: less sure 0.5
0.27 dropout: less sure 0.6
0.53 dropout: less sure 0.75
0.41 dropout: surer 0.02
-0.63 dropout: surer 0.05
-0.22 dropout: surer 0.15
-0.28 dropout: surer 0.3
0.08 early stopping patience: less sure 0.03
0.06 early stopping patience: less sure 0.08
0.05 early stopping patience: less sure 0.15
0.04 early stopping patience: surer 0.02
-0.11 ema decay: less sure 0.03
-0.11 ema decay: less sure 0.08
-0.11 ema decay: less sure 0.15
-0.11 ema decay: less sure 0.25
-0.11 ema decay: less sure 0.4
-0.11 ema decay: less sure 0.5
-0.11 ema decay: less sure 0.6
-0.05 ema decay: less sure 0.75
-0.07 ema decay: surer 0.02
-0.05 ema decay: surer 0.05
0.17 embedding dimension: less sure 0.03
0.17 embedding dimension: less sure 0.08
0.17 embedding dimension: less sure 0.15
0.15 embedding dimension: less sure 0.25
0.16 embedding dimension: less sure 0.4
0.17 embedding dimension: surer 0.02
0.17 embedding dimension: surer 0.05
0.06 embedding dimension: surer 0.15
0.2 entropy coefficient: less sure 0.03
0.2 entropy coefficient: less sure 0.08
0.19 entropy coefficient: less sure 0.15
-0.07 entropy coefficient: less sure 0.25
-0.08 entropy coefficient: less sure 0.4
-0.18 entropy coefficient: less sure 0.5
-0.06 entropy coefficient: less sure 0.6
-0.06 entropy coefficient: less sure 0.75
0.33 entropy coefficient: surer 0.02
0.05 entropy coefficient: surer 0.05
0.05 entropy coefficient: surer 0.15
0.05 entropy coefficient: surer 0.3
0.05 environments: less sure 0.03
0.05 environments: less sure 0.08
0.05 environments: surer 0.02
0.13 episodes: less sure 0.03
0.13 episodes: less sure 0.08
-0.15 episodes: less sure 0.15
-0.14 episodes: less sure 0.25
-0.09 episodes: less sure 0.4
-0.09 episodes: less sure 0.5
-0.07 episodes: less sure 0.6
0.14 episodes: surer 0.02
-0.12 episodes: surer 0.05
0.03 epochs: less sure 0.03
0.34 epochs: less sure 0.08
-0.17 epochs: less sure 0.15
-0.4 epochs: less sure 0.25
-0.35 epochs: less sure 0.4
0.09 epochs: less sure 0.5
0.09 epochs: less sure 0.6
-0.03 epochs: less sure 0.75
0.07 epochs: surer 0.05
-0.07 epochs: surer 0.15
-0.03 epochs: surer 0.3
-0.19 exploration rate: less sure 0.03
-0.17 exploration rate: less sure 0.08
-0.03 exploration rate: surer 0.02
-0.01 feed-forward dimension: surer 0.02
-0.14 folds: less sure 0.03
0.1 folds: less sure 0.08
0.09 folds: less sure 0.15
0.1 folds: less sure 0.25
-0.11 folds: surer 0.02
0.08 folds: surer 0.05
0.08 folds: surer 0.15
-0.04 for all
0.25 gae lambda: less sure 0.03
0.25 gae lambda: less sure 0.08
0.01 gradient accumulation: less sure 0.03
0.46 gradient clipping: less sure 0.03
0.45 gradient clipping: less sure 0.08
-0.04 gradient clipping: less sure 0.25
-0.04 gradient clipping: less sure 0.4
-0.05 gradient clipping: less sure 0.5
0.41 gradient clipping: surer 0.02
0.29 gradient clipping: surer 0.05
-0.05 gradient clipping: surer 0.15
-0.05 gradient clipping: surer 0.3
0.03 group size: less sure 0.03
0.02 group size: less sure 0.08
0.02 group size: less sure 0.15
0.02 guidance scale: less sure 0.03
0.02 guidance scale: less sure 0.08
0.02 guidance scale: less sure 0.15
0.06 guidance scale: less sure 0.25
0.06 guidance scale: less sure 0.4
0.06 guidance scale: less sure 0.5
0.06 guidance scale: less sure 0.6
0.08 guidance scale: surer 0.02
-0.04 guidance scale: surer 0.05
-0.57 has a list
-0.28 hidden units: less sure 0.03
-0.1 hidden units: less sure 0.08
-0.02 hidden units: less sure 0.15
-0.26 hidden units: less sure 0.25
-0.09 hidden units: less sure 0.4
-0.06 hidden units: less sure 0.5
-0.16 hidden units: surer 0.02
0.05 hidden units: surer 0.05
-0.01 hidden units: surer 0.15
-0.23 image size: less sure 0.03
-0.19 image size: less sure 0.08
-0.2 image size: surer 0.02
-0.24 image size: surer 0.05
-0.06 initialization: less sure 0.03
-0.04 initialization: less sure 0.08
-0.02 initialization: surer 0.02
-0.14 kernel size: less sure 0.03
-0.14 kernel size: less sure 0.08
-0.15 kernel size: less sure 0.15
-0.14 kernel size: surer 0.02
-0.14 kernel size: surer 0.05
0.1 kl coefficient: less sure 0.03
0.09 kl coefficient: less sure 0.08
0.08 kl coefficient: less sure 0.15
0.03 kl coefficient: less sure 0.25
0.1 kl coefficient: surer 0.02
0.05 kl coefficient: surer 0.05
-0.2 label noise: less sure 0.03
-0.2 label noise: less sure 0.08
-0.2 label noise: surer 0.02
-0.23 label noise: surer 0.05
0.01 label smoothing: less sure 0.03
0.01 label smoothing: less sure 0.08
0.01 label smoothing: surer 0.02
0.01 label smoothing: surer 0.05
-0.23 layers: less sure 0.03
-0.16 layers: less sure 0.08
-0.04 layers: less sure 0.15
-0.08 layers: less sure 0.25
-0.09 layers: less sure 0.4
-0.05 layers: less sure 0.5
-0.05 layers: less sure 0.6
-0.1 layers: surer 0.02
-0.05 layers: surer 0.05
0.04 layers: surer 0.15
-0.01 layers: surer 0.3
-0.32 learning rate schedule: less sure 0.03
-0.12 learning rate schedule: less sure 0.08
-0.17 learning rate schedule: less sure 0.15
-0.16 learning rate schedule: less sure 0.25
0.42 learning rate: less sure 0.03
-0.29 learning rate: less sure 0.08
-0.18 learning rate: less sure 0.15
-0.15 learning rate: less sure 0.25
-0.15 learning rate: less sure 0.4
-0.09 learning rate: less sure 0.5
-0.09 learning rate: less sure 0.6
0.05 learning rate: surer 0.02
0.01 learning rate: surer 0.05
0.28 length penalty: less sure 0.03
-0.01 length penalty: less sure 0.08
-0.01 length penalty: surer 0.02
0.4 less sure 0.03
-0.04 less sure 0.08
-0.43 less sure 0.15
-0.37 less sure 0.25
-0.6 less sure 0.4
-0.15 less sure 0.5
-0.25 less sure 0.6
-0.71 less sure 0.75
-0.35 listed
0.61 lora alpha: less sure 0.03
0.02 lora alpha: less sure 0.08
0.02 lora alpha: less sure 0.15
0.11 lora alpha: surer 0.02
-0.02 lora rank: less sure 0.03
-0.03 lora rank: less sure 0.08
-0.04 lora rank: less sure 0.15
-0.07 lora rank: less sure 0.25
-0.12 lora rank: less sure 0.4
-0.01 lora rank: less sure 0.5
-0.01 lora rank: less sure 0.6
-0.01 lora rank: less sure 0.75
-0.02 lora rank: surer 0.02
-0.05 lora rank: surer 0.05
0.04 lora rank: surer 0.15
0.06 loss weight: less sure 0.03
0.06 loss weight: less sure 0.08
0.07 loss weight: less sure 0.15
0.08 loss weight: less sure 0.25
0.17 loss weight: less sure 0.4
-0.01 loss weight: less sure 0.5
-0.01 loss weight: less sure 0.6
-0.01 loss weight: less sure 0.75
0.06 loss weight: surer 0.02
0.1 loss weight: surer 0.05
0.09 loss weight: surer 0.15
0.16 margin: less sure 0.03
0.16 margin: less sure 0.08
0.16 margin: less sure 0.15
0.16 margin: less sure 0.25
0.18 margin: surer 0.02
0.18 margin: surer 0.05
0.18 margin: surer 0.15
-0.06 momentum: less sure 0.03
-0.01 momentum: less sure 0.08
-0.01 momentum: less sure 0.15
-0.03 momentum: less sure 0.25
-0.02 momentum: surer 0.02
0.01 momentum: surer 0.05
-0.06 name activation
-0.13 name attention heads
-0.18 name batch size
-0.14 name beam size
0.09 name beta end
-0.1 name beta1
-0.01 name beta2
0.09 name bins
-0.28 name channels
0.27 name classes
0.05 name clip range
0.03 name crop size
0.02 name devices
0.11 name diffusion steps
-0.04 name discount factor
0.12 name distillation weight
0.26 name drop path
-0.14 name dropout
0.13 name early stopping patience
-0.06 name ema decay
0.17 name embedding dimension
0.2 name entropy coefficient
0.05 name environments
0.13 name episodes
-0.99 name epochs
-0.19 name exploration rate
-0.06 name feed-forward dimension
-0.14 name folds
0.25 name gae lambda
0.46 name gradient clipping
0.03 name group size
0.02 name guidance scale
0.06 name hardware
-0.47 name hidden units
-0.23 name image size
-0.06 name initialization
-0.14 name kernel size
0.1 name kl coefficient
-0.2 name label noise
0.02 name label smoothing
-0.48 name layers
0.11 name learning rate
-0.49 name learning rate schedule
0.28 name length penalty
0.64 name lora alpha
0.28 name lora rank
0.06 name loss weight
0.06 name margin
-0.1 name maximum length
-0.06 name momentum
-0.02 name noise standard deviation
-0.41 name optimizer
0.08 name queue size
0.03 name replay buffer size
0.21 name rollout length
-0.25 name sampler
0.19 name sampling steps
-0.06 name seeds
0.03 name sequence length
0.13 name target update interval
-0.03 name target update rate
0.33 name temperature
-0.3 name test examples
-0.53 name training examples
-0.04 name training fraction
-0.02 name training steps
-0.01 name validation examples
0.02 name validation fraction
-0.06 name vocabulary size
0.04 name warmup epochs
0.3 name warmup steps
0.54 name weight decay
1.88 no objection
0.3 no scope
0.69 none said again
-2.13 nothing
-0.78 nothing but plain
0.02 objected: less sure 0.03
-0.11 objected: less sure 0.08
-0.11 objected: less sure 0.15
-0.34 objected: less sure 0.25
0.22 objected: less sure 0.4
0.24 objected: less sure 0.5
0.14 objected: less sure 0.6
0.08 objected: less sure 0.75
-0.47 objected: surer 0.02
-0.54 objected: surer 0.05
0.12 objected: surer 0.15
-0.29 objected: surer 0.3
-0.02 objects another count
0.72 objects another sense
-0.57 objects another use
-0.13 objects aside
-1.03 objects explained
-1 objects in one kind of place
-0.75 objects in passing
0.07 objects miscounted
-0.06 objects of a part
-0.11 objects of a stranger
0.13 objects of another thing
0.26 objects one of several
-0.05 objects optimizer beside
-0.28 objects under another condition
-0.9 one
-0.11 one heading
0.66 one said again
0.04 one says a case
0.26 one says came out
0.29 one says compared
-0.4 one says cost
-0.19 one says is done
-0.98 one says of others
-0.06 one says of training
-0.35 one says reasoned
0.12 one says refers
0.26 one says supposed
-0.2 one says we do
-0.23 one scope
-0.37 optimizer: less sure 0.03
-0.33 optimizer: less sure 0.08
-0.32 optimizer: less sure 0.15
-0.22 optimizer: less sure 0.25
-0.04 optimizer: less sure 0.4
-0.04 optimizer: less sure 0.5
-0.04 optimizer: less sure 0.6
-0.03 optimizer: less sure 0.75
-0.02 optimizer: surer 0.05
-0.02 optimizer: surer 0.15
-0.01 optimizer: surer 0.3
-0.34 other nouns
-0.2 other scopes
-0.4 other stages
0.18 other units
0.37 part abstract
-0.02 part opening
-0.41 part other
0.16 part results
-0.01 part set-up
-0.13 places algorithm algorithm
0.07 places algorithm caption
-0.06 places algorithm table
-0.09 places algorithm text
0.72 places caption caption
0.11 places caption footnote
-0.05 places caption table
1.15 places caption text
0.09 places footnote table
0.42 places footnote text
-1.57 places table table
-0.21 places table text
-0.75 places text text
0.07 plain algorithm caption
0.15 plain algorithm table
-0.23 plain algorithm text
1.6 plain and not said again
-0.11 plain batch size
0.05 plain beam size
0.09 plain beta end
0.09 plain bins
0.13 plain caption footnote
0.34 plain caption table
-0.2 plain caption text
0.05 plain clip range
0.18 plain crop size
-0.05 plain devices
0.11 plain diffusion steps
0.12 plain discount factor
0.06 plain distillation weight
-0.27 plain dropout
0.14 plain early stopping patience
0.03 plain ema decay
0.19 plain embedding dimension
-0.02 plain entropy coefficient
0.05 plain environments
0.16 plain epochs
-0.06 plain folds
0.21 plain footnote table
0.44 plain footnote text
0.04 plain gae lambda
0.21 plain gradient clipping
0.04 plain group size
0.13 plain guidance scale
0.23 plain hidden units
-0.18 plain image size
-0.14 plain kernel size
0.1 plain kl coefficient
-0.19 plain label noise
0.03 plain label smoothing
0.17 plain layers
0.48 plain learning rate
0.03 plain length penalty
0.06 plain lora alpha
0.06 plain lora rank
0.08 plain loss weight
0.04 plain momentum
-0.08 plain optimizer
0.08 plain queue size
-0.19 plain replay buffer size
-0.07 plain sampler
0.2 plain sampling steps
0.06 plain seeds
-0.13 plain sequence length
-0.01 plain table table
0.47 plain table text
0.14 plain target update interval
0.09 plain temperature
0.35 plain text text
-0.49 plain training examples
-0.07 plain training steps
0.02 plain validation fraction
0.16 plain warmup steps
0.15 plain weight decay
0.78 plain: less sure 0.03
0.04 plain: less sure 0.08
-0.61 plain: less sure 0.15
0.02 plain: less sure 0.25
-1.15 plain: less sure 0.4
-0.41 plain: less sure 0.5
-0.44 plain: less sure 0.6
-0.74 plain: less sure 0.75
0.33 plain: surer 0.02
0.18 plain: surer 0.05
-0.42 plain: surer 0.15
-0.06 plain: surer 0.3
0.08 queue size: less sure 0.03
0.08 queue size: less sure 0.08
0.06 queue size: surer 0.02
0.46 regions abstract appendix
-0.15 regions abstract body
-0.18 regions appendix appendix
0.37 regions appendix body
-0.36 regions body body
-0.09 regions body conclusion
0.02 regions body introduction
0.03 replay buffer size: less sure 0.03
-0.2 replay buffer size: less sure 0.08
-0.22 replay buffer size: less sure 0.15
0.03 replay buffer size: surer 0.02
-0.11 replay buffer size: surer 0.05
-1.37 restated
0.21 rollout length: less sure 0.03
0.21 rollout length: surer 0.02
0.21 rollout length: surer 0.05
0.1 same noun
-0.08 same scope
0.02 same unit
-0.25 sampler: less sure 0.03
-0.25 sampler: less sure 0.08
-0.08 sampler: less sure 0.15
-0.08 sampler: less sure 0.25
-0.01 sampler: less sure 0.4
-0.01 sampler: less sure 0.5
-0.08 sampler: surer 0.02
-0.08 sampler: surer 0.05
-0.08 sampler: surer 0.15
0.19 sampling steps: less sure 0.03
0.19 sampling steps: less sure 0.08
0.19 sampling steps: less sure 0.15
0.16 sampling steps: less sure 0.25
0.16 sampling steps: less sure 0.4
0.18 sampling steps: surer 0.02
0.18 sampling steps: surer 0.05
0.14 sampling steps: surer 0.15
-0.14 seeds: less sure 0.03
0.11 seeds: less sure 0.08
-0.16 seeds: less sure 0.15
-0.34 seeds: less sure 0.25
-0.42 seeds: less sure 0.4
-0.19 seeds: less sure 0.5
-0.13 seeds: less sure 0.6
-0.1 seeds: less sure 0.75
-0.2 seeds: surer 0.02
-0.34 seeds: surer 0.05
-0.24 seeds: surer 0.15
-0.18 seeds: surer 0.3
0.09 sequence length: less sure 0.03
0.23 sequence length: less sure 0.08
0.31 sequence length: less sure 0.15
0.28 sequence length: less sure 0.25
-0.01 sequence length: less sure 0.4
-0.23 sequence length: less sure 0.5
-0.23 sequence length: less sure 0.6
0.16 sequence length: surer 0.02
0.42 sequence length: surer 0.05
0.5 sequence length: surer 0.15
-0.19 surer 0.02
-0.38 surer 0.05
-0.27 surer 0.15
-0.36 surer 0.3
0.14 target update interval: less sure 0.03
0.13 target update interval: less sure 0.08
0.12 target update interval: less sure 0.15
0.14 target update interval: surer 0.02
0.12 target update interval: surer 0.05
0.07 temperature: less sure 0.03
0.18 temperature: less sure 0.08
0.14 temperature: less sure 0.15
0.81 temperature: less sure 0.25
0.58 temperature: less sure 0.4
0.43 temperature: less sure 0.5
0.43 temperature: less sure 0.6
-0.33 temperature: less sure 0.75
-0.58 temperature: surer 0.02
-0.78 temperature: surer 0.05
-0.16 temperature: surer 0.15
-0.05 temperature: surer 0.3
-0.3 test examples: less sure 0.03
-0.3 test examples: less sure 0.08
-0.28 test examples: less sure 0.15
-0.28 test examples: less sure 0.25
1.07 third values
0.96 three objections
-0.52 training examples: less sure 0.03
-0.52 training examples: less sure 0.08
0.08 training examples: less sure 0.15
0.03 training examples: less sure 0.25
-0.03 training examples: less sure 0.4
-0.03 training examples: less sure 0.5
-0.02 training examples: less sure 0.6
-0.01 training examples: less sure 0.75
-0.52 training examples: surer 0.02
0.07 training examples: surer 0.05
-0.04 training fraction: less sure 0.03
-0.03 training fraction: less sure 0.08
-0.05 training fraction: surer 0.02
-0.23 training steps: less sure 0.08
-0.19 training steps: less sure 0.15
0.24 training steps: less sure 0.25
0.17 training steps: less sure 0.4
-0.1 training steps: less sure 0.5
-0.07 training steps: less sure 0.6
-0.05 training steps: less sure 0.75
-0.13 training steps: surer 0.02
-0.34 training steps: surer 0.05
-0.59 training steps: surer 0.15
-0.04 training steps: surer 0.3
-1.05 two objections
0.81 unlike case
0.7 unlike data
0.16 unlike model
-0.53 unlike named
-0.71 unlike other
-0.93 unlike part
-0.1 unlike phase
0.02 validation fraction: less sure 0.03
0.02 validation fraction: less sure 0.08
0.02 validation fraction: surer 0.02
0.02 validation fraction: surer 0.05
-0.06 vocabulary size: less sure 0.03
-0.06 vocabulary size: surer 0.02
0.05 warmup epochs: less sure 0.03
0.01 warmup epochs: surer 0.02
0.22 warmup steps: less sure 0.03
0.2 warmup steps: less sure 0.08
0.21 warmup steps: surer 0.02
-0.01 warmup steps: surer 0.05
0.2 weight decay: less sure 0.03
-0.67 weight decay: less sure 0.08
-0.78 weight decay: less sure 0.15
-0.75 weight decay: less sure 0.25
-0.65 weight decay: surer 0.02
-0.02 weight decay: surer 0.05`;
