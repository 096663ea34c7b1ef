/** What a network asks of a value. */
interface Term<V> {
  add(other: V): V;
  mul(other: V): V;
  relu(): V;
}

interface Neuron<V> {
  readonly weights: readonly V[];
  readonly bias: V;
}

/** The network that A06 gives, over a class of values other than the reference's. */
export function networkOf<V extends Term<V>>(Value: new (data: number) => V) {
  return class MLP {
    readonly layers: readonly (readonly Neuron<V>[])[];

    constructor(nIn: number, sizes: readonly number[], gen: () => number) {
      const neuron = (inputs: number): Neuron<V> => ({
        weights: Array.from({ length: inputs }, () => new Value(2 * gen() - 1)),
        bias: new Value(0),
      });
      this.layers = sizes.map((nOut, i) => Array.from({ length: nOut }, () => neuron(sizes[i - 1] ?? nIn)));
    }

    call(x: readonly V[]): readonly V[] {
      return this.layers.reduce((inputs, layer, i) => {
        const sums = layer.map(({ weights, bias }) =>
          weights.reduce((sum, weight, j) => sum.add(weight.mul(inputs[j])), bias),
        );
        return i < this.layers.length - 1 ? sums.map((sum) => sum.relu()) : sums;
      }, x);
    }

    parameters(): V[] {
      return this.layers.flat().flatMap(({ weights, bias }) => [...weights, bias]);
    }
  };
}
