/** Weights of the cues in doubts.ts: above 0 speaks against a setting. Written by test/bench/said/teachDoubts.ts. Data. */

export const bias = -0.72;

/** A line each: the weight and its cue. */
export const weights = `0.94 1 dealt out beside it
-0.29 1 in its paragraph
-0.21 1 in its section
-0.3 1 in its sentence
-0.15 10 in its section
0.06 12 numbers
0.35 2 dealt out beside it
-0.59 2 in its sentence
0.17 2 numbers
0.44 2 others
-0.38 3 in its paragraph
-0.04 3 in its section
-0.07 3 numbers
0.51 3 others
-0.53 4 in its sentence
-0.12 5 numbers
0.6 5 others
-0.19 6 in its paragraph
-0.13 6 in its section
-0.06 < 1 #
0.17 < 1 (
0.05 < 1 ,
-0.23 < 1 :
-0.11 < 1 ;
-0.14 < 1 =
0.05 < 1 a
0.12 < 1 all
-0.18 < 1 an
-0.07 < 1 and
-0.07 < 1 by
-0.18 < 1 deviation
-0.18 < 1 for
-0.15 < 1 has
-0.1 < 1 have
-0.12 < 1 is
-0.09 < 1 momentum
-0.2 < 1 of
-0.26 < 1 on
-0.28 < 1 over
0.28 < 1 the
-0.15 < 1 with
-0.27 < 1 {
0.21 < 1 ≈
-0.03 < 2 #
0.08 < 2 )
-0.08 < 2 ,
0.08 < 2 a
-0.12 < 2 are
-0.07 < 2 at
-0.07 < 2 batches
0.19 < 2 d
-0.17 < 2 decay
0.08 < 2 dropout
0.08 < 2 each
-0.11 < 2 encoder
-0.26 < 2 epochs
0.24 < 2 h
-0.09 < 2 layers
-0.09 < 2 length
-0.17 < 2 mean
-0.09 < 2 means
-0.22 < 2 of
-0.07 < 2 on
0.14 < 2 p
-0.13 < 2 perceptron
-0.08 < 2 rate
0.12 < 2 run
0.25 < 2 s
0.25 < 2 sampler
-0.26 < 2 size
-0.18 < 2 standard
0.14 < 2 step
0.09 < 2 steps
-0.12 < 2 t
0.13 < 2 that
-0.09 < 2 the
-0.11 < 2 train
-0.18 < 2 trained
-0.23 < 2 training
0.08 < 2 units
0.27 < 2 update
0.16 < 2 updates
-0.14 < 2 α
0.16 < 2 γ
0.08 < 2 η
0.12 < 2 μ
-0.27 < 2 τ
-0.05 < 2 ∈
0.02 < 3 #
-0.12 < 3 (
-0.17 < 3 )
0.06 < 3 ,
0.1 < 3 :
-0.09 < 3 ;
-0.1 < 3 =
0.3 < 3 a
-0.14 < 3 and
-0.2 < 3 are
0.07 < 3 at
-0.09 < 3 batch
0.15 < 3 decay
-0.14 < 3 each
-0.11 < 3 for
0.1 < 3 forward
0.13 < 3 from
0.21 < 3 full
-0.05 < 3 hidden
-0.2 < 3 is
0.16 < 3 l
0.13 < 3 layers
-0.04 < 3 learning
0.09 < 3 of
0.11 < 3 per
0.14 < 3 the
0.08 < 3 to
0.13 < 3 two
-0.17 < 3 weight
-0.05 < 3 β
0.26 < 4 #
0.14 < 4 %
0.05 < 4 )
0.13 < 4 ,
0.22 < 4 /
-0.03 < 4 ;
0.09 < 4 =
0.13 < 4 ^
-0.16 < 4 a
-0.09 < 4 adam
-0.05 < 4 adamw
-0.1 < 4 after
-0.15 < 4 all
0.18 < 4 an
0.12 < 4 and
-0.08 < 4 batches
-0.09 < 4 both
0.07 < 4 by
-0.1 < 4 digits
0.13 < 4 dropout
0.14 < 4 encoder
0.21 < 4 episodes
0.12 < 4 feed
0.14 < 4 first
-0.06 < 4 for
0.13 < 4 four
-0.09 < 4 from
0.16 < 4 h
-0.12 < 4 has
-0.07 < 4 images
-0.21 < 4 is
-0.12 < 4 its
-0.1 < 4 last
-0.11 < 4 layer
0.04 < 4 learning
-0.1 < 4 model
-0.09 < 4 network
0.16 < 4 number
-0.05 < 4 on
0.1 < 4 one
-0.15 < 4 our
0.12 < 4 points
0.05 < 4 rate
0.13 < 4 so
-0.07 < 4 step
0.21 < 4 steps
-0.1 < 4 t
-0.13 < 4 teacher
0.14 < 4 the
0.12 < 4 to
-0.16 < 4 training
-0.17 < 4 two
0.12 < 4 up
-0.15 < 4 update
0.14 < 4 values
-0.1 < 4 we
-0.2 < 4 with
0.25 < 4 }
0.15 < 4 β
-0.06 << 
-0.18 << # #
0.15 << # (
0.13 << # :
0.1 << # =
-0.07 << # and
0.13 << = #
-0.06 << batches of
-0.07 << decay :
-0.06 << decay of
0.18 << dimension :
0.19 << dropout of
-0.14 << epochs :
0.25 << h :
-0.14 << k =
-0.07 << layers :
-0.11 << mean over
-0.11 << rate :
0.23 << sampler :
-0.29 << size :
-0.18 << standard deviation
0.13 << step of
0.14 << the
-0.12 << trained for
0.13 << units :
0.21 << update :
0.17 << updates :
-0.1 << ε =
0.09 << η =
-0.21 << τ =
-0.05 << ∈ {
0.09 > 1 #
-0.03 > 1 ,
-0.18 > 1 .
-0.03 > 1 ;
-0.14 > 1 after
-0.04 > 1 and
-0.1 > 1 are
-0.13 > 1 at
-0.3 > 1 classes
-0.1 > 1 do
-0.18 > 1 environment
-0.08 > 1 epochs
-0.15 > 1 fold
-0.17 > 1 for
-0.21 > 1 give
-0.23 > 1 hidden
0.19 > 1 in
0.1 > 1 is
0.15 > 1 iterations
-0.15 > 1 layer
0.15 > 1 layers
-0.18 > 1 on
0.17 > 1 pixels
-0.25 > 1 seeds
0.1 > 1 step
0.31 > 1 steps
0.1 > 1 the
0.1 > 1 times
-0.08 > 1 to
-0.11 > 1 tokens
-0.19 > 1 units
-0.04 > 1 with
-0.31 > 1 }
0.09 > 2 #
-0.06 > 2 .
-0.12 > 2 ;
0.16 > 2 ^
-0.1 > 2 all
0.12 > 2 and
-0.12 > 2 are
-0.16 > 2 cross
-0.09 > 2 for
0.18 > 2 from
0.13 > 2 images
-0.24 > 2 in
0.3 > 2 is
-0.19 > 2 layer
-0.19 > 2 layers
0.29 > 2 of
-0.12 > 2 one
-0.24 > 2 steps
-0.14 > 2 to
0.15 > 2 training
0.09 > 2 units
-0.1 > 2 used
0.1 > 2 which
-0.2 > 2 with
0.02 > 3 #
0.19 > 3 )
0.06 > 3 ,
-0.09 > 3 .
0.11 > 3 :
-0.26 > 3 =
-0.13 > 3 a
-0.2 > 3 and
0.21 > 3 by
0.1 > 3 each
0.19 > 3 every
-0.05 > 3 for
0.09 > 3 is
0.06 > 3 learning
-0.07 > 3 of
0.11 > 3 the
0.14 > 3 then
0.1 > 3 to
-0.12 > 3 training
0.17 > 3 two
-0.11 > 3 validation
-0.21 > 3 with
-0.23 > 4 #
-0.11 > 4 %
0.04 > 4 (
0.09 > 4 )
0.2 > 4 +
-0.06 > 4 .
-0.17 > 4 :
-0.07 > 4 ;
0.05 > 4 =
0.08 > 4 ^
0.07 > 4 after
-0.17 > 4 and
-0.06 > 4 are
0.06 > 4 batch
0.21 > 4 batches
-0.06 > 4 each
0.07 > 4 epochs
-0.11 > 4 from
0.17 > 4 gradients
0.06 > 4 images
0.11 > 4 in
0.35 > 4 is
-0.09 > 4 layer
0.12 > 4 not
0.1 > 4 of
0.32 > 4 on
-0.06 > 4 rate
0.18 > 4 rounds
0.14 > 4 so
0.08 > 4 steps
0 > 4 the
-0.09 > 4 times
-0.12 > 4 to
-0.08 > 4 units
-0.2 > 4 up
-0.09 > 4 weights
-0.1 > 4 with
-0.11 > 4 {
-0.13 > 4 α
-0.25 >> 
0.23 >> # #
-0.13 >> # and
-0.12 >> ) .
0.14 >> , #
0.05 >> , and
0.19 >> , the
0.11 >> , which
-0.05 >> , β
-0.07 >> .
-0.12 >> ; the
-0.16 >> a #
-0.06 >> and #
-0.14 >> do
-0.15 >> fold cross
-0.15 >> hidden layer
-0.1 >> hidden layers
0.15 >> layers ,
0.08 >> of the
-0.09 >> seeds ,
-0.15 >> seeds .
0.14 >> times #
-0.08 >> with a
-0.14 >> } .
0.22 >> } and
-0.2 activation: part set-up
-0.17 activation: says of training
-0.11 activation: value
0.9 another is said twice
-0.08 aside
-0.08 attention heads: part set-up
-0.08 attention heads: size digit
-0.12 attention heads: value
-0.21 batch size: part results
-0.08 batch size: part set-up
0.11 batch size: says of others
-0.14 batch size: says of training
-0.19 batch size: searched
0.23 batch size: size 1
0.17 batch size: size digit
-0.22 batch size: size hundreds
-0.33 batch size: size tens
0.2 batch size: size thousands
0.04 batch size: value
-0.15 beam size: value
-0.08 before a sign
0.09 behind a sign
-0.05 beta1: part set-up
-0.12 beta2: part set-up
-0.09 beta2: says of training
0.09 channels: part set-up
-0.07 channels: size tens
-0.11 classes: part set-up
-0.33 classes: size tens
-0.14 classes: value
0.32 devices: part set-up
0.3 devices: says cost
0.07 devices: says of training
0.21 devices: size 1
-0.18 devices: size digit
0.04 devices: value
0.23 discount factor: part set-up
-0.12 distillation weight: part set-up
-0.12 distillation weight: size share
0.07 dropout: part set-up
-0.25 dropout: says a case
0.13 dropout: says of training
0.13 dropout: says we do
-0.23 dropout: size 0
0.26 dropout: size share
0.04 dropout: value
-0.1 early stopping patience: part set-up
-0.08 early stopping patience: says of training
-0.11 early stopping patience: size tens
-0.12 early stopping patience: value
-0.17 ema decay: part set-up
-0.09 ema decay: says of training
-0.08 ema decay: size share
-0.14 ema decay: value
0.28 embedding dimension: part set-up
0.16 embedding dimension: says of training
0.25 embedding dimension: size digit
0.18 embedding dimension: size tens
0.36 embedding dimension: value
0.13 entropy coefficient: part set-up
-0.12 entropy coefficient: size share
0.08 entropy coefficient: value
0.17 episodes: part set-up
0.08 episodes: value
-0.11 epochs: part results
-0.09 epochs: says a case
0.11 epochs: says came out
-0.03 epochs: says of training
0.14 epochs: size 1
-0.18 epochs: size digit
-0.13 epochs: size hundreds
-0.16 epochs: value
-0.06 first 
-0.15 first #
0.24 first a
0.11 first actor
-0.12 first adam
-0.07 first adamw
0.13 first after
-0.09 first all
-0.15 first batch
-0.21 first dropout
-0.26 first each
-0.15 first epochs
-0.14 first every
-0.11 first for
-0.08 first from
0.21 first h
0.12 first hidden
-0.11 first i
-0.15 first in
-0.16 first it
-0.14 first its
-0.13 first learning
-0.11 first of
0.12 first on
-0.12 first require
0.2 first runs
0.23 first sampler
0.12 first sgd
0.28 first steps
-0.09 first test
-0.11 first the
-0.2 first training
0.07 first two
0.17 first updates
-0.15 first we
-0.09 first weight
-0.12 first where
0.22 first with
-0.09 folds: part set-up
-0.14 folds: size digit
-0.24 folds: value
-0.23 for all
-0.18 gradient clipping: part set-up
-0.1 gradient clipping: size 1
-0.2 gradient clipping: value
0.23 group size: value
-0.09 hardware: part other
-0.15 hardware: part results
-0.14 hardware: part set-up
-0.18 hardware: says cost
0.09 hardware: says of training
-0.28 hardware: value
0.23 has a list
-0.4 has a scope
0.43 has another
0.03 has another before
0.05 has another in the set-up
-0.1 heading (
-0.1 heading )
-0.1 heading .
0.09 heading abstract
0.04 heading adaptation
-0.1 heading adapting
-0.2 heading agent
-0.08 heading and
-0.11 heading architecture
-0.1 heading at
0.17 heading base
-0.08 heading bench
0.28 heading configuration
0.17 heading constants
0.26 heading counting
-0.19 heading decay
-0.16 heading decoding
-0.1 heading details
0.15 heading encoder
-0.17 heading experimental
-0.06 heading experiments
-0.05 heading fine
0.16 heading for
-0.12 heading forward
-0.12 heading how
-0.22 heading implementation
-0.09 heading it
0.11 heading limits
0.09 heading linear
-0.11 heading loss
-0.13 heading materials
0.14 heading measures
0.1 heading method
-0.15 heading methods
-0.23 heading model
-0.26 heading models
0.03 heading network
-0.19 heading networks
-0.11 heading numerical
0.03 heading of
0.09 heading optimisation
0.28 heading optimisers
-0.12 heading our
-0.08 heading parameters
0.28 heading participants
-0.15 heading penalty
-0.09 heading phase
-0.13 heading ppo
0.33 heading protocol
-0.13 heading rate
0.09 heading reproducibility
-0.12 heading require
0.16 heading results
-0.1 heading run
-0.11 heading sampling
-0.07 heading set
-0.08 heading setting
0.18 heading settings
-0.14 heading setup
-0.15 heading student
-0.1 heading study
-0.12 heading system
-0.09 heading systems
-0.08 heading tasks
-0.1 heading teacher
0.27 heading the
0.31 heading theory
-0.15 heading to
-0.16 heading training
-0.11 heading tuning
0.03 heading up
-0.12 heading we
-0.09 heading what
-0.21 heading with
-0.27 hidden units: part results
0.22 hidden units: part set-up
0.13 hidden units: says of others
0.3 hidden units: says of training
0.11 hidden units: searched
0.51 hidden units: size digit
-0.21 hidden units: size hundreds
-0.39 hidden units: size tens
-0.08 hidden units: value
-0.19 image size: part abstract
-0.11 image size: says of training
-0.26 image size: size digit
-0.22 image size: value
-0.09 initialization: part set-up
0.09 initialization: says of training
-0.03 initialization: value
0.38 is another setting elsewhere
-1.11 is said again
-0.7 is said again in the set-up
-0.1 kernel size: size digit
0.19 label noise: size share
0.16 label noise: value
0.29 layers: part results
0.22 layers: part set-up
-0.08 layers: says of training
-0.15 layers: says reasoned
0.29 layers: searched
-0.16 layers: size 1
0.09 layers: value
-0.1 learning rate decay epochs: size tens
-0.07 learning rate decay epochs: value
0.16 learning rate decay factor: value
-0.13 learning rate schedule: part set-up
-0.12 learning rate schedule: says of training
-0.05 learning rate schedule: value
0.17 learning rate: part other
-0.28 learning rate: part set-up
-0.09 learning rate: says a case
-0.08 learning rate: says came out
0.1 learning rate: says cost
-0.09 learning rate: says is done
0.08 learning rate: says of others
-0.23 learning rate: says of training
-0.07 learning rate: size share
-0.02 learning rate: value
-0.13 lora rank: searched
-0.21 loss weight: says a case
-0.13 loss weight: searched
-0.28 loss weight: size 0
0.08 loss weight: size share
0.2 loss weight: size tens
-0.07 momentum: says of training
-0.1 momentum: size 0
0.22 momentum: size share
0.11 momentum: value
-0.11 name activation
-0.15 name attention heads
-0.15 name batch size
-0.15 name beam size
-0.14 name classes
0.04 name devices
-0.14 name distillation weight
0.06 name dropout
-0.09 name early stopping patience
-0.31 name ema decay
0.32 name embedding dimension
0.12 name entropy coefficient
0.18 name episodes
-0.07 name epochs
-0.24 name folds
-0.2 name gradient clipping
-0.28 name hardware
0.07 name hidden units
-0.22 name image size
-0.04 name initialization
0.35 name layers
-0.22 name learning rate
-0.07 name learning rate decay epochs
0.16 name learning rate decay factor
-0.05 name learning rate schedule
-0.1 name lora rank
-0.16 name loss weight
0.19 name momentum
0.12 name noise schedule
-0.12 name noise standard deviation
0.13 name normalization
0.13 name optimizer
-0.05 name precision
-0.14 name queue size
0.15 name rollout length
0.1 name sampler
0.1 name seeds
-0.18 name temperature
0.11 name test examples
0.26 name training examples
0.14 name training fraction
0.57 name training steps
0.09 name validation examples
-0.11 name validation fraction
-0.12 name vocabulary size
0.12 name warmup epochs
-0.07 name warmup steps
0.19 name weight decay
-0.03 near a case
0.05 near compared
-0.03 near cost
-0.28 near is done
0.21 near of others
-0.2 near of training
0.22 near reasoned
0.1 near refers
0.25 near supposed
-0.27 near we do
0.17 noise schedule: says of training
0.12 noise schedule: value
-0.08 noise standard deviation: part set-up
-0.1 noise standard deviation: says came out
-0.14 noise standard deviation: says of others
-0.08 noise standard deviation: size share
-0.06 noise standard deviation: value
0.17 normalization: says of training
0.13 normalization: value
0.07 optimizer: part results
-0.03 optimizer: part set-up
-0.07 optimizer: says is done
-0.07 optimizer: says we do
0.13 optimizer: value
0.12 part abstract
0.19 part abstract another is said twice
0.41 part abstract has a list
0.03 part abstract has another
-0.11 part abstract has another in the set-up
-0.29 part abstract is said again
-0.18 part abstract is said again in the set-up
0.12 part abstract place text
0.18 part abstract stands in a list
-0.3 part other
0.12 part other another is said twice
0.25 part other has another
-0.17 part other has another before
0.01 part other has another in the set-up
-0.55 part other is said again
-0.17 part other is said again in the set-up
-0.18 part other place caption
0.21 part other place table
-0.15 part other place text
0.12 part other stands in a list
0.05 part results
0.13 part results another is said twice
0.04 part results has another
-0.03 part results has another before
-0.19 part results is said again
-0.22 part results place algorithm
-0.17 part results place caption
0.25 part results place table
0.17 part results place text
0.33 part results stands in a list
-0.57 part set-up
0.49 part set-up another is said twice
-0.13 part set-up has a list
0.05 part set-up has another
0.11 part set-up has another before
0.14 part set-up has another in the set-up
0.13 part set-up is said again
-0.25 part set-up is said again in the set-up
-0.26 part set-up place algorithm
-0.16 part set-up place caption
-0.33 part set-up place table
-0.27 part set-up place text
-0.19 part set-up stands in a list
-0.55 place algorithm
-0.51 place caption
0.18 place table
-0.22 place text
-0.05 precision: value
0.18 role range
-0.41 role searched
-0.54 role value
0.16 rollout length: part set-up
0.17 rollout length: value
-0.22 sampler: part other
0.38 sampler: part results
0.1 sampler: value
-0.11 sampling steps: part set-up
0.15 sampling steps: size tens
0.13 sampling steps: value
0.12 says a case
0.16 says came out
0.08 says compared
0.11 says cost
0.02 says is done
0.28 says of others
-0.17 says of training
-0.03 says reasoned
0.42 says supposed
-0.18 says we do
0.1 scope data
0.18 scope named
-0.46 scope other
-0.04 scope part
-0.36 scope phase
-0.11 seeds: part results
0.35 seeds: part set-up
-0.37 seeds: says came out
-0.07 seeds: says is done
-0.09 seeds: says of others
-0.29 seeds: says of training
-0.18 seeds: says reasoned
-0.1 seeds: says we do
-0.12 seeds: size digit
-0.11 seeds: size tens
-0.11 seeds: value
-0.12 sequence length: part set-up
0.17 sequence length: value
-1.04 size 0
0.77 size 1
0.24 size digit
-0.21 size hundreds
-0.2 size share
-0.06 size tens
-0.26 size thousands
-0.13 size word
0.37 stands in a list
-0.09 temperature: part results
-0.2 temperature: searched
-0.14 temperature: size share
-0.06 temperature: value
-0.06 test examples: says of training
0.11 test examples: value
0.15 training examples: part set-up
0.19 training examples: says a case
0.18 training examples: says is done
0.21 training examples: says of training
0.34 training examples: size tens
-0.29 training examples: size thousands
0.19 training examples: value
0.17 training fraction: says of training
0.15 training fraction: size share
0.15 training fraction: value
0.15 training steps: part other
0.12 training steps: part results
0.26 training steps: part set-up
0.11 training steps: says a case
-0.18 training steps: says of training
0.47 training steps: size hundreds
-0.38 training steps: size thousands
0.28 training steps: value
0.09 validation examples: part set-up
0.08 validation examples: says of training
0.09 validation examples: size thousands
0.09 validation examples: value
-0.08 validation fraction: part set-up
-0.11 validation fraction: size share
-0.11 validation fraction: value
-0.11 vocabulary size: part set-up
0.14 warmup epochs: part set-up
0.12 warmup epochs: says of training
0.12 warmup epochs: value
-0.08 warmup steps: says of training
-0.07 warmup steps: value
0.11 weight decay: part other
0.1 weight decay: part set-up
0.13 weight decay: says came out
0.13 weight decay: says is done
-0.06 weight decay: says of training
0.25 weight decay: searched
-0.14 weight decay: size 0
-0.07 weight decay: size share
-0.06 weight decay: value
0.11 word #
-0.12 word %
0.03 word (
0.08 word ,
-0.12 word .
0.38 word /
0 word :
0.15 word ;
0.23 word =
0.06 word ^
0.04 word a
0.15 word about
-0.11 word accuracy
-0.09 word activation
0.09 word actor
-0.09 word adamw
0.1 word adapters
0.07 word after
-0.08 word afterwards
0.09 word against
-0.11 word algorithm
-0.14 word all
0.16 word alone
-0.15 word along
0.17 word an
0.18 word ancestral
-0.22 word and
-0.14 word another
-0.09 word applied
-0.33 word are
0.1 word as
-0.2 word ask
0.11 word at
0.15 word attention
-0.16 word b
0.21 word bar
0.06 word base
0.15 word batch
-0.03 word batches
-0.14 word be
-0.17 word beam
0.25 word because
0.28 word before
0.4 word below
0.21 word bert
0.07 word best
-0.11 word beta
0.4 word between
-0.11 word biases
-0.18 word bigl
-0.18 word bigr
0.27 word blocks
-0.08 word buffer
0.3 word but
0.11 word by
-0.14 word can
0.23 word cases
-0.06 word channels
-0.13 word character
-0.11 word characters
0.15 word chosen
-0.17 word cifar
0.13 word class
-0.07 word classes
-0.07 word classifier
-0.08 word client
-0.11 word clipped
0.2 word close
0.3 word code
-0.28 word coefficient
0.14 word computed
0.06 word constant
-0.1 word constants
-0.17 word convolutional
-0.13 word convolutions
0.08 word cosine
0.11 word critics
0.25 word d
0.15 word ddim
-0.03 word decay
-0.07 word decays
-0.19 word default
0.09 word defaults
0.23 word depth
-0.11 word descent
-0.38 word deviation
-0.26 word digits
0.18 word dimensions
-0.2 word discount
0.27 word distance
-0.14 word distribution
-0.21 word divided
-0.09 word do
0.16 word does
-0.15 word draw
0.25 word drawn
0.15 word dropped
-0.16 word during
0.4 word e
-0.07 word each
0.26 word earlier
-0.09 word eight
-0.33 word embedding
-0.23 word embeddings
0.05 word end
0.14 word ends
-0.16 word environment
-0.12 word environments
0.12 word episodes
0.05 word epochs
-0.15 word equal
0.15 word error
0.17 word errors
0.16 word estimate
0.12 word every
-0.17 word examples
-0.15 word experiments
0.13 word factor
0.14 word fewer
-0.06 word fine
0.21 word first
0.37 word fitted
0.26 word five
0.06 word fold
-0.1 word follow
-0.09 word followed
-0.11 word follows
0.1 word for
0.18 word former
-0.08 word forward
0.11 word four
0.4 word from
0.18 word g
0.09 word gb
-0.1 word generator
-0.23 word give
0.15 word glorot
-0.19 word gpus
-0.13 word gradient
0.27 word graphs
0.15 word greedy
0.17 word grid
0.24 word groups
0.38 word h
0.16 word had
-0.09 word has
0.1 word hat
0.1 word have
0.11 word head
-0.21 word heads
-0.1 word held
0.11 word here
-0.22 word hours
0.26 word housing
0.23 word if
0.15 word image
-0.11 word imagenet
-0.12 word images
0.06 word in
-0.05 word initialisation
-0.1 word inner
0.21 word instead
0.09 word is
0.32 word it
-0.1 word iterations
-0.07 word its
0.2 word j
0.15 word keep
0.21 word kernel
-0.13 word kernels
-0.15 word kl
0.19 word l
-0.06 word label
0.1 word labels
0.2 word laptop
0.29 word largest
-0.41 word last
0.41 word latent
-0.1 word layer
-0.1 word layers
0.07 word learning
0.16 word leaves
-0.11 word length
0.1 word levels
-0.2 word linearly
0.25 word lion
0.28 word log
0.15 word logistic
-0.15 word look
-0.06 word loss
-0.17 word lstm
-0.15 word many
-0.16 word matrices
-0.22 word mean
-0.13 word memory
-0.08 word minimise
0.25 word minutes
-0.12 word model
0.11 word momentum
0.19 word most
0.13 word multilayer
0.25 word needs
0.18 word negatives
0.12 word network
0.33 word networks
-0.03 word no
0.32 word noise
0.19 word none
0.1 word nor
-0.08 word norm
-0.2 word normal
0.15 word normalisation
0.05 word not
0.1 word nothing
0.3 word number
-0.15 word nvidia
0.35 word of
0.1 word once
0.18 word one
-0.07 word only
0.13 word optimiser
0.09 word or
-0.19 word other
0.06 word others
-0.18 word our
-0.09 word outputs
-0.08 word over
0.14 word p
-0.14 word parameters
-0.05 word peak
-0.04 word perceptron
0.17 word pixels
-0.13 word plain
0.11 word points
-0.06 word policy
-0.06 word pooling
0.09 word positions
0.19 word pretraining
0.23 word probability
-0.14 word process
0.18 word q
-0.45 word r
-0.17 word ran
0.16 word rank
-0.09 word rate
-0.11 word read
-0.18 word real
-0.09 word rectified
0.29 word regression
-0.13 word relu
-0.18 word remaining
-0.18 word report
0.17 word reported
-0.12 word require
-0.12 word resnet
0.3 word rmsprop
0.39 word rounds
0.12 word rtx
-0.17 word run
0.28 word runs
0.18 word s
-0.12 word same
-0.08 word sample
0.38 word sampler
0.23 word samples
0.08 word sampling
-0.09 word scaled
0.1 word schedule
-0.1 word seed
-0.33 word seeds
-0.13 word sequences
-0.14 word serve
-0.14 word set
-0.1 word sets
0.24 word sgd
0.3 word share
0.1 word since
-0.16 word single
0.23 word six
-0.19 word size
0.16 word slope
-0.08 word small
0.08 word smoothing
0.19 word so
0.28 word sqrt
-0.17 word standard
-0.27 word start
0.08 word starts
-0.09 word step
0.12 word steps
-0.1 word student
0.09 word sum
-0.23 word swept
0.03 word t
0.06 word take
0.21 word taken
0.13 word takes
0.12 word task
-0.09 word teacher
-0.08 word temperature
0.21 word ten
0.09 word tenth
0.15 word term
-0.28 word test
-0.14 word testing
0.16 word text
0.09 word than
0.09 word that
0.13 word the
-0.09 word their
-0.23 word them
-0.07 word then
0.11 word these
-0.09 word those
0.11 word three
-0.16 word throughout
-0.15 word time
0.13 word tiny
0.15 word to
-0.2 word tokens
-0.11 word took
-0.11 word total
-0.12 word train
0.12 word trained
-0.17 word training
-0.33 word transformer
0.22 word true
-0.11 word tuned
-0.07 word tuning
0.36 word two
-0.07 word u
-0.06 word units
0.12 word until
0.1 word up
0.19 word used
0.22 word uses
-0.1 word usual
-0.08 word validation
0.24 word values
0.13 word variance
0.18 word vary
-0.11 word vocabulary
-0.09 word warm
0.44 word was
0.07 word we
-0.26 word weight
-0.17 word weights
-0.08 word well
-0.11 word were
0.06 word where
0.17 word which
0.07 word whole
0.14 word width
0.1 word windows
0.12 word with
0.22 word within
0.11 word without
0.22 word would
0.16 word wrong
-0.22 word you
-0.23 word zero
-0.08 word {
-0.08 word }
0.18 word β
0.21 word γ
0.32 word δ
-0.21 word ε
0.24 word η
-0.09 word θ
0.15 word λ
0.17 word μ
0.36 word σ
-0.17 word τ
0.16 word ℓ
0.16 word ≈
0.63 word ⟦cite⟧
0.15 word ⟦ref⟧`;
