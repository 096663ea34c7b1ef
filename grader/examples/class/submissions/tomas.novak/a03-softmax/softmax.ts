import { type Tensor, torch } from '#torch';

export function softmaxNaive(x: Tensor): Tensor {
  const e = torch.exp(x);
  return e.div(e.sum());
}

export function softmaxStable(x: Tensor): Tensor {
  const e = x.div(x.max()).exp();
  return e.div(e.sum());
}

export function softmaxDim(x: Tensor, dim: number): Tensor {
  const e = x.sub(x.amax(-1, { keepdim: true })).exp();
  return e.div(e.sum(-1, { keepdim: true }));
}

export function logsumexp(x: Tensor, dim: number, keepdim = false): Tensor {
  const m = x.amax(dim, { keepdim: true });
  const out = x.sub(m).exp().sum(dim, { keepdim: true }).log().add(m);
  return keepdim ? out : out.squeeze(dim);
}

export function logSoftmax(x: Tensor, dim: number): Tensor {
  const shifted = x.sub(x.amax(dim, { keepdim: true }));
  return shifted.sub(shifted.exp().sum(dim, { keepdim: true }).log());
}

export function sigmoidFromSoftmax(z: Tensor): Tensor {
  const twoClasses = torch.stack([z, torch.zerosLike(z)], -1);
  return softmaxDim(twoClasses, -1).at('...', 0);
}

export function predictClass(probs: Tensor): Tensor {
  return probs.argmax(1);
}

type Shift = 'plus1' | 'minus100' | 'minusMax' | 'half' | 'triple';

export const shiftPredictions: Record<Shift, 'same' | 'sharper' | 'flatter'> = {
  plus1: 'same',
  minus100: 'same',
  minusMax: 'same',
  half: 'flatter',
  triple: 'sharper',
};

export function logitsFor(p: number[]): number[] {
  return p.map((value) => Math.log(value));
}
