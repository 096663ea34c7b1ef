// At most 0 points. JSX in a file that is no JSX.
export const softmaxNaive = () => <div>softmax</div>;
