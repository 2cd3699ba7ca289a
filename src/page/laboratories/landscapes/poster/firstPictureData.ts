/** What the first picture is made of: the default state's two landscapes and both paths, computed when the page was built. */

export interface PosterPath {
  a: number[];
  b: number[];
  loss: number[];
  energy: number[];
}

export interface FirstPictureData {
  /** Grid coordinates along both directions, n of them. */
  axis: number[];
  /** [n * n], row = second direction; four significant digits. */
  loss: number[];
  /** Equilibrated energy. */
  energy: number[];
  /** Heights of both, as the live figures take them. */
  range: [number, number];
  bp: PosterPath;
  pc: PosterPath;
}
