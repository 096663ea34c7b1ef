import type { Tfjs, TfTensor } from '../peers/tfjs-api.ts';
import { type AwaitedTrainer, ends, layersOf, type Training, trainingData } from './training.ts';

/** tfjs's own data pipeline only runs asynchronously: rows are gathered by shuffled numbers instead. */
export function tfjsTrainer(tf: Tfjs, training: Training): AwaitedTrainer<[TfTensor, TfTensor]> {
  const { sizes, samples, batchSize, lr } = training;
  const { features, outputs } = ends(sizes);
  const { X, y } = trainingData(training);
  const inputs = tf.tensor(X, [samples, features]);
  const targets =
    training.loss === 'crossEntropy'
      ? tf.oneHot(tf.tensor(Int32Array.from(y), [samples], 'int32'), outputs)
      : tf.tensor(y);
  const activation = { sigmoid: tf.sigmoid, tanh: tf.tanh, relu: tf.relu }[training.activation];
  const { losses } = tf;
  const loss = (target: TfTensor, predicted: TfTensor): TfTensor => {
    if (training.loss === 'crossEntropy') return losses.softmaxCrossEntropy(target, predicted);
    const flat = tf.reshape(predicted, [-1]);
    return training.loss === 'mse'
      ? losses.meanSquaredError(target, flat)
      : losses.sigmoidCrossEntropy(target, flat);
  };
  const newCost = (): ((batch: [TfTensor, TfTensor]) => TfTensor) => {
    const layers = layersOf(sizes).map(([ins, outs]) => {
      const bound = 1 / Math.sqrt(ins);
      const parameter = (...shape: number[]) => tf.variable(tf.randomUniform(shape, -bound, bound));
      const [weight, bias] = [parameter(ins, outs), parameter(outs)];
      return (x: TfTensor): TfTensor => tf.add(tf.matMul(x, weight), bias);
    });
    const optimizer = tf.train[training.optimizer](lr);
    return ([x, target]) => {
      const predict = (): TfTensor => layers.reduce((h, layer, i) => layer(i === 0 ? h : activation(h)), x);
      return optimizer.minimize(() => loss(target, predict()), true);
    };
  };
  return {
    newStep: () => {
      const costOf = newCost();
      return (batch) => tf.tidy(() => costOf(batch).dataSync()[0] ?? Number.NaN);
    },
    newAwaitedStep: () => {
      const costOf = newCost();
      return async (batch) => {
        const cost = tf.tidy(() => costOf(batch));
        const [value] = await cost.data();
        cost.dispose();
        return value ?? Number.NaN;
      };
    },
    *epoch() {
      const order = Int32Array.from(tf.util.createShuffledIndices(samples));
      for (let start = 0; start < samples; start += batchSize) {
        const rows = tf.tensor(order.slice(start, start + batchSize), undefined, 'int32');
        yield [tf.gather(inputs, rows), tf.gather(targets, rows)];
      }
    },
  };
}
