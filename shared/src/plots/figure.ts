/** A picture, and the numbers that it shows. */
export interface Figure<Data> {
  /** What is drawn, in plain arrays. */
  readonly data: Data;
  /** A stand-alone image. */
  readonly svg: string;
  /** A stand-alone page with the image. */
  readonly html: string;
}
