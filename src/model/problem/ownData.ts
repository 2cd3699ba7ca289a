/** A person's own data from files: the fields found, and those chosen as inputs and targets. Types only. */

/** A column of a table, or an array whose first axis counts samples. */
export interface FileField {
  name: string;
  /** Shape of one sample; empty for a single number. */
  shape: number[];
  /** The first few numbers of the first samples. [samples][numbers] */
  first: number[][];
}

/** The content of all files together. */
export interface FilePreview {
  samples: number;
  /** Training samples, which come first, where the files have a test part of their own; else null. */
  trainingCount: number | null;
  /** Sentences for a person: parts of the files that are passed over, digits that cannot be kept. */
  remarks: string[];
  fields: FileField[];
  /** A choice of fields that the files suggest. */
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
  /** Colour channels of inputs that are square images, which convolutions can read; 0 for other inputs. */
  channels: number;
  /** Fingerprint of the samples as they are learnt: it differs for another file or another choice. A whole number from 0 to 2^32 - 1. */
  fingerprint: number;
  /** Sentences for a person about digits that the samples cannot keep. */
  remarks: string[];
}
