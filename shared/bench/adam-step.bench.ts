import { type Case, milliseconds, python, type Question, ramp } from './question.ts';
import { adamStep, newState } from './trainings/jax-js.ts';

const LR = 1e-3;

/** The gradients stay as they are: only the update is measured. */
function step(count: number): Case {
  return {
    size: `${count} parameters`,
    figure: milliseconds,
    ours: ({ torch, nn, optim }) => {
      const parameter = new nn.Parameter(torch.tensor(ramp(count)));
      parameter.grad = torch.tensor(ramp(count, 7907));
      const optimizer = new optim.Adam([parameter], { lr: LR });
      return () => {
        optimizer.step();
        return parameter;
      };
    },
    tfjs: (tf) => {
      const parameter = tf.variable(tf.tensor(ramp(count)));
      const gradient = tf.tensor(ramp(count, 7907));
      const optimizer = tf.train.adam(LR);
      return () => {
        optimizer.applyGradients({ [parameter.name]: gradient });
        return parameter;
      };
    },
    jaxJs: (jax) => {
      const gradients = [jax.numpy.array(ramp(count, 7907))];
      let state = newState(jax, [jax.numpy.array(ramp(count))]);
      const update = jax.jit((old: typeof state, given: typeof gradients) => adamStep(jax, old, given, LR));
      return () => {
        state = update(state, jax.tree.ref(gradients));
        return jax.tree.ref(state).params[0];
      };
    },
    pytorch: python`
      parameter = nn.Parameter(ramp(${count}))
      parameter.grad = ramp(${count}, 7907)
      optimizer = torch.optim.Adam([parameter], lr=${LR})
      def step():
          optimizer.step()
          return parameter
    `,
  };
}

export const question: Question = {
  asks: 'what does an update by Adam cost?',
  cases: [step(1_000), step(1_000_000)],
  trial: [step(3)],
};
