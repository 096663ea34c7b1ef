import { type Case, microseconds, python, type Question, ramp } from './question.ts';

/** Logits with a gradient, targets, the loss and its way back. */
function crossEntropy(rows: number, classes: number): Case {
  const labels = Int32Array.from({ length: rows }, (_, i) => (i * 3) % classes);
  return {
    size: `CrossEntropy, ${rows} rows of ${classes}`,
    figure: microseconds,
    ours: ({ torch, F }) => {
      const logits = torch
        .tensor(ramp(rows * classes))
        .reshape(rows, classes)
        .requiresGrad_();
      const targets = torch.tensor(labels).long();
      return () => {
        logits.grad = null;
        F.crossEntropy(logits, targets).backward();
        return logits.grad;
      };
    },
    tfjs: (tf) => {
      const logits = tf.tensor(ramp(rows * classes), [rows, classes]);
      const targets = tf.oneHot(tf.tensor(labels, [rows], 'int32'), classes);
      const gradients = tf.valueAndGrads((x) => tf.losses.softmaxCrossEntropy(targets, x as typeof logits));
      return () => gradients([logits]).grads[0];
    },
    jaxJs: ({ numpy: np, nn, grad, jit }) => {
      const logits = np.array(ramp(rows * classes)).reshape([rows, classes]);
      const targets = nn.oneHot(np.array(labels), classes);
      const gradient = jit(
        grad((x: typeof logits, y: typeof logits) => nn.logSoftmax(x, -1).mul(y).sum(-1).mean().neg()),
      );
      return () => gradient(logits.ref, targets.ref);
    },
    pytorch: python`
      logits = ramp(${rows * classes}).reshape(${rows}, ${classes}).requires_grad_()
      targets = torch.arange(${rows}) * 3 % ${classes}
      def step():
          logits.grad = None
          F.cross_entropy(logits, targets).backward()
          return logits.grad
    `,
  };
}

function bceWithLogits(rows: number): Case {
  const labels = Float32Array.from({ length: rows }, (_, i) => i % 2);
  return {
    size: `BCEWithLogits, ${rows} rows`,
    figure: microseconds,
    ours: ({ torch, F }) => {
      const logits = torch.tensor(ramp(rows)).requiresGrad_();
      const targets = torch.tensor(labels);
      return () => {
        logits.grad = null;
        F.binaryCrossEntropyWithLogits(logits, targets).backward();
        return logits.grad;
      };
    },
    tfjs: (tf) => {
      const [logits, targets] = [tf.tensor(ramp(rows)), tf.tensor(labels)];
      const gradients = tf.valueAndGrads((x) => tf.losses.sigmoidCrossEntropy(targets, x as typeof logits));
      return () => gradients([logits]).grads[0];
    },
    jaxJs: ({ numpy: np, nn, grad, jit }) => {
      const [logits, targets] = [np.array(ramp(rows)), np.array(labels)];
      const gradient = jit(
        grad((x: typeof logits, y: typeof logits) => nn.softplus(x.ref).sub(x.mul(y)).mean()),
      );
      return () => gradient(logits.ref, targets.ref);
    },
    pytorch: python`
      logits, targets = ramp(${rows}).requires_grad_(), (torch.arange(${rows}) % 2).float()
      def step():
          logits.grad = None
          F.binary_cross_entropy_with_logits(logits, targets).backward()
          return logits.grad
    `,
  };
}

export const question: Question = {
  asks: 'what do a loss and its gradient cost?',
  cases: [crossEntropy(50, 4), crossEntropy(1_000, 1_000), bceWithLogits(50), bceWithLogits(100_000)],
  trial: [crossEntropy(3, 4), bceWithLogits(3)],
};
