/** Weights of the cues in doubts.ts: above 0 speaks against a setting. Written by test/bench/said/teachDoubts.ts. Data. */

export const bias = -0.69;

/** A line each: the weight and its cue. */
export const weights = `0.88 1 dealt out beside it
-0.37 1 in its paragraph
-0.04 1 in its section
-0.51 1 in its sentence
-0.1 10 in its section
0.33 12 numbers
-0.67 2 in its sentence
0.12 2 numbers
0.5 2 others
-0.37 3 in its paragraph
-0.03 3 in its section
0.02 3 numbers
0.42 3 others
-0.49 4 in its sentence
-0.14 5 numbers
0.43 5 others
-0.19 6 in its paragraph
-0.1 6 in its section
0.16 8 numbers
0.34 < 1 (
0.17 < 1 ,
0.16 < 1 /
0.11 < 1 :
-0.14 < 1 =
0.09 < 1 a
0.18 < 1 all
-0.17 < 1 an
-0.2 < 1 and
0.1 < 1 are
0.22 < 1 at
-0.08 < 1 decay
0.17 < 1 draw
-0.2 < 1 every
-0.11 < 1 first
-0.21 < 1 for
0.12 < 1 from
-0.1 < 1 has
-0.15 < 1 have
-0.2 < 1 into
-0.18 < 1 is
0.11 < 1 most
-0.16 < 1 ne
-0.28 < 1 of
0.12 < 1 on
-0.16 < 1 over
-0.15 < 1 rank
0.16 < 1 the
-0.06 < 1 to
-0.11 < 1 use
-0.21 < 1 with
-0.32 < 1 {
0.08 < 2 #
0.17 < 2 )
0.13 < 2 :
0.12 < 2 =
-0.16 < 2 and
-0.17 < 2 are
-0.16 < 2 batch
-0.12 < 2 batches
0.25 < 2 c
0.35 < 2 d
-0.21 < 2 decay
-0.2 < 2 encoder
-0.15 < 2 epochs
-0.25 < 2 for
0.23 < 2 h
-0.27 < 2 layers
-0.14 < 2 length
-0.15 < 2 means
-0.12 < 2 norm
-0.09 < 2 of
-0.12 < 2 on
-0.14 < 2 over
-0.23 < 2 r
-0.16 < 2 rate
0.45 < 2 s
0.33 < 2 sampler
-0.32 < 2 size
0.21 < 2 step
-0.14 < 2 t
-0.2 < 2 temperature
-0.04 < 2 the
-0.1 < 2 there
-0.2 < 2 train
-0.18 < 2 trained
-0.29 < 2 training
0.15 < 2 units
-0.13 < 2 weight
-0.16 < 2 width
-0.09 < 2 with
-0.18 < 2 βt
0.16 < 2 η
-0.34 < 2 τ
-0.12 < 3 #
0.14 < 3 (
-0.25 < 3 )
-0.05 < 3 ,
-0.22 < 3 ;
-0.19 < 3 =
0.04 < 3 a
-0.05 < 3 and
-0.22 < 3 are
0.24 < 3 at
-0.12 < 3 batch
0.18 < 3 by
-0.15 < 3 dropout
0.23 < 3 e
-0.11 < 3 for
0.25 < 3 from
0.28 < 3 has
-0.12 < 3 hidden
-0.19 < 3 in
-0.32 < 3 is
0.47 < 3 latent
0.22 < 3 layers
-0.13 < 3 of
-0.11 < 3 standard
0.22 < 3 to
-0.15 < 3 was
-0.28 < 3 weight
0.09 < 3 with
-0.28 < 3 β
0.23 < 4 #
0.38 < 4 %
0.12 < 4 )
-0.2 < 4 +
0.11 < 4 ,
0.23 < 4 :
-0.22 < 4 ;
0.34 < 4 =
-0.19 < 4 ^
-0.12 < 4 adam
-0.08 < 4 adamw
-0.15 < 4 after
0.19 < 4 and
-0.11 < 4 are
-0.11 < 4 as
0.07 < 4 at
0.16 < 4 channels
0.23 < 4 distillation
0.2 < 4 dropout
0.18 < 4 entropy
-0.13 < 4 epochs
0.24 < 4 error
0.17 < 4 every
-0.16 < 4 for
-0.12 < 4 from
-0.14 < 4 gradient
-0.16 < 4 has
-0.06 < 4 hidden
-0.13 < 4 images
-0.16 < 4 in
-0.33 < 4 is
0.17 < 4 its
-0.13 < 4 k
0.16 < 4 linearly
0.24 < 4 loss
-0.21 < 4 model
-0.1 < 4 momentum
-0.12 < 4 network
-0.33 < 4 noise
0.23 < 4 of
-0.09 < 4 on
0.07 < 4 one
-0.24 < 4 our
0.14 < 4 over
0.29 < 4 steps
-0.12 < 4 t
-0.15 < 4 that
0.21 < 4 the
-0.21 < 4 this
0.11 < 4 three
0.19 < 4 to
-0.1 < 4 trained
-0.18 < 4 two
0.26 < 4 up
0.21 < 4 values
0.23 < 4 warm
-0.13 < 4 we
-0.16 < 4 {
0.35 < 4 }
0.17 < 4 β
0.19 < 4 ⟦cite⟧
-0.03 << 
-0.31 << # #
0.38 << # :
0.16 << # =
-0.11 << # and
0.24 << ) :
0.11 << at most
-0.08 << batches of
-0.1 << decay :
0.2 << dimension :
-0.17 << layers :
0.34 << of the
0.39 << s =
0.28 << sampler :
-0.3 << size :
0.23 << step of
-0.14 << steps :
-0.1 << the first
-0.12 << training and
0.23 << units :
0.17 << η =
-0.28 << τ =
0.07 > 1 )
-0.05 > 1 ,
-0.21 > 1 .
-0.18 > 1 ;
-0.1 > 1 after
-0.21 > 1 and
-0.23 > 1 are
-0.55 > 1 classes
-0.19 > 1 do
0.29 > 1 epoch
-0.18 > 1 epochs
-0.23 > 1 fold
-0.23 > 1 for
-0.37 > 1 hidden
0.09 > 1 in
-0.21 > 1 layer
0.11 > 1 layers
-0.35 > 1 on
0.19 > 1 pairs
0.41 > 1 pixels
-0.13 > 1 points
-0.1 > 1 relu
-0.17 > 1 runs
0.16 > 1 samples
-0.34 > 1 seeds
0.07 > 1 steps
-0.13 > 1 test
0.25 > 1 the
-0.15 > 1 tokens
-0.17 > 1 units
0.26 > 1 with
-0.46 > 1 }
0.12 > 2 #
-0.13 > 2 :
0.13 > 2 a
-0.14 > 2 all
0.11 > 2 and
-0.08 > 2 are
-0.14 > 2 at
-0.27 > 2 cross
-0.27 > 2 digits
0.27 > 2 from
0.12 > 2 images
-0.16 > 2 in
0.34 > 2 is
-0.14 > 2 layer
-0.35 > 2 layers
0.15 > 2 of
-0.21 > 2 on
-0.16 > 2 one
-0.27 > 2 steps
-0.14 > 2 testing
-0.1 > 2 the
0.12 > 2 training
0.14 > 2 units
-0.21 > 2 we
-0.18 > 2 with
-0.12 > 2 β
0.15 > 3 #
0.21 > 3 ,
0.04 > 3 .
0.07 > 3 :
0.14 > 3 =
-0.23 > 3 and
0.22 > 3 by
0.12 > 3 epochs
-0.13 > 3 for
-0.24 > 3 in
0.1 > 3 is
-0.13 > 3 of
0.13 > 3 on
0.19 > 3 one
-0.1 > 3 rate
-0.11 > 3 steps
0.27 > 3 the
0.15 > 3 to
-0.25 > 3 training
0.08 > 3 two
-0.23 > 3 validation
-0.11 > 3 with
-0.18 > 4 #
-0.16 > 4 (
0.07 > 4 ,
0.02 > 4 .
-0.1 > 4 ;
-0.12 > 4 =
0.32 > 4 ^
-0.01 > 4 a
0.13 > 4 after
-0.15 > 4 and
-0.06 > 4 are
-0.16 > 4 as
-0.15 > 4 at
0.11 > 4 batch
0.18 > 4 batches
-0.11 > 4 constant
-0.09 > 4 decay
0.1 > 4 epochs
-0.03 > 4 for
-0.2 > 4 from
0.22 > 4 gradients
-0.19 > 4 has
0.26 > 4 in
0.26 > 4 is
0.29 > 4 l
-0.15 > 4 layer
-0.22 > 4 mean
0.1 > 4 of
0.08 > 4 on
0.07 > 4 one
0.24 > 4 output
-0.09 > 4 size
-0.16 > 4 times
-0.29 > 4 training
-0.22 > 4 up
-0.14 > 4 zero
-0.1 > 4 {
-0.23 > 4 α
-0.42 >> 
0.44 >> # #
-0.22 >> # digits
-0.08 >> , and
-0.11 >> , β
-0.03 >> .
-0.2 >> : #
-0.18 >> ; the
-0.06 >> and #
-0.1 >> and a
-0.27 >> do
-0.26 >> fold cross
-0.14 >> for testing
0.16 >> for the
-0.16 >> hidden layer
-0.2 >> hidden layers
0.22 >> layers ,
-0.24 >> seeds .
0.22 >> training images
-0.11 >> units and
-0.14 >> } .
0.26 >> } and
-0.21 activation: part set-up
-0.04 activation: says of training
-0.27 activation: value
0.7 another is said twice
-0.14 aside
-0.16 attention heads: part set-up
-0.1 attention heads: value
-0.12 batch size: part other
-0.25 batch size: part results
0.15 batch size: part set-up
0.29 batch size: says of others
0.05 batch size: says of training
0.12 batch size: says we do
0.19 batch size: size digit
-0.46 batch size: size hundreds
-0.61 batch size: size tens
0.23 batch size: size thousands
0.13 batch size: value
0.12 behind a sign
-0.17 beta end: size share
-0.17 beta end: value
0.14 beta1: part set-up
0.14 beta1: size share
0.12 beta1: value
-0.1 beta2: part set-up
-0.11 beta2: says of training
-0.05 beta2: size share
-0.05 beta2: value
0.08 channels: says of training
-0.21 channels: size tens
-0.07 classes: part set-up
0.25 classes: says a case
0.22 classes: size hundreds
-0.51 classes: size tens
-0.09 classes: value
0.16 crop size: value
-0.2 devices: part set-up
-0.28 devices: size 1
-0.29 devices: value
-0.14 diffusion steps: value
-0.12 discount factor: size share
-0.11 discount factor: value
-0.19 distillation weight: size share
-0.05 dropout: part set-up
-0.22 dropout: says a case
0.08 dropout: says of training
0.2 dropout: says we do
0.21 dropout: searched
-0.21 dropout: size 0
-0.16 dropout: value
-0.13 early stopping patience: part set-up
-0.17 early stopping patience: says of training
-0.22 early stopping patience: value
-0.24 ema decay: part results
-0.13 ema decay: part set-up
-0.21 ema decay: says of training
-0.13 ema decay: value
0.41 embedding dimension: part set-up
0.6 embedding dimension: size digit
0.57 embedding dimension: value
0.16 entropy coefficient: part set-up
-0.21 entropy coefficient: size share
0.33 episodes: part set-up
-0.12 epochs: part other
-0.08 epochs: says is done
0.12 epochs: says of training
0.41 epochs: size 1
-0.18 epochs: size digit
-0.41 epochs: size hundreds
-0.2 epochs: value
-0.03 first 
0.21 first #
-0.16 first (
0.22 first a
-0.12 first adam
-0.09 first adamw
-0.41 first all
0.34 first at
-0.25 first batch
0.28 first c
-0.18 first dropout
-0.25 first each
-0.08 first epochs
-0.17 first every
-0.2 first for
-0.12 first from
-0.16 first i
-0.14 first it
-0.14 first its
-0.14 first learning
0.2 first noise
-0.11 first of
0.28 first sampler
0.22 first since
0.24 first steps
-0.09 first test
-0.12 first the
-0.14 first there
0.22 first three
-0.23 first to
-0.12 first training
-0.07 first we
-0.15 first weight
-0.31 first where
-0.13 folds: size digit
-0.31 folds: value
-0.43 for all
-0.13 gradient clipping: part set-up
-0.14 gradient clipping: size 1
-0.13 gradient clipping: value
-0.18 hardware: part set-up
-0.27 hardware: says cost
0.2 hardware: says of training
-0.28 hardware: value
0.25 has a list
-0.22 has a scope
0.63 has another
-0.07 has another before
0.24 has another in the set-up
0.36 heading :
-0.3 heading a
-0.28 heading ablation
0.04 heading abstract
-0.19 heading agent
-0.18 heading algorithm
-0.08 heading and
0.3 heading appendix
-0.14 heading architecture
-0.2 heading backward
0.15 heading base
-0.16 heading both
0.21 heading brackets
0.19 heading configuration
0.2 heading counting
-0.13 heading data
-0.2 heading decoding
-0.34 heading details
-0.16 heading distillation
0.14 heading encoder
0.19 heading epoch
-0.08 heading evaluation
0.16 heading experiment
-0.05 heading experimental
-0.12 heading fine
-0.28 heading forward
0.15 heading from
0.42 heading intro
-0.17 heading it
-0.15 heading its
0.28 heading list
-0.12 heading loss
0.21 heading measure
0.11 heading method
-0.18 heading methods
-0.21 heading model
-0.3 heading models
-0.26 heading net
-0.13 heading network
-0.09 heading networks
0.22 heading numerical
-0.13 heading of
0.27 heading one
0.1 heading optimisation
0.3 heading out
-0.21 heading penalty
-0.14 heading phase
0.12 heading pre
-0.12 heading procedure
0.09 heading protocol
0.14 heading reproducibility
0.27 heading results
-0.37 heading sampling
-0.19 heading set
0.08 heading setup
0.4 heading simulations
-0.1 heading student
0.41 heading study
-0.13 heading tasks
-0.12 heading teacher
0.25 heading test
0.08 heading the
0.34 heading theory
-0.13 heading to
-0.34 heading training
-0.17 heading tuning
-0.25 heading two
-0.06 heading up
-0.12 heading we
-0.13 heading what
0.22 heading with
0.19 hidden units: part other
-0.37 hidden units: part results
0.33 hidden units: part set-up
0.15 hidden units: says of others
0.31 hidden units: says of training
0.59 hidden units: size digit
-0.42 hidden units: size hundreds
-0.66 hidden units: size tens
-0.15 hidden units: value
-0.28 image size: part abstract
-0.31 image size: size digit
-0.18 image size: value
-0.11 initialization: part other
-0.3 initialization: part set-up
-0.16 initialization: says came out
-0.11 initialization: says is done
-0.22 initialization: value
0.38 is another setting elsewhere
-0.1 is another setting here
-1.03 is said again
-0.81 is said again in the set-up
-0.26 kernel size: size digit
-0.14 kernel size: value
0.37 label noise: size share
0.26 label noise: value
-0.2 layers: part abstract
0.36 layers: part results
0.13 layers: part set-up
0.19 layers: says cost
-0.14 layers: says of others
-0.29 layers: says of training
-0.17 layers: says reasoned
-0.3 layers: size 1
0.3 layers: size tens
0.29 layers: value
-0.16 learning rate decay epochs: size tens
0.09 learning rate decay factor: part set-up
-0.14 learning rate schedule: part set-up
0.16 learning rate schedule: says came out
-0.23 learning rate schedule: says of training
-0.12 learning rate schedule: value
0.13 learning rate: part other
-0.4 learning rate: part set-up
-0.12 learning rate: says a case
-0.12 learning rate: says came out
0.24 learning rate: says cost
-0.32 learning rate: says of training
-0.16 learning rate: searched
-0.24 learning rate: size share
-0.02 learning rate: value
-0.2 lora alpha: size tens
-0.2 lora alpha: value
-0.27 lora rank: part results
-0.2 lora rank: says a case
-0.22 lora rank: size digit
-0.06 lora rank: value
-0.19 loss weight: says a case
-0.2 loss weight: searched
-0.27 loss weight: size 0
0.58 loss weight: size share
0.12 loss weight: value
-0.12 momentum: part set-up
-0.05 momentum: value
-0.27 name activation
-0.15 name attention heads
-0.09 name batch size
-0.14 name beta end
0.12 name beta1
-0.05 name beta2
-0.1 name clip range
-0.29 name devices
-0.14 name diffusion steps
-0.13 name distillation weight
-0.01 name dropout
-0.14 name early stopping patience
-0.4 name ema decay
0.53 name embedding dimension
0.14 name entropy coefficient
0.22 name episodes
-0.12 name epochs
-0.22 name exploration rate
-0.25 name folds
-0.16 name gradient clipping
-0.28 name hardware
0.07 name hidden units
-0.19 name image size
-0.27 name initialization
-0.14 name kernel size
0.22 name label noise
0.36 name layers
-0.34 name learning rate
0.16 name learning rate decay factor
-0.12 name learning rate schedule
-0.21 name lora alpha
-0.19 name lora rank
-0.05 name loss weight
-0.32 name mixup alpha
-0.09 name momentum
0.12 name noise schedule
0.24 name normalization
0.13 name optimizer
-0.13 name precision
-0.14 name sampler
-0.13 name sampling steps
0.19 name seeds
0.19 name target modules
-0.11 name temperature
0.29 name test examples
0.41 name training examples
0.28 name training fraction
0.72 name training steps
0.17 name validation examples
-0.09 name vocabulary size
0.28 name weight decay
0.14 near a case
0.03 near came out
0.19 near compared
-0.19 near cost
-0.16 near is done
-0.1 near of training
0.21 near reasoned
0.14 near supposed
-0.33 near we do
0.3 noise schedule: says of training
0.12 noise schedule: value
-0.16 noise standard deviation: says of others
0.12 normalization: part set-up
0.21 normalization: says of training
0.24 normalization: value
-0.14 optimizer: part set-up
0.25 optimizer: says a case
-0.34 optimizer: says came out
-0.17 optimizer: says is done
-0.11 optimizer: says of others
-0.31 optimizer: says of training
0.22 optimizer: says supposed
-0.13 optimizer: says we do
0.15 optimizer: value
0.08 part abstract
0.32 part abstract another is said twice
0.27 part abstract has a list
-0.15 part abstract has another in the set-up
-0.39 part abstract is said again
-0.28 part abstract is said again in the set-up
0.08 part abstract place text
0.35 part opening has another
0.25 part opening has another in the set-up
0.17 part opening place text
-0.4 part other
-0.07 part other has a list
0.25 part other has another
-0.07 part other has another before
0.1 part other has another in the set-up
-0.38 part other is said again
-0.2 part other is said again in the set-up
-0.17 part other place caption
0.21 part other place table
-0.19 part other place text
-0.15 part results
0.1 part results has a list
-0.18 part results has another before
-0.29 part results is said again
-0.21 part results is said again in the set-up
-0.16 part results place algorithm
-0.37 part results place caption
0.13 part results place table
0.16 part results place text
0.21 part results stands in a list
-0.64 part set-up
0.38 part set-up another is said twice
-0.17 part set-up has a list
0.16 part set-up has another
0.09 part set-up has another in the set-up
0.2 part set-up is said again
0.19 part set-up is said again in the set-up
-0.42 part set-up place algorithm
-0.17 part set-up place caption
-0.45 part set-up place table
-0.43 part set-up place text
-0.16 part set-up stands in a list
-0.7 place algorithm
-0.72 place caption
-0.04 place table
-0.3 place text
-0.13 precision: value
0.29 role range
-0.69 role searched
-0.55 role value
0.23 rollout length: part set-up
0.19 rollout length: value
-0.32 sampler: part other
0.4 sampler: part results
-0.14 sampler: part set-up
-0.14 sampler: value
-0.19 sampling steps: part set-up
-0.23 sampling steps: searched
0.24 sampling steps: size tens
0.14 says a case
0.23 says came out
0.05 says compared
0.06 says cost
-0.03 says is done
0.25 says of others
-0.1 says of training
-0.09 says reasoned
0.12 says refers
0.33 says supposed
-0.07 says we do
0.37 scope data
0.35 scope named
-0.67 scope other
-0.21 scope part
-0.39 scope phase
-0.08 seeds: part results
0.41 seeds: part set-up
0.14 seeds: says a case
-0.34 seeds: says came out
-0.15 seeds: says of others
-0.42 seeds: says of training
-0.19 seeds: says we do
0.31 seeds: searched
0.23 seeds: size 1
-0.33 seeds: size digit
-0.35 seeds: size tens
-0.12 seeds: value
-0.07 sequence length: part set-up
-0.23 sequence length: size hundreds
0.21 sequence length: value
-1.55 size 0
0.8 size 1
0.36 size digit
-0.41 size hundreds
-0.16 size share
-0.1 size tens
-0.56 size thousands
-0.01 size word
0.35 stands in a list
0.19 target modules: value
-0.21 temperature: part set-up
-0.29 temperature: searched
-0.36 temperature: size digit
0.11 temperature: value
0.19 test examples: part results
0.18 test examples: says came out
-0.07 test examples: says of training
0.18 test examples: says we do
0.15 test examples: size hundreds
-0.2 test examples: size thousands
0.25 test examples: value
-0.07 test fraction: part set-up
0.27 training examples: part set-up
0.24 training examples: says a case
0.28 training examples: says compared
-0.13 training examples: says of others
0.3 training examples: says of training
0.11 training examples: size hundreds
0.42 training examples: size tens
-0.33 training examples: size thousands
0.37 training examples: value
-0.11 training fraction: part set-up
0.18 training fraction: says of training
0.28 training fraction: size share
0.28 training fraction: value
0.2 training steps: part other
0.14 training steps: part results
0.3 training steps: part set-up
0.35 training steps: searched
0.65 training steps: size hundreds
0.3 training steps: size tens
-0.65 training steps: size thousands
0.35 training steps: value
0.15 validation examples: part set-up
0.17 validation examples: value
-0.16 vocabulary size: part set-up
0.16 weight decay: part set-up
0.23 weight decay: says is done
-0.17 weight decay: says of training
0.27 weight decay: searched
-0.2 weight decay: size 0
-0.14 weight decay: size share
0.3 word #
-0.13 word %
0.07 word (
0.02 word )
-0.29 word +
0.04 word ,
-0.03 word .
0.33 word /
0.13 word :
0.15 word ;
0.28 word =
0.12 word ^
-0.06 word a
-0.2 word according
-0.23 word accuracy
-0.22 word adam
-0.1 word adamw
0.18 word adapters
-0.11 word after
0.24 word against
0.18 word all
0.24 word alone
-0.24 word along
-0.16 word among
0.11 word an
-0.05 word and
-0.29 word are
0.12 word as
0.14 word at
0.14 word attention
-0.14 word average
-0.19 word averages
-0.14 word b
0.21 word back
0.4 word bar
-0.06 word batch
-0.25 word batches
-0.2 word be
-0.24 word beam
0.27 word before
0.18 word being
0.38 word below
0.14 word bert
-0.23 word better
0.46 word between
-0.11 word biases
0.06 word both
0.2 word bound
-0.2 word brackets
0.43 word but
0.09 word by
0.14 word c
0.22 word cases
-0.19 word cdot
-0.08 word channels
-0.1 word characters
-0.37 word cifar
0.14 word class
0.17 word classes
-0.13 word classifier
-0.07 word clients
-0.14 word clipped
0.25 word code
-0.36 word coefficient
0.14 word connected
0.06 word constant
0.26 word convolution
-0.19 word convolutional
0.3 word couplings
-0.08 word cross
0.3 word cutmix
0.53 word d
0.17 word ddim
-0.21 word decay
-0.06 word default
0.14 word defaults
0.19 word depth
-0.15 word descent
-0.28 word deviation
-0.41 word digits
-0.16 word dimensional
0.31 word dimensions
-0.19 word discount
0.3 word distance
-0.18 word distribution
-0.22 word divided
-0.18 word division
-0.13 word do
0.22 word does
0.26 word draw
0.16 word drawn
0.16 word draws
-0.27 word during
0.27 word e
0.03 word each
-0.13 word eight
-0.28 word else
-0.42 word embedding
-0.28 word embeddings
-0.18 word encoder
-0.18 word end
0.13 word ends
0.33 word ensemble
-0.15 word environments
0.17 word episodes
0.08 word epoch
0.12 word epochs
-0.41 word equal
0.29 word estimate
0.09 word every
-0.14 word examples
-0.11 word experiment
-0.27 word experiments
0.18 word factor
0.12 word fashion
-0.19 word features
-0.23 word final
-0.13 word fine
0.31 word first
0.18 word fit
0.19 word fitted
0.28 word five
0.16 word fold
-0.06 word followed
-0.02 word for
-0.07 word forward
0.11 word from
0.13 word frozen
0.08 word full
0.17 word g
0.17 word gain
0.14 word gb
-0.17 word generator
-0.28 word give
0.15 word goes
-0.16 word gpus
-0.17 word gradient
0.22 word graphs
-0.2 word gru
0.48 word h
-0.16 word half
0.1 word has
0.21 word hat
-0.25 word have
0.29 word head
-0.19 word heads
-0.14 word held
-0.28 word hidden
0.14 word hold
-0.18 word hours
0.27 word i
-0.09 word if
0.31 word image
-0.13 word imagenet
-0.08 word images
0.08 word in
-0.08 word initialisation
0.19 word inputs
0.17 word is
0.23 word it
0.13 word iterations
-0.15 word its
0.26 word j
0.16 word keep
0.46 word kernel
0.18 word l
-0.05 word label
0.27 word labelled
0.29 word largest
-0.47 word last
-0.13 word lasts
1 word latent
-0.19 word layer
-0.14 word layers
0.16 word learning
-0.15 word length
-0.14 word linear
-0.1 word linearly
0.32 word log
-0.08 word loss
-0.23 word lstm
0.17 word m
-0.17 word made
0.17 word makes
0.22 word mask
-0.11 word matrices
0.35 word matrix
-0.03 word mean
0.28 word means
0.23 word median
-0.08 word mini
-0.13 word minimise
0.17 word mixup
-0.17 word model
0.09 word momentum
0.3 word most
0.12 word multilayer
-0.08 word multiplied
0.24 word n
-0.16 word ne
0.5 word needs
0.21 word negatives
-0.15 word net
-0.13 word network
0.38 word networks
-0.33 word no
0.09 word noise
0.33 word none
-0.21 word norm
-0.22 word normal
0.13 word not
0.04 word number
0.38 word of
0.13 word official
-0.08 word on
0.23 word once
0.07 word one
0.13 word ones
0.12 word only
0.01 word optimiser
-0.12 word optimizer
0.18 word or
0.22 word order
-0.11 word other
-0.11 word out
0.15 word output
-0.17 word over
0.25 word own
0.36 word p
-0.16 word parameters
-0.15 word part
0.24 word patches
0.08 word penalty
0.21 word per
0.2 word perceptrons
0.37 word permutation
-0.17 word pixel
0.15 word pixels
0.07 word points
0.17 word policy
-0.24 word pooling
0.18 word probability
-0.17 word process
-0.24 word proximal
0.15 word pytorch's
0.11 word q
-0.55 word r
-0.21 word ran
-0.26 word random
0.1 word rank
-0.24 word rate
-0.19 word read
-0.16 word rectified
-0.3 word recurrent
-0.07 word relu
-0.14 word remaining
-0.12 word repeated
0.17 word resolution
0.3 word returns
0.48 word ringmix
0.27 word rmsprop
0.18 word rounds
-0.26 word row
-0.19 word run
0.07 word runs
0.3 word s
-0.26 word said
-0.14 word sample
-0.18 word sampled
0.33 word sampler
0.08 word samples
0.23 word says
-0.11 word scaled
0.13 word schedule
-0.13 word scikit
-0.27 word section
-0.46 word seeds
-0.22 word serve
-0.16 word server
-0.2 word set
0.38 word sgd
0.26 word share
-0.1 word silu
0.18 word since
-0.33 word single
-0.19 word sinusoidal
0.26 word six
-0.35 word size
0.17 word so
-0.19 word split
0.13 word square
0.19 word squared
-0.26 word sst
-0.35 word standard
-0.06 word start
0.19 word starts
0.21 word steps
-0.19 word student
-0.16 word such
-0.13 word sum
-0.23 word swept
0.15 word table
0.16 word take
0.3 word taken
0.09 word target
0.19 word task
-0.16 word tasks
-0.32 word teacher
-0.09 word temperature
0.2 word ten
-0.28 word test
-0.26 word testing
0.24 word tfrac
0.11 word that
0.12 word the
-0.17 word their
-0.28 word them
-0.06 word then
0.09 word there
0.11 word they
0.22 word third
-0.08 word this
0.23 word three
-0.15 word time
0.04 word to
-0.25 word tokens
-0.21 word total
-0.37 word train
-0.12 word training
-0.32 word transformer
0.32 word two
0.23 word under
-0.26 word uniform
-0.13 word uniformly
0.36 word unit
0.18 word units
0.11 word until
0.2 word up
0.09 word update
0.14 word use
-0.15 word used
0.23 word uses
-0.17 word usual
0.08 word v
0.03 word validation
0.15 word value
0.39 word values
0.29 word variance
0.24 word vary
0.11 word w
0.11 word warm
0.23 word was
-0.03 word we
-0.24 word weight
-0.06 word weights
-0.16 word were
-0.16 word what
0.07 word which
0.18 word windows
0.12 word with
0.14 word without
0.2 word wrong
-0.35 word zero
-0.08 word {
-0.08 word }
-0.03 word β
-0.15 word βt
0.07 word γ
0.4 word δ
-0.25 word ε
-0.18 word θ
0.16 word λ
0.27 word μ
0.19 word π
0.32 word ρ
0.39 word σ
-0.29 word τ
0.31 word ℓ
0.21 word ←
0.22 word ∈
0.29 word ≈
0.46 word ⟦cite⟧
0.25 word ⟦ref⟧`;
