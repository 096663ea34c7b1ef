// At most 0 points. Exports with names that mean something elsewhere.
export const __proto__ = 1;
export const constructor = 2;
export const then = (resolve: (value: unknown) => void) => resolve({});
export const toString = () => 'x';
