/** The name under which Node's console asks an object for its text. */
export const inspect: unique symbol = Symbol.for('nodejs.util.inspect.custom');
