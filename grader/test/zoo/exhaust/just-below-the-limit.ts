// At most 0 points. Uses nearly all the time a call has, in every call.
const attack = () => {
  const until = process.cpuUsage().user + 1_700_000;
  while (process.cpuUsage().user < until);
  return 0;
};

export { attack as softmaxNaive };
