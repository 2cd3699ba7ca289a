/** A person's own data, from files: what is in them, and what was chosen to be learnt. Types only. */

/** A column of a table, or an array whose first axis counts samples. */
export interface FileField {
  name: string;
  /** Of one sample; empty for a single number. */
  shape: number[];
  /** Of the first samples: their first few numbers. [samples][numbers] */
  first: number[][];
}

/** What the files hold together. */
export interface FilePreview {
  samples: number;
  fields: FileField[];
  /** What the files themselves suggest. */
  suggested: OwnChoice;
}

/** Fields by their index. */
export interface OwnChoice {
  inputs: number[];
  targets: number[];
  /** The one target is a class label, 0, 1, ...: as many outputs as there are classes, 1 at the label. */
  oneHot: boolean;
  /** Inputs get mean 0 and sd 1 over the training samples: each column by itself, an image's pixels together. */
  standardise: boolean;
}

export interface OwnSizes {
  inputs: number;
  outputs: number;
  /** Of inputs that are square images, which convolutions can read; 0 of others. */
  channels: number;
  /** Of the samples as they are learnt: another file, or another choice, has another. Whole, from 0 to 2^32 - 1. */
  fingerprint: number;
}
