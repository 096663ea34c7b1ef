/** The part of Jest that the visible tests use; `gradus check` provides it. */

/** A group of cases. The outermost names the task, the next the aspect that it tests. */
export declare function describe(title: string, body: () => void): void;

/** One case. It passes when `body` ends without an error. */
export declare function test(title: string, body: () => Promise<void> | void): void;
