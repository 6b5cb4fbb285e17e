/** Weights of the cues in doubts.ts: above 0 speaks against a setting. Written by test/bench/said/teachDoubts.ts. Data. */

export const bias = -0.75;

/** A line each: the weight and its cue. */
export const weights = `1.04 1 dealt out beside it
-0.24 1 in its paragraph
-0.24 1 in its section
-0.32 1 in its sentence
-0.08 10 in its section
0.07 12 numbers
0.35 2 dealt out beside it
-0.58 2 in its sentence
0.15 2 numbers
0.44 2 others
-0.43 3 in its paragraph
-0.05 3 in its section
-0.05 3 numbers
0.59 3 others
-0.39 4 in its sentence
-0.09 5 numbers
0.71 5 others
-0.19 6 in its paragraph
-0.09 6 in its section
0.03 8 numbers
-0.11 < 1 #
0.14 < 1 (
-0.27 < 1 :
-0.14 < 1 ;
-0.13 < 1 =
0.04 < 1 a
-0.18 < 1 an
-0.14 < 1 and
-0.08 < 1 by
-0.18 < 1 deviation
-0.25 < 1 for
0.12 < 1 from
-0.18 < 1 has
-0.1 < 1 have
-0.11 < 1 is
-0.1 < 1 momentum
-0.19 < 1 of
-0.16 < 1 on
-0.24 < 1 over
0.27 < 1 the
-0.15 < 1 with
-0.23 < 1 {
0.22 < 1 ≈
0.06 < 2 )
0.07 < 2 a
-0.09 < 2 at
-0.12 < 2 batches
0.22 < 2 c
0.26 < 2 d
-0.17 < 2 decay
0.05 < 2 dropout
-0.08 < 2 epochs
0.33 < 2 h
-0.13 < 2 layers
-0.17 < 2 mean
-0.1 < 2 means
-0.09 < 2 norm
-0.22 < 2 of
-0.09 < 2 on
0.15 < 2 p
-0.13 < 2 perceptron
-0.1 < 2 rate
0.12 < 2 run
0.27 < 2 s
0.25 < 2 sampler
-0.27 < 2 size
-0.18 < 2 standard
0.15 < 2 step
0.1 < 2 steps
-0.13 < 2 t
-0.09 < 2 the
-0.13 < 2 train
-0.16 < 2 trained
-0.25 < 2 training
0.07 < 2 units
0.27 < 2 update
-0.14 < 2 α
0.12 < 2 γ
-0.11 < 2 ε
-0.2 < 2 τ
0.03 < 3 #
-0.13 < 3 (
-0.2 < 3 )
0.15 < 3 :
-0.15 < 3 ;
-0.1 < 3 =
0.33 < 3 a
-0.15 < 3 and
-0.16 < 3 are
0.08 < 3 at
-0.11 < 3 batch
0.15 < 3 decay
-0.15 < 3 each
0.16 < 3 from
0.21 < 3 full
0.12 < 3 has
-0.08 < 3 hidden
-0.17 < 3 is
0.17 < 3 layers
-0.04 < 3 learning
0.1 < 3 per
-0.16 < 3 r
-0.1 < 3 steps
0.2 < 3 the
0.14 < 3 to
-0.17 < 3 weight
0.06 < 3 with
-0.09 < 3 β
0.28 < 4 #
0.21 < 4 %
-0.08 < 4 (
0.14 < 4 ,
0.23 < 4 /
-0.07 < 4 ;
0.1 < 4 =
-0.17 < 4 a
-0.09 < 4 adam
-0.1 < 4 after
-0.15 < 4 all
0.17 < 4 an
0.15 < 4 and
-0.05 < 4 are
-0.09 < 4 batches
-0.1 < 4 both
0.11 < 4 by
-0.1 < 4 digits
0.11 < 4 dropout
0.14 < 4 encoder
0.14 < 4 entropy
0.22 < 4 episodes
0.12 < 4 feed
0.13 < 4 first
-0.1 < 4 for
0.12 < 4 four
-0.13 < 4 has
-0.1 < 4 images
-0.28 < 4 is
-0.09 < 4 it
-0.12 < 4 its
-0.14 < 4 layer
0.11 < 4 layers
-0.1 < 4 model
-0.16 < 4 noise
0.13 < 4 number
0.05 < 4 one
-0.16 < 4 our
0.16 < 4 points
0.04 < 4 rate
0.21 < 4 steps
-0.1 < 4 t
-0.15 < 4 teacher
0.18 < 4 the
-0.15 < 4 this
0.12 < 4 to
-0.2 < 4 training
-0.21 < 4 two
0.12 < 4 up
-0.14 < 4 update
0.14 < 4 values
-0.19 < 4 with
0.24 < 4 }
0.15 < 4 β
-0.06 << 
-0.19 << # #
0.13 << # :
0.06 << # =
-0.09 << # and
-0.12 << , with
-0.1 << batches of
-0.07 << decay :
-0.06 << decay of
0.18 << dimension :
0.18 << dropout of
0.07 << epochs :
0.29 << h :
-0.08 << layers :
-0.11 << mean over
-0.11 << of the
-0.11 << rate :
0.22 << sampler :
-0.31 << size :
-0.18 << standard deviation
0.15 << the
-0.14 << trained for
-0.07 << training and
0.13 << units :
-0.08 << α =
-0.09 << ε =
-0.22 << τ =
0.08 > 1 #
-0.04 > 1 ,
-0.18 > 1 .
-0.16 > 1 ;
-0.15 > 1 after
-0.03 > 1 and
-0.12 > 1 are
-0.12 > 1 at
-0.37 > 1 classes
-0.09 > 1 do
-0.18 > 1 environment
-0.2 > 1 epochs
-0.15 > 1 fold
-0.18 > 1 for
-0.23 > 1 give
-0.26 > 1 hidden
0.2 > 1 in
0.13 > 1 is
0.14 > 1 iterations
-0.15 > 1 layer
0.19 > 1 layers
-0.2 > 1 on
0.17 > 1 pixels
-0.28 > 1 seeds
0.1 > 1 step
0.33 > 1 steps
0.08 > 1 the
0.1 > 1 times
-0.07 > 1 to
-0.1 > 1 tokens
0.13 > 1 training
-0.24 > 1 units
-0.28 > 1 }
0.04 > 2 #
-0.1 > 2 .
-0.13 > 2 :
-0.14 > 2 ;
-0.1 > 2 all
0.14 > 2 and
-0.18 > 2 are
-0.16 > 2 cross
-0.16 > 2 digits
-0.1 > 2 for
0.18 > 2 from
0.23 > 2 images
-0.17 > 2 in
0.29 > 2 is
-0.2 > 2 layer
-0.22 > 2 layers
0.29 > 2 of
-0.08 > 2 on
-0.19 > 2 steps
-0.08 > 2 testing
0.12 > 2 training
0.17 > 2 units
-0.11 > 2 used
0.1 > 2 which
-0.24 > 2 with
-0.03 > 2 β
0.05 > 3 #
0.18 > 3 )
0.11 > 3 ,
-0.11 > 3 .
0.16 > 3 :
-0.06 > 3 =
-0.14 > 3 a
-0.2 > 3 and
0.08 > 3 batches
0.2 > 3 by
0.16 > 3 each
0.18 > 3 every
-0.07 > 3 for
0.08 > 3 is
0.06 > 3 learning
-0.12 > 3 of
0.12 > 3 one
0.07 > 3 the
0.09 > 3 to
-0.16 > 3 training
0.14 > 3 two
-0.13 > 3 validation
-0.11 > 3 with
-0.19 > 4 #
-0.13 > 4 %
0.05 > 4 (
0.09 > 4 )
0.18 > 4 +
-0.04 > 4 ,
-0.03 > 4 .
-0.12 > 4 :
-0.07 > 4 ;
0.07 > 4 =
0.11 > 4 ^
0.13 > 4 after
-0.08 > 4 all
-0.11 > 4 an
-0.11 > 4 and
-0.09 > 4 are
0.19 > 4 batches
-0.1 > 4 by
-0.11 > 4 each
-0.08 > 4 for
-0.16 > 4 from
0.16 > 4 gradients
0.14 > 4 in
0.35 > 4 is
-0.09 > 4 layer
0.14 > 4 not
0.13 > 4 of
0.28 > 4 on
-0.07 > 4 rate
-0.09 > 4 relu
0.22 > 4 rounds
-0.03 > 4 the
-0.11 > 4 times
-0.22 > 4 up
-0.09 > 4 weights
-0.11 > 4 with
-0.14 > 4 {
-0.13 > 4 λ
-0.23 >> 
0.25 >> # #
-0.13 >> # and
-0.16 >> # digits
-0.12 >> ) .
0.13 >> , #
0.1 >> , and
0.18 >> , the
0.11 >> , which
-0.06 >> , β
-0.04 >> .
-0.12 >> ; the
-0.16 >> a #
-0.11 >> and #
-0.13 >> do
-0.15 >> fold cross
-0.08 >> for testing
-0.16 >> hidden layer
-0.12 >> hidden layers
0.16 >> layers ,
-0.1 >> seeds ,
-0.15 >> seeds .
0.14 >> times #
0.28 >> training images
-0.17 >> } .
0.22 >> } and
-0.21 activation: part set-up
-0.18 activation: says of training
-0.12 activation: value
0.87 another is said twice
-0.07 aside
-0.08 attention heads: part set-up
-0.08 attention heads: size digit
-0.12 attention heads: value
-0.17 batch size: part results
-0.07 batch size: part set-up
0.14 batch size: says came out
0.14 batch size: says of others
-0.1 batch size: says of training
0.09 batch size: says reasoned
0.09 batch size: says we do
-0.21 batch size: searched
0.2 batch size: size 1
0.19 batch size: size digit
-0.22 batch size: size hundreds
-0.31 batch size: size tens
0.19 batch size: size thousands
0.04 batch size: value
-0.15 beam size: value
-0.09 before a sign
0.11 behind a sign
-0.07 beta1: part set-up
-0.05 beta2: part set-up
-0.1 beta2: says of training
0.07 channels: part set-up
-0.08 channels: size tens
-0.28 classes: size tens
-0.08 classes: value
0.32 devices: part set-up
0.29 devices: says cost
0.21 devices: size 1
-0.18 devices: size digit
0.04 devices: value
0.22 discount factor: part set-up
-0.13 distillation weight: part set-up
-0.12 distillation weight: size share
0.09 dropout: part set-up
-0.25 dropout: says a case
0.14 dropout: says of training
-0.22 dropout: size 0
0.19 dropout: size share
-0.11 early stopping patience: part set-up
-0.08 early stopping patience: says of training
-0.11 early stopping patience: size tens
-0.1 early stopping patience: value
-0.19 ema decay: part results
-0.18 ema decay: part set-up
-0.1 ema decay: says of training
-0.08 ema decay: size share
-0.19 ema decay: value
0.28 embedding dimension: part set-up
0.16 embedding dimension: says of training
0.25 embedding dimension: size digit
0.18 embedding dimension: size tens
0.37 embedding dimension: value
-0.12 entropy coefficient: size share
0.15 episodes: part set-up
-0.11 epochs: part results
0.09 epochs: part set-up
-0.14 epochs: says a case
-0.07 epochs: says is done
-0.22 epochs: size digit
-0.18 epochs: size hundreds
0.12 epochs: size tens
-0.11 epochs: value
-0.06 first 
-0.16 first #
-0.15 first (
0.24 first a
0.11 first actor
-0.11 first adam
-0.07 first adamw
0.1 first after
-0.11 first all
-0.17 first batch
-0.25 first dropout
-0.28 first each
0.05 first epochs
-0.15 first every
-0.13 first for
0.25 first h
0.1 first hidden
-0.14 first i
-0.13 first in
-0.12 first it
-0.13 first its
0.14 first layers
-0.12 first learning
-0.11 first of
0.15 first on
-0.16 first require
0.2 first runs
0.18 first s
0.22 first sampler
0.13 first sgd
0.24 first steps
-0.13 first test
-0.13 first the
-0.21 first training
0.17 first updates
-0.06 first we
-0.1 first weight
-0.13 first where
0.27 first with
-0.09 folds: part set-up
-0.14 folds: size digit
-0.25 folds: value
-0.24 for all
-0.09 gradient clipping: part set-up
-0.1 gradient clipping: size 1
-0.09 gradient clipping: value
0.22 group size: value
-0.14 hardware: part results
-0.15 hardware: part set-up
-0.18 hardware: says cost
0.08 hardware: says of training
-0.28 hardware: value
0.14 has a list
-0.44 has a scope
0.47 has another
0.05 has another before
0.1 has another in the set-up
-0.06 heading #
-0.09 heading (
-0.09 heading )
0.17 heading ,
-0.11 heading .
-0.04 heading a
0.09 heading abstract
-0.1 heading adapting
-0.21 heading agent
-0.13 heading and
-0.12 heading architecture
-0.1 heading at
0.2 heading base
0.26 heading configuration
0.16 heading constants
0.23 heading counting
0.06 heading data
-0.15 heading decoding
-0.12 heading details
-0.12 heading dropout
0.16 heading encoder
0.17 heading estimate
0.03 heading evaluation
0.17 heading example
0.07 heading experiment
-0.17 heading experimental
-0.11 heading experiments
-0.05 heading fine
-0.16 heading forward
-0.12 heading how
-0.24 heading implementation
-0.14 heading it
0.08 heading linear
-0.12 heading loss
-0.12 heading materials
0.09 heading measures
0.11 heading method
-0.17 heading methods
-0.22 heading model
-0.25 heading models
0.01 heading network
-0.18 heading networks
-0.11 heading numerical
0.05 heading optimisation
0.29 heading optimisers
-0.12 heading our
-0.09 heading parameters
0.29 heading participants
-0.17 heading penalty
-0.1 heading phase
-0.14 heading ppo
-0.06 heading pre
0.27 heading protocol
-0.14 heading rate
-0.08 heading recipe
0.09 heading reproducibility
-0.16 heading require
0.21 heading results
-0.11 heading sampling
0.14 heading series
-0.07 heading set
-0.11 heading setting
0.22 heading settings
-0.14 heading setup
-0.11 heading study
-0.12 heading system
-0.09 heading systems
-0.11 heading tasks
0.23 heading the
0.31 heading theory
-0.18 heading to
-0.03 heading training
-0.1 heading tuning
-0.16 heading we
-0.13 heading what
-0.25 heading with
-0.29 hidden units: part results
0.27 hidden units: part set-up
0.17 hidden units: says came out
0.25 hidden units: says of training
-0.17 hidden units: says reasoned
0.15 hidden units: searched
0.53 hidden units: size digit
-0.26 hidden units: size hundreds
-0.5 hidden units: size tens
-0.14 hidden units: value
-0.2 image size: part abstract
-0.11 image size: says of training
-0.2 image size: size digit
-0.19 image size: value
-0.08 initialization: part set-up
-0.09 initialization: says came out
-0.07 initialization: says is done
0.07 initialization: says of training
-0.07 initialization: value
0.42 is another setting elsewhere
-0.03 is another setting here
-1.07 is said again
-0.74 is said again in the set-up
-0.11 kernel size: size digit
0.22 label noise: size share
0.18 label noise: value
0.35 layers: part results
0.08 layers: part set-up
0.16 layers: says compared
-0.08 layers: says of training
-0.11 layers: says reasoned
0.29 layers: searched
-0.18 layers: size 1
0.1 layers: value
-0.1 learning rate decay epochs: size tens
-0.08 learning rate decay epochs: value
0.14 learning rate decay factor: value
-0.13 learning rate schedule: part set-up
-0.13 learning rate schedule: says of training
-0.08 learning rate schedule: value
0.2 learning rate: part other
-0.12 learning rate: part results
-0.33 learning rate: part set-up
-0.11 learning rate: says a case
-0.09 learning rate: says came out
0.08 learning rate: says of others
-0.26 learning rate: says of training
-0.07 learning rate: size share
-0.02 learning rate: value
-0.12 lora alpha: size tens
-0.12 lora rank: searched
-0.23 loss weight: says a case
0.17 loss weight: says reasoned
-0.2 loss weight: searched
-0.29 loss weight: size 0
-0.17 loss weight: size hundreds
0.19 loss weight: size share
0.2 loss weight: size tens
-0.08 momentum: says of training
0.2 momentum: size share
0.1 momentum: value
-0.12 name activation
-0.18 name attention heads
-0.17 name batch size
-0.16 name beam size
-0.03 name classes
0.04 name devices
-0.14 name distillation weight
0.05 name dropout
-0.08 name early stopping patience
-0.38 name ema decay
0.33 name embedding dimension
0.12 name entropy coefficient
0.19 name episodes
-0.05 name epochs
-0.25 name folds
-0.1 name gradient clipping
-0.28 name hardware
0.04 name hidden units
-0.2 name image size
-0.07 name initialization
0.35 name layers
-0.23 name learning rate
-0.08 name learning rate decay epochs
0.14 name learning rate decay factor
-0.08 name learning rate schedule
-0.11 name lora rank
-0.15 name loss weight
0.18 name momentum
0.13 name noise schedule
-0.13 name noise standard deviation
0.14 name normalization
0.13 name optimizer
-0.07 name precision
0.15 name rollout length
0.08 name sampler
0.08 name seeds
-0.18 name temperature
0.19 name test examples
0.26 name training examples
0.13 name training fraction
0.58 name training steps
0.08 name validation examples
-0.08 name validation fraction
-0.1 name vocabulary size
-0.08 name warmup steps
0.2 name weight decay
0.08 near came out
0.11 near compared
-0.25 near is done
0.21 near of others
-0.09 near of training
0.29 near reasoned
0.3 near supposed
-0.21 near we do
0.18 noise schedule: says of training
0.13 noise schedule: value
-0.07 noise standard deviation: part set-up
-0.11 noise standard deviation: says came out
-0.14 noise standard deviation: says of others
-0.13 noise standard deviation: size share
-0.07 noise standard deviation: value
0.18 normalization: says of training
0.14 normalization: value
-0.05 optimizer: part set-up
-0.1 optimizer: says came out
-0.08 optimizer: says is done
-0.05 optimizer: says of training
-0.06 optimizer: says we do
0.13 optimizer: value
0.12 part abstract
0.19 part abstract another is said twice
0.4 part abstract has a list
0.05 part abstract has another
-0.13 part abstract has another in the set-up
-0.3 part abstract is said again
-0.18 part abstract is said again in the set-up
0.12 part abstract place text
0.13 part abstract stands in a list
-0.32 part other
0.09 part other another is said twice
-0.11 part other has a list
0.26 part other has another
-0.17 part other has another before
0.05 part other has another in the set-up
-0.5 part other is said again
-0.17 part other is said again in the set-up
-0.17 part other place caption
0.25 part other place table
-0.18 part other place text
0.13 part other stands in a list
0.03 part results
0.14 part results another is said twice
0.04 part results has another
-0.08 part results has another before
-0.2 part results is said again
0.05 part results is said again in the set-up
-0.22 part results place algorithm
-0.18 part results place caption
0.18 part results place table
0.24 part results place text
0.32 part results stands in a list
-0.57 part set-up
0.47 part set-up another is said twice
-0.12 part set-up has a list
0.05 part set-up has another
0.19 part set-up has another before
0.08 part set-up has another in the set-up
0.16 part set-up is said again
-0.3 part set-up is said again in the set-up
-0.21 part set-up place algorithm
-0.21 part set-up place caption
-0.3 part set-up place table
-0.29 part set-up place text
-0.12 part set-up stands in a list
-0.55 place algorithm
-0.57 place caption
0.19 place table
-0.23 place text
-0.07 precision: value
0.28 role range
-0.47 role searched
-0.59 role value
0.16 rollout length: part set-up
0.17 rollout length: value
-0.24 sampler: part other
0.38 sampler: part results
0.08 sampler: value
-0.13 sampling steps: part set-up
0.12 sampling steps: size tens
0.11 sampling steps: value
0.08 says a case
0.13 says came out
0.06 says compared
0.13 says cost
0.02 says is done
0.27 says of others
-0.16 says of training
-0.06 says reasoned
0.03 says refers
0.44 says supposed
-0.19 says we do
0.14 scope data
0.18 scope named
-0.58 scope other
-0.04 scope part
-0.34 scope phase
-0.12 seeds: part results
0.35 seeds: part set-up
-0.38 seeds: says came out
-0.08 seeds: says is done
-0.1 seeds: says of others
-0.31 seeds: says of training
-0.2 seeds: says reasoned
-0.1 seeds: says we do
0.22 seeds: searched
-0.14 seeds: size digit
-0.1 seeds: size tens
-0.13 seeds: value
-0.13 sequence length: part set-up
0.18 sequence length: value
-1.12 size 0
0.79 size 1
0.27 size digit
-0.22 size hundreds
-0.17 size share
-0.08 size tens
-0.34 size thousands
-0.18 size word
0.4 stands in a list
-0.11 temperature: part set-up
-0.22 temperature: searched
-0.11 temperature: size digit
-0.1 temperature: size share
-0.04 test examples: size thousands
0.11 test examples: value
0.19 training examples: part set-up
0.23 training examples: says a case
0.1 training examples: says is done
0.23 training examples: says of training
0.12 training examples: size hundreds
0.33 training examples: size tens
-0.29 training examples: size thousands
0.19 training examples: value
0.16 training fraction: says of training
0.13 training fraction: size share
0.13 training fraction: value
0.18 training steps: part other
0.24 training steps: part set-up
0.16 training steps: says a case
0.13 training steps: says is done
-0.18 training steps: says of training
0.55 training steps: size hundreds
-0.46 training steps: size thousands
0.31 training steps: value
0.09 validation examples: part set-up
0.07 validation examples: says of training
0.09 validation examples: size thousands
0.08 validation examples: value
-0.11 vocabulary size: part set-up
0.15 warmup epochs: part set-up
-0.09 warmup steps: says of training
-0.08 warmup steps: value
0.14 weight decay: part other
0.08 weight decay: part set-up
0.14 weight decay: says came out
0.13 weight decay: says is done
-0.08 weight decay: says of training
0.26 weight decay: searched
-0.14 weight decay: size 0
-0.09 weight decay: size share
-0.05 weight decay: value
0.08 word #
-0.05 word %
0.02 word (
0.11 word +
0.08 word ,
-0.14 word .
0.42 word /
0.08 word :
0.19 word ;
0.18 word =
0.05 word ^
0.02 word a
0.13 word about
-0.21 word accuracy
-0.1 word activation
0.1 word actor
-0.1 word adamw
0.1 word adapters
-0.09 word afterwards
0.11 word against
-0.11 word algorithm
-0.11 word all
0.15 word alone
-0.15 word along
0.23 word an
0.17 word ancestral
-0.25 word and
-0.15 word another
-0.1 word applied
-0.29 word are
0.1 word as
0.09 word at
0.15 word attention
-0.06 word average
0.06 word b
0.22 word bar
0.05 word base
0.08 word batch
-0.15 word be
-0.17 word beam
0.25 word because
0.25 word before
0.38 word below
0.21 word bert
0.07 word best
0.44 word between
-0.18 word biases
-0.19 word bigl
-0.19 word bigr
0.26 word blocks
0.3 word but
0.17 word by
0.24 word c
-0.15 word can
0.22 word cases
-0.08 word channels
-0.12 word character
-0.08 word characters
-0.19 word cifar
0.2 word class
-0.14 word classes
-0.1 word client
-0.15 word clipped
-0.1 word clipping
0.29 word code
-0.3 word coefficient
0.13 word computed
-0.09 word constants
-0.09 word context
-0.19 word convolutional
-0.14 word convolutions
0.1 word cosine
0.1 word critics
0.07 word cut
0.26 word d
0.14 word ddim
-0.09 word decay
-0.07 word decays
-0.19 word default
0.1 word defaults
0.16 word depth
-0.12 word descent
-0.33 word deviation
-0.35 word digits
0.19 word dimensions
-0.2 word discount
0.28 word distance
-0.13 word distribution
-0.25 word divided
-0.07 word do
0.13 word does
-0.16 word draw
0.28 word drawn
0.14 word dropped
-0.17 word during
0.37 word e
0.26 word earlier
-0.17 word eight
-0.13 word else
-0.34 word embedding
-0.23 word embeddings
0.13 word ends
-0.15 word environment
0.14 word episodes
-0.04 word epoch
0.04 word epochs
-0.14 word equal
0.12 word error
0.15 word estimate
0.11 word every
-0.16 word examples
-0.14 word experiments
-0.07 word fine
0.24 word first
0.37 word fitted
0.25 word five
-0.11 word follow
-0.13 word followed
-0.13 word follows
0.19 word for
-0.09 word forward
0.13 word four
-0.11 word frac
0.42 word from
-0.06 word full
0.24 word g
0.2 word gain
-0.12 word generator
-0.27 word give
0.15 word glorot
-0.21 word gpus
-0.09 word gradient
0.27 word graphs
0.15 word greedy
0.17 word grid
0.24 word groups
0.44 word h
0.18 word had
-0.09 word has
0.18 word hat
0.09 word have
0.12 word head
-0.21 word heads
-0.14 word held
0.11 word here
-0.23 word hours
0.26 word housing
0.12 word i
0.25 word if
0.14 word image
-0.12 word imagenet
-0.05 word images
0.1 word in
-0.05 word initialisation
-0.1 word inner
0.19 word instead
0.15 word is
0.28 word it
-0.12 word its
0.19 word j
-0.05 word k
0.14 word keep
0.22 word kernel
-0.13 word kernels
-0.15 word kl
0.2 word l
0.2 word labels
0.21 word laptop
0.26 word largest
-0.31 word last
0.42 word latent
-0.17 word layer
-0.04 word layers
0.08 word learn
-0.18 word learns
0.21 word leaves
-0.12 word length
0.16 word less
0.12 word levels
-0.2 word linearly
0.25 word lion
0.28 word log
-0.15 word look
-0.08 word lora
-0.1 word loss
-0.17 word lstm
-0.07 word m
0.09 word made
-0.17 word matrices
0.17 word matrix
0.1 word max
-0.18 word mean
-0.13 word memory
-0.09 word minimise
0.25 word minutes
-0.14 word model
0.08 word momentum
-0.11 word more
0.17 word most
0.14 word multilayer
0.12 word n
0.27 word needs
0.18 word negatives
0.13 word network
0.38 word networks
0.31 word noise
0.18 word none
-0.11 word norm
-0.21 word normal
0.14 word normalisation
0.07 word not
0.05 word nothing
0.25 word number
-0.16 word nvidia
0.38 word of
0.14 word once
0.2 word one
-0.11 word only
0.12 word optimiser
0.06 word or
0.11 word order
-0.2 word other
-0.21 word our
0.17 word ours
0.08 word output
-0.1 word outputs
-0.13 word over
0.17 word p
-0.06 word pairs
-0.16 word parameters
-0.06 word part
-0.06 word peak
-0.04 word penalty
0.06 word per
-0.06 word perceptron
-0.07 word phase
0.16 word pixels
-0.14 word plain
0.09 word points
-0.06 word pooling
0.08 word positions
0.18 word pretraining
0.31 word probability
-0.14 word process
-0.12 word public
0.17 word q
-0.51 word r
-0.18 word ran
0.03 word random
0.17 word rank
-0.11 word rate
0.11 word reaches
-0.12 word read
-0.19 word real
-0.1 word rectified
-0.1 word recurrent
0.27 word regression
-0.12 word relu
-0.2 word remaining
-0.19 word report
0.17 word reported
-0.16 word require
-0.12 word resnet
0.32 word rmsprop
0.13 word round
0.49 word rounds
-0.07 word rows
0.12 word rtx
-0.15 word run
0.25 word runs
0.24 word s
-0.15 word said
-0.1 word same
-0.09 word sample
0.4 word sampler
0.21 word samples
0.16 word says
0.08 word schedule
-0.07 word second
-0.19 word section
-0.16 word seed
-0.38 word seeds
-0.14 word sequences
-0.14 word serve
-0.07 word set
-0.1 word sets
0.22 word sgd
0.28 word share
0.13 word since
-0.19 word single
0.29 word six
-0.18 word size
0.16 word slope
-0.08 word small
0.06 word smoothing
0.25 word so
-0.07 word split
0.38 word sqrt
-0.12 word standard
-0.17 word start
0.06 word starts
-0.07 word stays
-0.1 word step
0.15 word steps
-0.09 word student
-0.18 word such
-0.22 word swept
0.15 word table
0.19 word take
0.27 word taken
0.12 word takes
0.12 word task
-0.09 word tasks
-0.12 word temperature
0.16 word ten
-0.3 word test
-0.2 word testing
0.14 word text
0.12 word than
0.1 word that
0.15 word the
-0.11 word their
-0.29 word them
-0.09 word then
-0.07 word there
0.1 word they
-0.08 word this
-0.11 word those
0.2 word three
-0.15 word throughout
-0.16 word time
0.18 word tiny
0.11 word to
-0.2 word tokens
-0.13 word took
-0.13 word total
-0.14 word train
0.1 word trained
-0.21 word training
-0.35 word transformer
0.08 word transitions
-0.11 word tuned
-0.08 word tuning
0.43 word two
-0.14 word uniform
0.09 word unit
0.13 word until
0.15 word up
-0.01 word use
0.14 word used
0.22 word uses
-0.11 word usual
0.12 word value
0.2 word values
0.12 word variance
0.2 word vary
-0.11 word vocabulary
-0.06 word warm
0.4 word was
0.01 word we
-0.32 word weight
-0.17 word weights
-0.09 word well
-0.13 word were
0.12 word where
0.14 word which
0.09 word width
0.13 word windows
0.07 word with
0.1 word without
0.21 word would
0.15 word wrong
-0.23 word you
-0.27 word zero
-0.15 word {
-0.15 word }
-0.11 word α
0.17 word β
0.18 word γ
0.29 word δ
-0.28 word ε
0.25 word η
-0.07 word θ
0.17 word λ
0.19 word μ
0.34 word σ
-0.21 word τ
0.15 word ℓ
0.11 word ≈
0.61 word ⟦cite⟧
0.14 word ⟦ref⟧`;
