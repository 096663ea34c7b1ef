// At most 0 points. Sends a datagram.
const { createSocket } = process.getBuiltinModule('dgram');
const attack = () =>
  new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.on('error', resolve);
    socket.send('secret', Number('__UDP_PORT__'), '127.0.0.1', resolve);
  });

export {
  attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions,
};
