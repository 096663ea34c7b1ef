import { F } from './functional.ts';
import * as layers from './index.ts';
import * as init from './init/index.ts';
import * as utils from './utils/index.ts';

/**
 * PyTorch's `torch.nn`. A plain object, since a host may replace what stands in it, which the frozen namespace
 * of a module would not allow; `nn.Linear` is a type as well, by the namespace below.
 */
export const nn = { ...layers, init: { ...init }, utils: { ...utils }, functional: F };

/** The layers as types. */
export declare namespace nn {
  type Module = layers.Module;
  type Parameter = layers.Parameter;
  type Sequential = layers.Sequential;
  type ModuleList = layers.ModuleList;
  type ModuleDict = layers.ModuleDict;
  type ParameterList = layers.ParameterList;
  type Linear = layers.Linear;
  type Bilinear = layers.Bilinear;
  type Embedding = layers.Embedding;
  type Identity = layers.Identity;
  type Flatten = layers.Flatten;
  type Unflatten = layers.Unflatten;
  type ZeroPad2d = layers.ZeroPad2d;
  type Upsample = layers.Upsample;
  type ReLU = layers.ReLU;
  type Sigmoid = layers.Sigmoid;
  type Tanh = layers.Tanh;
  type Softmax = layers.Softmax;
  type LogSoftmax = layers.LogSoftmax;
  type Softmin = layers.Softmin;
  type Softmax2d = layers.Softmax2d;
  type LogSigmoid = layers.LogSigmoid;
  type LeakyReLU = layers.LeakyReLU;
  type PReLU = layers.PReLU;
  type ELU = layers.ELU;
  type SELU = layers.SELU;
  type CELU = layers.CELU;
  type GELU = layers.GELU;
  type SiLU = layers.SiLU;
  type Mish = layers.Mish;
  type Softplus = layers.Softplus;
  type Softsign = layers.Softsign;
  type ReLU6 = layers.ReLU6;
  type Hardtanh = layers.Hardtanh;
  type Hardsigmoid = layers.Hardsigmoid;
  type Hardswish = layers.Hardswish;
  type Threshold = layers.Threshold;
  type Hardshrink = layers.Hardshrink;
  type Softshrink = layers.Softshrink;
  type Tanhshrink = layers.Tanhshrink;
  type GLU = layers.GLU;
  type Dropout = layers.Dropout;
  type BatchNorm1d = layers.BatchNorm1d;
  type BatchNorm2d = layers.BatchNorm2d;
  type LayerNorm = layers.LayerNorm;
  type GroupNorm = layers.GroupNorm;
  type InstanceNorm1d = layers.InstanceNorm1d;
  type InstanceNorm2d = layers.InstanceNorm2d;
  type Conv1d = layers.Conv1d;
  type Conv2d = layers.Conv2d;
  type ConvTranspose2d = layers.ConvTranspose2d;
  type MaxPool1d = layers.MaxPool1d;
  type MaxPool2d = layers.MaxPool2d;
  type AvgPool1d = layers.AvgPool1d;
  type AvgPool2d = layers.AvgPool2d;
  type AdaptiveAvgPool2d = layers.AdaptiveAvgPool2d;
  type AdaptiveMaxPool2d = layers.AdaptiveMaxPool2d;
  type RNNCell = layers.RNNCell;
  type LSTMCell = layers.LSTMCell;
  type GRUCell = layers.GRUCell;
  type RNN = layers.RNN;
  type LSTM = layers.LSTM;
  type GRU = layers.GRU;
  type MultiheadAttention = layers.MultiheadAttention;
  type MSELoss = layers.MSELoss;
  type L1Loss = layers.L1Loss;
  type SmoothL1Loss = layers.SmoothL1Loss;
  type HuberLoss = layers.HuberLoss;
  type BCELoss = layers.BCELoss;
  type BCEWithLogitsLoss = layers.BCEWithLogitsLoss;
  type NLLLoss = layers.NLLLoss;
  type CrossEntropyLoss = layers.CrossEntropyLoss;
  type KLDivLoss = layers.KLDivLoss;
  type PoissonNLLLoss = layers.PoissonNLLLoss;
  type GaussianNLLLoss = layers.GaussianNLLLoss;
  type SoftMarginLoss = layers.SoftMarginLoss;
  type MultiMarginLoss = layers.MultiMarginLoss;
  type HingeEmbeddingLoss = layers.HingeEmbeddingLoss;
  type MarginRankingLoss = layers.MarginRankingLoss;
  type CosineEmbeddingLoss = layers.CosineEmbeddingLoss;
  type TripletMarginLoss = layers.TripletMarginLoss;
}
