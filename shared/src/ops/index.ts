/*
 * The operations, in teaching order. Importing this file gives `Tensor` its methods; what is exported here is
 * also a function of `torch`. A new operation is a file of its own and a line in this one.
 */

export { abs } from './abs.ts';
// Arithmetic, element by element
export { add } from './add.ts';
export { all } from './all.ts';
export { allclose, isclose } from './allclose.ts';
export { amax } from './amax.ts';
export { amin } from './amin.ts';
export { any } from './any.ts';
export { argmax } from './argmax.ts';
export { argmin } from './argmin.ts';
export { ceil } from './ceil.ts';
export { clamp } from './clamp.ts';
export { clampMax } from './clamp-max.ts';
export { clampMin } from './clamp-min.ts';
export { cos } from './cos.ts';
export { cumsum } from './cumsum.ts';
export { div } from './div.ts';
// Comparisons, masks and choices
export { eq } from './eq.ts';
export { equal } from './equal.ts';
// Exponentials and curves
export { exp } from './exp.ts';
export { expm1 } from './expm1.ts';
export { floor } from './floor.ts';
export { ge } from './ge.ts';
export { gt } from './gt.ts';
export { isfinite } from './isfinite.ts';
export { isinf } from './isinf.ts';
export { isnan } from './isnan.ts';
export { le } from './le.ts';
export { log } from './log.ts';
export { logSoftmax } from './log-softmax.ts';
export { log1p } from './log1p.ts';
export { logicalAnd } from './logical-and.ts';
export { logicalNot } from './logical-not.ts';
export { logicalOr } from './logical-or.ts';
export { logsumexp } from './logsumexp.ts';
export { lt } from './lt.ts';
export { max } from './max.ts';
export { maximum } from './maximum.ts';
export { mean } from './mean.ts';
export { min } from './min.ts';
export { minimum } from './minimum.ts';
export { mul } from './mul.ts';
export { ne } from './ne.ts';
export { neg } from './neg.ts';
export { pow } from './pow.ts';
export { prod } from './prod.ts';
export { reciprocal } from './reciprocal.ts';
export { relu } from './relu.ts';
// Shapes and views
export { reshape } from './reshape.ts';
export { round } from './round.ts';
export { sigmoid } from './sigmoid.ts';
export { sign } from './sign.ts';
export { sin } from './sin.ts';
export { softmax } from './softmax.ts';
export { sqrt } from './sqrt.ts';
export { square } from './square.ts';
export { std } from './std.ts';
export { sub } from './sub.ts';
// Reductions
export { sum } from './sum.ts';
export { tanh } from './tanh.ts';
export { var } from './var.ts';
export { where } from './where.ts';

import './view.ts';

export { flatten } from './flatten.ts';
export { permute } from './permute.ts';
export { squeeze } from './squeeze.ts';
export { t } from './t.ts';
export { transpose } from './transpose.ts';
export { unsqueeze } from './unsqueeze.ts';

import './expand.ts';

export { clone } from './clone.ts';

// Parts, joins and writes
import './at.ts';
import './iterate.ts';
import './put.ts';
import './fill.ts';
import './copy.ts';

export { cat } from './cat.ts';
export { gather } from './gather.ts';
export { stack } from './stack.ts';

// Dtypes
import './to.ts';

export { dot } from './dot.ts';
// Products
export { matmul } from './matmul.ts';
