/*
 * The layers, their sections in teaching order. A new one is a file of its own, a line in this one and one among the
 * types of `namespace.ts`.
 */

export { CELU } from './activations/celu.ts';
export { ELU } from './activations/elu.ts';
export { GELU } from './activations/gelu.ts';
export { GLU } from './activations/glu.ts';
export { Hardshrink } from './activations/hardshrink.ts';
export { Hardsigmoid } from './activations/hardsigmoid.ts';
export { Hardswish } from './activations/hardswish.ts';
export { Hardtanh } from './activations/hardtanh.ts';
export { LeakyReLU } from './activations/leaky-relu.ts';
export { LogSigmoid } from './activations/log-sigmoid.ts';
export { LogSoftmax } from './activations/log-softmax.ts';
export { Mish } from './activations/mish.ts';
export { PReLU } from './activations/prelu.ts';
// Activations
export { ReLU } from './activations/relu.ts';
export { ReLU6 } from './activations/relu6.ts';
export { SELU } from './activations/selu.ts';
export { Sigmoid } from './activations/sigmoid.ts';
export { SiLU } from './activations/silu.ts';
export { Softmax } from './activations/softmax.ts';
export { Softmax2d } from './activations/softmax2d.ts';
export { Softmin } from './activations/softmin.ts';
export { Softplus } from './activations/softplus.ts';
export { Softshrink } from './activations/softshrink.ts';
export { Softsign } from './activations/softsign.ts';
export { Tanh } from './activations/tanh.ts';
export { Tanhshrink } from './activations/tanhshrink.ts';
export { Threshold } from './activations/threshold.ts';
export { Bilinear } from './bilinear.ts';
export { ModuleDict } from './containers/module-dict.ts';
export { ModuleList } from './containers/module-list.ts';
export { ParameterList } from './containers/parameter-list.ts';
// Containers
export { Sequential } from './containers/sequential.ts';
export { ConvTranspose2d } from './convolution/conv-transpose2d.ts';
// Convolutions and pooling
export { Conv1d } from './convolution/conv1d.ts';
export { Conv2d } from './convolution/conv2d.ts';
// Regularisation and normalisation
export { Dropout } from './dropout.ts';
export { Embedding } from './embedding.ts';
export { Flatten } from './flatten.ts';
// Shapes
export { Identity } from './identity.ts';
// Layers of weights
export { Linear } from './linear.ts';
// Losses
export * from './losses/modules.ts';
// What models are made of
export { Module } from './module.ts';
export { MultiheadAttention } from './multihead-attention.ts';
export { BatchNorm1d } from './normalization/batch-norm1d.ts';
export { BatchNorm2d } from './normalization/batch-norm2d.ts';
export { GroupNorm } from './normalization/group-norm.ts';
export { InstanceNorm1d } from './normalization/instance-norm1d.ts';
export { InstanceNorm2d } from './normalization/instance-norm2d.ts';
export { LayerNorm } from './normalization/layer-norm.ts';
export { Parameter } from './parameter.ts';
export { AdaptiveAvgPool2d } from './pooling/adaptive-avg-pool2d.ts';
export { AdaptiveMaxPool2d } from './pooling/adaptive-max-pool2d.ts';
export { AvgPool1d } from './pooling/avg-pool1d.ts';
export { AvgPool2d } from './pooling/avg-pool2d.ts';
export { MaxPool1d } from './pooling/max-pool1d.ts';
export { MaxPool2d } from './pooling/max-pool2d.ts';
export { GRU } from './recurrent/gru.ts';
export { GRUCell } from './recurrent/gru-cell.ts';
export { LSTM } from './recurrent/lstm.ts';
export { LSTMCell } from './recurrent/lstm-cell.ts';
export { RNN } from './recurrent/rnn.ts';
// Sequences
export { RNNCell } from './recurrent/rnn-cell.ts';
export { Unflatten } from './unflatten.ts';
export { Upsample } from './upsample.ts';
export { ZeroPad2d } from './zero-pad2d.ts';
