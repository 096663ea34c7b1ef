/*
 * The operations, in teaching order. Importing this file gives `Tensor` its methods; what is exported here is
 * also a function of `torch`. A new operation is a file of its own and a line in this one.
 */

// Arithmetic, element by element
export { add } from './add.ts';
export { rsub, sub } from './sub.ts';
export { mul } from './mul.ts';
export { div, trueDivide } from './div.ts';
export { floorDivide } from './floor-divide.ts';
export { remainder } from './remainder.ts';
export { fmod } from './fmod.ts';
export { neg } from './neg.ts';
export { positive } from './positive.ts';
export { abs } from './abs.ts';
export { sign } from './sign.ts';
export { sgn } from './sgn.ts';
export { copysign } from './copysign.ts';
export { pow } from './pow.ts';
export { square } from './square.ts';
export { sqrt } from './sqrt.ts';
export { rsqrt } from './rsqrt.ts';
export { reciprocal } from './reciprocal.ts';
export { floor } from './floor.ts';
export { ceil } from './ceil.ts';
export { round } from './round.ts';
export { trunc } from './trunc.ts';
export { frac } from './frac.ts';
export { hypot } from './hypot.ts';
export { lerp } from './lerp.ts';
export { addcmul } from './addcmul.ts';
export { addcdiv } from './addcdiv.ts';

// Bits
export { bitwiseNot } from './bitwise-not.ts';
export { bitwiseAnd } from './bitwise-and.ts';
export { bitwiseOr } from './bitwise-or.ts';
export { bitwiseXor } from './bitwise-xor.ts';
export { bitwiseLeftShift } from './bitwise-left-shift.ts';
export { bitwiseRightShift } from './bitwise-right-shift.ts';

// Exponentials and curves
export { exp } from './exp.ts';
export { expm1 } from './expm1.ts';
export { exp2 } from './exp2.ts';
export { log } from './log.ts';
export { log1p } from './log1p.ts';
export { log2 } from './log2.ts';
export { log10 } from './log10.ts';
export { xlogy } from './xlogy.ts';
export { logaddexp } from './logaddexp.ts';
export { sin } from './sin.ts';
export { cos } from './cos.ts';
export { tan } from './tan.ts';
export { asin } from './asin.ts';
export { acos } from './acos.ts';
export { atan } from './atan.ts';
export { atan2 } from './atan2.ts';
export { deg2rad } from './deg2rad.ts';
export { rad2deg } from './rad2deg.ts';
export { sinc } from './sinc.ts';
export { sinh } from './sinh.ts';
export { cosh } from './cosh.ts';
export { sigmoid } from './sigmoid.ts';
export { logit } from './logit.ts';
export { tanh } from './tanh.ts';
export { asinh } from './asinh.ts';
export { acosh } from './acosh.ts';
export { atanh } from './atanh.ts';
export { erf } from './erf.ts';
export { erfc } from './erfc.ts';
export { erfinv } from './erfinv.ts';
export { lgamma } from './lgamma.ts';
export { digamma } from './digamma.ts';
export { polygamma } from './polygamma.ts';
export { relu, relu_ } from './relu.ts';
export { prelu } from './prelu.ts';
export { celu } from './celu.ts';
export { selu } from './selu.ts';
export { threshold } from './threshold.ts';
export { hardshrink } from './hardshrink.ts';
export { clamp, clip } from './clamp.ts';
export { clampMin } from './clamp-min.ts';
export { clampMax } from './clamp-max.ts';
export { maximum } from './maximum.ts';
export { minimum } from './minimum.ts';
export { fmax } from './fmax.ts';
export { fmin } from './fmin.ts';
export { heaviside } from './heaviside.ts';
export { nanToNum } from './nan-to-num.ts';

// Comparisons and masks
export { eq } from './eq.ts';
export { ne } from './ne.ts';
export { lt } from './lt.ts';
export { le } from './le.ts';
export { gt } from './gt.ts';
export { ge } from './ge.ts';
export { equal } from './equal.ts';
export { allclose, isclose } from './allclose.ts';
export { isnan } from './isnan.ts';
export { isinf } from './isinf.ts';
export { isfinite } from './isfinite.ts';
export { signbit } from './signbit.ts';
export { logicalNot } from './logical-not.ts';
export { logicalAnd } from './logical-and.ts';
export { logicalOr } from './logical-or.ts';
export { logicalXor } from './logical-xor.ts';
export { where } from './where.ts';
export { argwhere, nonzero } from './nonzero.ts';

// Reductions
export { sum } from './sum.ts';
export { nansum } from './nansum.ts';
export { mean } from './mean.ts';
export { nanmean } from './nanmean.ts';
export { var } from './var.ts';
export { std } from './std.ts';
export { stdMean, varMean } from './var-mean.ts';
export { prod } from './prod.ts';
export { max } from './max.ts';
export { min } from './min.ts';
export { amax } from './amax.ts';
export { amin } from './amin.ts';
export { aminmax } from './aminmax.ts';
export { argmax } from './argmax.ts';
export { argmin } from './argmin.ts';
export { any } from './any.ts';
export { all } from './all.ts';
export { countNonzero } from './count-nonzero.ts';
export { norm } from './norm.ts';
export { dist } from './dist.ts';
export { logsumexp } from './logsumexp.ts';
export { softmax } from './softmax.ts';
export { logSoftmax } from './log-softmax.ts';

// Along a dimension
export { cumsum } from './cumsum.ts';
export { cumprod } from './cumprod.ts';
export { logcumsumexp } from './logcumsumexp.ts';
export { cummax, cummin } from './cummax.ts';
export { diff } from './diff.ts';
export { trapezoid, trapz } from './trapezoid.ts';

// Order
export { argsort, sort } from './sort.ts';
export { topk } from './topk.ts';
export { kthvalue } from './kthvalue.ts';
export { median } from './median.ts';
export { mode } from './mode.ts';
export { quantile } from './quantile.ts';
export { bucketize, searchsorted } from './searchsorted.ts';
export { unique, uniqueConsecutive } from './unique.ts';

// Counts and correlations
export { bincount } from './bincount.ts';
export { histc } from './histc.ts';
export { corrcoef, cov } from './cov.ts';

// Shapes and views
import './view.ts';
export { reshape } from './reshape.ts';
export { flatten, ravel } from './flatten.ts';
export { unflatten } from './unflatten.ts';
export { squeeze } from './squeeze.ts';
export { unsqueeze } from './unsqueeze.ts';
export { swapaxes, swapdims, transpose } from './transpose.ts';
export { t } from './t.ts';
export { permute } from './permute.ts';
export { moveaxis, movedim } from './movedim.ts';
export { broadcastTensors, broadcastTo } from './expand.ts';
export { atleast1d, atleast2d, atleast3d } from './atleast.ts';
import './unfold.ts';

// Parts
import './at.ts';
import './iterate.ts';
export { select } from './select.ts';
export { narrow } from './narrow.ts';
export { chunk, split } from './split.ts';
export { unbind } from './unbind.ts';
export { tensorSplit } from './tensor-split.ts';
export { diagonal } from './diagonal.ts';
export { indexSelect } from './index-select.ts';
export { gather } from './gather.ts';
export { take, takeAlongDim } from './take.ts';
export { maskedSelect } from './masked-select.ts';

// Joins and repetitions
export { cat } from './cat.ts';
export { stack } from './stack.ts';
export { columnStack, dstack, hstack, vstack } from './stacks.ts';
export { tile } from './repeat.ts';
export { repeatInterleave } from './repeat-interleave.ts';
export { meshgrid } from './meshgrid.ts';
export { cartesianProd } from './cartesian-prod.ts';
export { combinations } from './combinations.ts';

// Rearrangements
export { flip, fliplr, flipud } from './flip.ts';
export { roll } from './roll.ts';
export { rot90 } from './rot90.ts';
export { tril, trilIndices, triu, triuIndices } from './tril.ts';
export { diag, diagEmbed } from './diag.ts';
export { vander } from './vander.ts';

// Writes
import './fill.ts';
import './copy.ts';
import './put.ts';
export { maskedFill } from './masked-fill.ts';
export { maskedScatter } from './masked-scatter.ts';
export { indexFill } from './index-fill.ts';
export { indexCopy } from './index-copy.ts';
export { indexAdd } from './index-add.ts';
export { scatter, scatterAdd } from './scatter.ts';
export { scatterReduce } from './scatter-reduce.ts';

// Copies and dtypes
export { clone } from './clone.ts';
export { detach } from './detach.ts';
import './to.ts';
import './new.ts';
export { asTensor } from './as-tensor.ts';

// Products
export { dot } from './dot.ts';
export { outer } from './outer.ts';
export { mv } from './mv.ts';
export { mm } from './mm.ts';
export { bmm } from './bmm.ts';
export { matmul } from './matmul.ts';
export { addmm } from './addmm.ts';
export { addmv } from './addmv.ts';
export { baddbmm } from './baddbmm.ts';
export { inner } from './inner.ts';
export { tensordot } from './tensordot.ts';
export { einsum } from './einsum.ts';
export { kron } from './kron.ts';
export { cross } from './cross.ts';
export { cdist } from './cdist.ts';

// Matrices
export { trace } from './trace.ts';
export { matrixPower } from './matrix-power.ts';
export { det } from './det.ts';
export { inverse } from './inverse.ts';

// Random numbers, in place
import './uniform.ts';
export { normal } from './normal.ts';
import './random.ts';
export { bernoulli } from './bernoulli.ts';
import './exponential.ts';
export { multinomial } from './multinomial.ts';
