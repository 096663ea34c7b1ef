import { noGrad } from '../../autograd/grad-mode.ts';
import { ValueError } from '../../core/errors.ts';
import { product } from '../../core/shape.ts';
import { cat } from '../../ops/cat.ts';
import { overwrite } from '../../ops/families/in-place.ts';
import { requireTensor } from '../../ops/families/operand.ts';
import { narrow } from '../../ops/narrow.ts';
import { reshape } from '../../ops/reshape.ts';
import type { Tensor } from '../../tensor/tensor.ts';

/**
 * All parameters one after the other, as one vector: PyTorch's `nn.utils.parameters_to_vector`.
 *
 * ```ts
 * nn.utils.parametersToVector(new nn.Linear(2, 3).parameters()).shape; // → torch.Size([9])
 * ```
 */
export function parametersToVector(parameters: Iterable<Tensor>): Tensor {
  return cat([...parameters].map((parameter) => reshape(parameter, [-1])));
}

/**
 * Writes a vector over the parameters, one after the other: PyTorch's `nn.utils.vector_to_parameters`.
 *
 * ```ts
 * const layer = new nn.Linear(2, 1);
 * nn.utils.vectorToParameters(torch.tensor([1.5, 2, 3]), layer.parameters());
 * layer.bias.tolist(); // → [ 3 ]
 * ```
 *
 * @throws ValueError unless the vector has as many elements as the parameters.
 */
export function vectorToParameters(vector: Tensor, parameters: Iterable<Tensor>): void {
  const who = 'vectorToParameters';
  requireTensor(who, vector);
  const targets = [...parameters];
  const wanted = targets.reduce((sum, parameter) => sum + product(parameter.sizes), 0);
  if (vector.ndim !== 1 || vector.numel() !== wanted) {
    throw new ValueError({
      who,
      seen: `a tensor of ${vector.ndim} dimensions with ${vector.numel()} elements`,
      expected: `a vector of ${wanted} elements, as many as the parameters have`,
    });
  }
  noGrad(() => {
    let start = 0;
    for (const parameter of targets) {
      const count = product(parameter.sizes);
      overwrite(who, parameter, reshape(narrow(vector, 0, start, count), parameter.sizes));
      start += count;
    }
  });
}
