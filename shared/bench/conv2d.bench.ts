import type { JaxArray } from './peers/jax-api.ts';
import { type Case, milliseconds, python, type Question, ramp } from './question.ts';

const LR = 0.01;
const CLASSES = 10;
const [FIRST, SECOND] = [8, 16];
/** Side of a picture after a 3 × 3 convolution without padding, and after pooling by 2. */
const after = (side: number): number => Math.floor((side - 2) / 2);

function forward(batch: number, side: number): Case {
  const count = batch * FIRST * side * side;
  const weights = SECOND * FIRST * 9;
  return {
    size: `(${batch}, ${FIRST}, ${side}, ${side}) to ${SECOND} channels, 3 × 3, forward`,
    figure: milliseconds,
    ours: ({ torch, F }) => {
      const x = torch.tensor(ramp(count)).reshape(batch, FIRST, side, side);
      const filter = torch.tensor(ramp(weights, 7907)).reshape(SECOND, FIRST, 3, 3);
      return () => F.conv2d(x, filter);
    },
    // Its channels stand last: the same work, other numbers.
    tfjs: (tf) => {
      const x = tf.tensor(ramp(count), [batch, side, side, FIRST]);
      const filter = tf.tensor(ramp(weights, 7907), [3, 3, FIRST, SECOND]);
      return () => {
        tf.conv2d(x, filter as typeof x, 1, 'valid');
      };
    },
    jaxJs: ({ numpy: np, lax }) => {
      const x = np.array(ramp(count)).reshape([batch, FIRST, side, side]);
      const filter = np.array(ramp(weights, 7907)).reshape([SECOND, FIRST, 3, 3]);
      return () => lax.conv(x.ref, filter.ref, [1, 1], 'VALID');
    },
    pytorch: python`
      x = ramp(${count}).reshape(${batch}, ${FIRST}, ${side}, ${side})
      filter = ramp(${weights}, 7907).reshape(${SECOND}, ${FIRST}, 3, 3)
      def step():
          with torch.no_grad():
              return F.conv2d(x, filter)
    `,
  };
}

/** Two rounds of convolution, ReLU and pooling, then a linear layer. */
function trainingStep(batch: number, side: number): Case {
  const count = batch * side * side;
  const flat = SECOND * after(after(side)) ** 2;
  const labels = Int32Array.from({ length: batch }, (_, i) => i % CLASSES);
  return {
    size: `small CNN, (${batch}, 1, ${side}, ${side}), training step`,
    figure: milliseconds,
    ours: ({ torch, nn, optim, F }) => {
      const x = torch.tensor(ramp(count)).reshape(batch, 1, side, side);
      const y = torch.tensor(labels).long();
      const model = new nn.Sequential(
        ...[new nn.Conv2d(1, FIRST, 3), new nn.ReLU(), new nn.MaxPool2d(2)],
        ...[new nn.Conv2d(FIRST, SECOND, 3), new nn.ReLU(), new nn.MaxPool2d(2)],
        ...[new nn.Flatten(), new nn.Linear(flat, CLASSES)],
      );
      const optimizer = new optim.SGD(model.parameters(), { lr: LR });
      return () => {
        optimizer.zeroGrad();
        const loss = F.crossEntropy(model.call(x), y);
        loss.backward();
        optimizer.step();
        loss.item();
      };
    },
    tfjs: (tf) => {
      const x = tf.tensor(ramp(count), [batch, side, side, 1]);
      const y = tf.oneHot(tf.tensor(labels, [batch], 'int32'), CLASSES);
      const parameter = (...shape: number[]) => tf.variable(tf.randomUniform(shape, -0.1, 0.1));
      const [k1, b1] = [parameter(3, 3, 1, FIRST), parameter(FIRST)];
      const [k2, b2] = [parameter(3, 3, FIRST, SECOND), parameter(SECOND)];
      const [w, b] = [parameter(flat, CLASSES), parameter(CLASSES)];
      const block = (h: typeof x, k: typeof x, bias: typeof x) =>
        tf.maxPool(tf.relu(tf.add(tf.conv2d(h, k, 1, 'valid'), bias)), 2, 2, 'valid');
      const loss = () => {
        const h = tf.reshape(block(block(x, k1, b1), k2, b2), [batch, flat]);
        return tf.losses.softmaxCrossEntropy(y, tf.add(tf.matMul(h, w), b));
      };
      const optimizer = tf.train.sgd(LR);
      return () => {
        optimizer.minimize(loss, true).dataSync();
      };
    },
    jaxJs: ({ numpy: np, nn, lax, tree, jit, valueAndGrad }) => {
      const x = np.array(ramp(count)).reshape([batch, 1, side, side]);
      const y = nn.oneHot(np.array(labels), CLASSES);
      const block = (h: JaxArray, k: JaxArray, bias: JaxArray): JaxArray => {
        const convolved = lax.conv(h, k, [1, 1], 'VALID').add(bias);
        return lax.reduceWindow(nn.relu(convolved), (window) => window.max(), [2, 2], [2, 2]);
      };
      const loss = (params: readonly JaxArray[], pictures: JaxArray, targets: JaxArray): JaxArray => {
        const [k1, b1, k2, b2, w, b] = params as [JaxArray, JaxArray, JaxArray, JaxArray, JaxArray, JaxArray];
        const h = block(block(pictures, k1, b1), k2, b2).reshape([batch, flat]);
        return nn.logSoftmax(np.matmul(h, w).add(b), -1).mul(targets).sum(-1).mean().neg();
      };
      const update = jit((params: readonly JaxArray[], pictures: JaxArray, targets: JaxArray) => {
        const [cost, gradients] = valueAndGrad(loss)(tree.ref(params), pictures, targets);
        return [cost, tree.map((p, g) => p.sub(g.mul(LR)), params, gradients)] as const;
      });
      const parameter = (...shape: number[]) =>
        np.array(ramp(shape.reduce((a, b) => a * b)).map((value) => value / 5)).reshape(shape);
      let params: readonly JaxArray[] = [
        ...[parameter(FIRST, 1, 3, 3), parameter(FIRST, 1, 1)],
        ...[parameter(SECOND, FIRST, 3, 3), parameter(SECOND, 1, 1)],
        ...[parameter(flat, CLASSES), parameter(CLASSES)],
      ];
      return () => {
        const [cost, next] = update(params, x.ref, y.ref);
        params = next;
        cost.item();
      };
    },
    pytorch: python`
      x = ramp(${count}).reshape(${batch}, 1, ${side}, ${side})
      y = torch.arange(${batch}) % ${CLASSES}
      model = nn.Sequential(
          nn.Conv2d(1, ${FIRST}, 3), nn.ReLU(), nn.MaxPool2d(2),
          nn.Conv2d(${FIRST}, ${SECOND}, 3), nn.ReLU(), nn.MaxPool2d(2),
          nn.Flatten(), nn.Linear(${flat}, ${CLASSES}),
      )
      optimizer = torch.optim.SGD(model.parameters(), lr=${LR})
      def step():
          optimizer.zero_grad()
          loss = F.cross_entropy(model(x), y)
          loss.backward()
          optimizer.step()
          loss.item()
    `,
  };
}

export const question: Question = {
  asks: 'what do convolutions cost?',
  cases: [forward(32, 13), trainingStep(32, 28)],
  trial: [forward(1, 5), trainingStep(2, 10)],
};
