/**
 * `make`, asked once for each key; who asks again gets the same. What rejected is made anew for the next who asks: its
 * reason may have been a moment's, as a process that somebody ended.
 */
export function remember<K, T>(make: (key: K) => Promise<T>): (key: K) => Promise<T> {
  const made = new Map<K, Promise<T>>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    if (!made.has(key)) {
      made.set(key, known);
      known.catch(() => made.delete(key));
    }
    return known;
  };
}
