// At most 0 points. Errors with HTML, Markdown and formulas in them.
const attack = () => {
  throw new Error('<script>alert(1)</script> [x](javascript:alert(1)) ![x](http://127.0.0.1:__PORT__/x) =HYPERLINK("http://127.0.0.1:__PORT__") | a | b | ``` </details>');
};

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
