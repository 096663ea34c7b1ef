import type { Jax, JaxArray } from '../peers/jax-api.ts';
import { type AwaitedTrainer, ends, layersOf, type Training, trainingData } from './training.ts';

const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];

/** A tree for jit: each weight with its bias, Adam's averages of the same shapes, and the number of the step. */
interface State {
  readonly [name: string]: JaxArray | readonly JaxArray[];
  readonly params: readonly JaxArray[];
  readonly m: readonly JaxArray[];
  readonly v: readonly JaxArray[];
  readonly t: JaxArray;
}

/** Compiled by jit, as its users do. It has no loader and no installable optimizers: both are written out. */
export function jaxTrainer(jax: Jax, training: Training): AwaitedTrainer<[JaxArray, JaxArray]> {
  const { numpy: np, nn, tree } = jax;
  const { sizes, samples, batchSize, lr } = training;
  const { features, outputs } = ends(sizes);
  const { X, y } = trainingData(training);
  const inputs = np.array(X).reshape([samples, features]);
  const targets =
    training.loss === 'crossEntropy' ? nn.oneHot(np.array(Int32Array.from(y)), outputs) : np.array(y);
  const activation = { sigmoid: nn.sigmoid, tanh: np.tanh, relu: nn.relu }[training.activation];

  const predict = (params: readonly JaxArray[], x: JaxArray): JaxArray =>
    layersOf(sizes).reduce((h, _, i) => {
      const [weight, bias] = params.slice(2 * i) as [JaxArray, JaxArray];
      return np.matmul(i === 0 ? h : activation(h), weight).add(bias);
    }, x);
  const lossOf = (params: readonly JaxArray[], x: JaxArray, target: JaxArray): JaxArray => {
    const z = predict(params, x);
    if (training.loss === 'crossEntropy') return nn.logSoftmax(z, -1).mul(target).sum(-1).mean().neg();
    const flat = z.reshape([-1]);
    if (training.loss === 'mse') return np.square(flat.sub(target)).mean();
    return nn.softplus(flat.ref).sub(flat.mul(target)).mean();
  };
  const step = jax.jit((state: State, x: JaxArray, target: JaxArray): [JaxArray, State] => {
    const [cost, gradients] = jax.valueAndGrad(lossOf)(tree.ref(state.params), x, target);
    if (training.optimizer === 'adam') return [cost, adamStep(jax, state, gradients, lr)];
    return [cost, { ...state, params: tree.map((p, g) => p.sub(g.mul(lr)), state.params, gradients) }];
  });
  const newCost = (): ((batch: [JaxArray, JaxArray]) => JaxArray) => {
    let state = newState(
      jax,
      layersOf(sizes).flatMap(([ins, outs]) =>
        [[ins, outs], [outs]].map((shape) => {
          const bound = 1 / Math.sqrt(ins);
          const count = shape.reduce((a, b) => a * b);
          const uniform = Float32Array.from({ length: count }, () => bound * (2 * Math.random() - 1));
          return np.array(uniform).reshape(shape);
        }),
      ),
    );
    return ([x, target]) => {
      const [cost, next] = step(state, x.ref, target.ref);
      state = next;
      return cost;
    };
  };
  return {
    newStep: () => {
      const costOf = newCost();
      return (batch) => costOf(batch).item();
    },
    newAwaitedStep: () => {
      const costOf = newCost();
      return async (batch) => (await costOf(batch).data())[0] ?? Number.NaN;
    },
    *epoch() {
      const order = shuffled(samples);
      for (let start = 0; start < samples; start += batchSize) {
        const rows = np.array(order.slice(start, start + batchSize));
        const [x, target] = [inputs.ref.slice(rows.ref), targets.ref.slice(rows)];
        yield [x, target];
        tree.dispose([x, target]);
      }
    },
  };
}

export function newState({ numpy: np, tree }: Jax, params: readonly JaxArray[]): State {
  const zeros = () => tree.map(np.zerosLike, tree.ref(params));
  return { params, m: zeros(), v: zeros(), t: np.array(new Float32Array(1)).reshape([]) };
}

/** Adam as its paper has it. */
export function adamStep(jax: Jax, state: State, gradients: readonly JaxArray[], lr: number): State {
  const { numpy: np, tree } = jax;
  const g = (): readonly JaxArray[] => tree.ref(gradients);
  const t = state.t.add(1);
  const m = tree.map((old, now) => old.mul(BETA1).add(now.mul(1 - BETA1)), state.m, g());
  const v = tree.map((old, now) => old.mul(BETA2).add(np.square(now).mul(1 - BETA2)), state.v, g());
  tree.dispose(gradients);
  const rest = (beta: number): JaxArray => np.power(beta, t.ref).neg().add(1);
  const params = tree.map(
    (p, m, v) => {
      const size = np.sqrt(v.div(rest(BETA2))).add(EPSILON);
      return p.sub(m.div(rest(BETA1)).div(size).mul(lr));
    },
    state.params,
    tree.ref(m),
    tree.ref(v),
  );
  return { params, m, v, t };
}

function shuffled(count: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}
